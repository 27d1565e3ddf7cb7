"""One unit with other values, under the same draws: how sure it is to reach something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from readiness.analysis.doubt.cells import not_again
from readiness.analysis.doubt.chances import chances
from readiness.analysis.doubt.draw import outcomes
from readiness.analysis.doubt.scene import Scene, coverage_of
from readiness.analysis.doubt.scores import WRITTEN, scores_under
from readiness.analysis.doubt.streams import sample
from readiness.analysis.doubt.verdicts import Outcome
from readiness.framework.model import Indicator
from readiness.results.doubt import Chance
from readiness.scoring.again import Supposed, supposed_values
from readiness.scoring.leaves import score_leaf
from readiness.scoring.vectors import Flags

Reaches = Callable[[Outcome], npt.NDArray[np.bool_]]


def certainty(
    scene: Scene, code: str, raw: Supposed, reaches: Reaches, *, seed: int, draws: int = 10_000, threads: int = 1
) -> Chance:
    """The share of draws in which a unit with these values reaches something, with its bounds.

    ``reaches`` says in which draws: ``lambda o: o.index[:, 0] >= 65``; the outcome is that of one unit. Errors as in
    ``alone``.
    """
    one = alone(scene, code, raw)
    hits = sum(int(reaches(each).sum()) for each in outcomes(one, sample(seed, draws), threads))
    return chances(np.array([hits]), draws)[0]


def alone(scene: Scene, code: str, raw: Supposed) -> Scene:
    """A scene of one unit in which the raw values of some leaves are replaced, as in ``scoring.index_of``.

    What is supposed is known for sure: no gap and no sample. Indicators that it divides by ``per`` follow. Under
    normalisers that compare units it is compared with all of them as they are. What is not supposed reads the same
    random numbers as in ``scene``. KeyError for an unknown code or indicator; ValueError for None as a value, and for
    an indicator that is treated or has a function of one's own.
    """
    j = {each: at for at, each in enumerate(scene.codes)}[code]
    leaves = {leaf.id: (at, leaf) for at, leaf in scene.plan.leaves()}
    touched = {leaves[name][0]: leaves[name][1] for name in raw}
    touched |= {at: leaf for at, leaf in leaves.values() if leaf.per is not None and leaf.per.of in raw}
    if None in raw.values():
        raise ValueError("a value that is taken away is a gap: it cannot be supposed in draws")
    gaps = {at: cells.of(j) for at, cells in scene.gaps.items() if at not in touched and j in cells.units}
    samples = {at: cells.of(j) for at, cells in scene.samples.items() if at not in touched and j in cells.units}
    one = replace(
        scene,
        chosen=scene.chosen[[j]],
        score=scene.score[:, :, [j]],
        applicable=scene.applicable[:, [j]],
        observed=scene.observed[:, [j]],
        enters=scene.enters[:, [j]],
        failed=scene.failed[:, [j]],
        raw={at: values[[j]] for at, values in scene.raw.items()},
        gaps=gaps,
        samples=samples,
        bases={},
    )
    values = supposed_values(scene.plan, scene.units[j], [raw])
    for at, leaf in touched.items():
        if one.applicable[at, 0]:
            _replace(one, at, leaf, values.raw[at], float(values.adjusted[at, 0]))
    coverage = coverage_of(one.plan, one.score[0], one.observed, one.applicable)
    if scene.strict:
        gap = ~one.observed & one.applicable & np.array([[not row.children] for row in scene.plan.rows])
        one.failed[:] &= _with_gap(scene, gap)
    return replace(one, coverage=coverage)


def _with_gap(scene: Scene, gap: Flags) -> Flags:
    return np.array([gap[list(row.children)].any(axis=0) if row.children else [False] for row in scene.plan.rows])


def _replace(one: Scene, at: int, leaf: Indicator, raw: npt.NDArray[np.object_], adjusted: float) -> None:
    """Put one value into a scene of one unit."""
    if not_again(one.plan, leaf, elsewhere=one.elsewhere) not in (None, "choices"):
        raise ValueError(f"the score of '{leaf.id}' depends on the other units: it cannot be re-scored alone")
    for v, name in enumerate(one.normalisers):
        if isinstance(raw[0], str):
            one.score[v, at] = score_leaf(one.plan, leaf, raw, np.array([adjusted]))
        else:
            way = name if one.moved[v, at] else WRITTEN
            one.score[v, at] = scores_under(one.plan, leaf, way, np.array([adjusted]), one.everyone)
    has_score = bool(~np.isnan(one.score[:, at]).any())
    one.observed[at], one.enters[at] = raw[0] is not None, has_score
    if at in one.raw:
        one.raw[at][:] = raw[0] if isinstance(raw[0], float) else np.nan
