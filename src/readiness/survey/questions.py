"""What a framework asks, as plain records: the one source of every form, and of what answers may be.

A question is one cell of data for one unit: an indicator or a denominator (asked of officials), or a survey item
(asked of each respondent). Forms differ in how they print it, never in what is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from readiness.data.columns import Layout
from readiness.framework.model import (
    AppliesTo,
    Framework,
    Group,
    Indicator,
    Measure,
    Node,
    ShareAtLeast,
    ShareOf,
    Text,
)
from readiness.misuse import MisuseError
from readiness.survey.fields import TAKEN, field_names
from readiness.words import say

Kind = Literal["choose", "number", "count", "percent", "text"]
Part = Literal["survey", "desk"]
Choices = tuple[tuple[str, Text], ...]
PARTS: tuple[Part, ...] = ("survey", "desk")
NO_RUBRIC = range(1, 6)  # the levels, or answers, of an indicator that writes none


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``name`` is what the answer is read back by, ``field`` its name in a form (``fields.py``).

    ``measure`` and ``of`` (its label) are the indicator's. ``choices`` are ``(value, words)`` where the answer is
    chosen, ``unknown`` is the code of "don't know"; ``steps`` say of a level what to do to rise from it. ``rules`` say
    which units are asked: all must hold.
    """

    name: str
    indicator: str
    label: Text
    kind: Kind
    measure: Measure | None
    of: Text
    choices: Choices = ()
    steps: Choices = ()
    unit: Text | None = None
    evidence: Text | None = None
    note: Text | None = None
    advice: Text | None = None
    rules: tuple[AppliesTo, ...] = ()
    unknown: str | None = None
    field: str = ""

    @property
    def offered(self) -> Choices:
        """All that may be chosen."""
        return self.choices if self.unknown is None else (*self.choices, (self.unknown, _said("unknown")))


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of one pillar, in the framework's order."""

    id: str
    label: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Everything that one part asks."""

    framework: Framework
    part: Part
    sections: tuple[Section, ...]

    def questions(self) -> Iterator[Question]:
        """All questions, in order."""
        for section in self.sections:
            yield from section.questions


def parts_of(framework: Framework) -> tuple[Part, ...]:
    """The parts that have a question: what respondents answer, what officials fill in."""
    asked = {leaf.measure == "survey" for leaf in framework.indicators()}
    return tuple(part for part in PARTS if (part == "survey") in asked)


def questionnaire(
    framework: Framework, part: Part, layout: Layout | None = None, *, results: bool = False
) -> Questionnaire:
    """The questions of one part; pillars without any are left out.

    ``layout`` adds the further columns that officials fill in: denominators, each before the first indicator that is
    divided by it, and groups at the end. ``results`` asks officials for the results of surveys too. An item that two
    indicators share is asked once; raises MisuseError where they accept different answers to it.
    """
    asked = _Asked(part, layout, results)
    sections = [Section(top.id, top.label, tuple(asked.under(top, ()))) for top in framework.criteria]
    if layout is not None and part == "desk" and layout.groups:
        words = _said("groups")
        names = tuple(_column(name, "text", Text(id=name, en=name)) for name in layout.groups)
        sections.append(Section("kelompok_data", words, names))
    every = [question for section in sections for question in section.questions]
    once = [asked.once(section, every) for section in sections]
    return Questionnaire(framework, part, _with_fields([section for section in once if section.questions]))


def _with_fields(sections: Sequence[Section]) -> tuple[Section, ...]:
    fields = field_names((each.name for section in sections for each in section.questions), TAKEN)
    return tuple(
        replace(section, questions=tuple(replace(each, field=fields[each.name]) for each in section.questions))
        for section in sections
    )


class _Asked:
    """One walk over the tree."""

    def __init__(self, part: Part, layout: Layout | None, results: bool) -> None:
        self.part, self.results = part, results
        self.extras = set(layout.extras) if layout is not None and part == "desk" else set()
        self.seen: dict[str, Question] = {}

    def under(self, node: Node, above: tuple[AppliesTo, ...]) -> Iterator[Question]:
        rules = above if node.applies_to is None else (*above, node.applies_to)
        if isinstance(node, Group):
            for child in node.criteria:
                yield from self.under(child, rules)
        elif self.part == "survey":
            yield from _items(node, rules) if node.measure == "survey" else ()
        elif node.measure != "survey" or self.results:
            if node.per is not None and node.per.of in self.extras:
                self.extras.remove(node.per.of)
                yield _column(node.per.of, "number", _said("denominator", of=node.label))
            yield _figure(node, rules)

    def once(self, section: Section, every: Sequence[Question]) -> Section:
        """The section without what an earlier question asked already; of a shared one, whoever is asked by either."""
        kept = []
        for question in section.questions:
            before = self.seen.setdefault(question.name, question)
            if before.choices != question.choices:
                raise MisuseError("item_twice", name=question.name, first=before.indicator, second=question.indicator)
            if before is question:
                shared = any(other.name == question.name and other.rules != question.rules for other in every)
                kept.append(replace(question, rules=()) if shared else question)
        return replace(section, questions=tuple(kept))


def _items(leaf: Indicator, rules: tuple[AppliesTo, ...]) -> Iterator[Question]:
    """One question an item; an indicator without items is its own."""
    answers = leaf.answers or {code: Text(id=str(code), en=str(code)) for code in NO_RUBRIC}
    choices = tuple((str(code), words) for code, words in sorted(answers.items()))
    unknown = str(leaf.no_answer[0]) if leaf.no_answer else None
    names = leaf.items or [leaf.id]
    for name in names:
        label = (leaf.item_labels or {}).get(name, leaf.label)
        note = leaf.note if name == names[0] else None
        yield Question(
            name, leaf.id, label, "choose", leaf.measure, leaf.label, choices, note=note, rules=rules, unknown=unknown
        )


def _figure(leaf: Indicator, rules: tuple[AppliesTo, ...]) -> Question:
    """The question whose answer is the value itself."""
    steps = {str(key): line.remediation for key, line in sorted((leaf.levels or {}).items())}
    return Question(
        leaf.id,
        leaf.id,
        leaf.label,
        _kind(leaf),
        leaf.measure,
        leaf.label,
        _choices(leaf),
        tuple((key, words) for key, words in steps.items() if words is not None),
        leaf.unit_of_measure if leaf.measure in ("number", "count") else None,
        leaf.evidence,
        leaf.note,
        leaf.remediation,
        rules,
    )


def _kind(leaf: Indicator) -> Kind:
    match leaf.measure:
        case "number" | "count" | "percent":
            return leaf.measure
        case "survey":
            return "percent" if isinstance(leaf.statistic, ShareAtLeast | ShareOf) else "number"
        case _:
            return "choose"


def _choices(leaf: Indicator) -> Choices:
    match leaf.measure:
        case "boolean":
            return ("1", _said("yes")), ("0", _said("no"))
        case "level":
            return tuple(_level(key, (leaf.levels or {}).get(key)) for key in sorted(leaf.levels or NO_RUBRIC))
        case "choice":
            labels = leaf.choice_labels or {}
            return tuple((key, labels.get(key, Text(id=key, en=key))) for key in leaf.choices or {})
        case _:
            return ()


def _level(key: int, line: Text | None) -> tuple[str, Text]:
    """A level with its line of the rubric behind the number."""
    if line is None:
        return str(key), _said("level", of=Text(id=str(key), en=str(key)))
    return str(key), Text(id=f"{key}. {line.id}", en=f"{key}. {line.en}")


def _column(name: str, kind: Kind, label: Text) -> Question:
    """A column of the data that is no indicator."""
    return Question(name, name, label, kind, None, label)


def _said(key: str, **filled: Text) -> Text:
    """Words of ``locales/form``, filled with words, in both languages."""
    texts = {lang: {name: words.in_(lang) for name, words in filled.items()} for lang in ("id", "en")}
    return Text(id=say("form", "id", key, **texts["id"]), en=say("form", "en", key, **texts["en"]))
