"""Whose answers they are: the few distinct texts of the unit's column, found in the registry. Never by likeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from readiness.data.registry import Registry
from readiness.survey.tables import Counts, Where

UNKNOWN_UNIT, NO_UNIT, AMBIGUOUS = "refused:unit", "refused:no_unit", "refused:ambiguous"


@dataclass
class Resolved:
    """Counts by code. ``unknown``: texts that are no unit, with the rows refused for it and what may be meant."""

    counts: Counts = field(default_factory=Counts)
    unknown: dict[str, tuple[int, str | None, tuple[str, ...]]] = field(default_factory=dict)


def resolved(counts: Counts, registry: Registry | None) -> Resolved:
    """The counts with codes for texts; rows of what is no unit are refused. Without a registry a text is a code."""
    found, codes = Resolved(), {}
    for where in counts.wheres():
        codes[where] = _code(where[1], registry)
    refused: Counter[str] = Counter()
    for (where, status), n in counts.rows.items():
        code, reason, _, _ = codes[where]
        lost = code is None and status in ("used", "refused:invalid")
        if lost:
            refused[where[1]] += n
        place = where if code is None else (where[0], code)
        found.counts.rows[place, reason if lost else status] += n
    for text, n in refused.items():
        _, _, near, both = next(codes[where] for where in codes if where[1] == text)
        found.unknown[text] = (n, near, both)
    _cells(found.counts, counts, codes)
    return found


def _cells(
    into: Counts, counts: Counts, codes: Mapping[Where, tuple[str | None, str, str | None, tuple[str, ...]]]
) -> None:
    """What was counted of units that are some."""

    def place(where: Where) -> Where | None:
        code = codes[where][0] if where in codes else None
        return None if code is None else (where[0], code)

    for (where, indicator), cells in counts.cells.items():
        if (at := place(where)) is not None:
            into.join(at, indicator, cells)
    for (where, item, kind), n in counts.answers.items():
        if (at := place(where)) is not None:
            into.answers[at, item, kind] += n
    for (where, stratum), texts in counts.population.items():
        if (at := place(where)) is not None:
            into.population.setdefault((at, stratum), set()).update(texts)
    into.whole.update(counts.whole)


def _code(text: str, registry: Registry | None) -> tuple[str | None, str, str | None, tuple[str, ...]]:
    """Code, or the reason why there is none, the nearest, and the units that it may be."""
    if not text:
        return None, NO_UNIT, None, ()
    if registry is None:
        return text, "", None, ()
    match = registry.find(text)
    if match.unit is not None:
        return match.unit.code, "", None, ()
    if match.candidates:
        return None, AMBIGUOUS, None, tuple(f"{unit.code} {unit.name}" for unit in match.candidates)
    return None, UNKNOWN_UNIT, match.suggestion, ()
