"""Scenes for tests: small frameworks with nothing in doubt but what a test says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from readiness.analysis.doubt import Drawn, Scene, drawn, scene_of
from readiness.framework.model import Framework
from readiness.results.records import Results
from tests.analysis import builders
from tests.analysis.builders import framework, leaf

NOTHING: dict[str, Any] = {
    "weights": "none",
    "normalise": ["written"],
    "aggregate": ["written"],
    "missing": "none",
    "sampling": False,
}
DRAWS = 4_000
SIGMAS = 5


def doubting(of: Framework, **doubt: Any) -> Framework:
    """The framework with nothing in doubt but this."""
    return Framework.model_validate({**of.snapshot(), "uncertainty": {**NOTHING, **doubt}})


def scene(of: Framework, values: Mapping[str, Mapping[str, Any]] | Results, **doubt: Any) -> Scene:
    """The scene of some values under this doubt alone."""
    document = values if isinstance(values, Results) else builders.results(of, values)
    return scene_of(doubting(of, **doubt), document)


def flat(count: int, **more: Any) -> Framework:
    """``a``, ``b``, ... side by side at the top, each a per cent."""
    return framework(*(leaf("abcdefgh"[i]) for i in range(count)), **more)


def table(**rows: list[float | None]) -> dict[str, dict[str, float | None]]:
    """Values by unit, in the order of the leaves of ``flat``."""
    return {code: dict(zip("abcdefgh", row, strict=False)) for code, row in rows.items()}


def first(of: Framework, values: Mapping[str, Mapping[str, Any]] | Results, **doubt: Any) -> np.ndarray:
    """The share of draws in which each unit is first."""
    return (draws(scene(of, values, **doubt)).ranks == 1).mean(axis=0)


def draws(of: Scene, seed: int = 1, **how: Any) -> Drawn:
    return drawn(of, seed=seed, **{"draws": DRAWS, **how})


def near(share: float, expected: float, n: int = DRAWS) -> bool:
    """Whether a share of draws is within five standard errors of what it must be."""
    return bool(abs(share - expected) <= SIGMAS * (expected * (1 - expected) / n) ** 0.5)
