"""The verdict of a gate for people and for machines. It was computed once: every form only says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from readiness.cli import show_findings
from readiness.cli.session import Session, coloured

if TYPE_CHECKING:
    from readiness.findings import Finding
    from readiness.results.gate import Gate

Shown = Callable[["Gate", Sequence["Finding"], Session], str]
MOST = 20  # of those who failed, on a screen


def text(gate: Gate, findings: Sequence[Finding], session: Session) -> str:
    """The verdict, how many each demand judged and failed, and who failed, worst first."""
    import sys

    failures = [finding for finding in findings if finding.severity == "error"]
    lines = [verdict(gate, session), ""]
    lines += [f"  {_demand(gate, at, session)}" for at in range(len(gate.demands))]
    shown = [*failures[:MOST], *(finding for finding in findings if finding.severity != "error")]
    if shown:
        lines.append("")
    lines += [show_findings.full(finding, session, colour=coloured(sys.stdout)) for finding in shown]
    if len(failures) > MOST:
        lines.append(session.say("findings.not_shown", n=len(failures) - MOST))
    return "\n".join(lines)


def verdict(gate: Gate, session: Session) -> str:
    """The verdict in one sentence."""
    key = "gate.pass" if gate.verdict == "pass" else "gate.fail"
    return session.say(key, failed=len(gate.failed), units=gate.units, demands=len(gate.demands))


def _demand(gate: Gate, at: int, session: Session) -> str:
    from readiness.report.gated import demand_words

    states = Counter(each.state == "passed" for each in gate.judged if each.demand == at)
    words = session.say("gate.judged", passed=states[True], of=states.total())
    return f"{session.safe(demand_words(gate.demands[at], session.lang))}: {words}"


def as_json(gate: Gate, findings: Sequence[Finding], session: Session) -> str:
    """The document ``readiness/gate/1``."""
    from readiness.cli.safe import safe_json
    from readiness.results.gates import dumps

    del findings, session
    return safe_json(dumps(gate).rstrip("\n"))


def as_github(gate: Gate, findings: Sequence[Finding], session: Session) -> str:
    """Annotations, at most ten of a level, worst first, and the verdict."""
    return f"{show_findings.annotated(findings, session)}\n{verdict(gate, session)}".lstrip("\n")


def as_markdown(gate: Gate, findings: Sequence[Finding], session: Session) -> str:
    """For a comment on a change."""
    from readiness.report.markdown.gate import gate_markdown

    del findings
    return gate_markdown(gate, session.lang, session.command).rstrip("\n")


def as_junit(gate: Gate, findings: Sequence[Finding], session: Session) -> str:
    """One suite a demand, one case a region."""
    from readiness.report.gated import junit

    del findings
    return junit(gate, session.lang)


SHOWN: dict[str, Shown] = {
    "text": text,
    "json": as_json,
    "github": as_github,
    "md": as_markdown,
    "junit": as_junit,
}
