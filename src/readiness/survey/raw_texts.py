"""Counts of a long file: one answer a row, the raw texts grouped and each understood once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from readiness.survey import sql
from readiness.survey.counted import MOST_TEXTS, Counted, Layout, NoAnswersError, Run, column_of
from readiness.survey.plan import Item, Plan
from readiness.survey.table import Engine, Row
from readiness.survey.tables import Where, sums_of
from readiness.survey.tally import tallied
from readiness.survey.tokens import CLASSES, INVALID, UNKNOWN


def long(plan: Plan, run: Run, engine: Engine) -> Counted:
    """The raw texts, once; then, for indicators of several items, one row a respondent."""
    found = Counted()
    texts: dict[tuple[str, str], dict[str, int]] = {item.key: {} for item in plan.items}
    seen = {text for item in plan.items for text in item.reader.spellings(plan.seen.get(column_of(item), ()))}
    _Raw(plan, found, texts).count(run(sql.long(plan), {plan.roles["answer"]: sorted(seen)}))
    found.places = engine.places
    several = [item for item in plan.items if len(item.scale.items) > 1]
    if several:
        words = {
            item.key: {t: v for t, v in texts[item.key].items() if v != INVALID} or {"": INVALID} for item in several
        }
        tallied(plan, several, run(sql.pivot(plan, several, words), {}), found, whole=False)
    return found


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a text of an item means: what it counts for, by indicator, and what becomes of its row."""

    name: str
    values: tuple[tuple[str, int], ...]
    kind: str
    status: str


def _meaning(items: list[Item], texts: Mapping[tuple[str, str], dict[str, int]], text: str) -> _Meaning:
    values = []
    for item in items:
        value = texts[item.key][text] = item.reader.read(text)
        if value < UNKNOWN and len(item.scale.items) == 1:
            values.append((item.scale.indicator, value))
    kind = CLASSES.get(texts[items[0].key][text], "valid")
    status = {"invalid": "refused:invalid", "missing": "skipped:empty"}.get(kind, "used")
    return _Meaning(items[0].name, tuple(values), kind, status)


class _Raw:
    """Counts rows of raw texts. What keys and texts mean is found once each."""

    def __init__(self, plan: Plan, found: Counted, texts: Mapping[tuple[str, str], dict[str, int]]) -> None:
        self.plan, self.found, self.texts, self.layout = plan, found, texts, Layout(plan)
        self.names: dict[str, list[Item]] = {}
        for item in plan.items:
            self.names.setdefault(item.name, []).append(item)
        self.keys: dict[Row, tuple[Where, str, str]] = {}
        self.meanings: dict[tuple[str, str], _Meaning | None] = {}

    def count(self, rows: Iterable[Row]) -> None:
        """Count every row."""
        width, weighted = self.layout.width, self.plan.weighted
        counts, keys, meanings = self.found.counts, self.keys, self.meanings
        for row in rows:
            key, fault, said = row[:width], row[width], (row[width + 1] or "", row[width + 2] or "")
            where, stratum, cluster = keys.get(key) or self._key(key)
            sums = sums_of(row, weighted)
            if fault is not True and fault != "":
                counts.rows[where, fault or "refused:weight"] += sums[0]
                continue
            meaning = meanings[said] if said in meanings else self._meaning(said)
            if meaning is None:
                self.found.odd[said[0]] += sums[0]
                counts.rows[where, "skipped:other_item"] += sums[0]
                continue
            for indicator, value in meaning.values:
                counts.count(where, indicator, (stratum, cluster, value, 1), sums)
            counts.answers[where, meaning.name, meaning.kind] += sums[0]
            counts.rows[where, meaning.status] += sums[0]
            if meaning.kind == "invalid":
                self._invalid(meaning.name, said[1], sums[0])

    def _key(self, key: Row) -> tuple[Where, str, str]:
        layout, found = self.layout, self.found
        where, design = layout.where(key), layout.design(key)
        found.synthetic = found.synthetic or layout.synthetic(key)
        if "fpc" in layout.place:
            found.counts.population.setdefault((where, design[0]), set()).add(layout.fpc(key))
        self.keys[key] = (where, *design)
        return self.keys[key]

    def _meaning(self, said: tuple[str, str]) -> _Meaning | None:
        name, text = said
        items = self.names.get(name) or self.names.get(name.strip())
        self.meanings[said] = _meaning(items, self.texts, text) if items else None
        return self.meanings[said]

    def _invalid(self, name: str, text: str, n: int) -> None:
        column, invalid = self.plan.roles["answer"], self.found.invalid
        invalid[column, text, name] += n
        if len(invalid) > MOST_TEXTS:
            raise NoAnswersError(name, column, [each for _, each, _ in invalid][:3])
