"""How a framework names its methods: a word, or a mapping of one key that carries the method's options.

``normalise: rank`` and ``normalise: {zscore: {mean: 50, sd: 10}}`` are two forms of one thing; ``name_of``
gives the method's name of either. To add a method with options, write its class here and its line in
the union. The arithmetic stands in ``scoring``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from readiness.framework.parts import Finite, Model, NodeId, Step, Words

WORD = "<word>"
Positive = Annotated[Finite, Field(gt=0)]
NotNegative = Annotated[Finite, Field(ge=0)]
Fraction = Annotated[Finite, Field(ge=0, le=1)]
Words_ = Annotated[list[Words], Field(min_length=1)]


def name_of(form: str | Model) -> str:
    """The name of a method: the word itself, or the one key of its mapping."""
    return form if isinstance(form, str) else next(iter(type(form).model_fields))


def options_of(form: str | Model) -> Any:
    """The options of a method that is written as a mapping; None for a word."""
    return None if isinstance(form, str) else getattr(form, name_of(form))


def written_form(form: str | Model) -> str:
    """A method as a file writes it, on one line: ``power: 2``, ``owa: [1, 2, 3]``, or the word alone."""
    options = options_of(form)
    if options is None:
        return str(form)
    if isinstance(options, Model):
        options = options.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return f"{name_of(form)}: {{{', '.join(f'{key}: {_short(value)}' for key, value in options.items())}}}"
    return f"{name_of(form)}: {_short(options)}"


def _short(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_short, value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def one_end(value: float | list[float] | None) -> float | None:
    """A goalpost that is one number; None where the best lies in the middle and it has two."""
    return None if isinstance(value, list) else value


def by_key(*keys: str) -> Callable[[Any], str]:
    """Which form a value has; the tags stand in angle brackets, to be told from keys where pydantic names a place."""

    def tag(value: Any) -> str:
        if isinstance(value, dict):
            return f"<{next((key for key in keys if key in value), keys[0])}>"
        return f"<{name_of(value)}>" if isinstance(value, Model) else WORD

    return tag


class Zscore(Model):
    """Where the mean of the group scored stands, and what one standard deviation is worth."""

    mean: Finite
    sd: Positive
    of: Literal["sample", "population"] = "sample"


class Target(Model):
    """The raw value that scores the top of the scale."""

    target: Finite


class Reference(Model):
    """What a value is compared with, and how."""

    to: Literal["best", "worst", "mean"]
    by: Literal["ratio", "difference"] = "ratio"


class Margin(Model):
    """How far from the mean, as a fraction of it, a value still counts as average."""

    margin: NotNegative


class ZscoreNormaliser(Model):
    """``normalise: {zscore: {mean: 50, sd: 10}}``."""

    zscore: Zscore


class TargetNormaliser(Model):
    """``normalise: {distance_to_target: {target: 80}}``."""

    distance_to_target: Target


class ReferenceNormaliser(Model):
    """``normalise: {distance_to_reference: {to: mean, by: ratio}}``."""

    distance_to_reference: Reference


class MarginNormaliser(Model):
    """``normalise: {above_below_mean: {margin: 0.2}}``."""

    above_below_mean: Margin


class PercentileNormaliser(Model):
    """``normalise: {percentile_steps: [{from: 0, score: 0}, {from: 50, score: 100}]}``."""

    percentile_steps: Annotated[list[Step], Field(min_length=1)]


class CustomNormaliser(Model):
    """``normalise: {custom: my_method}``: a function that a Python program brings."""

    custom: NodeId


class Power(Model):
    """The power mean of exponent ``power``; 0 is refused."""

    power: Finite


class Owa(Model):
    """``aggregate: {owa: [1, 2, 3]}``: weights of the best child, the next, ..., the worst."""

    owa: Annotated[list[NotNegative], Field(min_length=1)]


class MeanMinusSd(Model):
    """``aggregate: {mean_minus_sd: 1}``: the arithmetic mean less so many standard deviations of the children."""

    mean_minus_sd: Positive


class Bounds(Model):
    """The least and the largest share of a unit's own weights that one indicator may have, as fractions."""

    min_share: Fraction = 0.0
    max_share: Fraction = 1.0


class BenefitOfTheDoubt(Model):
    """``opinions: [{benefit_of_the_doubt: {min_share: 0.05}}]``."""

    benefit_of_the_doubt: Bounds


Normaliser = Annotated[
    Annotated[
        Literal["goalposts", "minmax", "zscore", "rank", "percentile_rank", "fraction_of_max", "thresholds", "choices"],
        Tag(WORD),
    ]
    | Annotated[ZscoreNormaliser, Tag("<zscore>")]
    | Annotated[TargetNormaliser, Tag("<distance_to_target>")]
    | Annotated[ReferenceNormaliser, Tag("<distance_to_reference>")]
    | Annotated[MarginNormaliser, Tag("<above_below_mean>")]
    | Annotated[PercentileNormaliser, Tag("<percentile_steps>")]
    | Annotated[CustomNormaliser, Tag("<custom>")],
    Discriminator(
        by_key(
            "zscore", "distance_to_target", "distance_to_reference", "above_below_mean", "percentile_steps", "custom"
        )
    ),
]
Aggregate = Annotated[
    Annotated[Literal["arithmetic", "geometric", "harmonic", "minimum"], Tag(WORD)]
    | Annotated[Power, Tag("<power>")]
    | Annotated[Owa, Tag("<owa>")]
    | Annotated[MeanMinusSd, Tag("<mean_minus_sd>")],
    Discriminator(by_key("power", "owa", "mean_minus_sd")),
]
Opinion = Annotated[
    Annotated[Literal["borda", "copeland", "kemeny", "benefit_of_the_doubt"], Tag(WORD)]
    | Annotated[BenefitOfTheDoubt, Tag("<benefit_of_the_doubt>")],
    Discriminator(by_key("benefit_of_the_doubt")),
]
Pair = Annotated[list[Finite], Field(min_length=2, max_length=2)]
# One goalpost, or its two ends where the best lies in the middle.
Goalpost = Annotated[
    Annotated[Finite, Tag("<one>")] | Annotated[Pair, Tag("<two>")],
    Discriminator(lambda value: "<two>" if isinstance(value, list) else "<one>"),
]
TAGS = frozenset(
    [
        *(WORD, "<one>", "<two>", "<zscore>", "<distance_to_target>", "<distance_to_reference>", "<above_below_mean>"),
        *("<percentile_steps>", "<custom>"),
        *("<power>", "<owa>", "<mean_minus_sd>", "<benefit_of_the_doubt>"),
    ]
)
