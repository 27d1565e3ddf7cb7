"""Make data/smart-city-simulated/: 70 candidates for the framework ``smart-city``, SIMULATED.

What their citizens answer is made by ``simulate_survey.py``, from the survey results that are drawn here.

    python data/simulate.py            write the files
    python data/simulate.py --check    compare with those that are there; exit 1 where they differ

The units are real, their answers are not. Only the human development index (2024) and mean years of schooling (2021)
are published figures, from ``screening-public.csv``. All else is drawn from a latent readiness that leans on these
two, so that indicators go together as in life. One seed gives the same bytes everywhere: draws use sums and
products only, no logarithm or cosine that differs between machines.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
OUT = HERE / "smart-city-simulated"
SEED = 11832  # any number would do; this one is the area of Banyuasin in km² as announced in 2017
WAVE = "2026"

FIRST = (  # the 25 of the first wave, 2017
    "15.71 14.05 14.08 16.07 36.71 36.74 32.14 32.73 32.75 32.71 32.74 32.72 34.04 33.74 35.10 35.22 35.25 35.15 "
    "51.03 61.72 64.02 64.72 73.71 71.73 94.04"
)
LATER = (  # some of those of 2018 and 2019
    "11.71 12.07 12.73 13.71 13.05 16.06 21.72 33.25 33.27 35.29 33.72 34.02 36.03 35.05 33.07 35.12 51.71 52.04 "
    "52.71 53.71 61.71 63.72 63.03 64.74 63.09 73.24 72.06 71.71 81.71 91.71"
)
NEVER = "11.08 12.14 13.09 18.71 52.01 53.02 53.15 62.71 65.03 74.07 76.02 82.71 93.04 96.71 91.03"  # for the balance
CODES = tuple(sorted(f"{FIRST} {LATER} {NEVER}".split()))

LEVELS = """
    pusat_data integrasi_data layanan_kesehatan_daring layanan_pendidikan_daring informasi_infrastruktur_daring
    rencana_induk keselarasan_visi_rpjmd regulasi_smart_city dewan_smart_city reformasi_perizinan keterbukaan_informasi
""".split()  # noqa: SIM905
COUNTS = {  # of what, and how easy it is: added to the latent readiness
    "internet_kantor_kecamatan": ("districts", 0.34),
    "internet_kantor_desa": ("villages_all", 0.12),
    "desa_4g": ("villages_all", 0.32),
    "kecamatan_terhubung": ("districts", 0.16),
    "desa_terhubung": ("villages_all", -0.02),
    "bimtek_camat": ("districts", 0.0),
}
PERCENTS = {
    "kondisi_aplikasi": 0.02,
    "pemanfaatan_aplikasi": 0.0,
    "perizinan_tanpa_tatap_muka": 0.08,
    "jalan_mantap": 0.22,
    "sekolah_puskesmas_internet": 0.18,
    "bimtek_kepala_opd": 0.02,
}
SURVEYS = {"mutu_layanan_warga": 0.04, "literasi_digital": 0.0}
CLASSES = ("sangat_rendah", "rendah", "sedang", "tinggi", "sangat_tinggi")
REAL = ("ipm", "rata_lama_sekolah")
ORDER = """
    internet_kantor_kecamatan internet_kantor_desa desa_4g kecamatan_terhubung desa_terhubung pusat_data integrasi_data
    tim_tanggap_insiden kondisi_aplikasi pemanfaatan_aplikasi layanan_kesehatan_daring layanan_pendidikan_daring
    informasi_infrastruktur_daring perizinan_tanpa_tatap_muka mutu_layanan_warga jalan_mantap sekolah_puskesmas_internet
    asn_tik bimtek_kepala_opd bimtek_camat kapasitas_fiskal belanja_tik ipm rata_lama_sekolah literasi_digital
    rencana_induk sisa_masa_rencana keselarasan_visi_rpjmd penganggaran_rencana regulasi_smart_city dewan_smart_city
    pelaksanaan_rencana reformasi_perizinan keterbukaan_informasi
