"""``lint: {ignore: [{code, on, reason}]}``: what a framework knows of itself and accepts, with the reason.

An accepted remark is not told, but it is not forgotten: one note (M079) counts them and gives the reasons,
and an entry that matches nothing is told too (M077), so that no excuse outlives its cause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from readiness.checks.remarks import Remark
from readiness.findings import Finding
from readiness.framework.model import Framework
from readiness.framework.places import Problem
from readiness.framework.sets import Ignore

AT = ("lint", "ignore")


def accept(
    framework: Framework, remarks: Iterable[Remark], judged: Collection[str]
) -> tuple[list[Remark], list[Problem]]:
    """What is still to be told, and the notes on what was accepted. ``judged``: codes whose checks have run."""
    entries, kept = framework.lint.ignore, []
    nodes: dict[int, list[str]] = {}
    for remark in remarks:
        number = _accepting(entries, remark)
        if number is None:
            kept.append(remark)
        else:
            name = entries[number].on or remark.on[0]
            names = nodes.setdefault(number, [])
            names += [name] if name not in names else []
    notes = [Problem("M079", AT, _params(framework, nodes))] if nodes else []
    idle = [number for number, entry in enumerate(entries) if entry.code in judged and number not in nodes]
    return kept, [*notes, *(Problem("M077", (*AT, number, "code"), _idle(entries, number)) for number in idle)]


def _accepting(entries: Sequence[Ignore], remark: Remark) -> int | None:
    """The first entry that accepts a remark."""
    for number, entry in enumerate(entries):
        if entry.code == remark.code and (entry.on is None or entry.on in remark.on):
            return number
    return None


def _params(framework: Framework, nodes: dict[int, list[str]]) -> dict[str, object]:
    told = []
    for number in sorted(nodes):
        entry = framework.lint.ignore[number]
        told.append(f"{entry.code} {', '.join(nodes[number])} ({entry.reason.strip()})")
    count = sum(len(each) for each in nodes.values())
    return {"count": count, "accepted": "; ".join(told), "nodes": {str(number): nodes[number] for number in nodes}}


def _idle(entries: Sequence[Ignore], number: int) -> dict[str, object]:
    entry = entries[number]
    return {"ignored": entry.code, "number": number} | ({} if entry.on is None else {"on": entry.on})


def unknown(framework: Framework, known: Collection[str]) -> Iterator[Problem]:
    """Entries for a finding that is no remark of the linter: those of cells concern the data, and stay."""
    for number, entry in enumerate(framework.lint.ignore):
        if entry.code not in known:
            yield Problem("M078", (*AT, number, "code"), {"ignored": entry.code})


def settled(framework: Framework, findings: Iterable[Finding]) -> list[Finding]:
    """One note on all that was accepted in several looks (the framework, each wave) at the same file.

    An entry that matches nothing in one wave and something in another is not idle.
    """
    findings = list(findings)
    notes = [finding for finding in findings if finding.code == "M079"]
    if not notes:
        return findings
    nodes: dict[int, list[str]] = {}
    for note in notes:
        for number, names in note.params["nodes"].items():
            known = nodes.setdefault(int(number), [])
            known += [name for name in names if name not in known]
    one = replace(notes[0], params=_params(framework, nodes))
    rest = [
        finding
        for finding in findings
        if finding.code != "M079" and not (finding.code == "M077" and finding.params["number"] in nodes)
    ]
    return [*rest, one]
