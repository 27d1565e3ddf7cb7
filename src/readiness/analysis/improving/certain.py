"""How sure a plan is to reach its target: everything in doubt drawn again, with the plan's values supposed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from readiness.analysis.doubt import Outcome, certainty, scene_of
from readiness.analysis.doubt.verdicts import NO_BAND, PASSED
from readiness.analysis.improving.steps_taken import Supposed
from readiness.framework.model import Framework
from readiness.results.doubt import Chance
from readiness.results.improvement import Target
from readiness.results.publish import published
from readiness.results.records import Results

Certainty = Callable[[Supposed, Target], Chance | None]
Hits = npt.NDArray[np.bool_]


def certainty_of(framework: Framework, results: Results, code: str, *, draws: int, seed: int) -> Certainty:
    """A function of supposed raw values and a target: the share of draws that reach it. None for a budget, and where
    a value cannot be supposed in draws. The same seed gives the same share."""
    scene = scene_of(framework, results)

    def found(supposed: Supposed, target: Target) -> Chance | None:
        if target.kind == "budget" or code not in scene.codes:
            return None
        try:
            return certainty(scene, code, supposed, _reaches(framework, target), seed=seed, draws=draws)
        except ValueError:
            return None

    return found


def _reaches(framework: Framework, target: Target) -> Callable[[Outcome], Hits]:
    """In which draws the one unit is there."""
    if target.kind == "gate":
        at = [gate.id for gate in framework.gates].index(target.id or "")
        return lambda seen: seen.passes[at, :, 0] == PASSED
    if target.kind == "band":
        at = [band.id for band in framework.bands].index(target.id or "")
        return lambda seen: (seen.band[:, 0] >= at) & (seen.band[:, 0] != NO_BAND)
    wanted = target.value or 0.0
    return lambda seen: np.array([_prints(framework, value, wanted) for value in seen.index[:, 0].tolist()], bool)


def _prints(framework: Framework, value: float, wanted: float) -> bool:
    return not np.isnan(value) and float(published(value, framework.decimals)) >= wanted
