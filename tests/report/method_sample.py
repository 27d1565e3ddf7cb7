"""Results that use every stage: gaps filled, outliers treated, comparison of units, both limits, second opinions."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from readiness.data.table import Input
from readiness.data.units import Unit
from readiness.framework.model import Framework
from readiness.results.records import Results
from readiness.scoring import assess
from readiness.scoring.weights import resolve
from tests.scoring.making import framework, group, leaf, table

CRITERIA = [
    group(
        "jaringan",
        [
            leaf("desa_4g", 3, measure="number", worst=[0, 100], best=[40, 60], impute={"group_mean": "province"}),
            leaf("menara", 1, measure="number", normalise="minmax", better="low", treat={"winsorise": {"points": 1}}),
            leaf("belanja", 1, measure="number", normalise="rank", treat="auto", transform="none", impute="median"),
        ],
        2,
        aggregate={"owa": [1, 2, 3]},
    ),
    group(
        "aturan",
        [
            leaf("perda", 1, measure="boolean"),
            leaf("rasio", 2, measure="number", worst=0, best=20, per={"of": "jaringan_total", "times": 10}),
            leaf("pagu", 1, measure="number", normalise={"zscore": {"mean": 50, "sd": 10}}, impute="regression"),
        ],
        1,
        aggregate={"mean_minus_sd": 0.5},
        missing={"policy": "exclude", "min_coverage": 0.3},
    ),
    leaf("warga", 1, impute="mean", applies_to={"not": {"kind": ["kota"]}}),
]
# Another wave's ends cannot follow a column that is reshaped, so what may reshape is refused beside them.
WITHOUT_AUTO = [{**CRITERIA[0], "criteria": CRITERIA[0]["criteria"][:2]}, *CRITERIA[1:]]
SETS = {
    "pakar": {
        "label": {"id": "Pakar <Satu>", "en": "Experts <One>"},
        "source": "Lokakarya 2026",
        "budget": {"index": {"a": {"jaringan": 50, "aturan": 30, "warga": 20}}},
    }
}
GATES: list[dict[str, Any]] = [
    {"id": "g", "on": "menara", "of": "raw", "at_most": 30, "cap": "rendah", "label": "Menara cukup jarang"},
    {"id": "h", "on": "jaringan", "at_least": 10, "at_most": 90, "cap_score": 60, "label": "Jaringan sedang"},
    {"id": "i", "on": "index", "at_least": 1, "label": "Ada indeks"},
]
LINT = {"ignore": [{"code": "M026", "on": "menara", "reason": "Hanya <sekali> diurutkan"}]}
KEYS: dict[str, Any] = {
    "weights_sets": SETS,
    "gates": GATES,
    "lint": LINT,
    "opinions": ["borda", "copeland", "kemeny", {"benefit_of_the_doubt": {"min_share": 0.05}}],
}
PROVINCES = ("Aceh", "Papua")
COUNT = 14


def _row(k: int) -> dict[str, Any]:
    return {
        "desa_4g": None if k in (2, 5) else 7.0 * k,
        "menara": 900.0 if k == 3 else 10.0 + k,
        "belanja": None if k == 4 else 9812.0 if k == 7 else 100.0 + 3 * k,
        "perda": float(k % 2),
        "rasio": 2.0 + k,
        "pagu": None if k == 6 else 5.0 + 2 * k + (k % 3),
        "warga": None if k == 1 else 40.0 + k,
    }


@lru_cache(maxsize=4)
def everything(*, weights: str | None = "pakar", wave: str = "2026", reference: str | None = None) -> Results:
    """Fourteen units scored as the tool scores them."""
    model: Framework = framework(CRITERIA, **KEYS)
    if reference is not None:
        model = framework(WITHOUT_AUTO, **KEYS, reference_wave=reference)
    units = [
        Unit(
            f"u{k:02d}",
            f"Kabupaten {k}" if k % 4 else f"Kota {k}",
            "kabupaten" if k % 4 else "kota",
            PROVINCES[k % 2],
            {},
        )
        for k in range(COUNT)
    ]
    rows = {unit.code: _row(k) for k, unit in enumerate(units)}
    extra = {unit.code: {"jaringan_total": 10.0 + k} for k, unit in enumerate(units)}
    found = table(rows, units, wave=wave, inputs=(Input("data.csv", "c" * 64, COUNT),), denominators=extra)
    options = {} if weights is None else {"weights": weights}
    if weights is not None:
        model = resolve(model, weights, found).framework
    results, _ = assess(model, found, sha256="f" * 64, options=options, waves=(found,))
    return results
