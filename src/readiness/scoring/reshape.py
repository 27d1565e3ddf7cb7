"""Bending a whole column so that its tail is shorter: the logarithm of the COIN tool, and Box and Cox's power.

Both are increasing and leave the unit of measure behind, so that only a normaliser that compares the units with each
other can follow them.
"""

from __future__ import annotations

import math

import numpy as np

from readiness.scoring.vectors import Vector

MOST = 5.0  # powers beyond, up or down, tell nothing
REACH = 300.0  # of a logarithm times a power: e to that is squared and still a double
DECIMALS = 6  # of a power: less than its search settles, so that machines agree
FLOOR = 0.01  # of the range: what the least value becomes before its logarithm is taken


def log_of(x: Vector) -> Vector:
    """log(x − min + 0.01 · range), NaN where x is; the column must have two different values."""
    least, most = np.nanmin(x), np.nanmax(x)
    return np.log(x - least + FLOOR * (most - least))


def box_cox_of(x: Vector) -> tuple[Vector, float]:
    """(x^λ − 1)/λ (log x for λ = 0) and λ, the power of greatest likelihood under a normal distribution.

    A column with values of 0 or less is first shifted by −min + 0.01 · range. Box and Cox, "An analysis of
    transformations", Journal of the Royal Statistical Society B 26 (1964). λ is kept within −5 and 5 and rounded
    to 6 decimals.
    """
    least, most = float(np.nanmin(x)), float(np.nanmax(x))
    positive = x if least > 0 else x - least + FLOOR * (most - least)
    power = _power(np.sort(positive[~np.isnan(positive)]).tolist())
    if power == 0:
        return np.log(positive), power
    return np.expm1(power * np.log(positive)) / power, power


def _power(known: list[float]) -> float:
    from scipy.optimize import minimize_scalar

    logs = [math.log(value) for value in known]
    middle = math.fsum(logs) / len(logs)
    about = [value - middle for value in logs]  # over its geometric mean: likelihood = −n/2 log variance
    end = min(MOST, REACH / max(map(abs, [*logs, *about])))

    def spread(power: float) -> float:
        bent = about if power == 0 else [math.expm1(power * value) / power for value in about]
        mean = math.fsum(bent) / len(bent)
        return math.log(math.fsum((value - mean) ** 2 for value in bent))

    found = minimize_scalar(spread, bounds=(-end, end), method="bounded", options={"xatol": 1e-9})
    return round(float(found.x), DECIMALS) + 0.0
