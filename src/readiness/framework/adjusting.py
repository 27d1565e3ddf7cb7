"""What is done with a column before it is scored: gaps filled (``impute``), outliers treated (``treat``).

The forms of ``forms.py``, for these two keys. The arithmetic stands in ``scoring``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from readiness.framework.forms import WORD, NotNegative, by_key
from readiness.framework.parts import Finite, Model, NodeId, Words


class GroupMean(Model):
    """``impute: {group_mean: province}``."""

    group_mean: Words


class GroupMedian(Model):
    """``impute: {group_median: kind}``."""

    group_median: Words


class Regression(Model):
    """``impute: {regression: [desa_4g, fasyankes_internet]}``."""

    regression: Annotated[list[NodeId], Field(min_length=1)]


class Winsorise(Model):
    """How many values of an end, or which part of all, are moved to the next value that is kept."""

    points: Annotated[int, Field(strict=True, ge=1)] | None = None
    percentile: Annotated[Finite, Field(gt=0, lt=50)] | None = None
    side: Literal["both", "high", "low"] = "both"


class Auto(Model):
    """When a column is treated, and how far."""

    points: Annotated[int, Field(strict=True, ge=0)] = 5
    skew: NotNegative = 2.0
    kurtosis: Finite = 3.5
    fallback: Literal["log", "box_cox", "none"] = "log"


class WinsoriseTreatment(Model):
    """``treat: {winsorise: {points: 3}}``."""

    winsorise: Winsorise


class AutoTreatment(Model):
    """``treat: {auto: {points: 5}}``."""

    auto: Auto


Impute = Annotated[
    Annotated[Literal["none", "mean", "median", "last_wave", "linear", "regression"], Tag(WORD)]
    | Annotated[GroupMean, Tag("<group_mean>")]
    | Annotated[GroupMedian, Tag("<group_median>")]
    | Annotated[Regression, Tag("<regression>")],
    Discriminator(by_key("group_mean", "group_median", "regression")),
]
Treat = Annotated[
    Annotated[Literal["none", "auto", "log", "box_cox"], Tag(WORD)]
    | Annotated[WinsoriseTreatment, Tag("<winsorise>")]
    | Annotated[AutoTreatment, Tag("<auto>")],
    Discriminator(by_key("winsorise", "auto")),
]
TAGS = frozenset(["<group_mean>", "<group_median>", "<regression>", "<winsorise>", "<auto>"])
