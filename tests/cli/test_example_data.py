"""Simulated values of any framework: on its goalposts, whichever way they go."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from readiness.cli.example_data import example_csv
from readiness.data.units import Unit
from readiness.framework.model import Framework

UNITS = [Unit(f"16.{n:02}", f"Kabupaten {n}", "kabupaten", "Sumatera Selatan") for n in range(1, 15)]


def column(**keys: Any) -> list[float]:
    head = {"schema": "readiness/framework/1", "id": "f", "version": "1", "label": "F"}
    leaf = {"id": "a", "label": "A", "measure": "number", **keys}
    bands = [{"id": "b", "from": 0, "label": "B"}]
    framework = Framework.model_validate({**head, "bands": bands, "criteria": [leaf]})
    return [float(row["a"]) for row in csv.DictReader(io.StringIO(example_csv(framework, UNITS)))]


@pytest.mark.parametrize(
    ("keys", "low", "high"),
    [
        ({"worst": 10, "best": 20}, 10, 20),
        ({"worst": 20, "best": 10}, 10, 20),
        ({"worst": [0, 10], "best": [4, 6]}, 0, 10),
        ({"measure": "percent", "best": [40, 60]}, 0, 100),
        ({"normalise": "minmax"}, 0, 100),
    ],
)
def test_values_lie_between_the_ends_and_differ(keys: dict[str, Any], low: float, high: float) -> None:
    values = column(**keys)
    assert low <= min(values) < max(values) <= high
    assert max(values) - min(values) > (high - low) / 2


def test_the_best_in_the_middle_is_met_from_both_sides() -> None:
    values = column(worst=[0, 10], best=[4, 6])
    assert min(values) < 4
    assert max(values) > 6
