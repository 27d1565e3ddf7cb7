"""Which way an indicator's values go, every default resolved: normaliser, goalposts of the measure, how gaps are filled
and outliers treated, and on whom the score rests."""

from __future__ import annotations

from readiness.framework.adjusting import Impute, Treat
from readiness.framework.forms import CustomNormaliser, name_of
from readiness.framework.model import RELATIVE, Framework, Indicator, ShareAtLeast, ShareOf

WITH_GOALPOSTS = ("goalposts", "distance_to_target")
CATEGORIES = ("boolean", "level", "choice")  # have no outliers: a rare answer is an answer


def normaliser_of(leaf: Indicator) -> str:
    """The normaliser's name: written, or implied by ``choices`` or ``thresholds``, else goalposts."""
    if leaf.normalise is not None:
        return name_of(leaf.normalise)
    return "choices" if leaf.choices is not None else "thresholds" if leaf.thresholds else "goalposts"


def is_relative(leaf: Indicator) -> bool:
    """Whether the score depends on the group that is scored."""
    return normaliser_of(leaf) in RELATIVE


def custom_of(leaf: Indicator) -> str | None:
    """The name of the function that a Python program must bring for an indicator; None where it needs none."""
    return leaf.normalise.custom if isinstance(leaf.normalise, CustomNormaliser) else None


def own_ends(leaf: Indicator) -> tuple[float | None, float | None]:
    """Worst and best that the measure itself gives, where the file writes none; None where it gives none."""
    match leaf.measure:
        case "percent":
            return 0.0, 100.0
        case "boolean":
            return 0.0, 1.0
        case "level":
            keys = list(leaf.levels or (1, 5))
            return float(min(keys)), float(max(keys))
        case "survey" if isinstance(leaf.statistic, ShareAtLeast | ShareOf):
            return 0.0, 100.0
        case "survey" if leaf.answers:
            return float(min(leaf.answers)), float(max(leaf.answers))
        case _:
            return None, None


def imputer_of(framework: Framework, leaf: Indicator) -> Impute:
    """The way an indicator's gaps are filled: its own, else the framework's; a choice has none."""
    if normaliser_of(leaf) == "choices":
        return "none"
    return framework.impute if leaf.impute is None else leaf.impute


def treatment_of(framework: Framework, leaf: Indicator) -> Treat:
    """An indicator's own treatment, else the framework's, which passes over booleans, levels and choices."""
    if normaliser_of(leaf) == "choices":
        return "none"
    if leaf.treat is None:
        return "none" if leaf.measure in CATEGORIES else framework.treat
    return leaf.treat


def rests_on_group(framework: Framework, leaf: Indicator) -> bool:
    """Whether the same value could score otherwise among other units: under a normaliser that compares them, and
    where outliers are treated."""
    return is_relative(leaf) or name_of(treatment_of(framework, leaf)) != "none"


def stands_alone(framework: Framework, leaf: Indicator) -> bool:
    """Whether another raw value of this indicator can be scored for one unit, without the others: neither its own
    score nor that of an indicator which it divides rests on the group."""
    return not any(
        rests_on_group(framework, each)
        for each in framework.indicators()
        if each.id == leaf.id or (each.per is not None and each.per.of == leaf.id)
    )
