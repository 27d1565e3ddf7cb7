"""When a heading is an item: its name, the last part of its path, or the words of the question; never by likeness."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from readiness.survey.exports.shape import fold
from readiness.survey.questions import Question
from readiness.survey.source import Multiple

SEPARATORS = ("/", "-", ".", ":")
WORD_SEPARATORS = (" - ", ".", "/", ": ")


@dataclass(frozen=True, slots=True)
class Source:
    """A column, or a question of several answers that has no column of its own; ``own`` is the tool's."""

    what: int | Multiple
    name: str
    label: str
    own: bool = False

    @property
    def columns(self) -> tuple[int, ...]:
        """Its columns, the joined one first."""
        return columns_of(self.what)


Fits = Callable[[Question, Source], bool]


def stages(tool: str) -> tuple[tuple[str, Fits], ...]:
    """The ways to match, the surest first, each with its word for the log."""
    squeeze = tool == "limesurvey"  # its codes are letters and digits only
    return (
        ("name", lambda question, source: source.name == question.field),
        ("name", lambda question, source: source.name == question.name),
        ("name", lambda question, source: not source.own and fold(source.name) == fold(question.name)),
        ("path", lambda question, source: not source.own and is_last_part(source.name, question.field)),
        ("path", lambda question, source: not source.own and is_last_part(source.name, question.name, squeeze=squeeze)),
        ("words", lambda question, source: not source.own and fold(source.label) in _words(question)),
        ("words", lambda question, source: not source.own and _ends_in(source.label, _words(question))),
    )


def columns_of(what: int | Multiple) -> tuple[int, ...]:
    """Every column of an item, the joined one first."""
    if isinstance(what, int):
        return (what,)
    parts = tuple(index for index, _ in what.parts)
    return parts if what.column is None else (what.column, *parts)


def is_last_part(name: str, wanted: str, *, squeeze: bool = False) -> bool:
    """``group/q1``, ``group-q1``, ``group.q1``, ``scale[q1]``; squeezed also without the marks in ``q_1``.

    >>> is_last_part("layanan/puas_1", "puas_1"), is_last_part("xpuas_1", "puas_1")
    (True, False)
    >>> is_last_part("skala[puas1]", "puas_1", squeeze=True)
    True
    """
    text, last = fold(name), fold(wanted)
    if text.endswith((f"[{last}]", *(mark + last for mark in SEPARATORS))):
        return True
    bare = "".join(char for char in last if char.isalnum())
    return squeeze and (text == bare or text.endswith((f"[{bare}]", f"_{bare}")))


def _words(question: Question) -> set[str]:
    return {fold(question.label.id), fold(question.label.en)}


def _ends_in(label: str, words: Collection[str]) -> bool:
    """``Question [Row]``, ``Question - Row``, where the row is what is asked."""
    text = fold(label)
    return any(text.endswith((f"[{row}]", *(mark + row for mark in WORD_SEPARATORS))) for row in words)
