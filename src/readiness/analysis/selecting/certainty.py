"""How sure the choice is: draws of everything in doubt, and the chance of each candidate of being chosen in them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from readiness.analysis.doubt import (
    Drawn,
    Progress,
    Scene,
    chances,
    doubt_of,
    drawn,
    ranks_of,
    scene_of,
    written_index,
)
from readiness.analysis.doubt.chances import LOOKS, OUT, SURE, resolved
from readiness.analysis.doubt.verdicts import capping
from readiness.analysis.selecting.draws import chosen_in
from readiness.analysis.selecting.pool import Pool, positions
from readiness.analysis.selecting.programme import choose
from readiness.analysis.selecting.rules import Flags, Rules
from readiness.analysis.sensitivity import DRAWS as SOBOL_DRAWS
from readiness.analysis.sensitivity import sensitivity
from readiness.framework.model import Framework
from readiness.results.doubt import Chance, Doubt, Sensitivity
from readiness.results.records import Results
from readiness.results.selection import Zone


@dataclass(frozen=True, slots=True)
class Certainty:
    """``chances`` of being chosen by candidate; ``unmet``: the share of draws in which the quotas could not be kept;
    ``draws`` in which the choice was made: all, unless integer programmes ran out."""

    doubt: Doubt
    chances: tuple[Chance, ...]
    unmet: float
    draws: int


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Who may be chosen and how: ``gates`` are the minimum conditions that bar (None: all)."""

    pool: Pool
    rules: Rules
    gates: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """How it is drawn: ``draws`` None draws until every chance is resolved, up to a bound."""

    seed: int
    draws: int | None
    threads: int = 1


def certainty(
    framework: Framework, results: Results, candidates: Candidates, drawing: Drawing, progress: Progress | None = None
) -> Certainty:
    """Draw, and choose in each draw. The candidates are ranked among themselves."""
    pool, rules = candidates.pool, candidates.rules
    scene = scene_of(framework, results, pool.codes)
    place = positions(pool.codes, scene.codes)
    looks = (drawing.draws,) if drawing.draws is not None else LOOKS
    for number in looks:
        many = drawn(scene, seed=drawing.seed, draws=number, threads=drawing.threads, progress=progress)
        open_ = eligible(scene, many, candidates.gates)[:, place]
        chosen = chosen_in(rules, pool.merits, many.index[:, place], open_, seed=drawing.seed)
        hits = chosen.sum(axis=0)
        settled = bool(resolved(hits, len(chosen), len(looks)).all())
        if settled or len(chosen) < number:
            break
    if drawing.draws is None:
        many = replace(many, looks=len(looks), settled=settled)
    doubt = replace(doubt_of(scene, many, rules.top), sensitivity=_sensitivity(scene, candidates, drawing, progress))
    unmet = int((~chosen.any(axis=1)).sum()) / len(chosen)
    return Certainty(doubt, tuple(chances(hits, len(chosen), len(looks))), unmet, len(chosen))


def _sensitivity(
    scene: Scene, candidates: Candidates, drawing: Drawing, progress: Progress | None
) -> tuple[Sensitivity, ...]:
    """What the doubt comes from. Where a candidate may be in two quotas they are set aside here: tens of thousands of
    integer programmes would tell little more."""
    pool, rules = candidates.pool, candidates.rules
    asked = rules if rules.one else Rules(rules.top, rules.members[:0], rules.least[:0], rules.most[:0])
    place = positions(scene.codes, pool.codes)
    back = positions(pool.codes, scene.codes)

    def choose_in(many: Drawn) -> Flags:
        open_ = eligible(scene, many, candidates.gates)[:, back]
        return chosen_in(asked, pool.merits, many.index[:, back], open_, seed=drawing.seed)[:, place]

    draws = SOBOL_DRAWS if drawing.draws is None else min(SOBOL_DRAWS, 1 << (drawing.draws.bit_length() - 1))
    ranks = ranks_of(written_index(scene)[None])[0]
    first = choose(asked, pool.eligible, pool.billionths)
    chosen = np.zeros(len(place), bool) if first is None else first[place]
    return sensitivity(
        scene, ranks, chosen, choose_in, seed=drawing.seed, draws=draws, threads=drawing.threads, progress=progress
    )


def eligible(scene: Scene, many: Drawn, gates: Collection[str] | None) -> Flags:
    """Who can be chosen in each draw: with an index, and no condition among ``gates`` against it."""
    asked = [g for g, gate in enumerate(scene.plan.framework.gates) if gates is None or gate.id in gates]
    found: Flags = ~np.isnan(many.index)
    return found & ~capping(scene, many.passes)[asked].any(axis=0) if asked else found


def zone_of(chance: Chance, chosen: bool) -> Zone:
    """``certain``: chosen, and surely so in at least 95 of 100 draws; ``out``: not chosen, and surely in at most 5.

    Else ``contested``: where the draws say otherwise than the order (a unit whose gaps leave it without an index, say)
    people have something to discuss.
    """
    if chosen:
        return "certain" if chance.low >= SURE else "contested"
    return "out" if chance.high <= OUT else "contested"
