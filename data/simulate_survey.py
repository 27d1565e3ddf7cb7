"""Make data/smart-city-simulated/responses/: what 70 × 200 citizens and more answered, SIMULATED.

    python data/simulate_survey.py            write the files
    python data/simulate_survey.py --check    compare with those that are there; exit 1 where they differ

One CSV an island group, as KoboToolbox exports a form with names for headings. The sample is drawn in two stages:
villages (``cluster``) of urban and rural districts (``strata``), ten people in each; ``bobot`` is how many people
one of them stands for. What people answer leans on the result that ``simulate.py`` draws for their region, so that the
reduced survey says much the same. Sums and products only: the same bytes everywhere.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from simulate import BLANKS, OUT, SEED, Region, Row, bell, drawn, write_or_check

FOLDER = OUT / "responses"
ITEMS = {
    "mutu_layanan_warga": ("mutu_mudah", "mutu_murah", "mutu_sederhana", "mutu_cepat", "mutu_akurat", "mutu_akuntabel"),
    "literasi_digital": tuple(f"lit_{part}_{n}" for part in ("cakap", "etika", "aman", "budaya") for n in (1, 2)),
}
NAMES = (*ITEMS["mutu_layanan_warga"], *ITEMS["literasi_digital"])
DONT_KNOW = "tt"
VILLAGES, PEOPLE = 20, 10  # of a region; four villages more where a million live
MILLION = 1_000_000
ADULTS = 0.76  # aged 15 and over

UNUSABLE = ("11.08", "33.07", "52.04", "65.03", "76.02", "96.71")  # the supervisor approved no interview
FEW: dict[str, dict[int, int]] = {  # so few were approved, by village; the last has one rural village
    "13.05": {number: 1 if number < 13 else 2 for number in range(1, 21)},
    "63.09": {number: 1 if number < 17 else 2 for number in range(1, 21)},
    "91.71": {1: 7, 2: 7, 17: 7},
}

Answers = dict[str, str]


@dataclass(frozen=True)
class Village:
    """A sampled village: its number, its stratum, how its people differ from the region's, and their weight."""

    number: int
    stratum: str
    shift: float
    weight: int


def villages(region: Region, rng: Random) -> list[Village]:
    """Urban ones first. Towns are over-sampled in regencies, so weights differ."""
    many = VILLAGES + (4 if int(region.unit["population_2024"]) > MILLION else 0)
    urban_people = 0.92 if region.city else 0.22 + 0.3 * region.readiness()
    urban = many * 4 // 5 if region.city else many // 2
    found = []
    for number in range(1, many + 1):
        town = number <= urban
        share = urban_people if town else 1 - urban_people
        people = int(region.unit["population_2024"]) * ADULTS * share
        weight = people / ((urban if town else many - urban) * PEOPLE) * (0.85 + 0.3 * rng.random())
        found.append(Village(number, "perkotaan" if town else "perdesaan", bell(rng, 0.22), round(weight)))
    return _balanced(found, region.city)


def _balanced(found: list[Village], city: bool) -> list[Village]:
    """Shifts that cancel out over the people, towns higher: the region's mean stays what was drawn."""
    gap = 0.1 if city else 0.25
    shifts = [v.shift + (gap if v.stratum == "perkotaan" else -gap) for v in found]
    mean = sum(s * v.weight for s, v in zip(shifts, found, strict=True)) / sum(v.weight for v in found)
    return [Village(v.number, v.stratum, s - mean, v.weight) for v, s in zip(found, shifts, strict=True)]


def person(means: dict[str, float], shift: float, rng: Random) -> Answers:
    """What one citizen answers: only users of services judge them; who is not on the internet has no digital skill."""
    own = shift + bell(rng, 0.55)
    found: Answers = {}
    if "mutu_layanan_warga" in means and rng.random() < 0.72:
        found |= {name: _answer(means["mutu_layanan_warga"] + own, rng) for name in ITEMS["mutu_layanan_warga"]}
    if "literasi_digital" in means:
        mean = means["literasi_digital"]
        offline = 0.06 * (5 - mean)
        if rng.random() < offline:
            found |= dict.fromkeys(ITEMS["literasi_digital"], "1")
        else:
            online = (mean - offline) / (1 - offline) + own
            found |= {name: _answer(online, rng) for name in ITEMS["literasi_digital"]}
    return _with_gaps(found, rng)


def _answer(around: float, rng: Random) -> str:
    return str(min(5, max(1, round(around + bell(rng, 0.7)))))


def _with_gaps(found: Answers, rng: Random) -> Answers:
    """One answer in fifty is left out, one in a hundred is "don't know", one person in sixty breaks off."""
    stop = rng.randrange(2, len(NAMES)) if rng.random() < 1 / 60 else len(NAMES)
    for at, name in enumerate(NAMES):
        chance = rng.random()
        if name in found and (at >= stop or chance < 0.03):
            found[name] = DONT_KNOW if at < stop and chance < 0.01 else ""
    return found


def respondents(region: Region, found: Row, rng: Random) -> Iterator[Row]:
    """The rows of one region, village by village."""
    code = region.unit["code"]
    means = {name: float(found[name]) for name in ITEMS if found[name] not in BLANKS}
    if code in UNUSABLE:
        means = dict.fromkeys(ITEMS, 2.1 + 2.3 * region.readiness())
    for village in villages(region, rng):
        day = f"2026-0{3 + rng.randrange(3)}-{1 + rng.randrange(28):02d}"
        for number in range(PEOPLE):
            hour, minute = 1 + rng.randrange(9), f"{rng.randrange(60):02d}:{rng.randrange(60):02d}"
            said = person(means, village.shift, rng)
            approved = rng.random() > 0.005 and _approved(code, village.number, number)
            yield {
                "start": f"{day}T{hour + 7:02d}:{minute}.000+07:00",
                "kode": code,
                "strata": village.stratum,
                "cluster": str(village.number),
                **{name: said.get(name, "") for name in NAMES},
                "bobot": str(village.weight),
                "simulasi": "ya",
                "_id": "",
                "_submission_time": f"{day}T{hour + 1:02d}:{minute}",
                "_validation_status": "" if approved else "Not Approved",
            }


def _approved(code: str, village: int, number: int) -> bool:
    return code not in UNUSABLE and number < FEW.get(code, {}).get(village, 0 if code in FEW else PEOPLE)


def files() -> dict[str, str]:
    """The name and text of every file that is made."""
    rows: dict[str, list[Row]] = {}
    number = 0
    for region, found, _ in drawn():
        island = region.unit["island"].casefold().replace(" ", "-")
        for row in respondents(region, found, Random(f"{SEED} {region.unit['code']} survey")):
            number += 1
            rows.setdefault(f"{island}.csv", []).append({**row, "_id": str(10_000 + number)})
    return {name: export(said) for name, said in rows.items()}


def export(rows: list[Row]) -> str:
    """CSV as KoboToolbox writes it: semicolons, every cell in quotes."""
    lines = [tuple(rows[0]), *(tuple(row.values()) for row in rows)]
    return "".join(";".join(f'"{cell}"' for cell in line) + "\n" for line in lines)


if __name__ == "__main__":
    raise SystemExit(write_or_check(files(), FOLDER, sys.argv))
