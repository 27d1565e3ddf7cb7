"""The framework as read: one frozen tree. The words are those of the OECD/JRC Handbook (2008)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from readiness.framework.adjusting import Impute, Treat
from readiness.framework.doubt import Uncertainty
from readiness.framework.forms import Aggregate, Goalpost, Normaliser, Opinion, name_of
from readiness.framework.parts import (
    AppliesTo,
    Band,
    Code,
    Finite,
    FrameworkId,
    Gate,
    Language,
    Level,
    Missing,
    Model,
    NodeId,
    Per,
    Scale,
    ShareAtLeast,
    ShareOf,
    Statistic,
    Step,
    Text,
    Words,
)
from readiness.framework.sets import Lint, WeightsSet

__all__ = [
    "RELATIVE",
    "Aggregate",
    "AppliesTo",
    "Band",
    "Finite",
    "Framework",
    "FrameworkId",
    "Gate",
    "Goalpost",
    "Group",
    "Impute",
    "Indicator",
    "Language",
    "Level",
    "Lint",
    "Measure",
    "Missing",
    "Model",
    "Node",
    "NodeId",
    "Normaliser",
    "Opinion",
    "Per",
    "Scale",
    "ShareAtLeast",
    "ShareOf",
    "Statistic",
    "Step",
    "Text",
    "Treat",
    "WeightsSet",
    "kind_of_node",
    "name_of",
]

Measure = Literal["number", "percent", "count", "boolean", "level", "choice", "survey"]
# Normalisers whose scores depend on the group that is scored.
RELATIVE = (
    *("minmax", "zscore", "rank", "percentile_rank", "fraction_of_max"),
    *("distance_to_reference", "above_below_mean", "percentile_steps", "custom"),
)
GROUP_ONLY = ("criteria", "aggregate", "missing")


class _Node(Model):
    id: NodeId
    label: Text
    weight: Finite | None = None
    why: Text | None = None
    applies_to: AppliesTo | None = None


class Indicator(_Node):
    """A leaf: the lowest thing with a weight."""

    measure: Measure
    unit_of_measure: Text | None = None
    worst: Goalpost | None = None
    best: Goalpost | None = None
    per: Per | None = None
    transform: Literal["none", "log", "log10", "sqrt"] = "none"
    outside: Literal["clip", "flag", "refuse"] = "clip"
    impute: Impute | None = None
    treat: Treat | None = None
    normalise: Normaliser | None = None
    better: Literal["high", "low"] = "high"
    levels: Annotated[dict[Code, Level], Field(min_length=2)] | None = None
    choices: Annotated[dict[str, Finite], Field(min_length=1)] | None = None
    choice_labels: dict[str, Text] | None = None
    thresholds: Annotated[list[Step], Field(min_length=1)] | None = None
    interpolate: Literal["none", "linear"] = "none"
    items: Annotated[list[Words], Field(min_length=1)] | None = None
    item_labels: dict[str, Text] | None = None
    statistic: Statistic | None = None
    answers: Annotated[dict[Code, Text], Field(min_length=2)] | None = None
    reverse: Annotated[list[Words], Field(min_length=1)] | None = None
    no_answer: Annotated[list[Annotated[int, Field(strict=True)]], Field(min_length=1)] | None = None
    evidence: Text | None = None
    remediation: Text | None = None
    owner: Text | None = None
    effort: Literal["low", "medium", "high"] | None = None
    source: Text | None = None
    data_year: Annotated[int, Field(strict=True, ge=1900, le=2100)] | None = None
    stands_for: Text | None = None
    note: Text | None = None


class Group(_Node):
    """An inner node; at the top level it is a pillar."""

    aggregate: Aggregate | None = None
    missing: Missing | None = None
    criteria: Annotated[list[Node], Field(min_length=1)]


def kind_of_node(value: Any) -> str:
    """``<group>`` where it has criteria (or only a group's keys), else ``<indicator>``."""
    if isinstance(value, dict):
        is_group = "criteria" in value or ("measure" not in value and any(key in value for key in GROUP_ONLY))
        return "<group>" if is_group else "<indicator>"
    return "<group>" if isinstance(value, Group) else "<indicator>"


Node = Annotated[
    Annotated[Group, Tag("<group>")] | Annotated[Indicator, Tag("<indicator>")], Discriminator(kind_of_node)
]


class Framework(Model):
    """One criteria file: the whole tree, scale, bands and rules."""

    schema_: Literal["readiness/framework/1"] = Field(alias="schema")
    id: FrameworkId
    version: Words
    label: Text
    source: Text | None = None
    note: Text | None = None
    units: Literal["indonesia-2025", "any"] = "indonesia-2025"
    scale: Scale = Scale()
    decimals: Annotated[int, Field(strict=True, ge=0, le=6)] = 1
    aggregate: Aggregate = "arithmetic"
    weights: Literal["relative", "share", "global"] = "relative"
    weights_sets: dict[NodeId, WeightsSet] = Field(default={})
    missing: Missing = Missing()
    impute: Impute = "none"
    treat: Treat = "none"
    reference_wave: Words | None = None
    opinions: list[Opinion] = Field(default=[])
    lint: Lint = Lint()
    uncertainty: Uncertainty = Uncertainty()
    bands: Annotated[list[Band], Field(min_length=1)]
    bands_from: Literal["published", "exact"] = "published"
    gates: list[Gate] = Field(default=[])
    duplicates: Literal["refuse", "mean", "last", "first"] = "refuse"
    criteria: Annotated[list[Node], Field(min_length=1)]

    def walk(self) -> Iterator[Group | Indicator]:
        """Every node, each parent before its children, in the file's order."""
        yield from _walk(self.criteria)

    def indicators(self) -> list[Indicator]:
        """The leaves, in the file's order."""
        return [node for node in self.walk() if isinstance(node, Indicator)]

    def node(self, node_id: str) -> Group | Indicator:
        """The node of an id; KeyError where there is none."""
        for node in self.walk():
            if node.id == node_id:
                return node
        raise KeyError(node_id)

    def snapshot(self) -> dict[str, Any]:
        """The canonical meaning: plain JSON, without what equals a default. ``Framework.model_validate`` reads it."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _walk(nodes: list[Any]) -> Iterator[Group | Indicator]:
    for node in nodes:
        yield node
        if isinstance(node, Group):
            yield from _walk(node.criteria)


Group.model_rebuild()
Framework.model_rebuild()
