"""What the doubt comes from: each source alone, and with the others, for the ranks and for the chosen set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from readiness.analysis.doubt import Drawn, Scene, scene_of
from readiness.analysis.sensitivity import sensitivity
from readiness.results.doubt import Sensitivity
from readiness.scoring.vectors import Flags
from tests.scoring.making import framework, leaf, score

DRAWS, TOP = 512, 2
NOTHING = {"weights": "none", "normalise": ["written"], "aggregate": ["written"], "missing": "none", "sampling": False}
ROWS: dict[str, dict[str, Any]] = {
    "a": {"x": 90, "y": 20, "z": 50},
    "b": {"x": 20, "y": 80, "z": 50},
    "c": {"x": 60, "y": None, "z": 50},
    "d": {"x": 30, "y": 40, "z": 50},
}


def scene(rows: Mapping[str, Mapping[str, Any]] = ROWS, **doubts: Any) -> Scene:
    model = framework([leaf("x"), leaf("y"), leaf("z")], uncertainty={**NOTHING, **doubts})
    return scene_of(model, score(model, rows)[0])


def first(scene: Scene) -> tuple[Any, Flags]:
    """Ranks and chosen as scored."""
    values = [unit.index.value or 0.0 for unit in scene.units]
    ranks = np.array([1 + sum(other > value for other in values) for value in values])
    return ranks, ranks <= TOP


def asked(found: Scene, seed: int = 1) -> tuple[Sensitivity, ...]:
    ranks, chosen = first(found)

    def choose(drawn: Drawn) -> Flags:
        return np.asarray(drawn.ranks <= TOP)

    return sensitivity(found, ranks, chosen, choose, seed=seed, draws=DRAWS)


def test_of_one_source_nothing_is_asked() -> None:
    assert asked(scene(weights={"within": 0.5})) == ()


def test_two_sources_for_both_answers() -> None:
    found = asked(scene(weights={"within": 0.9}, missing="range"))
    assert [(each.of, each.source) for each in found] == [
        ("rank_shift", "weights"),
        ("rank_shift", "missing"),
        ("membership", "weights"),
        ("membership", "missing"),
    ]
    for each in found:
        assert each.first is not None and each.total is not None
        assert each.first.low <= each.first.value <= each.first.high
        assert each.total.low <= each.total.value <= each.total.high
        assert 0 <= each.total.value <= 1 + (each.total.high - each.total.low)


def test_a_source_that_can_change_nothing_has_no_share() -> None:
    """No mean of one indicator differs from another: all the doubt is in the gap."""
    model = framework(
        [leaf("x", 0), leaf("y")],
        uncertainty={**NOTHING, "missing": "range", "aggregate": ["written", "geometric"]},
        missing={"policy": "worst"},
    )
    found = scene_of(model, score(model, {key: {"x": 1, "y": row["y"]} for key, row in ROWS.items()})[0])
    shares = {(each.of, each.source): each for each in asked(found)}
    for of in ("rank_shift", "membership"):
        aggregate, missing = shares[of, "aggregate"], shares[of, "missing"]
        assert aggregate.total is not None and missing.first is not None and missing.total is not None
        assert aggregate.total.value == pytest.approx(0, abs=1e-12)
        assert missing.total.value == pytest.approx(1, abs=0.15)
        assert missing.first.low - 0.05 <= 1 <= missing.first.high + 0.15


def test_where_nothing_changes_there_are_no_indices() -> None:
    rows = {"a": {"x": 90, "y": 90, "z": 90}, "b": {"x": 60, "y": 60, "z": 60}, "c": {"x": 30, "y": 30, "z": 30}}
    found = asked(scene(rows, weights={"within": 0.5}, aggregate=["written", "geometric"]))
    assert found and all(each.first is None and each.total is None for each in found)


def test_the_same_seed_gives_the_same_figures() -> None:
    made = scene(weights={"within": 0.5}, missing="range")
    assert asked(made, 3) == asked(made, 3) != asked(made, 4)
