"""From the rows of an engine's answer to counts, and to the texts that could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from readiness.data.vocabulary import YES, fold_word
from readiness.survey import sql
from readiness.survey.opening import Opened
from readiness.survey.plan import Item, Plan
from readiness.survey.table import Engine, Place, Progress, Row, Table, TooManyPlacesError
from readiness.survey.tables import Counts, Where, sums_of
from readiness.survey.tokens import CLASSES, INVALID, UNKNOWN

_STATUS = {"invalid": "refused:invalid", "empty": "skipped:empty"}
MOST_TEXTS = 5_000  # different texts of one item that cannot be read: then the column holds no answers


class NoAnswersError(Exception):
    """A column that holds no answers; ``item`` and some ``texts``."""

    def __init__(self, item: str, column: int, texts: list[str]) -> None:
        super().__init__(item)
        self.item, self.column, self.texts = item, column, texts


@dataclass
class Counted:
    """Counts of one file, units and waves still as it writes them.

    ``invalid``: of a column, the texts that cannot be read, with the item and how many they are; ``odd``: of items
    that the framework does not have, how many answers. ``places`` are the rows where something may be wrong, by line;
    None where they were not looked for. ``uneven``: respondents of a long file who have several weights. ``synthetic``:
    any row says that it is simulated.
    """

    counts: Counts = field(default_factory=Counts)
    invalid: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    odd: Counter[str] = field(default_factory=Counter)
    places: list[Place] | None = None
    uneven: int = 0
    synthetic: bool = False


Run = Callable[[str, Mapping[int, Collection[str]]], Iterable[Row]]


def count(
    engine: Engine,
    opened: Opened,
    header_rows: int,
    plan: Plan,
    progress: Progress | None = None,
) -> Counted:
    """Reduce one file. Raises NoAnswersError, and what the engine raises."""
    table = Table(opened, header_rows, plan.columns, plan.roles.get("weight"), plan.mark)
    reduce = _long if plan.layout == "long" else _wide

    def run(select: str, known: Mapping[int, Collection[str]]) -> Iterable[Row]:
        return engine.rows(replace(table, known=known), select, progress)

    def run_plainly(select: str, known: Mapping[int, Collection[str]]) -> Iterable[Row]:
        del known
        return engine.rows(table, select, progress)

    try:
        found = reduce(plan, run, engine)
    except TooManyPlacesError:
        found = reduce(plan, run_plainly, engine)
    if engine.ragged:
        found.counts.rows[("", ""), "refused:ragged"] += engine.ragged
    return found


def _wide(plan: Plan, run: Run, engine: Engine) -> Counted:
    """One scan; a second one only where a text that had not been foreseen is an answer after all."""
    words = {item.key: item.reader.spellings(plan.seen.get(_column(item), ())) for item in plan.items}
    while True:
        known: dict[int, list[str]] = {}
        for item in plan.items:
            if item.column is not None:
                known.setdefault(item.column, []).extend(words[item.key])
        found = _tallied(plan, list(plan.items), run(sql.wide(plan, words), known), Counted())
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


def _column(item: Item) -> int:
    return -1 if item.column is None else item.column


def _tallied(plan: Plan, items: list[Item], rows: Iterable[Row], found: Counted, *, whole: bool = True) -> Counted:
    """Counts from rows of one key each. ``whole``: rows and answers too, not only values."""
    scales = [scale for scale in plan.scales if any(item.scale is scale for item in items)]
    layout = _Layout(plan)
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
            found.invalid[_column(item), text, item.name] += n
            if len(found.invalid) > MOST_TEXTS:
                raise NoAnswersError(item.name, _column(item), [text for _, text, _ in found.invalid][:3])
    if complete and value < UNKNOWN:
        found.counts.whole[item.scale.indicator, item.name, value] += n


def _long(plan: Plan, run: Run, engine: Engine) -> Counted:
    """The raw texts, once; then, for indicators of several items, one row a respondent."""
    found = Counted()
    texts: dict[tuple[str, str], dict[str, int]] = {item.key: {} for item in plan.items}
    seen = {text for item in plan.items for text in item.reader.spellings(plan.seen.get(_column(item), ()))}
    _Raw(plan, found, texts).count(run(sql.long(plan), {plan.roles["answer"]: sorted(seen)}))
    found.places = engine.places
    several = [item for item in plan.items if len(item.scale.items) > 1]
    if several:
        words = {
            item.key: {t: v for t, v in texts[item.key].items() if v != INVALID} or {"": INVALID} for item in several
        }
        _tallied(plan, several, run(sql.pivot(plan, several, words), {}), found, whole=False)
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
        self.plan, self.found, self.texts, self.layout = plan, found, texts, _Layout(plan)
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


class _Layout:
    """Where the keys of an answer's row stand."""

    def __init__(self, plan: Plan) -> None:
        present = [key for key in sql.KEYS if key in plan.roles or key == "unit"]
        self.place = {key: number for number, key in enumerate(present)}
        self.width = len(present)

    def where(self, row: Row) -> Where:
        return self._text(row, "wave"), self._text(row, "unit")

    def design(self, row: Row) -> tuple[str, str]:
        return self._text(row, "stratum"), self._text(row, "cluster")

    def fpc(self, row: Row) -> str:
        return self._text(row, "fpc")

    def synthetic(self, row: Row) -> bool:
        return "synthetic" in self.place and fold_word(self._text(row, "synthetic")) in YES

    def _text(self, row: Row, key: str) -> str:
        place = self.place.get(key)
        return "" if place is None else (row[place] or "").strip()
