"""Two frameworks, key by key: what is new, what is gone, and what says something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from readiness.results.change import Difference, Kind

# Keys that only people read: they move no number.
WORDS = frozenset(
    (
        *("label", "why", "evidence", "remediation", "owner", "effort", "source", "data_year", "stands_for", "note"),
        *("unit_of_measure", "choice_labels", "item_labels", "version", "id", "schema", "lint", "uncertainty"),
        *("opinions", "weights_sets", "duplicates"),
    )
)
RUBRICS = ("levels", "answers")  # a line more moves the ends; other words for a line do not
Flat = dict[str, Any]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Of two snapshots: first what holds for the whole, then node by node in the order of the new one, then what is
    gone. A node without a weight weighs 1."""
    old, new = _nodes(before), _nodes(after)
    found = list(_keys("", _flat(_whole(before)), _flat(_whole(after))))
    for name, node in new.items():
        if name in old:
            found += _keys(name, _flat(old[name]), _flat(node))
        else:
            found.append(Difference(name, "", "new", None, node["weight"], counts=True))
    gone = {name: node for name, node in old.items() if name not in new}
    return (*found, *(Difference(name, "", "gone", node["weight"], None, counts=True) for name, node in gone.items()))


def _whole(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in snapshot.items() if key != "criteria"}


def _nodes(snapshot: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Every node by id, without its children and with its parent's id; parents first."""
    found: dict[str, dict[str, Any]] = {}

    def add(nodes: list[dict[str, Any]], parent: str) -> None:
        for node in nodes:
            own = {key: value for key, value in node.items() if key not in ("criteria", "id")}
            found[node["id"]] = {"weight": 1.0, **own, "parent": parent}
            add(node.get("criteria", []), node["id"])

    add(snapshot["criteria"], "")
    return found


def _keys(node: str, old: Flat, new: Flat) -> Iterator[Difference]:
    """Keys in the order of the new side, then those that are gone."""
    for key in [*new, *(key for key in old if key not in new)]:
        if key not in old or key not in new or old[key] != new[key]:
            kind: Kind = "changed" if key in old and key in new else "new" if key in new else "gone"
            yield Difference(node, key, kind, old.get(key), new.get(key), counts=_counts(key, kind))


def _counts(key: str, kind: Kind) -> bool:
    """Whether a key can move a number.

    >>> _counts("weight", "changed"), _counts("label.id", "changed"), _counts("levels.3.id", "changed")
    (True, False, False)
    """
    first, *inner = key.split(".")
    if first in RUBRICS and kind == "changed":
        return False
    return first not in WORDS and "label" not in inner


def _flat(value: Mapping[str, Any], above: str = "") -> Flat:
    """Keys with dots for what lies within; a list of things with an id, by that id.

    >>> _flat({"missing": {"policy": "worst"}, "bands": [{"id": "siap", "from": 60}]})
    {'missing.policy': 'worst', 'bands.siap.from': 60}
    """
    found: Flat = {}
    for key, each in value.items():
        inner = _by_id(each)
        if isinstance(inner, Mapping) and inner:
            found |= _flat(inner, f"{above}{key}.")
        else:
            found[above + key] = each
    return found


def _by_id(value: Any) -> Any:
    if isinstance(value, list) and value and all(isinstance(each, dict) and "id" in each for each in value):
        return {each["id"]: {key: inner for key, inner in each.items() if key != "id"} for each in value}
    return value
