"""Frameworks that mix every mean, policy, gate and way to a score, with data and suppositions; seeded, so always the same."""

from __future__ import annotations

from random import Random
from typing import Any

from readiness.data.units import Unit
from readiness.framework.model import Framework, Indicator
from readiness.framework.ways import own_ends, stands_alone
from readiness.results.method import goalposts_of
from readiness.results.records import Results, UnitResult
from readiness.scoring import assess
from tests.scoring.making import NA, framework, group, table

COMPENSATING = ["arithmetic", "minimum", {"owa": [1, 2, 3]}, {"owa": [0, 1]}, {"mean_minus_sd": 0.5}]
POSITIVE = [
    "geometric",
    "harmonic",
    {"power": 2},
    {"power": -0.5},
    {"power": 0.3},
    *COMPENSATING,
]  # of scores not below 0
SCALES = [(0.0, 100.0), (1.0, 5.0), (0.0, 1.0), (0.0, 10.0)]
PEOPLE = "penduduk"
Supposed = dict[str, float | str | None]


def made(seed: int) -> Results:
    """A random framework, and eight units scored under it."""
    rng = Random(seed)
    low, high = rng.choice(SCALES)
    criteria, _ = _children(rng, "n", 0, (low, high))
    keys: dict[str, Any] = {
        "scale": {"min": low, "max": high},
        "decimals": rng.randint(0, 4),
        "bands": [{"id": f"b{k}", "from": low + (high - low) * k / 4, "label": f"B{k}"} for k in range(4)],
        "bands_from": rng.choice(["published", "exact"]),
        "missing": _missing(rng),
        "impute": rng.choice(["none", "none", "mean"]),
        "aggregate": rng.choice(COMPENSATING),
    }
    model = framework(criteria, **keys)
    model = Framework.model_validate({**model.snapshot(), "gates": _gates(rng, model)})
    return scored_at_random(rng, model)


def scored_at_random(rng: Random, model: Framework) -> Results:
    """Eight units with values of their own under a framework that needs no registry."""
    units = [
        Unit(
            f"u{k}", f"Daerah {k}", rng.choice(["kabupaten", "kota"]), "Jawa", {PEOPLE: float(rng.randint(1, 9) * 1000)}
        )
        for k in range(8)
    ]
    rows = {
        unit.code: {
            leaf.id: None if (luck := rng.random()) < 0.12 else NA if luck < 0.17 else value_for(rng, leaf)
            for leaf in model.indicators()
        }
        for unit in units
    }
    return assess(model, table(rows, units), sha256="0" * 64, options={})[0]


def value_for(rng: Random, leaf: Indicator) -> float | str:
    """A value that the indicator can have, often one that makes ties."""
    if leaf.choices is not None:
        return rng.choice(sorted(leaf.choices))
    if leaf.measure in ("boolean", "level"):
        low, high = own_ends(leaf)
        return float(rng.randint(int(low or 0), int(high or 0)))
    posts = [end for ends in goalposts_of(leaf) or ((0.0,), (100.0,)) for end in ends]
    bottom, top = max(0.5, min(posts) * 0.8), max(posts)
    if leaf.measure == "count":
        return float(rng.randint(0, max(40, int(top))))
    return rng.choice([round(rng.uniform(bottom, top), rng.randint(0, 3)), rng.uniform(bottom, top), top])


def suppositions(rng: Random, model: Framework, unit: UnitResult, n: int) -> list[Supposed]:
    """Sets of values for the indicators that can be supposed of a unit; the first is none at all."""
    free = [
        leaf
        for leaf in model.indicators()
        if stands_alone(model, leaf) and unit.nodes[leaf.id].status != "not_applicable"
    ]
    found: list[Supposed] = [{}]
    while len(found) < n:
        chosen = rng.sample(free, rng.randint(0, len(free)))
        found.append({leaf.id: None if rng.random() < 0.15 else value_for(rng, leaf) for leaf in chosen})
    return found


