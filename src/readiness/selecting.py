"""The story of a selection: what was asked in words, found in the results, and chosen.

As in ``pipeline`` nothing is computed or printed here. What is wrong with a list is a finding; what was asked and is
not there raises MisuseError.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.asked import find_units
from readiness.findings import Finding, has_errors, nearest
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.framework.model import Framework
    from readiness.results.records import Input, Results
    from readiness.results.selection import Selection

ALL, NONE, AUTO = "all", "none", "auto"
SEED, DRAWS = 1, 10_000


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be chosen, as a person writes it. ``quotas``: ``kind=kota:10``; ``where``: ``kind=kota``, or codes and
    names; ``gates``: ids of minimum conditions, ``all`` or ``none``; ``draws`` None: until every chance is resolved."""

    top: int
    quotas: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    candidates: Path | None = None
    gates: tuple[str, ...] = (ALL,)
    draws: int | None = DRAWS
    seed: int = SEED
    threads: int = 1
    waiting: int | None = None
    decisions: Path | None = None


@dataclass(frozen=True, slots=True)
class Selected:
    """The selection, None where nobody could be chosen; and every finding, worst first."""

    selection: Selection | None
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Listed:
    """The candidates by code (None: all), and what a list of them tells."""

    codes: tuple[str, ...] | None = None
    inputs: tuple[Input, ...] = ()
    findings: list[Finding] = field(default_factory=list)


def select(results: Results, request: Request, progress: Callable[[int, int], None] | None = None) -> Selected:
    """Choose from a results document. Raises MisuseError."""
    from readiness.analysis.selecting import Asked, Drawing, Refused, quota_of
    from readiness.analysis.selecting import select as choose
    from readiness.framework.model import Framework

    if not results.units:
        raise MisuseError("select_nobody")
    framework = Framework.model_validate(results.framework.snapshot)
    quotas, gates = tuple(quota_of(text) for text in request.quotas), _gates(framework, request.gates)
    listed = _candidates(results, request)
    if listed.codes == ():
        return Selected(None, tuple(listed.findings))
    asked = Asked(
        request.top,
        quotas,
        listed.codes,
        gates,
        Drawing(request.seed, request.draws, request.threads),
        request.waiting,
        request.decisions,
        listed.inputs,
        tuple(listed.findings),
        {"where": list(request.where)} if request.where else {},
    )
    try:
        return Selected(*choose(framework, results, asked, progress))
    except Refused as refused:
        return Selected(None, refused.findings)


def _gates(framework: Framework, asked: Sequence[str]) -> tuple[str, ...] | None:
    """The ids that bar, in the framework's order; None: all of them."""
    words = [word.strip() for text in asked for word in text.split(",") if word.strip()]
    if words in ([ALL], []):
        return None
    if words == [NONE]:
        return ()
    known = [gate.id for gate in framework.gates]
    for word in words:
        if word not in known:
            raise MisuseError("select_gate", name=word, nearest=nearest(word, known), known=[ALL, NONE, *known])
    return tuple(gate for gate in known if gate in words)


def _candidates(results: Results, request: Request) -> _Listed:
    from readiness.analysis.selecting.listed import candidates

    found = _Listed()
    if request.candidates is not None:
        if not request.candidates.exists():
            raise MisuseError("path", path=request.candidates)
        codes, source, findings = candidates(request.candidates, results.units)
        found = _Listed(codes, (source,) if source is not None else (), findings)
        if not codes and has_errors(findings):
            return found
    if request.decisions is not None and not request.decisions.exists():
        raise MisuseError("path", path=request.decisions)
    if request.where:
        everyone = [unit.code for unit in results.units]
        for text in request.where:
            wanted = find_units(results, text)
            kept = everyone if found.codes is None else found.codes
            found.codes = tuple(code for code in kept if code in wanted)
            if not found.codes:
                raise MisuseError("units_filter", text=text)
    return found