""".split()  # noqa: SIM905 -- the framework's order: infrastructure, people, policy
INFRASTRUCTURE, PEOPLE, POLICY = set(ORDER[:17]), set(ORDER[17:25]), set(ORDER[25:])

BLANKS = ("", "", "-", "n/a", "belum ada data", "tidak tahu", "", "NA")  # as officials write it
GAPS: dict[str, set[str]] = {  # whole parts that were not handed in: a pillar, or the index, has too little data
    "12.14": INFRASTRUCTURE - {"desa_4g", "jalan_mantap", "pusat_data", "kecamatan_terhubung"},
    "93.04": (INFRASTRUCTURE - {"desa_4g", "jalan_mantap"}) | (POLICY - {"rencana_induk", "regulasi_smart_city"}),
    "13.09": POLICY - {"rencana_induk", "sisa_masa_rencana", "keselarasan_visi_rpjmd"},
    "71.73": PEOPLE - {"ipm", "rata_lama_sekolah", "kapasitas_fiskal", "asn_tik"},
    "53.02": (PEOPLE - set(REAL)) | (POLICY - {"rencana_induk", "dewan_smart_city"}),
}
NEW_PLAN = ("35.29", "74.07", "82.71")  # a first plan, adopted this year
NO_LAST_YEAR = "tidak berlaku: rencana pertama baru ditetapkan tahun ini"
AFTER_BUDGET = "tidak berlaku: rencana pertama ditetapkan sesudah RKPD tahun ini"
NO_SURVEY = ("11.08", "33.07", "52.04", "65.03", "76.02", "96.71")  # no survey of citizens this year

INTERVIEWED = ("16.07", "32.73", "64.02")
ASKED = {  # what the interview of the assessors looked at again, and what was shown to them
    "rencana_induk": "Naskah dan {rule} tentang rencana induk (contoh simulasi)",
    "regulasi_smart_city": "{rule} tentang SPBE dan aturan turunannya (contoh simulasi)",
    "dewan_smart_city": "SK Dewan Smart City dan notula rapat (contoh simulasi)",
    "integrasi_data": "Log sistem penghubung 3 bulan (contoh simulasi)",
    "layanan_kesehatan_daring": "Rekap pendaftaran daring puskesmas (contoh simulasi)",
    "reformasi_perizinan": "SOP DPMPTSP dan rekap ketepatan waktu (contoh simulasi)",
}

Row = dict[str, str]


@dataclass(frozen=True)
class Region:
    """One candidate: its row of units.csv and of screening-public.csv."""

    unit: Row
    public: Row

    @property
    def city(self) -> bool:
        """Whether it is a kota."""
        return self.unit["kind"] == "kota"

    @property
    def offices(self) -> int:
        """Regional offices, districts among them; a plausible number."""
        return (30 if self.city else 33) + int(self.unit["districts"])

    def readiness(self) -> float:
        """0 to 1, from what is published: development, schooling, city or not."""
        ipm = (float(self.public["ipm"]) - 55) / 30
        school = (float(self.public["rata_lama_sekolah"]) - 5) / 7
        return 0.24 + 0.26 * ipm + 0.12 * school + (0.03 if self.city else 0.0)


def bell(rng: Random, spread: float) -> float:
    """Nearly normal around 0: twelve uniform draws summed, so additions only."""
    return (sum(rng.random() for _ in range(12)) - 6.0) * spread


def answers(region: Region, rng: Random) -> Row:
    """All 34 answers of one candidate as text, before gaps."""
    base = region.readiness() + bell(rng, 0.08)
    part = {"infra": base + bell(rng, 0.05), "people": base + bell(rng, 0.05), "policy": base + 0.03 + bell(rng, 0.13)}

    def draw(name: str, ease: float = 0.0, spread: float = 0.11) -> float:
        pillar = "infra" if name in INFRASTRUCTURE else "people" if name in PEOPLE else "policy"
        return min(0.98, max(0.02, part[pillar] + ease + bell(rng, spread)))  # never quite nothing, never quite all

    found: Row = {name: region.public[name] for name in REAL}
    for name in LEVELS:
        found[name] = str(min(5, 1 + int(draw(name) * 5)))
    for name, (of, ease) in COUNTS.items():
        found[name] = str(round(draw(name, ease) * int(region.unit[of])))
    for name, ease in PERCENTS.items():
        found[name] = f"{100 * draw(name, ease):.1f}"
    for name, ease in SURVEYS.items():
        found[name] = f"{2.1 + 2.3 * draw(name, ease, 0.07):.2f}"
    found["tim_tanggap_insiden"] = "ada" if draw("tim_tanggap_insiden", 0.06, 0.12) > 0.5 else "tidak ada"
    found["asn_tik"] = str(round(draw("asn_tik", -0.04) * region.offices))
    found["kapasitas_fiskal"] = CLASSES[int(draw("kapasitas_fiskal", 0.0, 0.17) * 5)]
    share = draw("belanja_tik")
    spent = (2000 + 90000 * share * share * share) * int(region.unit["population_2024"])
    found["belanja_tik"] = str(round(spent / 1_000_000) * 1_000_000)
    return {**found, **plan(region, int(found["rencana_induk"]), draw, rng)}


def plan(region: Region, level: int, draw: Callable[..., float], rng: Random) -> Row:
    """What hangs on the master plan: without one in force all of it is 0; a first plan has no last year."""
    if region.unit["code"] in NEW_PLAN:
        late = region.unit["code"] == NEW_PLAN[0]
        budgeted = AFTER_BUDGET if late else f"{100 * draw('penganggaran_rencana', 0.1):.1f}"
        return {
            "rencana_induk": "3",
            "sisa_masa_rencana": "4.1",
            "penganggaran_rencana": budgeted,
            "pelaksanaan_rencana": NO_LAST_YEAR,
        }
    if level < 3:
        return dict.fromkeys(("sisa_masa_rencana", "penganggaran_rencana", "pelaksanaan_rencana"), "0")
    return {
        "sisa_masa_rencana": f"{0.1 + rng.randrange(5):.1f}",
        "penganggaran_rencana": f"{100 * draw('penganggaran_rencana', 0.1):.1f}",
        "pelaksanaan_rencana": f"{100 * draw('pelaksanaan_rencana', 0.02):.1f}",
    }


def with_gaps(code: str, found: Row, rng: Random) -> Row:
    """Take out what was not handed in, and one cell in thirty by chance."""
    gone = GAPS.get(code, set()) | (set(SURVEYS) if code in NO_SURVEY else set())
    for name in ORDER:
        by_chance = rng.random() < 1 / 30 and name not in REAL and code not in GAPS
        if name in gone or (by_chance and not found[name].startswith("tidak berlaku")):
            found = {**found, name: rng.choice(BLANKS)}
    return found


def interview(region: Region, found: Row, rng: Random) -> list[Row]:
    """Two assessors look at six answers again; seldom higher than what the region said of itself."""
    rows = []
    about = {"kode": region.unit["code"], "nama": region.unit["name"], "gelombang": WAVE, "simulasi": "ya"}
    rule = "Perwali 7/2025" if region.city else "Perbup 12/2025"
    for name, shown in ASKED.items():
        for assessor in ("Asesor A", "Asesor B"):
            level = min(5, max(1, int(found[name]) - rng.choice((0, 0, 0, 1, 1, -1))))
            said = {"indikator": name, "nilai": str(level), "tahap": "interviu", "asesor": assessor}
            rows.append({**about, **said, "bukti": shown.format(rule=rule)})
    return rows


def table(rows: list[Row]) -> str:
    """CSV with comma and LF."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def drawn() -> Iterator[tuple[Region, Row, list[Row]]]:
    """Every candidate with its 34 answers, gaps and survey results among them, and the rows of its interview."""
    units, public = by_code(HERE / "units.csv"), by_code(HERE / "screening-public.csv")
    for code in CODES:
        region, rng = Region(units[code], public[code]), Random(f"{SEED} {code}")
        found = answers(region, rng)
        interviews = interview(region, found, rng) if code in INTERVIEWED else []
        yield region, with_gaps(code, found, rng), interviews


