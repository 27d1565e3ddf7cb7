"""The story of a gate: demands as a person writes them, found in the framework, and judged on published results.

As in ``pipeline`` nothing is computed or printed here. What was asked and is not there raises MisuseError.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

from readiness.asked import find_units, number_of
from readiness.findings import Finding, nearest
from readiness.misuse import MisuseError
from readiness.results.gate import DEFAULT, INDEX, OPTION, Demand, Kind

if TYPE_CHECKING:
    from readiness.framework.model import Framework
    from readiness.results.gate import Gate
    from readiness.results.records import Results

KINDS: tuple[Kind, ...] = get_args(Kind)
Limits = Mapping[tuple[Kind, str], str]  # (kind, node) to the limit as it is written


@dataclass(frozen=True, slots=True)
class Group:
    """Demands on some units: ``where`` are filters as ``select`` takes them."""

    name: str
    where: tuple[str, ...]
    limits: Limits


@dataclass(frozen=True, slots=True)
class Request:
    """What is demanded. ``options`` hold for every unit and stand above all else, ``default`` where no group that a
    unit is in says otherwise; of two such groups the later one speaks."""

    options: Limits = field(default_factory=dict)
    default: Limits = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    path: str = ""
    baseline_path: str = ""


def gate(results: Results, baseline: Results | None, request: Request) -> tuple[Gate, tuple[Finding, ...]]:
    """Judge a results document. Raises MisuseError: no demand, an unknown node, a limit that is no number."""
    from readiness.analysis.gating import judge
    from readiness.framework.model import Framework

    asked = [
        (OPTION, request.options),
        (DEFAULT, request.default),
        *((each.name, each.limits) for each in request.groups),
    ]
    if not any(limits for _, limits in asked):
        raise MisuseError("gate_nothing")
    framework = Framework.model_validate(results.framework.snapshot)
    known = {name: _demands(framework, name, limits) for name, limits in asked}
    falls = any(key[0] == "max_drop" for _, limits in asked for key in limits)
    if falls and baseline is None:
        raise MisuseError("gate_baseline")
    members = [(each.name, _members(results, baseline, each)) for each in request.groups]
    codes = dict.fromkeys(unit.code for document in (results, baseline) if document for unit in document.units)
    demands = {}
    for code in codes:
        found = dict(known[DEFAULT])
        for name, inside in members:
            found |= known[name] if code in inside else {}
        demands[code] = tuple({**found, **known[OPTION]}.values())
    return judge(results, demands, path=request.path, baseline=baseline, baseline_path=request.baseline_path)


def _members(results: Results, baseline: Results | None, group: Group) -> set[str]:
    """The units that meet every filter of a group; those that are gone are known by what the baseline says of them."""
    sets = []
    for text in group.where:
        sets.append(find_units(results, text) | (find_units(baseline, text, lenient=True) if baseline else set()))
    return set.intersection(*sets) if sets else set()


def _demands(framework: Framework, name: str, limits: Limits) -> dict[tuple[Kind, str], Demand]:
    nodes = [INDEX, *(node.id for node in framework.walk())]
    found = {}
    for (kind, node), text in limits.items():
        if node not in nodes:
            raise MisuseError("gate_node", name=node, nearest=nearest(node, nodes))
        found[kind, node] = Demand(kind, node, _limit(kind, text), name)
    return found


def _limit(kind: Kind, text: str) -> float:
    """A limit as written: of coverage a fraction, or a percentage with its sign."""
    bare = text.strip()
    percent = kind == "min_coverage" and bare.endswith("%")
    number = number_of(bare.removesuffix("%").strip() if percent else bare, thousands=False)
    if number is None or number < 0 or (kind == "min_coverage" and number > (100 if percent else 1)):
        raise MisuseError("gate_share" if kind == "min_coverage" else "gate_number", value=text, kind=kind)
    return float(number / 100 if percent else number)


def limits_of(texts: Sequence[str], kind: Kind, *, needs_node: bool = False) -> dict[tuple[Kind, str], str]:
    """``X`` is about the index, ``ID=X`` about a node. Raises MisuseError."""
    found: dict[tuple[Kind, str], str] = {}
    for text in texts:
        node, sign, limit = text.rpartition("=")
        if needs_node and not sign:
            raise MisuseError("gate_pair", value=text)
        found[kind, node.strip() or INDEX] = limit
    return found
