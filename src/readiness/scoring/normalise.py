"""From a value to a score, each unit by itself: goalposts, targets, steps and choices.

A normaliser is a pure function: a vector over units goes in and one of the same length comes out, NaN where there
is no value. Those that compare the units with each other stand in ``relative.py``. Formulas: OECD/JRC, Handbook on
Constructing Composite Indicators (2008), part 1, step 5.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from readiness.scoring.vectors import Vector

SLACK = 1e-9  # what a score may lie outside the scale and still be on it
Method = Callable[[Vector], Any]  # a normaliser of one's own: values over units to scores on the scale


class Optimum(NamedTuple):
    """Where the best lies in the middle: top from ``low`` to ``high``, bottom at ``worst_low`` and ``worst_high``."""

    worst_low: float
    low: float
    high: float
    worst_high: float


@dataclass(frozen=True, slots=True, eq=False)
class Recipe:
    """What a normaliser may ask: the scale, the indicator's own goalposts, steps and choices, and its options.

    ``group``: the values of the reference wave, where one is set; the group is then not the units scored.
    """

    low: float = 0.0
    high: float = 100.0
    worst: float = 0.0
    best: float = 100.0
    optimum: Optimum | None = None
    better: str = "high"
    mean: float = 0.0
    sd: float = 1.0
    of: str = "sample"
    to: str = "mean"
    by: str = "ratio"
    margin: float = 0.0
    steps: tuple[tuple[float, float], ...] = ()
    linear: bool = False
    choices: Mapping[str, float] | None = None
    group: Vector | None = None
    method: Method | None = None


def on_scale(part: Vector, r: Recipe) -> Vector:
    """A part of the way (0 the scale's minimum, 1 its maximum) as a score."""
    return r.low + part * (r.high - r.low) + 0.0  # + 0.0: a reversed goalpost must not print -0.0


def goalposts(x: Vector, r: Recipe) -> Vector:
    """(x − worst)/(best − worst) on the scale; worst > best means that less is better (UNDP).

    With an optimum: the top inside it, and a straight fall to the bottom at the worst of either side.

    >>> goalposts(np.array([20.0, 52.5, 85.0]), Recipe(worst=20, best=85)).tolist()
    [0.0, 50.0, 100.0]
    >>> goalposts(np.array([0.0, 5.0]), Recipe(worst=20, best=0)).tolist()
    [100.0, 75.0]
    >>> goalposts(np.array([0.0, 10.0, 50.0, 80.0]), Recipe(optimum=Optimum(0, 40, 60, 100))).tolist()
    [0.0, 25.0, 100.0, 50.0]
    """
    if r.optimum is None:
        return on_scale((x - r.worst) / (r.best - r.worst), r)
    o = r.optimum
    rise, fall = (x - o.worst_low) / (o.low - o.worst_low), (o.worst_high - x) / (o.worst_high - o.high)
    return on_scale(np.minimum(np.minimum(rise, fall), np.where(np.isnan(x), np.nan, 1.0)), r)


def distance_to_target(x: Vector, r: Recipe) -> Vector:
    """(x − min)/(target − min), never below 0 nor above 1; ``best`` is the target, ``worst`` the min.

    >>> distance_to_target(np.array([0.0, 40.0, 95.0]), Recipe(worst=0, best=80)).tolist()
    [0.0, 50.0, 100.0]
    """
    return on_scale(np.clip((x - r.worst) / (r.best - r.worst), 0.0, 1.0), r)


def thresholds(x: Vector, r: Recipe) -> Vector:
    """The score of the last step reached (``from`` inclusive), or a line from step to step.

    Below the first step the first step's score holds, above the last the last one's.

    >>> thresholds(np.array([39.9, 40.0, 100.0]), Recipe(steps=((0, 0), (40, 50), (80, 100)))).tolist()
    [0.0, 50.0, 100.0]
    >>> thresholds(np.array([20.0, 60.0]), Recipe(steps=((0, 0), (40, 50), (80, 100)), linear=True)).tolist()
    [25.0, 75.0]
    """
    at, score = np.array([s[0] for s in r.steps], float), np.array([s[1] for s in r.steps], float)
    if r.linear:
        return np.where(np.isnan(x), np.nan, np.interp(x, at, score))
    reached = np.searchsorted(at, np.where(np.isnan(x), at[0], x), side="right") - 1
    return np.where(np.isnan(x), np.nan, score[np.clip(reached, 0, None)])


def choices(x: npt.NDArray[Any], r: Recipe) -> Vector:
    """The score written beside the chosen key; NaN for a key that is not written.

    >>> choices(np.array(["ada", None, "tidak"], object), Recipe(choices={"ada": 100, "tidak": 0})).tolist()
    [100.0, nan, 0.0]
    """
    written = r.choices or {}
    return np.array([written.get(key, math.nan) if isinstance(key, str) else math.nan for key in x], float)


def custom(x: Vector, r: Recipe) -> Vector:
    """What a function of one's own makes of the values: one score a unit, on the scale; NaN for no score.

    Raises ValueError for another number of scores, and for one that is not on the scale.

    >>> custom(np.array([1.0, np.nan, 4.0]), Recipe(method=lambda x: 100 * x / 8)).tolist()
    [12.5, nan, 50.0]
    """
    if r.method is None:
        raise ValueError("no function was given for a normaliser of one's own")
    score = np.array(r.method(x.copy()), float)
    if score.shape != x.shape:
        raise ValueError(f"the function must give one score a unit: of {x.size}, it gave shape {score.shape}")
    beyond = score[(score < r.low - SLACK) | (score > r.high + SLACK)]
    if beyond.size:
        raise ValueError(f"the function gave the score {beyond[0]:g}, not on the scale {r.low:g} to {r.high:g}")
    return np.where(np.isnan(x), np.nan, np.clip(score, r.low, r.high))


def is_constant(x: Vector) -> bool:
    """Whether a column has fewer than two different values, so that it tells no unit from another."""
    known = x[~np.isnan(x)]
    return known.size == 0 or bool(known.min() == known.max())
