"""Whose answers they are: the few distinct texts of the unit's column, found in the registry. Never by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from readiness.data.registry import Registry
from readiness.survey.tables import Counts, Where

UNKNOWN_UNIT, NO_UNIT, AMBIGUOUS = "refused:unit", "refused:no_unit", "refused:ambiguous"


MOST_NEAR = 100  # texts for which the nearest unit is looked for, which takes milliseconds each


@dataclass
class Resolved:
    """Counts by code. ``unknown``: texts that are no unit, with the units that they may be, where a name has two."""

    counts: Counts = field(default_factory=Counts)
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    registry: Registry | None = None
    _near: dict[str, str | None] = field(default_factory=dict)

    def near(self, text: str) -> str | None:
        """The unit nearest to an unknown text; of the first ``MOST_NEAR`` that are asked for."""
        if self.registry is not None and text not in self._near and len(self._near) < MOST_NEAR:
            self._near[text] = self.registry.suggest(text)
        return self._near.get(text)


STRANGE = 100  # different texts without a single unit: then the column holds none


def holds_none(texts: Iterable[str], registry: Registry | None) -> bool:
    """Whether so many texts of a unit's column are no units that it must be another column: names, say, or villages."""
    found = {text.strip() for text in texts} - {""}
    if registry is None or len(found) < STRANGE:
        return False
    matches = (registry.find(text, suggest=False) for text in found)
    return all(match.unit is None and not match.candidates for match in matches)


_Code = tuple[str | None, str, tuple[str, ...]]


def resolved(counts: Counts, registry: Registry | None) -> Resolved:
    """The counts with codes for texts; rows of what is no unit are refused. Without a registry a text is a code."""
    found, codes = Resolved(registry=registry), {}
    for where in counts.wheres():
        codes[where] = _code(where[1], registry)
    for (where, status), n in counts.rows.items():
        code, reason, both = codes[where]
        lost = code is None and status in ("used", "refused:invalid")
        if lost:
            found.unknown[where[1]] = both
        place = where if code is None else (where[0], code)
        found.counts.rows[place, reason if lost else status] += n
    _cells(found.counts, counts, codes)
    return found


def _cells(into: Counts, counts: Counts, codes: Mapping[Where, _Code]) -> None:
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


def _code(text: str, registry: Registry | None) -> _Code:
    """Code, or the reason why there is none, and the units that it may be."""
    if not text:
        return None, NO_UNIT, ()
    if registry is None:
        return text, "", ()
    match = registry.find(text, suggest=False)
    if match.unit is not None:
        return match.unit.code, "", ()
    if match.candidates:
        return None, AMBIGUOUS, tuple(f"{unit.code} {unit.name}" for unit in match.candidates)
    return None, UNKNOWN_UNIT, ()
