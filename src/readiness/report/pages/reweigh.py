"""What the page of all units knows to rank them anew under other weights of the pillars.

The script's ``index.js`` reads it; it does for the root what ``scoring.fold`` and ``scoring.verdict`` do. Under other
weights nothing below the root moves: scores of pillars stand here at full precision, and of gates only those on the
index look again. Rows are in the order of the table.
"""

from __future__ import annotations

import base64
import math
import struct
from collections.abc import Sequence

from markupsafe import Markup

from readiness.framework.model import Framework, Group, Indicator
from readiness.report.pages.inlined import Json, gate_model, inlined, root_rules, rules_model
from readiness.report.pages.view import View
from readiness.results.records import NodeResult, UnitResult

ROOT = "index"
NO_CAP: list[float | None] = [None, None]
SAID = ("share", "weight", "moved")  # what the script says
MOST = 3_200  # numbers of lowest and highest scores that the page can spare; with more, they are not reckoned anew


def reweigh(view: View, units: Sequence[UnitResult]) -> Markup | None:
    """The model of these rows as the text of a ``<script type="application/json">``; None where nothing can move."""
    framework = view.framework
    if len(framework.criteria) < 2 or not any(unit.index.value is not None for unit in units):
        return None
    pillars = [[unit.nodes[pillar.id] for pillar in framework.criteria] for unit in units]
    caps = [_caps(framework, unit) for unit in units]
    failed = [k for k, unit in enumerate(units) if _fails(framework, unit)]
    special = {k: nodes for k, nodes in enumerate(pillars) if k in failed or not all(map(_is_plain, nodes))}
    found: Json = {
        **root_rules(view),
        **rules_model(framework, None),
        "gates": [gate_model(framework, gate) for gate in framework.gates if gate.on == ROOT],
        "scale": [framework.scale.min, framework.scale.max],
        "weights": [1.0 if pillar.weight is None else pillar.weight for pillar in framework.criteria],
        "labels": [view.labels[pillar.id] for pillar in framework.criteria],
        "scores": packed([node.score for nodes in pillars for node in nodes]),
        "coverage": {k: [node.coverage for node in nodes] for k, nodes in special.items()},
        "caps": {k: cap for k, cap in enumerate(caps) if cap != NO_CAP},
        "failed": failed,
        "words": {key: view.t(f"reweigh.{key}") for key in SAID} | {"none": view.t("band.none")},
    }
    if 2 * len(special) * len(framework.criteria) <= MOST:
        found["bounds"] = packed([end for row in special.values() for end in _bounds(row)])
    else:
        found["words"]["unbounded"] = view.t("reweigh.unbounded")
    return inlined(found)


def packed(numbers: Sequence[float | None]) -> str:
    """Doubles as they are, little end first, in base64; NaN for none.

    >>> packed([1.0, None])
    'AAAAAAAA8D8AAAAAAAD4fw=='
    """
    found = [math.nan if number is None else number for number in numbers]
    return base64.b64encode(struct.pack(f"<{len(found)}d", *found)).decode()


def _is_plain(node: NodeResult) -> bool:
    """Wholly observed, so that its lowest and its highest are its score."""
    return node.coverage == 1 and node.score is not None and node.low == node.score == node.high


def _bounds(row: Sequence[NodeResult]) -> list[float | None]:
    """The lowest of every pillar, then the highest."""
    return [*(node.low for node in row), *(node.high for node in row)]


def _caps(framework: Framework, unit: UnitResult) -> list[float | None]:
    """The band (by its place) and the score that gates below the root hold this unit to."""
    order = [band.id for band in framework.bands]
    held = [
        gate
        for gate, result in zip(framework.gates, unit.gates, strict=True)
        if gate.on != ROOT and not result.passed and unit.nodes[gate.on].status != "not_applicable"
    ]
    bands = [order.index(gate.cap) for gate in held if gate.cap is not None]
    scores = [gate.cap_score for gate in held if gate.cap_score is not None]
    return [min(bands, default=None), min(scores, default=None)]


def _fails(framework: Framework, unit: UnitResult) -> bool:
    """Whether the policy ``fail`` leaves this unit without an index, whatever the weights."""
    groups: list[tuple[Group | None, Sequence[Group | Indicator]]] = [(None, framework.criteria)]
    groups += [(node, node.criteria) for node in framework.walk() if isinstance(node, Group)]
    return any(
        ((group.missing if group else None) or framework.missing).policy == "fail"
        and any(isinstance(kid, Indicator) and unit.nodes[kid.id].status == "missing" for kid in kids)
        for group, kids in groups
    )
