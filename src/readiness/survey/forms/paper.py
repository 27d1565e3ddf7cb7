"""A questionnaire on paper: Markdown that prints well, one file a language."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.framework.model import AppliesTo
from readiness.survey.forms import hints
from readiness.survey.questions import Question, Questionnaire
from readiness.words import say

BOX, LINE = "☐", "\\_" * 20


def paper(asked: Questionnaire, lang: str) -> dict[str, bytes]:
    """``form.md`` in one language: sections, numbered questions, boxes to tick and lines to write on."""
    return {"form.md": ("\n".join(_lines(asked, lang)) + "\n").encode("utf-8")}


def _lines(asked: Questionnaire, lang: str) -> Iterator[str]:
    framework = asked.framework
    place = "unit_code" if framework.units == "any" else "unit"
    yield f"# {_safe(framework.label.in_(lang))}"
    yield ""
    yield say("form", lang, f"intro_{asked.part}")
    yield ""
    yield f"{say('form', lang, place)}: {LINE}{LINE}"
    yield ""
    yield f"{say('form', lang, 'date')}: {LINE}"
    number = 0
    for section in asked.sections:
        yield ""
        yield f"## {_safe(section.label.in_(lang))}"
        for question in section.questions:
            number += 1
            yield ""
            yield from _question(number, question, lang)


def _question(number: int, question: Question, lang: str) -> Iterator[str]:
    yield f"**{number}. {_safe(question.label.in_(lang))}** ({_safe(question.name)})"
    words = hints.hint(question)
    if words is not None:
        yield ""
        yield _safe(words.in_(lang))
    if question.rules:
        yield ""
        said = "; ".join(_rule(rule, lang) for rule in question.rules)
        yield f"*{say('form', lang, 'asked_of')}: {_safe(said)}*"
    yield ""
    if question.kind == "choose":
        for value, line in question.offered:
            yield f"- {BOX} {_safe(_numbered(value, line.in_(lang)))}"
    else:
        yield LINE


def _numbered(value: str, text: str) -> str:
    """The words of a choice behind its number, unless they carry it or it has none."""
    return text if text.startswith(value) or not value.isdigit() else f"{value}. {text}"


def _rule(rule: AppliesTo, lang: str) -> str:
    said = [", ".join(values) for values in (rule.kind, rule.province, rule.code) if values]
    if rule.not_ is not None:
        said.append(f"{say('form', lang, 'except')} {_rule(rule.not_, lang)}")
    return ", ".join(said)


def _safe(text: str) -> str:
    """Words that Markdown must not take for marks."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|!~&" else c for c in " ".join(text.split()))
