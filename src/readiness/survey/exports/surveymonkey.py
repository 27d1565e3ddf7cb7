"""SurveyMonkey: two header rows, the question and below it the row, the option or ``Response``."""

from __future__ import annotations

from collections import Counter

from readiness.data.safe import clean
from readiness.survey.exports.shape import Head, Rows, Rule, Tool, column, fold
from readiness.survey.source import Multiple

_OWN = (
    "respondent id", "collector id", "start date", "end date", "date created", "date modified", "ip address",
    "email address", "first name", "last name", "custom data 1", "custom data", "id responden", "id kolektor",
    "tanggal mulai", "tanggal selesai",
)  # fmt: skip
_OTHER = (
    "other (please specify)", "other", "lainnya", "lainnya (harap sebutkan)", "lainnya (sebutkan)",
    "lainnya (silakan sebutkan)",
)  # fmt: skip
_ANSWER = ("", "response", "open-ended response", "respons", "jawaban", "tanggapan", "jawaban terbuka")


def _head(rows: Rows) -> Head:
    """Questions are written over their first column only; a file without the second row has one header row."""
    first = [clean(cell) for cell in rows[0]]
    second = [clean(cell) for cell in rows[1]] if len(rows) > 1 else []
    own = [index for index, text in enumerate(first) if fold(text) in _OWN]
    if not second or any(index < len(second) and second[index] for index in own):
        return Head(1, tuple(first), tuple(first))
    names, question = [], ""
    for index, text in enumerate(first):
        question = text or question
        part = second[index] if index < len(second) else ""
        names.append(question if fold(part) in _ANSWER else f"{question} [{part}]")
    return Head(2, tuple(names), tuple(names))


def _multiples(head: Head, body: Rows) -> tuple[Multiple, ...]:
    """Columns of one question that hold the words of their own option, or its number, or nothing."""
    found: dict[str, list[tuple[int, str]]] = {}
    marks: dict[str, list[tuple[int, str]]] = {}
    place: Counter[str] = Counter()
    for index, name in enumerate(head.names):
        question, _, option = name.removesuffix("]").rpartition(" [")
        place[question] += 1
        number, texts = str(place[question]), {fold(text) for text in column(body, index)}
        if question and fold(option) in _OTHER:
            found.setdefault(question, []).append((index, ""))
        elif question and texts <= {"", "0", "1", number, fold(option)}:
            found.setdefault(question, []).append((index, option))
            marks.setdefault(question, []).append((index, number))
    return tuple(
        Multiple(name, name, None, "", tuple(parts), tuple(marks[name]))
        for name, parts in found.items()
        if sum(bool(word) for _, word in parts) > 1
    )


SURVEYMONKEY = Tool(
    signs=(("respondent id", "id responden"), ("collector id", "id kolektor", "start date", "date created")),
    metadata=tuple(text for text in _OWN if text not in ("ip address", "email address", "first name", "last name")),
    personal=("ip address", "email address", "first name", "last name", "custom data 1", "custom data"),
    rules=(Rule(("response status", "status respons"), "equals", ("partial", "incomplete"), "unfinished"),),
    respondent=("respondent id", "id responden"),
    head=_head,
    multiples=_multiples,
    separator=", ",
)
