"""Every published example of this folder, printed again. README.md here describes the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from readiness.data.table import Cell, Table
from readiness.data.units import Unit
from readiness.framework.load import load
from readiness.framework.model import Framework
from readiness.resources import bundled
from readiness.results.records import Results, UnitResult
from readiness.scoring import assess
from readiness.scoring.weights import WRITTEN, Weighted, resolve

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yaml"))
DIFFERENCE = 1e-9
SET = "case"  # the name under which a case's set of weights stands in its framework


def test_there_are_cases():
    assert FILES


@lru_cache
def case_of(path: Path) -> dict[str, Any]:
    """A case file; one that says ``inputs: FILE`` takes what it does not say itself from that file."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    if "inputs" not in case:
        return case
    base = case_of(HERE / case["inputs"])
    units = [{**unit, "expect": case["expect"].get(unit["name"], {})} for unit in base["units"]]
    return {**base, **case, "units": units}


def framework_of(case: Mapping[str, Any]) -> Framework:
    written = case["framework"]
    if isinstance(written, str):
        loaded = load(bundled("criteria", f"{written}.yaml"))
        assert loaded.framework is not None, loaded.findings
        return loaded.framework
    weights = case.get("weights", {})
    every = case.get("every_indicator", {})
    criteria = [
        {**node, **every, "weight": weights.get(node["id"], node.get("weight", 1))} for node in written["criteria"]
    ]
    sets = {"weights_sets": {SET: case["weights_set"]}} if "weights_set" in case else {}
    return Framework.model_validate({**written, **sets, "criteria": criteria})


def cell_of(raw: Any) -> Cell:
    if raw is None:
        return Cell("missing")
    if isinstance(raw, dict):
        return Cell("not_applicable", note=raw["not_applicable"])
    return Cell("observed", raw if isinstance(raw, str) else float(raw))


def in_order(written: Any, leaves: list[str]) -> dict[str, Any]:
    """By indicator id: what is written so, a list in the framework's order, or one value for every indicator."""
    if isinstance(written, dict):
        return written
    return dict(zip(leaves, written if isinstance(written, list) else [written] * len(leaves), strict=True))


def table_of(case: Mapping[str, Any], framework: Framework) -> Table:
    leaves = [leaf.id for leaf in framework.indicators()]
    units, cells, denominators = [], {}, {}
    for row in case["units"]:
        code = row.get("code", row["name"])
        attributes = {
            name: value if isinstance(value, str) else float(value) for name, value in row.get("attributes", {}).items()
        }
        units.append(Unit(code, row["name"], row.get("kind"), row.get("province"), attributes))
        raw = in_order(row["raw"], leaves)
        assert set(raw) <= set(leaves), sorted(set(raw) - set(leaves))
        cells[code] = {name: cell_of(value) for name, value in raw.items()}
        denominators[code] = {name: float(value) for name, value in row.get("denominators", {}).items()}
    return Table(case.get("wave"), tuple(units), cells, denominators)


@lru_cache
def weighted(path: Path) -> Weighted:
    """The framework of a case under the case's own set of weights, or as written."""
    framework = framework_of(case_of(path))
    return resolve(framework, SET if SET in framework.weights_sets else WRITTEN, table_of(case_of(path), framework))


@lru_cache
def scored(path: Path) -> dict[str, UnitResult]:
    case = case_of(path)
    framework = weighted(path).framework
    results: Results = assess(framework, table_of(case, framework), sha256="0" * 64, options={})[0]
    return {unit.code: unit for unit in results.units}


def expectations() -> Iterator[Any]:
    """One test a unit, named after file and unit."""
    for path in FILES:
        for row in case_of(path)["units"]:
            if row["expect"]:
                yield pytest.param(path, row, id=f"{path.stem}-{row.get('code', row['name'])}")


@pytest.mark.parametrize(("path", "row"), list(expectations()))
def test_published_figures(path: Path, row: Mapping[str, Any]):
    unit, expect = scored(path)[row.get("code", row["name"])], row["expect"]
    if isinstance(expect, list):
        expect = {"nodes": in_order(expect, [leaf.id for leaf in weighted(path).framework.indicators()])}
    margin = row.get("margin", expect.get("margin", case_of(path).get("margin", 0))) or DIFFERENCE
    assert expect.keys() <= {"index", "band", "rank", "nodes", "margin"}
    if "index" in expect:
        compare("index", expect["index"], unit.index.published, unit.index.value, margin)
    for name, figure in expect.get("nodes", {}).items():
        compare(name, figure, unit.nodes[name].published, unit.nodes[name].score, margin)
    if "band" in expect:
        assert unit.index.band == expect["band"]
    if expect.get("rank") is not None:
        assert unit.index.rank == pytest.approx(expect["rank"], abs=case_of(path).get("rank_margin", 0))
    elif "rank" in expect:
        assert unit.index.rank is None


@pytest.mark.parametrize(
    "path", [path for path in FILES if "expect_shares" in case_of(path)], ids=lambda path: path.stem
)
def test_published_weights(path: Path):
    case = case_of(path)
    groups = {group.group: group for group in weighted(path).report.groups}
    for group, shares in case["expect_shares"].items():
        assert dict(groups[group].shares) == pytest.approx(shares, abs=case["shares_margin"])
    for group, figures in case.get("expect_consistency", {}).items():
        told = groups[group].consistency
        assert told is not None
        for name, figure in figures.items():
            assert getattr(told, name) == pytest.approx(figure, abs=case["consistency_margin"]), name


def compare(name: str, expected: Any, published: str | None, exact: float | None, margin: float) -> None:
    """A quoted figure is the printed string; a bare number is near the exact value; null is no number."""
    if expected is None or isinstance(expected, str):
        assert published == expected, name
    else:
        assert exact == pytest.approx(expected, abs=margin), name
