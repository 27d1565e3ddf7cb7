"""Every method of scoring, in plain tables: to add one, write a function and its line here.

The arithmetic is pure and stands on a few pages: ``normalise.py`` and ``relative.py`` (from a value to a score),
``means.py`` (from children to their parent) and ``rates.py`` (who moves a mean, and by how much). What happens to
values before stands on two: ``impute.py`` (with ``regression.py``) and ``treat.py`` (with ``reshape.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from readiness.scoring import impute, means, normalise, rates, relative, transforms, treat
from readiness.scoring.impute import Filled, Gaps
from readiness.scoring.normalise import Recipe
from readiness.scoring.opinions import doubt, kemeny, pairs
from readiness.scoring.regression import regression
from readiness.scoring.treat import Outcome
from readiness.scoring.vectors import Vector

IMPUTERS: dict[str, Callable[[Gaps], Filled]] = {
    "mean": impute.mean,
    "median": impute.median,
    "group_mean": impute.group_mean,
    "group_median": impute.group_median,
    "last_wave": impute.last_wave,
    "linear": impute.linear,
    "regression": regression,
}

TREATMENTS: dict[str, Callable[[Vector, Any], Outcome]] = {
    "none": treat.none,
    "winsorise": treat.winsorise,
    "log": treat.log,
    "box_cox": treat.box_cox,
    "auto": treat.auto,
}

TRANSFORMS: dict[str, Callable[[Vector], Vector]] = {
    "none": transforms.none,
    "log": transforms.log,
    "log10": transforms.log10,
    "sqrt": transforms.sqrt,
}

NORMALISERS: dict[str, Callable[[Any, Recipe], Vector]] = {
    "goalposts": normalise.goalposts,
    "distance_to_target": normalise.distance_to_target,
    "thresholds": normalise.thresholds,
    "choices": normalise.choices,
    "custom": normalise.custom,
    "minmax": relative.minmax,
    "zscore": relative.zscore,
    "rank": relative.rank,
    "percentile_rank": relative.percentile_rank,
    "percentile_steps": relative.percentile_steps,
    "fraction_of_max": relative.fraction_of_max,
    "distance_to_reference": relative.distance_to_reference,
    "above_below_mean": relative.above_below_mean,
}

AGGREGATORS: dict[str, Callable[..., Vector]] = {
    "arithmetic": means.arithmetic,
    "geometric": means.geometric,
    "harmonic": means.harmonic,
    "minimum": means.minimum,
    "power": means.power,
    "owa": means.owa,
    "mean_minus_sd": means.mean_minus_sd,
}

# With these a gap at the worst or the best bounds nothing: the spread may shrink while a child falls.
UNBOUNDED = frozenset(["mean_minus_sd"])

RATES: dict[str, Callable[..., Vector]] = {
    "arithmetic": rates.arithmetic_rates,
    "geometric": partial(rates.power_rates, p=0.0),
    "harmonic": partial(rates.power_rates, p=-1.0),
    "minimum": rates.minimum_rates,
    "power": rates.power_rates,
    "owa": rates.owa_rates,
    "mean_minus_sd": rates.mean_minus_sd_rates,
}

OPINIONS: dict[str, Callable[..., pairs.Judged]] = {
    "borda": pairs.borda,
    "copeland": pairs.copeland,
    "kemeny": kemeny.kemeny,
    "benefit_of_the_doubt": doubt.benefit_of_the_doubt,
}
