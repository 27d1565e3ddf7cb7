"""Named sets of weights (``weights_sets``), and what the linter is told to be silent about."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from readiness.framework.forms import NotNegative, Positive
from readiness.framework.parts import Finite, Model, NodeId, Text, Words

FRACTION = r"^[1-9][0-9]{0,2}\s*/\s*[1-9][0-9]{0,2}$"
# How many times as important: a number, or a fraction as text ("1/3"). Saaty's own scale goes from 1/9 to 9.
Times = Annotated[
    Annotated[Finite, Field(ge=0.001, le=1000), Tag("<number>")]
    | Annotated[str, Field(pattern=FRACTION), Tag("<fraction>")],
    Discriminator(lambda value: "<fraction>" if isinstance(value, str) else "<number>"),
]
Experts = Annotated[dict[Words, dict[NodeId, NotNegative]], Field(min_length=1)]
REMARK = r"^M[0-9]{3}$"
TAGS = frozenset(["<number>", "<fraction>"])
GroupId = NodeId  # of a group, or "index" for the pillars
KINDS = ("weights", "ahp", "budget", "from_data")
FromData = Literal["equal", "equal_indicators", "entropy", "critic", "sd", "pca", "factors"]


class WeightsSet(Model):
    """One named set: exactly one of ``weights``, ``ahp``, ``budget`` and ``from_data``.

    ``weights``: by node id; nodes that are not named keep the weight of the file. ``ahp``: by group, by
    child, by other child: how many times as important the child is. ``budget``: by group, by expert, by
    child: the points that the expert gives. ``from_data``: a method that looks at the scores alone.
    """

    label: Text | None = None
    source: Text | None = None
    note: Text | None = None
    weights: Annotated[dict[NodeId, NotNegative], Field(min_length=1)] | None = None
    ahp: Annotated[dict[GroupId, dict[NodeId, dict[NodeId, Times]]], Field(min_length=1)] | None = None
    accept_consistency_ratio: Positive = 0.1
    budget: Annotated[dict[GroupId, Experts], Field(min_length=1)] | None = None
    from_data: FromData | None = None


class Ignore(Model):
    """One finding of the linter that is known and accepted; ``on`` limits it to one node."""

    code: Annotated[str, Field(pattern=REMARK)]
    on: NodeId | None = None
    reason: Words


class Lint(Model):
    """What the method linter is told."""

    ignore: list[Ignore] = Field(default=[])
