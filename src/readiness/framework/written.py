"""How a planner writes each method, for hints: every word, and every mapping by an example."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from readiness.framework.adjusting import Impute, Treat
from readiness.framework.forms import Aggregate, Normaliser, Opinion
from readiness.framework.parts import Statistic

UNIONS: dict[str, Any] = {
    "aggregate": Aggregate,
    "impute": Impute,
    "normalise": Normaliser,
    "opinions": Opinion,
    "statistic": Statistic,
    "treat": Treat,
}
# One example of every method that is written as a mapping.
EXAMPLES: dict[str, dict[str, str]] = {
    "aggregate": {"power": "{power: 2}", "owa": "{owa: [1, 2, 3]}", "mean_minus_sd": "{mean_minus_sd: 1}"},
    "impute": {
        "group_mean": "{group_mean: province}",
        "group_median": "{group_median: kind}",
        "regression": "{regression: [internet, listrik]}",
    },
    "normalise": {
        "zscore": "{zscore: {mean: 50, sd: 10}}",
        "distance_to_target": "{distance_to_target: {target: 80}}",
        "distance_to_reference": "{distance_to_reference: {to: mean}}",
        "above_below_mean": "{above_below_mean: {margin: 0.2}}",
        "percentile_steps": "{percentile_steps: [{from: 0, score: 0}, {from: 50, score: 100}]}",
        "custom": "{custom: my_method}",
    },
    "opinions": {"benefit_of_the_doubt": "{benefit_of_the_doubt: {min_share: 0.05}}"},
    "statistic": {"share_at_least": "{share_at_least: 4}", "share_of": "{share_of: [ya]}"},
    "treat": {"winsorise": "{winsorise: {points: 3}}", "auto": "{auto: {points: 5}}"},
}


def is_method(key: str) -> bool:
    """Whether a key of the file names methods."""
    return key in UNIONS


def words_of(key: str) -> list[str]:
    """The methods of a key that are written as a word.

    >>> words_of("impute")
    ['none', 'mean', 'median', 'last_wave', 'linear', 'regression']
    """
    members = get_args(get_args(UNIONS[key])[0])
    literals = [get_args(member)[0] for member in members]
    return [word for each in literals if get_origin(each) is Literal for word in get_args(each)]


def methods_of(key: str) -> dict[str, str]:
    """Every method of a key by its name, as a file writes it; the word where a method can be either.

    >>> methods_of("impute")["group_mean"], methods_of("impute")["mean"]
    ('{group_mean: province}', 'mean')
    """
    return {**EXAMPLES[key], **{word: word for word in words_of(key)}}


def forms_of(key: str) -> list[str]:
    """Every form that a key takes: its words, then its mappings."""
    return [*words_of(key), *EXAMPLES[key].values()]
