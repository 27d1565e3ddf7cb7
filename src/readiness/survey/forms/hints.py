"""What stands under a question: how to answer, what must be shown, what the rubric says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readiness.framework.model import Text
from readiness.survey.questions import Question
from readiness.words import say


def hint(question: Question) -> Text | None:
    """For whoever answers: the unit of measure, how a level is chosen, the evidence; for items, whom they are for."""
    return _text(question, _hint)


def guidance(question: Question) -> Text | None:
    """For whoever wants more: what to do to score higher."""
    return _text(question, _guidance)


def _text(question: Question, lines: Callable[[Question, str], Iterator[str]]) -> Text | None:
    said = {lang: " ".join(lines(question, lang)) for lang in ("id", "en")}
    return Text(id=said["id"], en=said["en"]) if said["id"] else None


def _hint(question: Question, lang: str) -> Iterator[str]:
    if question.unit is not None:
        yield f"{_filled('measured_in', lang, question.unit)}."
    if question.measure == "level":
        yield say("form", lang, "choose")
    elif question.kind != "choose":
        yield say("form", lang, question.kind)
    if question.evidence is not None:
        yield _filled("evidence", lang, question.evidence)
    if question.measure == "survey" and question.note is not None:
        yield _filled("interviewer", lang, question.note)


def _guidance(question: Question, lang: str) -> Iterator[str]:
    for key, words in question.steps:
        yield say("form", lang, "step", key=key, text=words.in_(lang))
    if question.advice is not None and not question.steps:
        yield _filled("advice", lang, question.advice)


def _filled(key: str, lang: str, words: Text) -> str:
    return say("form", lang, key, text=words.in_(lang))
