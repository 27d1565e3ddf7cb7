"""Counts of a wide file: rows of one key each, and the one scan (or two) that gives them."""

from __future__ import annotations

from collections.abc import Iterable

from readiness.survey import sql
from readiness.survey.counted import MOST_TEXTS, Counted, Layout, NoAnswersError, Run, column_of
from readiness.survey.plan import Item, Plan
from readiness.survey.table import Engine, Row
from readiness.survey.tables import Where, sums_of
from readiness.survey.tokens import CLASSES, INVALID, UNKNOWN

_STATUS = {"invalid": "refused:invalid", "empty": "skipped:empty"}


def wide(plan: Plan, run: Run, engine: Engine) -> Counted:
    """One scan; a second one only where a text that had not been foreseen is an answer after all."""
    words = {item.key: item.reader.spellings(plan.seen.get(column_of(item), ())) for item in plan.items}
    while True:
        known: dict[int, list[str]] = {}
        for item in plan.items:
            if item.column is not None:
                known.setdefault(item.column, []).extend(words[item.key])
        found = tallied(plan, list(plan.items), run(sql.wide(plan, words), known), Counted())
        found.places = engine.places
        further = [
            (item, text)
            for item in plan.items
            for column, text, name in found.invalid
            if (column, name) == (item.column, item.name) and item.reader.read(text) != INVALID
        ]
        if not further:
            return found
        for item, text in further:
            words[item.key][text] = item.reader.read(text)


def tallied(plan: Plan, items: list[Item], rows: Iterable[Row], found: Counted, *, whole: bool = True) -> Counted:
    """Counts from rows of one key each. ``whole``: rows and answers too, not only values."""
    scales = [scale for scale in plan.scales if any(item.scale is scale for item in items)]
    layout = Layout(plan)
    first = layout.width + 1
    second = first + len(scales)
    names = [item.name for item in items]
    firsts = {names.index(name) for name in names}  # an item may make several indicators, and is told once
    for row in rows:
        where, sums = layout.where(row), sums_of(row, plan.weighted)
        if row[layout.width] is not None:
            if whole:
                found.synthetic = found.synthetic or layout.synthetic(row)
                _status(found, where, row[layout.width], sums[0])
            elif row[layout.width] == "weights":
                found.uneven += sums[0]
            continue
        place = next((n for n in range(first, second) if row[n] is not None), None)
        if place is not None:
            total, answered = divmod(row[place], sql.BASE)
            if answered:
                design = (*layout.design(row), total, answered)
                found.counts.count(where, scales[place - first].indicator, design, sums)
            continue
        number = next((n for n in range(len(items)) if row[second + 2 * n] is not None), None)
        if number is not None:
            key, text = row[second + 2 * number : second + 2 * number + 2]
            _answer(found, items[number], where, sums[0], key=key, text=text, whole=whole and number in firsts)
        elif whole:
            found.counts.population.setdefault((where, layout.design(row)[0]), set()).add(layout.fpc(row))
    return found


def _status(found: Counted, where: Where, status: str, n: int) -> None:
    found.counts.rows[where, _STATUS.get(status, status)] += n


def _answer(found: Counted, item: Item, where: Where, n: int, *, key: int, text: str, whole: bool) -> None:
    if key == sql.OTHER:
        return
    value, complete = divmod(key, 2)
    if whole:
        found.counts.answers[where, item.name, CLASSES.get(value, "valid")] += n
        if value == INVALID:
            found.invalid[column_of(item), text, item.name] += n
            if len(found.invalid) > MOST_TEXTS:
                raise NoAnswersError(item.name, column_of(item), [text for _, text, _ in found.invalid][:3])
    if complete and value < UNKNOWN:
        found.counts.whole[item.scale.indicator, item.name, value] += n
