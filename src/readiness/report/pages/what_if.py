"""What the page of a unit knows to reckon its index anew: the framework and this unit's values, small enough to inline.

The script's ``fold.js`` reads it; it does for one unit what ``scoring.again`` does. A key that is left out is 1 for a
weight, nothing for a value. Indicators whose score rests on the other units stand in it with the score on record, and
with the reason why they cannot be changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from readiness.framework.model import Framework, Group, Indicator
from readiness.framework.ways import rests_on_group, stands_alone
from readiness.report.pages.inlined import Json, gate_model, inlined, known, root_rules, rules_model, short
from readiness.report.pages.view import View
from readiness.report.pages.what_if_forms import Forms
from readiness.results.insights import UnitInsight
from readiness.results.records import UnitResult

SAID = ("try", "undo", "index", "from", "unreadable", "group", "divides")  # what the script says


@dataclass(frozen=True, slots=True)
class _Same:
    """What is the same on every page: its JSON, open at the end, the beginning of each node, and how each value counts.

    ``held`` says why an indicator cannot be changed; ``divisors`` are those that other values are divided by, with
    whether they can be; ``divided`` are the indicators with a denominator.
    """

    text: str
    heads: Mapping[str, Json]
    forms: Mapping[str, int]
    held: Mapping[str, str]
    divisors: Mapping[str, bool]
    divided: Sequence[Indicator]


def what_if(view: View, unit: UnitResult, insight: UnitInsight) -> Markup:
    """The model of one unit as the text of a ``<script type="application/json">``."""
    same = view.once(_same)
    steps = {lever.indicator: lever.then for lever in reversed(insight.levers) if lever.kind != "fill_gap"}
    tree = [_node(unit, same, steps, child) for child in view.framework.criteria]
    root = {"c": tree, **rules_model(view.framework, None)}
    return Markup(f'{same.text},"tree":{inlined(root)}}}')


def _same(view: View) -> _Same:
    framework, forms = view.framework, Forms(view)
    alone = {leaf.id: stands_alone(framework, leaf) for leaf in view.leaves}
    places = {leaf.id: forms.of(leaf) for leaf in view.leaves if alone[leaf.id]}
    found = {
        **root_rules(view),
        "scale": [framework.scale.min, framework.scale.max],
        "gates": [gate_model(framework, gate) for gate in framework.gates],
        "forms": forms.found,
        "words": {key: view.t(f"whatif.{key}") for key in SAID}
        | {"missing": view.t("status.missing"), "none": view.t("band.none"), "na": view.t("status.not_applicable")}
        | {"level": view.t("word.level", level="#")},
    }
    return _Same(
        text=inlined(found).removesuffix("}"),
        heads={node_id: _head(framework, node) for node_id, node in view.nodes.items()},
        forms=places,
        held={
            leaf.id: "group" if rests_on_group(framework, leaf) else "divides"
            for leaf in view.leaves
            if not alone[leaf.id]
        },
        divisors={leaf.per.of: alone[leaf.per.of] for leaf in view.leaves if leaf.per and leaf.per.of in alone},
        divided=[leaf for leaf in view.leaves if leaf.per is not None],
    )


def _head(framework: Framework, node: Group | Indicator) -> Json:
    """Id, weight and rules, where they are not the usual ones."""
    head: Json = {"i": node.id} | ({} if node.weight in (None, 1.0) else known({"w": node.weight}))
    if isinstance(node, Group):
        usual = rules_model(framework, None)
        head |= {key: value for key, value in rules_model(framework, node).items() if value != usual[key]}
    return head


def _node(unit: UnitResult, same: _Same, steps: Mapping[str, Any], node: Group | Indicator) -> Json:
    if isinstance(node, Group):
        return {**same.heads[node.id], "c": [_node(unit, same, steps, child) for child in node.criteria]}
    return same.heads[node.id] | _leaf(unit, same, steps, node)


def _leaf(unit: UnitResult, same: _Same, steps: Mapping[str, Any], leaf: Indicator) -> Json:
    record = unit.nodes[leaf.id]
    if record.status == "not_applicable":
        return {"x": "na"}
    if leaf.id in same.held:
        has_score = record.status in ("observed", "imputed")
        found: Json = {"s": record.score if has_score else None, "v": record.raw, "d": int(record.status == "observed")}
        return {"x": same.held[leaf.id], **known(found), **({} if has_score else {"g": 1})}
    per = _per(unit, same, leaf)
    found = {"f": same.forms[leaf.id] or None, "v": record.raw, "t": steps.get(leaf.id), "p": per}
    return known({**found, "e": None if record.imputed is None else record.imputed.value})


def _per(unit: UnitResult, same: _Same, leaf: Indicator) -> list[Any] | None:
    """What a value is divided by: an indicator that can be changed by its id, else the number; and the factor."""
    if leaf.per is None:
        return None
    of = leaf.per.of
    if of not in same.divisors:
        return [short(_column(unit, same, of)), short(leaf.per.times)]
    record = unit.nodes[of]
    free = record.status != "not_applicable" and same.divisors[of]
    fixed = record.raw if isinstance(record.raw, float) else None
    return [of if free else short(fixed), short(leaf.per.times)]


def _column(unit: UnitResult, same: _Same, name: str) -> float | None:
    """A column of the registry, else what the record says that some indicator was divided by."""
    registered = unit.attributes.get(name)
    if isinstance(registered, float | int):
        return float(registered)
    dividing = (leaf.id for leaf in same.divided if leaf.per is not None and leaf.per.of == name)
    return next((found for leaf in dividing if (found := unit.nodes[leaf].denominator) is not None), None)
