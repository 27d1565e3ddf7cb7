"""What must be told of a matching: columns that clash, items that are lacking, a file that is something else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from readiness.data.grid import letters
from readiness.findings import Finding
from readiness.survey.exports.shape import fold
from readiness.survey.questions import Questionnaire
from readiness.survey.source import Export

SHOWN = 8  # names in one message
_CODES_SHOWN = 2


def judge(
    export: Export,
    asked: Questionnaire,
    found: Collection[str],
    roles: Mapping[str, int],
    clashes: Mapping[str, Collection[int]],
) -> list[Finding]:
    """The findings of the whole.

    ``found`` are the items that have a column, ``clashes`` those with several;
    the caller knows the path.
    """
    told = [
        Finding("D182", line=1, params={"heading": name, **columns(export, several)})
        for name, several in clashes.items()
        if name not in found
    ]
    figures = _figures(export, asked, found)
    if figures:
        return [*told, Finding("D194", line=1, params={"found": figures[:SHOWN]})]
    is_long = not found and {"item", "answer"} <= roles.keys()
    names = [question.name for question in asked.questions()]
    missing = [] if is_long else [name for name in names if name not in found and name not in clashes]
    if len(missing) == len(names):
        return [Finding("D184", line=1, params={"items": missing[:SHOWN], "found": _shown(export)})]
    if "unit" not in roles:
        told.append(Finding("D190", line=1, params={"found": _shown(export)}))
    if missing:
        more = len(missing) - SHOWN
        params = {"count": len(missing), "items": missing[:SHOWN], "more": more if more > 0 else None}
        told.append(Finding("D183", line=1, params=params))
    return told


def dropped(export: Export, personal: Collection[int]) -> list[Finding]:
    """The columns of persons, by their headings."""
    names = [export.names[index] for index in personal]
    return [Finding("D192", line=1, params={"count": len(names), "columns": names})] if names else []


def unfinished(export: Export, title: str, column: str) -> list[Finding]:
    """A file without the ``column`` that says who finished: whoever gave up counts as an answer."""
    told = not column or any(skip.reason == "unfinished" for skip in export.skips)
    return [] if told else [Finding("D197", line=1, params={"tool": title, "column": column})]


def codes(export: Export, title: str, answers: Iterable[Mapping[str, str]]) -> list[Finding]:
    """The tool's own codes, unless the mapping says of every item what they mean. ``answers`` are its folded words."""
    own = {fold(spelling) for spelling in export.answers}
    if all(not own.isdisjoint(words) for words in answers):
        return []
    shown = [f"{spelling} = {code}" for spelling, code in export.answers.items() if int(code) <= _CODES_SHOWN]
    return [Finding("D191", line=1, params={"tool": title, "codes": shown})]


def columns(export: Export, several: Collection[int]) -> dict[str, list[str]]:
    """Columns for a message, by letter and heading."""
    return {"columns": [f"{letters(index)} ({export.names[index]})" for index in several]}


def _figures(export: Export, asked: Questionnaire, found: Collection[str]) -> list[str]:
    """Headings of values, not answers: an indicator none of whose items is here; or those of the long data file."""
    bare = {fold(name): name for name in export.names}
    long = [bare[name] for name in ("indicator", "indikator", "value", "nilai") if name in bare]
    if not found and len(long) > 1:
        return long
    questions = list(asked.questions())
    other = {question.name for question in questions}
    other |= {question.indicator for question in questions if question.name in found}
    return [leaf.id for leaf in asked.framework.indicators() if leaf.id in bare and leaf.id not in other]


def _shown(export: Export) -> list[str]:
    """A few headings that could be meant; none of a person or of the tool."""
    out = {*export.personal, *export.metadata}
    return [name for index, name in enumerate(export.names) if index not in out and name][:SHOWN]
