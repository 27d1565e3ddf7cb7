"""Small frameworks and tables, made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from readiness.data.table import Cell, Source, Table
from readiness.data.units import Unit
from readiness.findings import Finding
from readiness.framework.model import Framework
from readiness.results.records import NodeResult, Results, UnitResult
from readiness.scoring import assess

BANDS = [{"id": "rendah", "from": 0, "label": "Rendah"}, {"id": "tinggi", "from": 60, "label": "Tinggi"}]
NA = Cell("not_applicable", note="tanpa APBD sendiri")


def leaf(name: str, weight: float | None = None, **keys: Any) -> dict[str, Any]:
    """A percent indicator, unless it says otherwise."""
    return {"id": name, "label": name, "measure": "percent"} | ({} if weight is None else {"weight": weight}) | keys


def group(name: str, children: Sequence[Mapping[str, Any]], weight: float | None = None, **keys: Any) -> dict[str, Any]:
    head = {"id": name, "label": name, "criteria": list(children)} | keys
    return head if weight is None else head | {"weight": weight}


def framework(criteria: Sequence[Mapping[str, Any]], **keys: Any) -> Framework:
    head = {
        "schema": "readiness/framework/1",
        "id": "uji",
        "version": "1",
        "label": "Uji",
        "bands": BANDS,
        "units": "any",
    }
    return Framework.model_validate({**head, "criteria": list(criteria), **keys})


def cell(value: Any) -> Cell:
    """A cell as the reader gives it: None is missing, a Cell stays."""
    if isinstance(value, Cell):
        return value
    if value is None:
        return Cell("missing")
    raw = value if isinstance(value, str) else float(value)
    return Cell("observed", raw, Source("data.csv", 2, 3, str(value)))


def table(rows: Mapping[str, Mapping[str, Any]], units: Sequence[Unit] = (), **keys: Any) -> Table:
    known = {unit.code: unit for unit in units}
    return Table(
        wave=keys.pop("wave", None),
        units=tuple(known.get(code, Unit(code, code)) for code in rows),
        cells={code: {name: cell(value) for name, value in row.items()} for code, row in rows.items()},
        **keys,
    )


def score(model: Framework, rows: Mapping[str, Mapping[str, Any]], **keys: Any) -> tuple[Results, list[Finding]]:
    return assess(model, table(rows, **keys), sha256="0" * 64, options={})


def one(model: Framework, row: Mapping[str, Any], **keys: Any) -> UnitResult:
    """The one unit of a table with one row."""
    results, _ = score(model, {"a": row}, **keys)
    return results.units[0]


def node(unit: UnitResult, name: str) -> NodeResult:
    return unit.nodes[name]


def leaf_points(model: Framework, unit: UnitResult) -> float:
    """Points of all leaves, added in the framework's order."""
    return sum(unit.nodes[each.id].points or 0.0 for each in model.indicators())