def _children(rng: Random, name: str, depth: int, scale: tuple[float, float]) -> tuple[list[dict[str, Any]], bool]:
    """Nodes, and whether some score can be below 0."""
    nodes, below = [], False
    for k in range(rng.randint(2, 4)):
        child, weight = f"{name}{'abcd'[k]}", rng.choice([1, 2, 0.7, 3.3, 0 if k else 1])
        if depth < 2 and rng.random() < 0.55:
            kids, deep = _children(rng, child, depth + 1, scale)
            mean = rng.choice(COMPENSATING if deep else POSITIVE)
            own = {"missing": _missing(rng)} if rng.random() < 0.4 else {}
            nodes.append(group(child, kids, weight, aggregate=mean, **own))
            below |= deep or "mean_minus_sd" in mean
        else:
            keys = _way(rng, child, nodes, scale)
            nodes.append({"id": child, "label": child, "weight": weight} | keys)
            below |= keys.get("outside") == "flag"
    return nodes, below


def _missing(rng: Random) -> dict[str, Any]:
    return {"policy": rng.choice(["exclude", "exclude", "worst", "fail"]), "min_coverage": rng.choice([0, 0.5, 0.65])}


def _way(rng: Random, name: str, before: list[dict[str, Any]], scale: tuple[float, float]) -> dict[str, Any]:
    """How one indicator is measured and scored."""
    low, high = scale
    middle = low + (high - low) / 3
    numbers = [node["id"] for node in before if node.get("measure") == "number"]
    steps = [{"from": at, "score": score} for at, score in ((5, low), (30, middle), (80, high))]
    ways: list[dict[str, Any]] = [
        {"measure": "percent"},
        {"measure": "percent", "worst": 90, "best": 10},
        {"measure": "percent", "best": [40, 60]},
        {"measure": "percent", "normalise": "minmax"},
        {"measure": "percent", "treat": {"winsorise": {"points": 1}}},
        {"measure": "percent", "normalise": {"distance_to_target": {"target": 70}}},
        {"measure": "percent", "thresholds": steps},
        {"measure": "percent", "thresholds": steps, "interpolate": "linear", "transform": "sqrt"},
        {"measure": "boolean"},
        {"measure": "level"},
        {"measure": "level", "levels": {0: "nol", 1: "satu", 3: "tiga"}},
        {"measure": "choice", "choices": {"ada": high, "sebagian": middle, "tidak": low}},
        {"measure": "survey", "items": ["q"], "statistic": "mean", "answers": {1: "a", 2: "b", 4: "c"}},
        {"measure": "number", "worst": 1, "best": 90, "transform": rng.choice(["log", "log10", "sqrt", "none"])},
        {"measure": "number", "worst": 0, "best": 120, "outside": "flag"},
        {"measure": "number", "worst": [2, 99], "best": 20, "transform": "log"},
        {"measure": "count", "worst": 0, "best": 30, "per": {"of": PEOPLE, "times": 1000}},
        *({"measure": "number", "worst": 0, "best": 3, "per": of} for of in numbers[:1]),
    ]
    return rng.choice(ways)


def _gates(rng: Random, model: Framework) -> list[dict[str, Any]]:
    """Minimum conditions on any node, of all kinds."""
    span = model.scale.max - model.scale.min
    nodes = [node.id for node in model.walk()]
    gates = []
    for k in range(rng.randint(0, 4)):
        on = rng.choice([*nodes, "index"])
        of = rng.choice(
            ["score", "score", "coverage", "raw"]
            if on in {leaf.id for leaf in model.indicators()}
            else ["score", "coverage"]
        )
        limit = {"score": model.scale.min + span / 2, "coverage": 0.7, "raw": 20.0}[of]
        cap = rng.choice([{"cap": "b1"}, {"cap_score": model.scale.min + span / 3}, {}])
        gates.append(
            {"id": f"g{k}", "on": on, "of": of, rng.choice(["at_least", "at_most"]): limit, "label": "Syarat", **cap}
        )
    return gates
