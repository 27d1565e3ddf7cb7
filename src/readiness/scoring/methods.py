"""Every method of scoring, in plain tables: to add one, write a function and its line here.

The arithmetic is pure and stands on three pages: ``normalise.py`` (from a value to a score),
``means.py`` (from children to their parent) and ``rates.py`` (who moves a mean, and by how much).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from readiness.scoring import means, normalise, rates
from readiness.scoring.normalise import Recipe
from readiness.scoring.vectors import Vector

TRANSFORMS: dict[str, Callable[[Vector], Vector]] = {
    "none": normalise.none,
    "log": normalise.log,
    "log10": normalise.log10,
    "sqrt": normalise.sqrt,
}

NORMALISERS: dict[str, Callable[[Any, Recipe], Vector]] = {
    "goalposts": normalise.goalposts,
    "distance_to_target": normalise.distance_to_target,
    "minmax": normalise.minmax,
    "zscore": normalise.zscore,
    "rank": normalise.rank,
    "percentile_rank": normalise.percentile_rank,
    "thresholds": normalise.thresholds,
    "choices": normalise.choices,
}

AGGREGATORS: dict[str, Callable[..., Vector]] = {
    "arithmetic": means.arithmetic,
    "geometric": means.geometric,
    "harmonic": means.harmonic,
    "minimum": means.minimum,
    "power": means.power,
}

RATES: dict[str, Callable[..., Vector]] = {
    "arithmetic": rates.arithmetic_rates,
    "geometric": partial(rates.power_rates, p=0.0),
    "harmonic": partial(rates.power_rates, p=-1.0),
    "minimum": rates.minimum_rates,
    "power": rates.power_rates,
}
