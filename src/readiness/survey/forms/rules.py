"""What a spreadsheet checks while a person types, and what it tells him."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from readiness.data.vocabulary import fold_word
from readiness.survey.forms.book import LONGEST_CELL, fitted
from readiness.survey.questions import Question
from readiness.words import say

_LONGEST_LIST, _LONGEST_TITLE, _LONGEST_MESSAGE = 255, 32, 255  # what Excel takes


def prompt(question: Question, lang: str, lists: Mapping[str, str]) -> dict[str, Any]:
    """The rule of a cell: a list, bounds, or only words. It warns and never forbids, for 'not applicable: why' and
    a dash are answers too. ``lists`` are the places of lists that do not fit into a rule."""
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": fitted(question.label.in_(lang), _LONGEST_TITLE),
        "input_message": fitted(_message(question, lang), _LONGEST_MESSAGE),
        "error_type": "warning",
    }
    words = answers(question, lang)
    if words:
        return {**rule, "validate": "list", "source": lists.get(question.name, words)}
    if question.kind == "percent":
        return {**rule, "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    if question.kind == "count":
        return {**rule, "validate": "integer", "criteria": ">=", "value": 0}
    return rule


def fits(words: Sequence[str]) -> bool:
    """Whether Excel takes a list of words within the rule itself."""
    return len(",".join(words)) <= _LONGEST_LIST and not any("," in word for word in words)


def answers(question: Question, lang: str) -> list[str]:
    """What may be chosen, as it is written into the cell: codes of levels and items, words of choices.

    A word that could mean two choices would be refused when it is read, so then the key stands in its place.
    """
    if question.measure == "boolean":
        return [say("form", lang, f"book.simple_{word}") for word in ("yes", "no")]
    if question.measure != "choice":
        return [value for value, _ in question.offered]
    meanings: dict[str, set[str]] = {}
    for key, words in question.choices:
        for word in (key, words.id, words.en):
            meanings.setdefault(fold_word(word), set()).add(key)
    said = [(key, words.in_(lang)) for key, words in question.choices]
    return [word if len(meanings[fold_word(word)]) == 1 and word.strip() == word else key for key, word in said]


def holds(question: Question, lang: str) -> str:
    """What the cell holds: ``whole number (offices)``."""
    kind = question.measure or ("group" if question.kind == "text" else "column")
    said = say("form", lang, f"measures.{kind}")
    return f"{said} ({question.unit.in_(lang)})" if question.unit is not None else said


def rubric(question: Question, lang: str) -> str:
    """The levels or choices, one a line, as they are written into the cell and what they mean."""
    lines = []
    for word, (value, words) in zip(answers(question, lang), question.offered, strict=True):
        text = words.in_(lang)
        lines.append(text if fold_word(text) == fold_word(word) or text.startswith(f"{value}. ") else f"{word}: {text}")
    return "\n".join(lines)


def note(question: Question, lang: str) -> str:
    """All that is said of a question, for the note on its heading."""
    parts = [question.label.in_(lang), holds(question, lang), rubric(question, lang)]
    if question.evidence is not None:
        parts.append(say("form", lang, "evidence", text=question.evidence.in_(lang)))
    return fitted("\n".join(part for part in parts if part), LONGEST_CELL)


def _message(question: Question, lang: str) -> str:
    said = holds(question, lang)
    more = f" {say('form', lang, 'book.percent_hint')}" if question.kind == "percent" else ""
    return f"{question.label.in_(lang)}. {said[:1].upper()}{said[1:]}.{more}"
