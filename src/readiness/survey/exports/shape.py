"""What an importer is: a record of the columns by which a tool is known, and how its header is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from readiness.data.safe import clean
from readiness.data.vocabulary import total_row
from readiness.survey.personal import is_personal, personal_values
from readiness.survey.source import Export, Multiple, Skip

Rows = Sequence[Sequence[str]]
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Head:
    """The header as read: how many rows it takes, and each column's name and words."""

    rows: int
    names: tuple[str, ...]
    labels: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows of a tool that are no answers, by the headings that the column may have; see ``Skip``."""

    headings: tuple[str, ...]
    rule: Literal["equals", "empty", "not_equals"]
    values: tuple[str, ...]
    reason: str


def single(rows: Rows) -> Head:
    """A header of one row, whose headings are names or words."""
    names = tuple(map(clean, rows[0]))
    return Head(1, names, names)


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool's export.

    It is recognised where of each group of ``signs`` one heading stands (``first``: the first group at the very
    beginning). ``metadata`` and ``personal`` are the tool's own columns, ``prefixes`` begin further ones;
    ``separator`` stands between several answers in one cell, ``blanks`` in place of none; ``finished`` is the column
    without which unfinished answers cannot be told. All headings are folded: lower case, single spaces.
    """

    signs: tuple[tuple[str, ...], ...]
    metadata: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    respondent: tuple[str, ...] = ()
    first: bool = False
    head: Callable[[Rows], Head] = single
    multiples: Callable[[Head, Rows], tuple[Multiple, ...]] = lambda _head, _body: ()
    separator: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    blanks: tuple[str, ...] = ()
    finished: str = ""


def fold(text: str) -> str:
    """A heading or an answer as it is compared: NFKC, case and runs of spaces aside, nothing else.

    >>> fold(" Kabupaten\\u00a0/ Kota ")
    'kabupaten / kota'
    """
    return " ".join(unicodedata.normalize("NFKC", clean(text)).casefold().split())


def missing(tool: Tool, rows: Rows) -> tuple[str, ...]:
    """The signs of the tool that the file lacks, one heading each; empty where it is of this tool."""
    head = tool.head(rows)
    found = set(map(fold, (*head.names, *(head.labels or ()))))
    lacking = [group[0] for group in tool.signs if found.isdisjoint(group)]
    if tool.first and fold(head.names[0]) not in tool.signs[0]:
        lacking = [tool.signs[0][0]]
    return tuple(lacking)


def read(name: str, tool: Tool, rows: Rows) -> Export:
    """The file as an export of the tool."""
    head = tool.head(rows)
    body = [row for row in rows[head.rows :] if not any(total_row(cell.strip()) for cell in row[:2])]
    headings = [{fold(text) for text in pair} for pair in zip(head.names, head.labels or head.names, strict=True)]
    skips = [
        Skip(index, rule.rule, rule.values, rule.reason) for rule in tool.rules for index in _ruled(rule, head)[:1]
    ]
    several = tool.multiples(head, body)
    parts = dict(part for each in several for part in each.parts)  # ``alat/hp`` is a choice, no phone
    personal = [
        index
        for index, texts in enumerate(headings)
        if index not in parts and (not texts.isdisjoint(tool.personal) or _is_personal(tool, head, texts, index, body))
    ]
    metadata = [
        index
        for index, texts in enumerate(headings)
        if index not in personal
        and (not texts.isdisjoint(tool.metadata) or any(text.startswith(tool.prefixes) for text in texts))
    ]
    respondent = [index for key in tool.respondent for index, texts in enumerate(headings) if key in texts]
    return Export(
        tool=name,
        header_rows=head.rows,
        names=head.names,
        labels=head.labels,
        skips=tuple(skips),
        personal=tuple(personal),
        metadata=tuple(metadata),
        multi=several,
        respondent=respondent[0] if respondent else None,
        answers=_spellings(tool, {*parts.values(), *(cell.strip() for row in body for cell in row)}),
        blanks=tool.blanks,
    )


def _ruled(rule: Rule, head: Head) -> list[int]:
    """The columns of a rule, by name before by words: the tool's own comes first, a question may be called alike."""
    texts = (head.names, head.labels or head.names)
    return [index for row in texts for index, text in enumerate(row) if fold(text) in rule.headings]


def _spellings(tool: Tool, seen: set[str]) -> Mapping[str, str]:
    """The tool's own spellings of answers, of every style (``A1``, ``AO01``) that stands in the file.

    A style whose numbers do not begin at 1 (``A0``) is none: its numbers are not those of the framework.
    """
    styles = {spelling.rstrip(_DIGITS) for spelling in seen & tool.answers.keys()}
    styles -= {text.rstrip("0") for text in seen if text.endswith("0")}
    return {spelling: code for spelling, code in tool.answers.items() if spelling.rstrip(_DIGITS) in styles}


def _is_personal(tool: Tool, head: Head, texts: set[str], index: int, body: Rows) -> bool:
    """By the heading, or by what stands below it; the tool's own columns are judged by its lists alone."""
    if not texts.isdisjoint((*tool.metadata, *tool.respondent)):
        return False
    return is_personal(head.names[index]) or any(map(is_personal, texts)) or personal_values(column(body, index))


def column(body: Rows, index: int) -> list[str]:
    """The texts of one column; empty where a row is short."""
    return [row[index] if index < len(row) else "" for row in body]
