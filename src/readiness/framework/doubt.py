"""What is not sure about a score, declared beside the method (``uncertainty``): the sources of doubt and their width.

A result is drawn again and again with everything that is declared here moved at once; how far ranks move is told.
The arithmetic stands in ``analysis``. The defaults hold where a framework says nothing.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from readiness.framework.forms import WORD, Positive
from readiness.framework.parts import Finite, Model, Words

# ``written`` is the framework's own way, among the alternatives
OtherNormaliser = Literal["written", "minmax", "zscore", "rank", "percentile_rank", "fraction_of_max"]
OtherAggregate = Literal["written", "arithmetic", "geometric", "harmonic", "minimum"]
Within = Annotated[Finite, Field(gt=0, lt=1)]
SetName = Words
TAGS = frozenset(["<widths>"])
WIDTHS = ("within", "dirichlet")
LEVELS = ("pillars", "groups", "indicators")


def _form(value: Any) -> str:
    return WORD if isinstance(value, str) else "<widths>"


class Width(Model):
    """How far the weights of siblings may move: one of the two.

    ``within``: each weight times a uniform number from 1 − x to 1 + x. ``dirichlet``: the shares are drawn around
    those written; the greater the concentration, the nearer they stay.
    """

    within: Within | None = None
    dirichlet: Positive | None = None


Level = Annotated[
    Annotated[Width, Tag("<widths>")] | Annotated[Literal["none"], Tag(WORD)],
    Discriminator(_form),
]


class WeightsDoubt(Width):
    """Weights: one width for every level, or one of their own for pillars, groups and indicators.

    Siblings at the top of the tree are pillars; below, siblings with a group among them are groups, else indicators.
    ``between``: named sets of weights (``written`` is the file's own); every draw lies somewhere between them, and
    the widths hold around that.
    """

    pillars: Level | None = None
    groups: Level | None = None
    indicators: Level | None = None
    between: Annotated[list[SetName], Field(min_length=2)] | None = None

    def width(self, level: str) -> Width | None:
        """The width of one of ``LEVELS``: its own, else that of all; None where nothing moves there."""
        own = getattr(self, level)
        chosen = self if own is None else own
        is_width = isinstance(chosen, Width) and (chosen.within is not None or chosen.dirichlet is not None)
        return chosen if is_width else None


class Uncertainty(Model):
    """The sources of doubt. ``weights: none``, a list of ``written`` alone, ``missing: none`` and ``sampling: false``
    each take one away."""

    weights: Annotated[
        Annotated[WeightsDoubt, Tag("<widths>")] | Annotated[Literal["none"], Tag(WORD)],
        Discriminator(_form),
    ] = WeightsDoubt(within=0.25)
    normalise: Annotated[list[OtherNormaliser], Field(min_length=1)] = Field(default=["written", "minmax"])
    aggregate: Annotated[list[OtherAggregate], Field(min_length=1)] = Field(default=["written", "geometric"])
    missing: Literal["range", "peers", "none"] = "range"
    sampling: bool = True
    leave_one_out: bool = False