def files() -> dict[str, str]:
    """The name and text of every file that is made. What is surveyed stands in none: citizens answer it."""
    candidates, interviews = [], []
    for region, found, rows in drawn():
        code = region.unit["code"]
        head = {"kode": code, "nama": region.unit["name"], "gelombang": WAVE, "simulasi": "ya", "tahap": "mandiri"}
        offices = {"jumlah_perangkat_daerah": str(region.offices)}
        candidates.append({**head, **offices, **{name: found[name] for name in ORDER if name not in SURVEYS}})
        interviews += rows
    return {"kandidat.csv": table(candidates), "interviu.csv": table(interviews)}


def by_code(path: Path) -> dict[str, Row]:
    """A CSV of the folder by its column ``code``."""
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["code"]: row for row in csv.DictReader(handle)}


def differing(made: dict[str, str], folder: Path) -> list[str]:
    """Names of the files that are absent or not the same to the byte."""
    there = {name: folder / name for name in sorted(made)}
    return [n for n, path in there.items() if not path.is_file() or path.read_bytes() != made[n].encode()]


def write_or_check(made: dict[str, str], folder: Path, arguments: list[str]) -> int:
    """Write the files; or with ``--check`` compare them with those of the folder, and 1 where they differ."""
    if "--check" in arguments:
        changed = differing(made, folder)
        for name in changed:
            print(f"{name} differs; make it again: python {Path(arguments[0]).as_posix()}", file=sys.stderr)
        return 1 if changed else 0
    folder.mkdir(exist_ok=True)
    for name, text in made.items():
        (folder / name).write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    raise SystemExit(write_or_check(files(), OUT, sys.argv))
