"""What could not be read, told with its place: the cell of an answer, the row of an unknown unit or a bad weight."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from readiness.data.grid import letters
from readiness.data.safe import brief, clean
from readiness.findings import Finding
from readiness.survey.counted import Counted, NoAnswersError
from readiness.survey.opening import Opened
from readiness.survey.plan import Mark, Plan
from readiness.survey.rawlines import numbered
from readiness.survey.source import Skip
from readiness.survey.table import Place
from readiness.survey.tables import Counts
from readiness.survey.tokens import BLANK
from readiness.survey.units import Resolved

_WEIGHT = re.compile(r"[+-]?(?:[0-9]+(?:_[0-9]+)*(?:\.(?:[0-9]+(?:_[0-9]+)*)?)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_BLANKS = " \t\n\v\f\r"
_TOO_MUCH = Decimal(10) ** 12
LEAST_UNREAD = 10  # answers, none of which can be read; fewer may be slips
MOST = 1_000  # findings of one kind in one file; the others are counted
_KINDS = {"invalid": "D130", "unit": "D131", "ambiguous": "D139", "no_unit": "D140", "weight": "D141", "ragged": "D142"}


@dataclass
class _Told:
    """Findings so far, and how many places of each kind were found beyond ``MOST``."""

    opened: Opened
    findings: list[Finding] = field(default_factory=list)
    number: Counter[str] = field(default_factory=Counter)

    def tell(self, kind: str, line: int, column: int | None, **params: object) -> None:
        self.number[kind] += 1
        if self.number[kind] <= MOST:
            cell = None if column is None else f"{letters(column)}{line}" if self.opened.lines else None
            params = {name: brief(clean(value)) if isinstance(value, str) else value for name, value in params.items()}
            where = None if column is None or self.opened.kind == "parquet" else letters(column)
            self.findings.append(
                Finding(_KINDS[kind], self.opened.shown, line or None, None, {**params, "place": where}, None, cell)
            )


def refuse_unread(plan: Plan, found: Counted) -> None:
    """Raise NoAnswersError where an item has answers and not one of them can be read: a figure of the other items
    would seem to rest on all of them."""
    kinds: Counter[tuple[str, bool]] = Counter()
    for (_, name, kind), n in found.counts.answers.items():
        kinds[name, kind == "invalid"] += 0 if kind == "missing" else n
    for item in plan.items:
        if kinds[item.name, True] >= LEAST_UNREAD and not kinds[item.name, False]:
            column = plan.roles["answer"] if item.column is None and not item.parts else item.columns[0]
            texts = sorted(text for _, text, name in found.invalid if name == item.name and text)
            raise NoAnswersError(item.name, column, [brief(clean(text)) for text in texts[:3]])


def odd_items(opened: Opened, plan: Plan, found: Counted) -> list[Finding]:
    """Answers of a long file to items that the framework does not have."""
    if not found.odd:
        return []
    names = [brief(clean(name)) for name in sorted(found.odd)[:8]]
    known = list(dict.fromkeys(each.name for each in plan.items))
    return [Finding("D198", opened.shown, params={"count": found.odd.total(), "items": names, "known": known})]


def weightless(opened: Opened, counts: Counts) -> list[Finding]:
    """Units whose respondents all weigh nothing: they answered, and there is no value."""
    weights: Counter[str] = Counter()
    for ((_, unit), _), cells in counts.cells.items():
        weights[unit] += sum(weight for _, weight, _ in cells.values())
    names = [unit for unit, weight in sorted(weights.items()) if not weight]
    params = {"count": len(names), "units": names[:8]}
    return [Finding("D199", opened.shown, params=params)] if names else []


def located(opened: Opened, header_rows: int, plan: Plan, found: Counted, units: Resolved) -> list[Finding]:
    """Every cell and row that was refused, with its line; beyond ``MOST`` of a kind they are counted."""
    expected = _expected(found, units)
    if not expected:
        return []
    judge = _Judge(plan, found, units)
    told = _tell(opened, judge, _fallen(opened, found), expected)
    if any(told.number[kind] < min(n, MOST) for kind, n in expected.items()):
        told = _tell(opened, judge, _all(opened, header_rows), expected)
    findings = told.findings
    for kind, n in expected.items():
        listed = min(told.number[kind], MOST)
        if n > listed:
            params = {"count": n - listed, "told": listed or None, "of": _KINDS[kind]}
            findings.append(Finding("D143", opened.shown, params=params))
    return findings


def _tell(opened: Opened, judge: _Judge, places: Iterable[Place], expected: Mapping[str, int]) -> _Told:
    told = _Told(opened)
    for place in places:
        for kind, column, params in judge.faults(place):
            told.tell(kind, place.line, column, **params)
        if all(told.number[kind] >= min(n, MOST) for kind, n in expected.items()):
            break
    return told


def _expected(found: Counted, units: Resolved) -> dict[str, int]:
    """How many places of each kind there are."""
    rows: Counter[str] = Counter()
    for (_, status), n in units.counts.rows.items():
        kind, _, reason = status.partition(":")
        if kind == "refused" and reason in _KINDS and reason != "invalid":
            rows[reason] += n
    rows["invalid"] = sum(found.invalid.values())
    return {kind: n for kind, n in rows.items() if n}


def _fallen(opened: Opened, found: Counted) -> Iterator[Place]:
    """The rows that fell out of the scan. Rows of a workbook are counted, not lines, so there all are looked at."""
    yield from found.places or () if not opened.lines else ()


def _all(opened: Opened, header_rows: int) -> Iterator[Place]:
    """Every row once more."""
    if opened.kind == "parquet":
        return
    width = len(opened.rows[0])
    try:
        for number, (line, row) in enumerate(numbered(opened)):
            if number >= header_rows:
                yield Place(line, tuple(row), len(row) != width)
    except csv.Error:
        return


@dataclass
class _Judge:
    """Says of a row what is wrong in it, as the SELECT and the registry did."""

    plan: Plan
    found: Counted
    units: Resolved

    def faults(self, place: Place) -> Iterator[tuple[str, int | None, dict[str, object]]]:
        """Kind, column and parameters of each fault."""
        roles, texts = self.plan.roles, place.texts
        if place.ragged:
            yield "ragged", None, {"count": len(texts)}
            return
        if any(is_skipped(skip, texts[skip.column]) for skip in self.plan.skips):
            return
        if self.plan.weighted and not _is_weight(texts[roles["weight"]], self.plan.mark):
            yield "weight", roles["weight"], {"text": texts[roles["weight"]].strip()}
            return
        unit = texts[roles["unit"]].strip()
        if unit in self.units.unknown and not self._is_empty(texts):
            both = self.units.unknown[unit]
            kind = "ambiguous" if both else "unit" if unit else "no_unit"
            yield (
                kind,
                roles["unit"],
                {"text": unit, "nearest": None if both else self.units.near(unit), "candidates": list(both)},
            )
        for column, text, item in self._invalid(texts):
            codes = next(each.scale.codes for each in self.plan.items if each.name == item)
            yield "invalid", column, {"text": text, "item": item, "known": list(codes)}

    def _invalid(self, texts: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
        if self.plan.layout == "long":
            column, item = self.plan.roles["answer"], texts[self.plan.roles["item"]]
            if (column, texts[column], item) in self.found.invalid:
                yield column, texts[column], item
            return
        for each in {item.name: item for item in self.plan.items}.values():
            if each.column is not None and (each.column, texts[each.column], each.name) in self.found.invalid:
                yield each.column, texts[each.column], each.name

    def _is_empty(self, texts: tuple[str, ...]) -> bool:
        """Whether nothing was answered in the row."""
        if self.plan.layout == "long":
            name, text = texts[self.plan.roles["item"]].strip(), texts[self.plan.roles["answer"]]
            asked = [item for item in self.plan.items if item.name == name]
            return not asked or asked[0].reader.read(text) == BLANK
        return all(
            not texts[column].strip() if item.column is None else item.reader.read(texts[column]) == BLANK
            for item in self.plan.items
            for column in item.columns
        )


def is_skipped(skip: Skip, text: str) -> bool:
    """Whether a row with this text is none of the answers."""
    text = text.strip(" ").lower()
    values = [value.strip().lower() for value in skip.values]
    return {"empty": text == "", "equals": text in values, "not_equals": text not in values}[skip.rule]


def _is_weight(text: str, mark: Mark) -> bool:
    plain = (text if mark == "." else text.replace(".", "").replace(",", ".")).strip(_BLANKS)
    return _WEIGHT.fullmatch(plain) is not None and 0 <= Decimal(plain) < _TOO_MUCH
