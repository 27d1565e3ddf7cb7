"""Qualtrics: three header rows, of codes, of words and of ``{"ImportId": ...}``; older exports have two."""

from __future__ import annotations

import re

from readiness.data.safe import clean
from readiness.survey.exports.shape import Head, Rows, Rule, Tool, column, fold
from readiness.survey.source import Multiple

_IMPORT = re.compile(r'\s*\{\s*"ImportId"\s*:', re.IGNORECASE)
_OWN_WORDS = {"start date", "response id", "responseid", "end date", "recorded date", "response type", "finished"}
_CHOICE = re.compile(r"(.+) - (?:Selected Choice|Pilihan yang Dipilih)(?: - (.+))?", re.IGNORECASE)
_OPTION = re.compile(r"(.+)_([0-9]+)")


def _head(rows: Rows) -> Head:
    names = tuple(map(clean, rows[0]))
    words = [clean(cell) for cell in rows[1]] if len(rows) > 1 else []
    if not {fold(text) for text in words} & _OWN_WORDS:
        return Head(2 if any(map(_IMPORT.match, words)) else 1, names, names)
    words += [""] * (len(names) - len(words))
    labels = tuple(_words(text) if text else name for name, text in zip(names, words, strict=False))
    third = rows[2] if len(rows) > 2 else []
    return Head(3 if any(_IMPORT.match(cell) for cell in third) else 2, names, labels)


def _words(text: str) -> str:
    """The question without what Qualtrics puts behind the words of a choice: ``- Selected Choice``."""
    found = _CHOICE.fullmatch(text)
    return text if found is None else found[1] + (f" - {found[2]}" if found[2] else "")


def _multiples(head: Head, body: Rows) -> tuple[Multiple, ...]:
    """Columns ``Q3_1``, ``Q3_2`` that hold one and the same text, the option or its number, or nothing."""
    found: dict[str, list[tuple[int, str]]] = {}
    labels: dict[str, str] = {}
    marks: list[tuple[int, str]] = []
    for index, name in enumerate(head.names):
        option, words = _OPTION.fullmatch(name), (head.labels or head.names)[index]
        texts = {fold(text) for text in column(body, index)} - {"", "0"}
        question, _, part = words.rpartition(" - ")
        if option and question and len(texts) <= 1 and texts <= {fold(part), option[2], "1"}:
            found.setdefault(option[1], []).append((index, part))
            marks.append((index, option[2]))
            labels[option[1]] = question
    several = {name: tuple(parts) for name, parts in found.items() if len(parts) > 1}
    return tuple(
        Multiple(name, labels[name], parts=parts, marks=tuple(mark for mark in marks if mark[0] in dict(parts)))
        for name, parts in several.items()
    )


QUALTRICS = Tool(
    signs=(
        ("responseid",),
        ("startdate", "enddate", "recordeddate", "responseset"),
        ("status", "finished", "progress", "distributionchannel"),
    ),
    metadata=(
        "startdate", "enddate", "status", "progress", "duration (in seconds)", "finished", "recordeddate", "responseid",
        "responseset", "externaldatareference", "externalreference", "distributionchannel", "userlanguage",
        "q_recaptchascore", "q_relevantidduplicate", "q_relevantidfraudscore", "q_totalduration",
    ),
    personal=(
        "ipaddress", "recipientlastname", "recipientfirstname", "recipientemail", "locationlatitude", "name",
        "locationlongitude", "externaldatareference", "externalreference",
    ),
    rules=(
        Rule(("finished",), "equals", ("0", "false", "salah"), "unfinished"),
        Rule(("status",), "equals", ("1", "9", "17", "survey preview", "offline survey preview"), "preview"),
        Rule(("status",), "equals", ("2", "survey test"), "test"),
        Rule(("status",), "equals", ("8", "12", "spam"), "rejected"),
    ),
    respondent=("responseid",),
    head=_head,
    multiples=_multiples,
    separator=",",
    blanks=("-99",),  # seen and not answered
    finished="Finished",
)  # fmt: skip
