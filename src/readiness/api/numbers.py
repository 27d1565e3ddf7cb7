"""The short way for very large tables: a DataFrame of clean numbers, scored without records.

What the full way would refuse cell by cell is refused here as a whole: nothing is left out in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from readiness.api.errors import DataError, UsageError
from readiness.api.frameworks import Framework
from readiness.api.scores import Scores
from readiness.data.columns import Column
from readiness.data.frame import NAME
from readiness.data.grid import letters
from readiness.data.headings import role_of
from readiness.data.registry import Registry, load_registry
from readiness.data.units import Unit
from readiness.findings import Finding, has_errors, nearest
from readiness.layout import layout_of
from readiness.scoring.matrix import Columns, needs_records, score_matrix

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

FIRST = 20  # cells of a column, and codes, that are told


def score_numbers(framework: Framework, frame: pd.DataFrame, methods: dict[str, Any]) -> Scores:
    """Index, scores and coverage of every row of a frame. Raises UsageError and DataError."""
    model, registry = framework.model, load_registry()
    asked = needs_records(model)
    if asked is not None:
        raise UsageError(f"this framework has '{asked}', which needs records: score with detail=True.")
    layout = layout_of(model, registry.columns)
    codes = _codes(frame)
    arrays = {column.id: _array(frame, column.id) for column in layout.columns if column.id in frame.columns}
    beside = {name: _array(frame, name, number=True) for name in layout.extras if name in frame.columns}
    if not codes or not arrays:
        raise UsageError(f"the frame has {len(codes)} rows, and {len(arrays)} of its columns are indicators.")
    findings = [
        *_strangers(frame, [*framework.indicators, *layout.extras]),
        *_cells(frame, layout.columns, arrays, codes),
    ]
    registered = layout.units != "any"
    findings += _strange_codes(codes, registry) if registered else []
    if has_errors(findings):
        raise DataError("these numbers cannot be scored (with detail=True only their units are refused):", findings)
    units = None
    if registered or any(node.applies_to is not None for node in model.walk()):
        units = _units(frame, codes, registry if registered else None)
    if registered and units is not None:
        beside |= {name: _attribute(units, name) for name in registry.columns}
    found = score_matrix(model, arrays, denominators=beside, units=units, methods=methods)
    if found.refused.any():
        refused = [code for code, wrong in zip(codes, found.refused.tolist(), strict=True) if wrong]
        told = ", ".join(refused[:FIRST]) + (f" and {len(refused) - FIRST} more" if len(refused) > FIRST else "")
        raise UsageError(f"values of {told} cannot be scored: score with detail=True to be told which, and why.")
    return Scores(model, tuple(codes), (*findings, *found.findings), matrix=found)


def _codes(frame: pd.DataFrame) -> list[str]:
    """The index, which must hold codes: texts, each once."""
    codes: list[Any] = frame.index.tolist()
    if not all(isinstance(code, str) for code in codes):
        raise UsageError("the index must hold codes as text (32.10 is not 32.1): frame.set_index('code').")
    if not frame.index.is_unique:
        twice = frame.index[frame.index.duplicated()].tolist()
        raise UsageError(f"a code stands in one row only; these stand in several: {', '.join(twice[:FIRST])}.")
    if not frame.columns.is_unique:
        raise UsageError("two columns of the frame have one name.")
    return codes


def _array(frame: pd.DataFrame, name: str, *, number: bool = False) -> npt.NDArray[Any]:
    """A column as doubles; a column of texts as it is."""
    column = frame[name]
    if column.dtype == float:
        return column.to_numpy()
    try:
        return column.to_numpy(float, na_value=float("nan"))
    except (TypeError, ValueError):
        if number:
            raise UsageError(f"the column '{name}' must hold numbers.") from None
        return column.to_numpy(object)


def _strangers(frame: pd.DataFrame, known: Sequence[str]) -> Iterator[Finding]:
    """Columns that are not read."""
    for at, name in enumerate(map(str, frame.columns), start=1):
        if name not in known and role_of(name) not in ("name", "kind", "province"):
            params = {"heading": name, "nearest": nearest(name, known)}
            yield Finding("D037", NAME, 1, at + 1, params, cell=f"{letters(at)}1")


def _cells(frame: pd.DataFrame, columns: Sequence[Column], arrays: Columns, codes: Sequence[str]) -> Iterator[Finding]:
    """The first cells of each column that the reader would refuse."""
    names = [str(name) for name in frame.columns]
    for column in columns:
        values = arrays.get(column.id)
        if values is None or column.measure == "choice":
            continue
        if values.dtype == object:
            raise UsageError(f"the column '{column.id}' must hold numbers; texts are read with detail=True.")
        at = names.index(column.id) + 1
        for j, code, params in _wrong(column, values):
            unit = None if code == "D067" else codes[j]
            told = {"text": f"{values[j]:.15g}", "indicator": column.id, **params}
            yield Finding(code, NAME, j + 2, at + 1, told, unit, f"{letters(at)}{j + 2}")


def _wrong(column: Column, values: npt.NDArray[np.float64]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Row, code and parameters of what is wrong with a column."""
    import numpy as np

    low = -np.inf if column.minimum is None else column.minimum
    high = np.inf if column.maximum is None else column.maximum
    limits = {"low": _plain(column.minimum), "high": _plain(column.maximum)}
    for j in np.flatnonzero((values < low) | (values > high) | np.isinf(values))[:FIRST].tolist():
        yield (j, "D065", {}) if np.isinf(values[j]) else (j, "D072", limits)
    fractions = np.flatnonzero((values > 0) & (values < 1))
    if column.percent and fractions.size and np.nanmax(values) <= 1:
        yield int(fractions[0]), "D067", {"count": int((~np.isnan(values)).sum())}


def _plain(bound: float | None) -> str:
    return "…" if bound is None else f"{bound:.15g}"


def _strange_codes(codes: Sequence[str], registry: Registry) -> list[Finding]:
    strange = [(at, code) for at, code in enumerate(codes, start=2) if code not in registry.units]
    return [
        Finding("D047", NAME, at, 1, {"text": code, "nearest": registry.suggest(code)}, code, f"A{at}")
        for at, code in strange[:FIRST]
    ]


def _units(frame: pd.DataFrame, codes: Sequence[str], registry: Registry | None) -> list[Unit]:
    """Who the rows are: from the registry, or what the frame says of them."""
    if registry is not None:
        return [registry.units[code] for code in codes]
    beside = {role: frame[name].tolist() for name in frame.columns if (role := role_of(str(name))) is not None}
    kinds, provinces = beside.get("kind", [None] * len(codes)), beside.get("province", [None] * len(codes))
    return [Unit(code, code, _text(k), _text(p)) for code, k, p in zip(codes, kinds, provinces, strict=True)]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _attribute(units: Sequence[Unit], name: str) -> npt.NDArray[np.float64]:
    import numpy as np

    found = [unit.attributes.get(name) for unit in units]
    return np.array([value if isinstance(value, float) else np.nan for value in found])
