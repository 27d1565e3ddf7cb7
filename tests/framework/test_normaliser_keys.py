"""Keys that go with some normalisers and not with others."""

from __future__ import annotations

import pytest

from readiness.framework.load import loads

HEAD = """\
schema: readiness/framework/1
id: uji
version: "1"
label: Uji
units: any
bands: [{id: semua, from: 0, label: Semua}]
criteria:
"""
STEPS = "normalise: {percentile_steps: [{from: 0, score: 0}, {from: 100, score: 100}]}"


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        (f"{STEPS}, interpolate: linear", []),
        (f"{STEPS}, better: low", []),
        ("worst: 0, best: 9, interpolate: linear", ["C094"]),
        ("normalise: {custom: kurva}", []),
        ("normalise: {custom: kurva}, better: low", ["C096"]),
        ("normalise: fraction_of_max, better: low", []),
        ("worst: [0, 100], best: [40, 60]", []),
        ("worst: [0, 100], best: 50", []),
    ],
)
def test_keys_beside_a_normaliser(keys: str, codes: list[str]) -> None:
    loaded = loads(f"{HEAD}  - {{id: a, label: A, measure: number, {keys}}}\n".encode(), "k.yaml")
    assert [finding.code for finding in loaded.findings] == codes
