"""A mapping to complete: every column that is not matched with its first answers, every item that was not found.

No text of a personal column is written, nor free text: only answers that a few respondents share.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from readiness.data.grid import letters
from readiness.data.safe import brief, clean
from readiness.survey.exports.shape import Rows, column
from readiness.survey.fits import columns_of
from readiness.survey.mapping import APART, IGNORE
from readiness.survey.matching import Matching
from readiness.survey.questions import Question, Questionnaire
from readiness.survey.source import Export
from readiness.words import say

MOST_ANSWERS = 12  # distinct ones; more are numbers, dates or free text
_LONGEST = 60


def propose(export: Export, matching: Matching, asked: Questionnaire, rows: Rows, lang: str) -> str:
    """The mapping file's text. ``rows`` are the first rows of the file, header and all."""
    lines = [*_head(export, matching, asked, lang), f"columns:{'' if matching.unmatched else ' {}'}"]
    for index in matching.unmatched:
        lines += _entry(export, index, column(rows[export.header_rows :], index), lang)
    return "\n".join([*lines, *_answers(asked, lang)]) + "\n"


def _head(export: Export, matching: Matching, asked: Questionnaire, lang: str) -> Iterator[str]:
    """What is known and what is open, as comments."""
    yield f"# {say('mapping', lang, 'how')}"
    known = _known(matching)
    if known:
        yield f"# {say('mapping', lang, 'found')}"
        yield from (f"#   {name}: {letters(at)} ({brief(export.names[at])})" for name, at in known)
    if matching.missing:
        yield f"# {say('mapping', lang, 'missing')}"
        questions = {question.name: question for question in asked.questions()}
        yield from (f"#   {name}: {brief(clean(questions[name].label.in_(lang)))}" for name in matching.missing)
    if "unit" not in matching.roles:
        yield f"# {say('mapping', lang, 'unit')}"


def _known(matching: Matching) -> list[tuple[str, int]]:
    items = [(name, columns_of(what)[0]) for name, what in matching.items.items()]
    return [*matching.roles.items(), *items]


def _entry(export: Export, index: int, texts: list[str], lang: str) -> Iterator[str]:
    """One column: its words, its first answers, its heading; its letter where the heading repeats or is empty."""
    name, label = export.names[index], (export.labels or export.names)[index]
    alone = bool(name) and export.names.count(name) == 1
    if label and not (alone and label == name):
        yield f"  # {brief(label)}"
    yield f"  # {_first_answers(texts, lang)}"
    yield f"  {json.dumps(name if alone else f'@{letters(index)}', ensure_ascii=False)}: {IGNORE}"


def _first_answers(texts: list[str], lang: str) -> str:
    found = list(dict.fromkeys(clean(text) for text in texts if text.strip()))
    if not found:
        return say("mapping", lang, "empty")
    if len(found) > MOST_ANSWERS or len(found) == len(texts) > 1 or any(len(text) > _LONGEST for text in found):
        return say("mapping", lang, "many", count=len(found))
    return say("mapping", lang, "answers", answers=" · ".join(found))


def _answers(asked: Questionnaire, lang: str) -> Iterator[str]:
    """The part of the words, with every item's codes as comments."""
    apart = ", ".join(dict.fromkeys(APART.values()))
    yield f"# {say('mapping', lang, 'words', apart=apart)}"
    yield "answers: {}"
    told: dict[tuple[str, ...], list[str]] = {}
    for question in asked.questions():
        told.setdefault(tuple(_codes(question, lang)), []).append(question.name)
    for codes, names in told.items():
        yield f"#   {', '.join(names)}: {'; '.join(codes)}"


def _codes(question: Question, lang: str) -> list[str]:
    return [f"{code} = {clean(words.in_(lang))}" for code, words in question.choices]
