"""The part of ``readiness.yaml`` that says what ``readiness gate`` demands where nothing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

if TYPE_CHECKING:
    from readiness.gating import Group, Limits


def _limit(value: Any) -> Any:
    """A number of 0 or more, or a percentage as text; kept as text, for one place reads limits."""
    if type(value) in (int, float) and value >= 0:
        return f"{value:.12f}".rstrip("0").rstrip(".")
    if isinstance(value, str) and value.strip().endswith("%"):
        return value
    raise ValueError("limit")


_Limit = Annotated[
    str,
    BeforeValidator(_limit),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"%\s*$"}]}),
]
GATE_EXAMPLES = {  # of values, in P011
    "min_index": "60",
    "min": "{kebijakan: 40}",
    "max_drop": "2",
    "min_coverage": "80%",
    "where": "[kind=kota]",
}
_PerNode = dict[str, _Limit]


class GateDemands(BaseModel):
    """What is demanded of a unit. A number alone is about the index; by id it is about a node."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min_index: Annotated[_Limit | None, Field(description="lowest index that passes")] = None
    min: Annotated[_PerNode, Field(description="lowest score of a pillar, group or indicator, by id")] = {}
    max_drop: Annotated[_Limit | _PerNode | None, Field(description="greatest fall since the baseline")] = None
    min_coverage: Annotated[_Limit | _PerNode | None, Field(description="lowest data coverage: 0.8 or 80%")] = None

    @property
    def limits(self) -> Limits:
        """Each demand with its limit as written."""
        from readiness.results.gate import INDEX

        found: dict[Any, str] = {} if self.min_index is None else {("min", INDEX): self.min_index}
        found |= {("min", node): limit for node, limit in self.min.items()}
        for kind, said in (("max_drop", self.max_drop), ("min_coverage", self.min_coverage)):
            each = said if isinstance(said, dict) else {} if said is None else {INDEX: said}
            found |= {(kind, node): limit for node, limit in each.items()}
        return found


class GateGroup(GateDemands):
    """Demands on the units that meet every filter; they stand before those of ``default``."""

    where: Annotated[list[str], Field(min_length=1, description="filters: kind=kota, province=Bali, or codes")]


class Gate(BaseModel):
    """What ``readiness gate`` demands where nothing is said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    default: Annotated[GateDemands, Field(description="demands on every unit")] = GateDemands()
    groups: Annotated[dict[str, GateGroup], Field(description="demands on some units, by a name of yours")] = {}

    def as_groups(self) -> tuple[Group, ...]:
        """The groups in the order of the file."""
        from readiness.gating import Group

        return tuple(Group(name, tuple(each.where), each.limits) for name, each in self.groups.items())
