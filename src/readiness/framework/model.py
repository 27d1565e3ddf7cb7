"""The framework as read: one frozen tree, every default resolved on asking.

The words are those of the OECD/JRC Handbook (2008). Keys of the file are the field names, except
``from`` and ``not``, which Python reserves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

Language = Literal["id", "en"]
NodeId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
FrameworkId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=64)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Measure = Literal["number", "percent", "count", "boolean", "level", "choice", "survey"]
RELATIVE = ("minmax", "zscore", "rank", "percentile_rank")


class Model(BaseModel):
    """Frozen, and a stranger's key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Text(Model):
    """Words in both languages; one plain string stands for both."""

    id: str
    en: str

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return {"id": value, "en": value} if isinstance(value, str) else value

    def in_(self, lang: str) -> str:
        """The words in ``id`` or ``en``."""
        return self.id if lang == "id" else self.en


class Level(Text):
    """One line of a rubric, and what to do to rise from it."""

    remediation: Text | None = None


class Scale(Model):
    min: Finite = 0.0
    max: Finite = 100.0


class Missing(Model):
    policy: Literal["exclude", "worst", "fail"] = "exclude"
    min_coverage: Annotated[float, Field(ge=0, le=1)] = 0.65


class Power(Model):
    power: Finite


Aggregate = Literal["arithmetic", "geometric", "harmonic", "minimum"] | Power


class Band(Model):
    id: NodeId
    from_: Finite = Field(alias="from")
    label: Text


class Gate(Model):
    """A hard condition, shown beside the score and never hidden in it."""

    id: NodeId
    on: NodeId
    of: Literal["score", "raw", "coverage"] = "score"
    at_least: Finite
    cap: NodeId | None = None
    cap_score: Finite | None = None
    label: Text


class Per(Model):
    """A denominator: a registry column, a data column or another indicator; raw / of × times."""

    of: str
    times: Finite = 1.0

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return {"of": value} if isinstance(value, str) else value


class AppliesTo(Model):
    """The units a node applies to; every key given must match, ``not`` turns its inner match round."""

    kind: list[Literal["kabupaten", "kota"]] | None = None
    province: list[str] | None = None
    code: list[str] | None = None
    not_: AppliesTo | None = Field(default=None, alias="not")

    def matches(self, *, code: str, kind: str | None, province: str | None) -> bool:
        """Whether a unit is meant. ``province`` matches by name, case aside."""
        if self.kind is not None and kind not in self.kind:
            return False
        if self.province is not None and (province or "").casefold() not in {p.casefold() for p in self.province}:
            return False
        if self.code is not None and code not in self.code:
            return False
        return self.not_ is None or not self.not_.matches(code=code, kind=kind, province=province)


class Step(Model):
    from_: Finite = Field(alias="from")
    score: Finite


class Zscore(Model):
    mean: Finite
    sd: Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Target(Model):
    target: Finite


class ZscoreNormaliser(Model):
    zscore: Zscore


class TargetNormaliser(Model):
    distance_to_target: Target


Normaliser = (
    Literal["goalposts", "minmax", "zscore", "rank", "percentile_rank", "thresholds", "choices"]
    | ZscoreNormaliser
    | TargetNormaliser
)


class ShareAtLeast(Model):
    share_at_least: Finite


class ShareOf(Model):
    share_of: list[str | int]


Statistic = Literal["mean", "median"] | ShareAtLeast | ShareOf


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
    worst: Finite | None = None
    best: Finite | None = None
    per: Per | None = None
    transform: Literal["none", "log", "log10", "sqrt"] = "none"
    outside: Literal["clip", "flag", "refuse"] = "clip"
    normalise: Normaliser | None = None
    better: Literal["high", "low"] = "high"
    levels: dict[int, Level] | None = None
    choices: dict[str, Finite] | None = None
    choice_labels: dict[str, Text] | None = None
    thresholds: list[Step] | None = None
    interpolate: Literal["none", "linear"] = "none"
    items: list[str] | None = None
    statistic: Statistic | None = None
    answers: dict[int, Text] | None = None
    evidence: Text | None = None
    remediation: Text | None = None
    owner: Text | None = None
    effort: Literal["low", "medium", "high"] | None = None
    source: Text | None = None
    data_year: int | None = None
    stands_for: Text | None = None
    note: Text | None = None


class Group(_Node):
    """An inner node; at the top level it is a pillar."""

    aggregate: Aggregate | None = None
    missing: Missing | None = None
    criteria: list[Node]


def _kind_of_node(value: Any) -> str:
    if isinstance(value, dict):
        return "group" if "criteria" in value else "indicator"
    return "group" if isinstance(value, Group) else "indicator"


Node = Annotated[Annotated[Group, Tag("group")] | Annotated[Indicator, Tag("indicator")], Discriminator(_kind_of_node)]


class Framework(Model):
    """One criteria file: the whole tree, scale, bands and rules."""

    schema_: Literal["readiness/framework/1"] = Field(alias="schema")
    id: FrameworkId
    version: str
    label: Text
    source: Text | None = None
    note: Text | None = None
    units: Literal["indonesia-2025", "any"] = "indonesia-2025"
    scale: Scale = Scale()
    decimals: Annotated[int, Field(ge=0, le=6)] = 1
    aggregate: Aggregate = "arithmetic"
    weights: Literal["relative", "share", "global"] = "relative"
    missing: Missing = Missing()
    bands: list[Band]
    bands_from: Literal["published", "exact"] = "published"
    gates: list[Gate] = []
    duplicates: Literal["refuse", "mean", "last", "first"] = "refuse"
    criteria: list[Node]

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
AppliesTo.model_rebuild()
Framework.model_rebuild()
