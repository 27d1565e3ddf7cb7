"""Between a framework and its data, which are strangers: what the reader must know, and what-if values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Literal

from readiness.data.columns import Column, Layout
from readiness.data.table import Cell, Table
from readiness.findings import nearest
from readiness.framework.adjusting import GroupMean, GroupMedian
from readiness.framework.forms import options_of
from readiness.framework.model import Framework, Indicator, ShareAtLeast, ShareOf, Text
from readiness.misuse import MisuseError

BOOLEAN_WORDS = {"ya": 1.0, "ada": 1.0, "yes": 1.0, "1": 1.0, "tidak": 0.0, "tidak ada": 0.0, "no": 0.0, "0": 0.0}
FIRST_LEVEL, LAST_LEVEL = 1.0, 5.0  # where a framework writes no rubric
OF_REGISTRY = ("province", "kind", "island")  # the groups that the registry knows each unit to be in


def layout_of(framework: Framework, registry_columns: Iterable[str]) -> Layout:
    """What the reader must know of a framework. ``registry_columns`` are no columns of the data."""
    leaves = framework.indicators()
    ids = {leaf.id for leaf in leaves}
    elsewhere = ids | (set(registry_columns) if framework.units != "any" else set())
    extras = dict.fromkeys(leaf.per.of for leaf in leaves if leaf.per and leaf.per.of not in elsewhere)
    return Layout(
        columns=tuple(column_of(leaf) for leaf in leaves),
        parents=(*(node.id for node in framework.walk() if node.id not in ids), "index"),
        extras=tuple(extras),
        units=framework.units,
        duplicates=framework.duplicates,
        groups=tuple(_groups(framework, ids)),
    )


def _groups(framework: Framework, ids: Collection[str]) -> dict[str, None]:
    """The text columns that some gap is filled by, without what the registry knows and without indicators."""
    forms = [framework.impute, *(leaf.impute for leaf in framework.indicators())]
    named = [options_of(form) for form in forms if isinstance(form, GroupMean | GroupMedian)]
    known = {*ids, *(OF_REGISTRY if framework.units != "any" else ())}
    return dict.fromkeys(name for name in named if name not in known)


def column_of(leaf: Indicator) -> Column:
    """One indicator as the reader sees it: bounds that refuse a cell, and the words it may hold."""
    match leaf.measure:
        case "boolean":
            return Column(leaf.id, "boolean", 0.0, 1.0, whole=True, words=BOOLEAN_WORDS, outside=leaf.outside)
        case "level":
            keys = [float(key) for key in leaf.levels or {}] or [FIRST_LEVEL, LAST_LEVEL]
            words = _unique((text, float(key)) for key, line in (leaf.levels or {}).items() for text in _both(line))
            return Column(leaf.id, "level", min(keys), max(keys), whole=True, words=words, outside=leaf.outside)
        case "choice":
            return Column(leaf.id, "choice", words=_choices(leaf), outside=leaf.outside)
        case "survey":
            return _survey(leaf)
        case "count":
            low, high = _refusing_bounds(leaf)
            return Column(leaf.id, "count", 0.0 if low is None else low, high, whole=True, outside=leaf.outside)
        case _:
            low, high = _refusing_bounds(leaf)
            return Column(leaf.id, leaf.measure, low, high, percent=leaf.measure == "percent", outside=leaf.outside)


def _refusing_bounds(leaf: Indicator) -> tuple[float | None, float | None]:
    """A cell is refused at reading only where the framework says so and the cell is what is compared:
    after a ``per`` the goalposts are in another unit of measure, and scoring judges."""
    if leaf.outside != "refuse" or leaf.per is not None:
        return None, None
    own = [0.0, 100.0] if leaf.measure == "percent" else []
    worst, best = _written(leaf.worst), _written(leaf.best)
    if len(best) == 2:  # the best lies in the middle, so the worst has both ends
        worst = worst or own
    elif own and len(worst) < 2:
        worst, best = worst or own[:1], best or own[1:]
    return (min(*worst, *best), max(*worst, *best)) if worst and best else (None, None)


def _written(goalpost: float | list[float] | None) -> list[float]:
    """A goalpost as the list of its ends."""
    return goalpost if isinstance(goalpost, list) else [] if goalpost is None else [goalpost]


def _survey(leaf: Indicator) -> Column:
    """The reduced value of a unit: a mean of answers, or a share in percent."""
    if isinstance(leaf.statistic, ShareAtLeast | ShareOf):
        return Column(leaf.id, "survey", 0.0, 100.0, percent=True, outside=leaf.outside)
    keys = [float(key) for key in leaf.answers or {}]
    words = _unique((text, float(key)) for key, answer in (leaf.answers or {}).items() for text in _both(answer))
    low, high = (min(keys), max(keys)) if keys else (None, None)
    return Column(leaf.id, "survey", low, high, words=words, outside=leaf.outside)


def _choices(leaf: Indicator) -> dict[str, float | str]:
    labels = leaf.choice_labels or {}
    pairs = [(text, key) for key in leaf.choices or {} if key in labels for text in _both(labels[key])]
    return {**_unique(pairs), **{key: key for key in leaf.choices or {}}}


def _both(text: Text) -> tuple[str, str]:
    return text.id, text.en


def _unique(pairs: Iterable[tuple[str, float | str]]) -> dict[str, float | str]:
    """Words that stand for one value only; a word of two values is no answer."""
    found: dict[str, float | str] = {}
    clashing: set[str] = set()
    for word, value in pairs:
        if found.setdefault(word, value) != value:
            clashing.add(word)
    return {word: value for word, value in found.items() if word not in clashing}


def what_if_values(
    framework: Framework, what_if: Mapping[str, str], decimal: Literal[".", ","] | None = None
) -> dict[str, float | str | None]:
    """The values of ``--set ID=VALUE``, read as a cell is. Raises MisuseError for an unknown id or a refused value."""
    from readiness.data.values import Value, target_of, value_of

    leaves = {leaf.id: leaf for leaf in framework.indicators()}
    found: dict[str, float | str | None] = {}
    for name, text in what_if.items():
        if name not in leaves:
            raise MisuseError("set_id", name=name, nearest=nearest(name, leaves))
        value = value_of(text, target_of(column_of(leaves[name])), decimal)
        if value is None:
            raise MisuseError("set_mark", name=name, value=text)
        if not isinstance(value, Value) or value.status == "not_applicable":
            raise MisuseError("set_value", name=name, value=text, known=list(column_of(leaves[name]).words))
        found[name] = value.raw
    return found


def with_values(table: Table, values: Mapping[str, float | str | None], only: Collection[str] | None = None) -> Table:
    """The table under "what if": these values in these units (None: all). None as a value is a gap.

    The place of a replaced cell is kept no longer, for the value does not stand there.
    """
    chosen = {unit.code for unit in table.units if only is None or unit.code in only}
    cells = {
        code: {**row, **{leaf: _supposed(raw) for leaf, raw in values.items()}} if code in chosen else row
        for code, row in table.cells.items()
    }
    return replace(table, cells=cells)


def _supposed(raw: float | str | None) -> Cell:
    return Cell("missing") if raw is None else Cell("observed", raw)
