"""Counts of a long file: one answer a row, the raw texts grouped and each understood once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from readiness.survey import sql
from readiness.survey.counted import MOST_TEXTS, Counted, Layout, NoAnswersError, Run, column_of
from readiness.survey.plan import Item, Plan
from readiness.survey.table import Engine, Row
from readiness.survey.tables import Counts, Design, Where, add, sums_of
from readiness.survey.tally import tallied
from readiness.survey.tokens import CLASSES, INVALID, UNKNOWN

OTHER_ITEM, INVALID_ANSWER = "skipped:other_item", "refused:invalid"
ODD = (OTHER_ITEM, INVALID_ANSWER)  # what becomes of rows whose words are kept


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
    """What a text of an item means: what it counts for, by indicator, and what becomes of its row. ``answer`` is the
    item and the class of the answer; None where the framework has no such item."""

    answer: tuple[str, str] | None
    values: tuple[tuple[str, int], ...]
    status: str


def _meaning(items: list[Item], texts: Mapping[tuple[str, str], dict[str, int]], text: str) -> _Meaning:
    values = []
    for item in items:
        value = texts[item.key][text] = item.reader.read(text)
        if value < UNKNOWN and len(item.scale.items) == 1:
            values.append((item.scale.indicator, value))
    kind = CLASSES.get(texts[items[0].key][text], "valid")
    status = {"invalid": INVALID_ANSWER, "missing": "skipped:empty"}.get(kind, "used")
    return _Meaning((items[0].name, kind), tuple(values), status)


class _Here:
    """What is counted of one key. Its words are put together once, not for every row."""

    def __init__(self, counts: Counts, where: Where, design: tuple[str, str]) -> None:
        self.where, self.design = where, design
        self.rows: dict[str, int] = defaultdict(int)
        self.answers: dict[tuple[str, str], int] = defaultdict(int)
        self.cells: dict[str, dict[Design, list[int]]] = {}
        self._counts = counts

    def count(self, meaning: _Meaning, sums: tuple[int, int, int]) -> None:
        """Count respondents who gave the same answer."""
        self.rows[meaning.status] += sums[0]
        if meaning.answer is not None:
            self.answers[meaning.answer] += sums[0]
        for indicator, value in meaning.values:
            cells = self.cells.get(indicator)
            if cells is None:
                cells = self.cells[indicator] = self._counts.cells.setdefault((self.where, indicator), {})
            add(cells, (*self.design, value, 1), sums)

    def close(self) -> None:
        """Hand over what has been counted."""
        for status, n in self.rows.items():
            self._counts.rows[self.where, status] += n
        for answer, n in self.answers.items():
            self._counts.answers[self.where, *answer] += n


class _Raw:
    """Counts rows of raw texts. What keys and texts mean is found once each."""

    def __init__(self, plan: Plan, found: Counted, texts: Mapping[tuple[str, str], dict[str, int]]) -> None:
        self.plan, self.found, self.texts, self.layout = plan, found, texts, Layout(plan)
        self.names: dict[str, list[Item]] = {}
        for item in plan.items:
            self.names.setdefault(item.name, []).append(item)
        self.heres: dict[Row, _Here] = {}
        self.meanings: dict[Row, _Meaning] = {}

    def count(self, rows: Iterable[Row]) -> None:
        """Count every row."""
        width, weighted, heres, meanings = self.layout.width, self.plan.weighted, self.heres, self.meanings
        for row in rows:
            key, fault, said = row[:width], row[width], row[width + 1 : width + 3]
            here, sums = heres.get(key) or self._here(key), sums_of(row, weighted)
            if fault is not True and fault != "":
                here.rows[fault or "refused:weight"] += sums[0]
                continue
            meaning = meanings.get(said) or self._meaning(said)
            here.count(meaning, sums)
            if meaning.status in ODD:
                self._odd(meaning, said, sums[0])
        for here in heres.values():
            here.close()

    def _here(self, key: Row) -> _Here:
        layout, found = self.layout, self.found
        where, design = layout.where(key), layout.design(key)
        found.synthetic = found.synthetic or layout.synthetic(key)
        if "fpc" in layout.place:
            found.counts.population.setdefault((where, design[0]), set()).add(layout.fpc(key))
        self.heres[key] = _Here(found.counts, where, design)
        return self.heres[key]

    def _meaning(self, said: Row) -> _Meaning:
        name, text = (each or "" for each in said)
        items = self.names.get(name) or self.names.get(name.strip())
        self.meanings[said] = _meaning(items, self.texts, text) if items else _Meaning(None, (), OTHER_ITEM)
        return self.meanings[said]

    def _odd(self, meaning: _Meaning, said: Row, n: int) -> None:
        """Keep the words of what is no answer."""
        if meaning.answer is None:
            self.found.odd[said[0] or ""] += n
            return
        (name, _), column, invalid = meaning.answer, self.plan.roles["answer"], self.found.invalid
        invalid[column, said[1] or "", name] += n
        if len(invalid) > MOST_TEXTS:
            raise NoAnswersError(name, column, [each for _, each, _ in invalid][:3])
