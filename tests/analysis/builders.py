"""Small frameworks and results for tests: everything written by hand or drawn by hypothesis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from readiness import scoring
from readiness.data.table import Cell, Source, Table
from readiness.data.units import Unit
from readiness.framework.model import Framework
from readiness.results.records import Results

BANDS = [
    {"id": "low", "from": 0, "label": {"id": "Rendah", "en": "Low"}},
    {"id": "high", "from": 60, "label": {"id": "Tinggi", "en": "High"}},
]
Raw = float | str | None
MEANS: tuple[Any, ...] = (
    *("arithmetic", "geometric", "harmonic", "minimum", {"power": 2}, {"power": -2}),
    *({"owa": [1, 2, 3]}, {"owa": [2, 0, 1, 1]}),
)
BELOW_ZERO: tuple[Any, ...] = (
    "arithmetic",
    "minimum",
    {"owa": [1, 2, 3]},
    {"mean_minus_sd": 1},
    {"mean_minus_sd": 0.4},
)


def leaf(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "label": {"id": f"Indikator {name}", "en": f"Indicator {name}"}, "measure": "percent", **more}


def group(name: str, *children: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "label": {"id": f"Pilar {name}", "en": f"Pillar {name}"}, "criteria": list(children), **more}


def framework(*criteria: dict[str, Any], **more: Any) -> Framework:
    keys: dict[str, Any] = {
        "schema": "readiness/framework/1",
        "id": "uji",
        "version": "1",
        "label": {"id": "Kerangka uji", "en": "Test framework"},
        "units": "any",
        "bands": BANDS,
        "criteria": list(criteria),
    }
    return Framework.model_validate({**keys, **more})


def unit(code: str, name: str = "", **more: Any) -> Unit:
    return Unit(code, name or f"Kabupaten {code}", **more)


def results(
    of: Framework,
    values: Mapping[str, Mapping[str, Raw]],
    *,
    units: Mapping[str, Unit] | None = None,
    wave: str | None = "2025",
    synthetic: bool = False,
    denominators: dict[str, dict[str, float]] | None = None,
    cells: Mapping[tuple[str, str], Cell] | None = None,
    options: Mapping[str, Any] | None = None,
) -> Results:
    """Score values by code and indicator; ``cells`` replaces single cells."""
    table = {code: {key: _cell(code, key, raw) for key, raw in row.items()} for code, row in values.items()}
    for (code, key), cell in (cells or {}).items():
        table[code][key] = cell
    data = Table(wave, tuple(_units(values, units)), table, denominators=denominators or {}, synthetic=synthetic)
    document, _ = scoring.assess(of, data, sha256="f" * 64, options=options or {})
    return document


def _units(values: Mapping[str, Any], units: Mapping[str, Unit] | None) -> list[Unit]:
    return [(units or {}).get(code, unit(code)) for code in sorted(values)]


def _cell(code: str, key: str, raw: Raw) -> Cell:
    if raw is None:
        return Cell("missing")
    return Cell("observed", raw, Source("data.csv", 2, 3, str(raw)))


@st.composite
def trees(draw: st.DrawFn, means: tuple[Any, ...] | None = None) -> Framework:
    """A framework of one to three pillars, one or two levels deep, any mean and weights; leaves are percents.

    A mean whose scores can be below 0 has none above it that bears none.
    """
    count, means = 0, means or draw(st.sampled_from([MEANS, BELOW_ZERO]))

    def node(depth: int) -> dict[str, Any]:
        nonlocal count
        count += 1
        weight = draw(st.sampled_from([None, 1, 2, 0.5, 7]))
        more = {} if weight is None else {"weight": weight}
        if depth == 0 or draw(st.booleans()):
            return leaf(f"i{count}", **more)
        name = f"g{count}"
        children = [node(depth - 1) for _ in range(draw(st.integers(1, 3)))]
        return group(name, *children, aggregate=draw(st.sampled_from(means)), **more)

    pillars = []
    for number in range(draw(st.integers(1, 3))):
        children = [node(1) for _ in range(draw(st.integers(1, 3)))]
        pillars.append(group(f"p{number}", *children, aggregate=draw(st.sampled_from(means))))
    decimals = draw(st.sampled_from([0, 1, 2]))
    return framework(*pillars, aggregate=draw(st.sampled_from(means)), decimals=decimals, missing={"min_coverage": 0})


@st.composite
def scored(
    draw: st.DrawFn, codes: tuple[str, ...] = ("a",), gaps: bool = True, means: tuple[Any, ...] | None = None
) -> tuple[Framework, Results]:
    """A tree and its results for some units; a value may be missing where ``gaps``."""
    of = draw(trees(means))
    number = st.integers(0, 100_000).map(lambda n: n / 1000) | st.sampled_from([0.0, 100.0, 50.0])
    value = number | st.none() if gaps else number
    values = {code: {each.id: draw(value) for each in of.indicators()} for code in codes}
    return of, results(of, values)
