"""The verdict of a gate for a comment on a change: verdict, demands, who failed, and where the numbers came from."""

from __future__ import annotations

from readiness.report.gated import demand_words
from readiness.report.gated import words as words_of
from readiness.report.markdown.blocks import Head, document, folded, heading, strong, table
from readiness.report.markdown.escape import code, inline, paragraph
from readiness.results.gate import Gate, Source
from readiness.words import say

SHOWN, MOST = 10, 200  # rows before the fold, and in all: a comment must fit whatever the number of units


def gate_markdown(gate: Gate, lang: str, command: str = "") -> str:
    """The whole text, below 60,000 characters for any number of units."""
    failures = [each for each in gate.findings if each.severity == "error"]
    rows = [[inline(words_of(each, lang)[0])] for each in failures[:MOST]]
    heads = [Head(_t(lang, "who"))]
    more = len(failures) - MOST
    rest = [table(heads, rows[SHOWN:]), _t(lang, "more", n=more) if more > 0 else ""]
    warnings = [paragraph(inline(words_of(each, lang)[0])) for each in gate.findings if each.severity != "error"]
    return document(
        [
            heading(3, _t(lang, "title")),
            strong(_verdict(gate, lang)),
            f"> {strong(say('markdown', lang, 'stamp.word'))}" if gate.results.synthetic else "",
            _demands(gate, lang),
            table(heads, rows[:SHOWN]),
            folded(_t(lang, "rest", n=len(failures) - SHOWN), "\n\n".join(part for part in rest if part))
            if len(failures) > SHOWN
            else "",
            *warnings,
            _sources(gate, lang, command),
        ]
    )


def _verdict(gate: Gate, lang: str) -> str:
    return _t(lang, gate.verdict, failed=len(gate.failed), units=gate.units)


def _demands(gate: Gate, lang: str) -> str:
    states = [[each.state == "passed" for each in gate.judged if each.demand == at] for at in range(len(gate.demands))]
    heads = [Head(_t(lang, "demand")), Head(_t(lang, "judged"), number=True), Head(_t(lang, "failed"), number=True)]
    rows = [
        [inline(demand_words(demand, lang)), str(len(found)), str(found.count(False))]
        for demand, found in zip(gate.demands, states, strict=True)
    ]
    return table(heads, rows)


def _sources(gate: Gate, lang: str, command: str) -> str:
    lines = [f"{_t(lang, 'results')}: {_source(gate.results)}"]
    if gate.baseline is not None:
        lines.append(f"{_t(lang, 'baseline')}: {_source(gate.baseline)}")
    if command:
        lines.append(f"{_t(lang, 'command')}: {code(command)}")
    return "\n".join(f"- {line}" for line in lines)


def _source(source: Source) -> str:
    parts = [code(source.path), inline(source.framework), inline(source.wave or ""), code(source.digest[:12])]
    return " · ".join(part for part in parts if part)


def _t(lang: str, key: str, **params: object) -> str:
    return say("markdown", lang, f"gate.{key}", **params)
