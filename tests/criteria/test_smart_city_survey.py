"""The simulated answers of citizens: made again to the byte, in KoboToolbox's shape, and what they reduce to."""

from __future__ import annotations

import csv
import importlib.util
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from readiness.cli.main import run
from readiness.data.table import Interval
from readiness.pipeline import Request, score
from readiness.resources import root
from readiness.results.records import UnitResult
from readiness.survey.exports import recognise
from readiness.survey.source import Export

DATA = root() / "data"
SIMULATED = DATA / "smart-city-simulated"
RESPONSES = SIMULATED / "responses"
Row = dict[str, str]
Z = 1.959963984540054


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DATA / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up, and the second script imports the first
    spec.loader.exec_module(module)
    return module


@cache
def survey() -> ModuleType:
    if "simulate" not in sys.modules:
        script("simulate")
    return script("simulate_survey")


@cache
def rows() -> list[Row]:
    return [row for path in sorted(RESPONSES.glob("*.csv")) for row in _read(path, ";")]


def _read(path: Path, delimiter: str) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle, delimiter=delimiter)


@cache
def reduced() -> dict[tuple[str, str], Row]:
    return {(row["code"], row["indicator"]): row for row in _read(SIMULATED / "survei.csv", ",")}


@cache
def by_unit() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows():
        found[row["kode"]].append(row)
    return found


def test_made_again_to_the_byte() -> None:
    made = survey().files()
    assert survey().write_or_check(made, RESPONSES, ["data/simulate_survey.py", "--check"]) == 0
    assert {path.name for path in RESPONSES.iterdir()} == set(made)
    assert sum(map(len, made.values())) <= 2_500_000


def test_seventy_units_of_two_hundred_all_stamped_as_simulated() -> None:
    assert len(by_unit()) == 70
    assert {len(of) for of in by_unit().values()} == {200, 240}
    assert {row["simulasi"] for row in rows()} == {"ya"}
    assert len({row["_id"] for row in rows()}) == len(rows())


def test_the_shape_is_that_of_kobotoolbox() -> None:
    for path in RESPONSES.glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert all(line[0] == line[-1] == '"' and '";"' in line for line in lines)
        export = recognise([line.strip('"').split('";"') for line in lines[:50]], path.name, "auto", set())
        assert isinstance(export, Export)
        assert export.tool == "kobo"


def test_design_weights_strata_and_villages() -> None:
    for code, of in by_unit().items():
        assert {row["strata"] for row in of} == {"perkotaan", "perdesaan"}, code
        assert {Counter(row["cluster"] for row in of)[number] for number in {row["cluster"] for row in of}} == {10}
        weights = {row["cluster"]: row["bobot"] for row in of}
        assert len(set(weights.values())) > 10
        assert all(int(weight) > 0 for weight in weights.values())


def test_answers_have_gaps() -> None:
    items = survey().NAMES
    said = Counter(row[item] for row in rows() for item in items)
    assert set(said) == {"", "tt", "1", "2", "3", "4", "5"}
    assert 0.005 < said["tt"] / said.total() < 0.02
    refused = Counter(row["kode"] for row in rows() if row["_validation_status"] == "Not Approved")
    assert {code for code, n in refused.items() if n == len(by_unit()[code])} == set(survey().UNUSABLE)
    approved = {code: len(of) - refused[code] for code, of in by_unit().items()}
    assert {code for code, n in approved.items() if 0 < n < 30} == set(survey().FEW)


def estimates(code: str, items: tuple[str, ...]) -> tuple[float, int, float | None] | None:
    """Mean, respondents and standard error, written out: who answered half of the items counts, by village."""
    people = []
    for row in by_unit()[code]:
        given = [int(row[item]) for item in items if row[item] not in ("", "tt")]
        if row["_validation_status"] != "Not Approved" and 2 * len(given) >= len(items):
            people.append((row["strata"], row["cluster"], int(row["bobot"]), sum(given) / len(given)))
    if not people:
        return None
    total = math.fsum(w for _, _, w, _ in people)
    mean = math.fsum(w * y for _, _, w, y in people) / total
    villages: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for stratum, village, w, y in people:
        villages[stratum][village] += w * (y - mean) / total
    if any(len(parts) < 2 for parts in villages.values()):
        return mean, len(people), None
    variance = 0.0
    for parts in villages.values():
        n, middle = len(parts), math.fsum(parts.values()) / len(parts)
        variance += n / (n - 1) * math.fsum((z - middle) ** 2 for z in parts.values())
    return mean, len(people), math.sqrt(variance)


@pytest.mark.parametrize("indicator", ["mutu_layanan_warga", "literasi_digital"])
def test_the_committed_reduction_is_theirs(indicator: str) -> None:
    for code in by_unit():
        expected, row = estimates(code, survey().ITEMS[indicator]), reduced().get((code, indicator))
        assert (expected is None) == (row is None), code
        if expected is None or row is None:
            continue
        mean, n, se = expected
        assert (float(row["value"]), int(row["n"])) == (pytest.approx(mean, abs=1e-9), n)
        assert [row[name] != "" for name in ("se", "low", "high")] == [se is not None] * 3
        if se is not None:
            ends = (se, mean - Z * se, mean + Z * se)
            assert [float(row[name]) for name in ("se", "low", "high")] == pytest.approx(ends, abs=1e-9)


def test_the_command_of_the_readme_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "survei.csv"
    words = ["reduce", str(RESPONSES), "-F", "smart-city", "--wave", "2026", "-o", str(out)]
    assert run(words) == 0
    assert out.read_bytes() == (SIMULATED / "survei.csv").read_bytes()
    log = json.loads((tmp_path / "survei.log.json").read_text(encoding="utf-8"))["rows"]
    assert log["read"] == log["used"] + sum(log["skipped"].values()) == len(rows())


def test_it_says_what_was_drawn_for_each_region() -> None:
    drawn = {region.unit["code"]: found for region, found, _ in sys.modules["simulate"].drawn()}
    far = [
        (code, name)
        for (code, name), row in reduced().items()
        if abs(float(row["value"]) - float(drawn[code][name])) > 3 * float(row["se"] or 0.2)
    ]
    assert len(reduced()) == 120
    assert far == []


def test_scored_with_its_precision() -> None:
    (results,) = score(Request("smart-city", (SIMULATED,))).results
    units: dict[str, UnitResult] = {unit.code: unit for unit in results.units}
    known = {code for code, unit in units.items() if unit.nodes["literasi_digital"].interval}
    assert known == {code for code, name in reduced() if name == "literasi_digital"}
    found, row = units["16.07"].nodes["literasi_digital"].interval, reduced()["16.07", "literasi_digital"]
    assert isinstance(found, Interval)
    assert [found.n, found.se, found.low] == [float(row[name]) for name in ("n", "se", "low")]
    alone = units["91.71"].nodes["literasi_digital"].interval
    assert alone is not None
    assert (alone.low, alone.se) == (None, None)
    assert units["52.04"].nodes["literasi_digital"].status == "missing"
