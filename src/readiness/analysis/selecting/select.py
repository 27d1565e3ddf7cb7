"""The whole selection: order, choice, certainty, what stands beside the line, and what people decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import fsum
from pathlib import Path
from typing import Any

import numpy as np

from readiness.analysis.doubt import DRAWS, Progress
from readiness.analysis.selecting.beside import balance_of, swaps_of, triangle_of
from readiness.analysis.selecting.certainty import Candidates, Certainty, Drawing, certainty, zone_of
from readiness.analysis.selecting.classes import classes_of
from readiness.analysis.selecting.decided import decided
from readiness.analysis.selecting.line import cut_of, tied_at, with_distance
from readiness.analysis.selecting.pool import TIES, Pool, failed, pool_of
from readiness.analysis.selecting.programme import choose, first_of
from readiness.analysis.selecting.rules import Flags, Rules, conflict, rules_of
from readiness.analysis.selecting.written import settled, shown
from readiness.findings import Finding, worst_first
from readiness.framework.model import Framework
from readiness.results.publish import round9
from readiness.results.records import Input, Results
from readiness.results.selection import Candidate, Quota, Selection
from readiness.results.selections import digest
from readiness.scoring.run import record_of

SEED = 1  # where nobody asks for another: the same results choose the same way again
WAITING = 10  # candidates on the waiting list; more where more are contested


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be chosen. ``codes``: the candidates (None: all units of the results); ``gates`` that bar (None: all);
    ``waiting``: how long the waiting list is (None: ``WAITING``, and as many more as are contested); ``inputs`` and
    ``findings``: of the list of candidates; ``options``: further words on how it was asked, kept in the document."""

    top: int
    quotas: tuple[Quota, ...] = ()
    codes: tuple[str, ...] | None = None
    gates: tuple[str, ...] | None = None
    drawing: Drawing = field(default_factory=lambda: Drawing(SEED, DRAWS))
    waiting: int | None = None
    decisions: Path | None = None
    inputs: tuple[Input, ...] = ()
    findings: tuple[Finding, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818 - an answer, not an error of the program
    """Nothing can be chosen; ``findings`` say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("selection")
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    """Everything that the document is written from."""

    framework: Framework
    results: Results
    asked: Asked
    pool: Pool
    quotas: tuple[Quota, ...]
    rules: Rules
    chosen: Flags
    sure: Certainty


def select(
    framework: Framework, results: Results, asked: Asked, progress: Progress | None = None
) -> tuple[Selection, tuple[Finding, ...]]:
    """Choose, and say how sure that is; with the findings, worst first.

    Raises MisuseError for a quota on a class that nobody has, Refused where no set keeps the quotas.
    """
    results = replace(results, units=tuple(sorted(results.units, key=lambda unit: unit.code)))
    quotas = settled(asked.quotas, classes_of(framework, results.units))
    pool = pool_of(framework, results, asked.codes, asked.gates)
    rules = rules_of(asked.top, quotas, pool.classes)
    chosen = choose(rules, pool.eligible, pool.billionths)
    if chosen is None:
        raise Refused((*asked.findings, *_conflict(rules, pool, quotas)))
    sure = certainty(framework, results, Candidates(pool, rules, asked.gates), asked.drawing, progress)
    return _document(_Made(framework, results, asked, pool, tuple(quotas), rules, chosen, sure))


def _conflict(rules: Rules, pool: Pool, quotas: Sequence[Quota]) -> list[Finding]:
    """Each quota of a smallest conflict, with how many can be chosen."""
    found = conflict(rules, pool.eligible)
    counts = (rules.members & pool.eligible).sum(axis=1)
    names = list(dict.fromkeys(shown(quotas[at]) for at, _ in found))
    told = [Finding("D217", params={"top": rules.top, "conflict": names})]
    for at, side in found:
        quota, n = quotas[at], int(counts[at])
        bound = quota.at_least if side == "least" else quota.at_most
        params = {"quota": shown(quota), "bound": bound, "value": quota.value, "n": n}
        told.append(Finding("D222" if side == "least" else "D223", params=params))
    return told


def _document(made: _Made) -> tuple[Selection, tuple[Finding, ...]]:
    asked, results, pool = made.asked, made.results, made.pool
    candidates = _candidates(made)
    cut = cut_of(candidates)
    candidates = with_distance(candidates, cut)
    findings = [*asked.findings, *_told(made)]
    inputs = list(asked.inputs)
    if asked.decisions is not None:
        found = decided(asked.decisions, results.units, candidates, asked.top)
        candidates = [replace(each, decision=found.decisions.get(each.code)) for each in candidates]
        findings += found.findings
        inputs += [found.input] if found.input is not None else []
    told = tuple(worst_first(findings))
    document = Selection(
        tool=results.tool,
        framework=results.framework,
        wave=results.wave,
        synthetic=results.synthetic,
        results=results.digest,
        top=asked.top,
        options=_options(made),
        candidates=tuple(candidates),
        cut=cut,
        doubt=made.sure.doubt,
        quotas=_quotas(made),
        quota_cost=_cost(made) if made.quotas else None,
        balance=balance_of(pool.classes, made.chosen),
        ties=TIES,
        tied=tied_at(pool, cut),
        swaps=swaps_of(made.framework, results, candidates, cut),
        triangle=triangle_of(made.framework, results, candidates, cut),
        inputs=tuple(inputs),
        findings=tuple(record_of(finding) for finding in told),
    )
    return replace(document, digest=digest(document)), told


def _options(made: _Made) -> dict[str, Any]:
    """What can move the choice or its chances; threads cannot."""
    asked = made.asked
    options: dict[str, Any] = {
        "seed": asked.drawing.seed,
        "draws": "auto" if asked.drawing.draws is None else asked.drawing.draws,
        "gates": "all" if asked.gates is None else list(asked.gates),
        **asked.options,
    }
    if asked.waiting is not None:
        options["waiting"] = asked.waiting
    if made.quotas:
        options["quotas"] = [shown(quota) for quota in made.quotas]
        options["draws_chosen_in"] = made.sure.draws
        options["draws_without_a_set"] = made.sure.unmet
    return options


def _candidates(made: _Made) -> list[Candidate]:
    pool, first = made.pool, first_of(made.rules, made.pool.eligible)
    bare = [_candidate(made, at, bool(first[at])) for at in range(len(pool.units))]
    list_ = [each for each in bare if not each.chosen and each.barred is None]
    length = made.asked.waiting
    if length is None:
        length = max(WAITING, sum(each.zone == "contested" for each in list_))
    places = {each.code: number for number, each in enumerate(list_[:length], start=1)}
    return [replace(each, waiting=places.get(each.code)) for each in bare]


def _candidate(made: _Made, at: int, first: bool) -> Candidate:
    unit, classes, chance = made.pool.units[at], made.pool.classes[at], made.sure.chances[at]
    index = unit.index
    return Candidate(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        province=unit.province,
        island=classes["island"],
        size=classes["size"],
        index=index.value,
        published=index.published,
        band=index.band,
        coverage=index.coverage,
        low=index.low,
        high=index.high,
        rank=index.rank,
        place=at + 1,
        chosen=bool(made.chosen[at]),
        zone=zone_of(chance, bool(made.chosen[at])),
        chance=chance,
        gates=unit.gates,
        barred=made.pool.barred[at],
        barred_by=tuple(failed(made.framework, unit, made.asked.gates)),
        moved=bool(made.chosen[at]) != first,
    )


def _quotas(made: _Made) -> tuple[Quota, ...]:
    """Counts, and whether each binds: whether without it others would be chosen."""
    found = []
    for at, quota in enumerate(made.quotas):
        members = made.rules.members[at]
        free = choose(made.rules.without(at), made.pool.eligible, made.pool.billionths)
        binds = free is None or not np.array_equal(free, made.chosen)
        counts = int(members.sum()), int((members & made.chosen).sum())
        found.append(replace(quota, candidates=counts[0], chosen=counts[1], binds=binds))
    return tuple(found)


def _cost(made: _Made) -> float:
    billionths = made.pool.billionths
    first = first_of(made.rules, made.pool.eligible)
    return round9(fsum([int(billionths[first].sum()) / 1e9, -int(billionths[made.chosen].sum()) / 1e9]))


def _told(made: _Made) -> list[Finding]:
    eligible = made.pool.eligible
    found = []
    if int(eligible.sum()) < made.asked.top:
        names = [unit.code for unit, open_ in zip(made.pool.units, eligible, strict=True) if not open_]
        found.append(Finding("D218", params={"n": int(eligible.sum()), "top": made.asked.top, "barred": names}))
    if made.sure.unmet and made.quotas:
        share = f"{100 * made.sure.unmet:.2g}%"
        found.append(Finding("D221", params={"share": share}))
    return found
