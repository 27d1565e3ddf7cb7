"""What is read of one file: its columns, the items that they answer, the rows that are no answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from readiness.data.numerals import proof
from readiness.findings import Finding
from readiness.survey.matching import Matching
from readiness.survey.scales import Scale
from readiness.survey.source import Export, Multiple, Skip
from readiness.survey.tokens import Reader, chosen_parts, reader_of

Mark = Literal[".", ","]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of one indicator in one file: a column of answers, or 0/1 columns of ``(column, wanted, texts)``."""

    scale: Scale
    name: str
    reader: Reader
    column: int | None = None
    parts: tuple[tuple[int, bool, tuple[str, ...]], ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Indicator and item: an item may make several indicators."""
        return self.scale.indicator, self.name

    @property
    def columns(self) -> tuple[int, ...]:
        """Every column that it is read from."""
        return tuple(column for column, _, _ in self.parts) if self.column is None else (self.column,)


@dataclass(frozen=True, slots=True)
class Plan:
    """``roles`` are unit, weight, stratum, cluster, fpc, respondent, wave, and of a long file item and answer.

    ``mark`` is the decimal mark of the weights; ``large`` where their squares may need more than 64 bits, which takes
    longer. Scales without an item in the file are left out.
    """

    layout: Literal["wide", "long"]
    roles: Mapping[str, int]
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    skips: tuple[Skip, ...] = ()
    mark: Mark = "."
    seen: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    large: bool = False

    @property
    def weighted(self) -> bool:
        """Whether respondents have weights."""
        return "weight" in self.roles

    @property
    def columns(self) -> tuple[int, ...]:
        """Every column that is read, in order. No other one is looked at."""
        used = {*self.roles.values(), *(skip.column for skip in self.skips)}
        used |= {column for item in self.items for column in item.columns}
        if not any(len(scale.items) > 1 for scale in self.scales):
            used.discard(self.roles.get("respondent", -1))
        return tuple(sorted(used))


def plan_of(
    export: Export,
    matching: Matching,
    scales: Sequence[Scale],
    rows: Sequence[Sequence[str]],
    *,
    mark: Mark | None,
    path: str,
) -> tuple[Plan | None, list[Finding]]:
    """The plan of one file. ``rows`` are its first answers; they show what is written there."""
    findings: list[Finding] = []
    items = []
    for scale in scales:
        for name in scale.items:
            what = matching.items.get(name)
            if matching.layout == "long":
                items.append(Item(scale, name, _reader(export, matching, scale, name, ""), matching.roles["answer"]))
            elif what is not None:
                item = _item(export, matching, scale, name, what)
                if item is None:
                    findings.append(_not_read(scale, name, what, _reader(export, matching, scale, name, ""), path))
                else:
                    items.append(item)
    roles = {role: column for role, column in matching.roles.items() if column >= 0}
    if matching.layout == "long" and "respondent" not in roles and any(len(scale.items) > 1 for scale in scales):
        names = [scale.indicator for scale in scales if len(scale.items) > 1]
        findings.append(Finding("D135", path, 1, params={"indicators": names}))
    seen = {column: _distinct(rows, column) for column in dict.fromkeys(c for item in items for c in item.columns)}
    chosen, told = _mark(rows, roles.get("weight"), mark, path)
    findings += told
    if any(finding.severity == "error" for finding in findings) or chosen is None:
        return None, findings
    used = tuple(scale for scale in scales if any(item.scale is scale for item in items))
    large = "weight" in roles and any(_is_large(text, chosen) for text in _distinct(rows, roles["weight"]))
    return Plan(matching.layout, roles, tuple(items), used, export.skips, chosen, seen, large), findings


def _reader(export: Export, matching: Matching, scale: Scale, name: str, separator: str) -> Reader:
    asked = {str(code) for code in (*scale.codes, *scale.no_answer)}
    blanks = dict.fromkeys((text for text in export.blanks if text not in asked), "missing")
    return reader_of(scale, name, {**blanks, **matching.answers.get(name, {})}, export.answers, separator)


def _not_read(scale: Scale, name: str, what: int | Multiple, reader: Reader, path: str) -> Finding:
    """Why a question of several answers cannot be read: its statistic needs one, or an option is no answer."""
    if scale.wanted is None or not isinstance(what, Multiple):
        return Finding("D134", path, 1, params={"item": name, "statistic": scale.statistic})
    words = [word for _, word in what.parts if word and reader.option(word) is None]
    codes = [str(code) for code in scale.codes]
    return Finding("D196", path, 1, params={"item": name, "options": words[:8], "known": codes})


def _item(export: Export, matching: Matching, scale: Scale, name: str, what: int | Multiple) -> Item | None:
    """An item; None where several answers stand for a statistic that needs one."""
    if isinstance(what, int):
        return Item(scale, name, _reader(export, matching, scale, name, ""), what)
    reader = _reader(export, matching, scale, name, what.separator)
    parts = chosen_parts(reader, what) if scale.wanted is not None else None
    if parts:
        return Item(scale, name, reader, None, parts)
    return Item(scale, name, reader, what.column) if what.column is not None and what.separator else None


def _distinct(rows: Sequence[Sequence[str]], column: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[column] for row in rows if column < len(row)))


def _is_large(weight: str, mark: Mark) -> bool:
    """Whether a weight is 100 or more: then one of 1,000, whose square is too large, is likely further down."""
    return len(weight.strip().partition(mark)[0]) > 2


def _mark(
    rows: Sequence[Sequence[str]], column: int | None, told: Mark | None, path: str
) -> tuple[Mark | None, list[Finding]]:
    """The decimal mark of the weights, as their own texts prove it.

    Where all have three decimals the mark moves no estimate, for only the ratios of weights count.
    """
    if column is None or told is not None:
        return told or ".", []
    texts = [text for text in _distinct(rows, column) if text.strip()]
    proofs = {proof(text.strip()) for text in texts}
    if {".", ","} <= proofs:
        both = [next(text for text in texts if proof(text.strip()) == mark) for mark in ",."]
        return None, [Finding("D132", path, params={"comma": both[0], "dot": both[1]})]
    if "?" in proofs and "" in proofs and not proofs & {".", ","}:
        unsure = [text for text in texts if proof(text.strip()) == "?"]
        return None, [Finding("D133", path, params={"text": unsure[0], "count": len(unsure)})]
    if "?" in proofs and "," not in proofs and "." not in proofs:
        return ("," if any("," in text for text in texts) else "."), []
    return ("," if "," in proofs else "."), []
