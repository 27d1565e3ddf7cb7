"""A selection to make pages from: 12 candidates, 5 places, drawn by rule; no number in it was computed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from readiness.data.units import Unit
from readiness.results.doubt import Chance, Claim, Doubt, DoubtSource, Estimate, Sensitivity, UnitDoubt
from readiness.results.records import Results, UnitResult
from readiness.results.selection import Candidate, Cut, Decision, Quota, Selection, Share, Zone
from readiness.results.swaps import Standing, TriangleRegion, WeightSwap, WeightTriangle
from tests.report.sample import LEVELS, results
from tests.scoring.making import group, leaf

CRITERIA = [
    group("jaringan", [leaf("desa_4g", 2), leaf("kantor", 1)], 1),
    group("aturan", [leaf("perda", 1, measure="boolean"), leaf("rencana", 3, measure="level", levels=LEVELS)], 1),
    group("orang", [leaf("warga", 1)], 1),
]
MANY, TOP = 12, 5


def many_results(n: int = MANY, names: str = "Kabupaten Calon {k}") -> Results:
    """Units ``u000`` and on, each a little below the one before."""
    data: dict[str, dict[str, Any]] = {
        f"u{k:03d}": {"desa_4g": 95 - 80 * k / n, "kantor": 60, "perda": 1, "rencana": 2, "warga": 90 - 70 * k / n}
        for k in range(n)
    }
    islands = ("Jawa", "Papua", "Sumatera")
    units = [
        Unit(
            code,
            names.format(k=k),
            "kota" if k % 3 else "kabupaten",
            "Banten",
            {"island": islands[k % 3], "population_2024": 1e5 + 9e4 * (7 * k % 11), "area_km2": 50 + 30 * (5 * k % 13)},
        )
        for k, code in enumerate(data)
    ]
    return results(CRITERIA, data, units=units)


def selection(found: Results, top: int = TOP, **changes: Any) -> Selection:
    """The first ``top`` chosen, those two places around the line contested."""
    order = sorted(found.units, key=lambda unit: (unit.index.rank or 0, unit.code))
    candidates = tuple(_candidate(unit, place, top) for place, unit in enumerate(order, 1))
    kinds = [
        Share("kind", kind, *(sum(c.kind == kind for c in some) for some in (candidates, candidates[:top])))
        for kind in ("kabupaten", "kota")
    ]
    made = Selection(
        tool="readiness 0",
        framework=found.framework,
        wave=found.wave,
        synthetic=found.synthetic,
        results=found.digest,
        top=top,
        options={"seed": 1},
        candidates=candidates,
        cut=Cut(order[top - 1].code, order[top].code, "4.6"),
        doubt=_doubt(order, top),
        quotas=(Quota("kind", "kota", 2, 4, sum(c.kind == "kota" for c in candidates), 3, True),),
        quota_cost=1.25,
        balance=tuple(kinds),
        ties=("index", "coverage", "code"),
        swaps=(_swap(order[top - 1].code, order[top].code), _never(order[0].code, order[-1].code)),
        triangle=_triangle(order[0].code, order[1].code),
    )
    return replace(made, **changes)


def _zone(place: int, top: int) -> Zone:
    return "contested" if abs(place - top - 0.5) < 2 else "certain" if place <= top else "out"


def _candidate(unit: UnitResult, place: int, top: int) -> Candidate:
    index, zone = unit.index, _zone(place, top)
    value = {"certain": 0.9996, "contested": 0.62 if place <= top else 0.38, "out": 0.0004}[zone]
    return Candidate(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        province=unit.province,
        island=str(unit.attributes.get("island")),
        size=None,
        index=index.value,
        published=index.published,
        band=index.band,
        coverage=index.coverage,
        low=index.low,
        high=index.high,
        rank=index.rank,
        place=place,
        chosen=place <= top,
        zone=zone,
        chance=Chance(value, max(0.0, value - 0.01), min(1.0, value + 0.01)),
        gates=unit.gates,
        waiting=place - top if top < place <= top + 3 else None,
        moved=place == top,
        decision=Decision(False, "belum siap", "Tim penilai", 3, True) if place == top else None,
    )


def _doubt(order: list[UnitResult], top: int) -> Doubt:
    units = {
        unit.code: UnitDoubt(
            code=unit.code,
            rank=place,
            low_rank=max(1, place - 2),
            median_rank=float(place),
            high_rank=min(len(order), place + 3),
            low_index=40.0,
            high_index=60.0,
            shift=1.5,
            bands={"rendah": 0.25, "tinggi": 0.75},
            gates={},
            top=Chance(0.5, 0.4, 0.6),
            tier=1 + place // 4,
        )
        for place, unit in enumerate(order, 1)
    }
    shares = (Estimate(0.45, 0.4, 0.5), Estimate(0.62, 0.55, 0.7)), (Estimate(-0.01, -0.03, 0.02), Estimate(0.3, 0, 1))
    rows = [
        Sensitivity(of, source, *pair)
        for of in ("membership", "rank_shift")
        for source, pair in zip(("missing", "weights"), shares, strict=True)
    ]
    return Doubt(
        seed=1,
        draws=10_000,
        settled=True,
        sources=(DoubtSource("weights", "within: 0.25", 8), DoubtSource("missing", "range", 3)),
        units=units,
        claims=(Claim(order[0].code, order[3].code, 0.99),),
        sensitivity=tuple(rows),
    )


def _swap(ahead: str, behind: str) -> WeightSwap:
    shares, after = {"jaringan": 0.4, "aturan": 0.3, "orang": 0.3}, {"jaringan": 0.25, "aturan": 0.45, "orang": 0.3}
    return WeightSwap(ahead, behind, "pillars", True, Standing(50.0, 49.0), None, None, shares, after, 0.3)


def _never(ahead: str, behind: str) -> WeightSwap:
    return WeightSwap(ahead, behind, "pillars", False, Standing(70.0, 20.0), "dominated")


def _triangle(first: str, second: str) -> WeightTriangle:
    a, b, c, half = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.5, 0.5, 0.0)
    regions = (TriangleRegion(first, (a, half, c), 0.5), TriangleRegion(second, (half, b, c), 0.5))
    return WeightTriangle(("jaringan", "aturan", "orang"), (1 / 3, 1 / 3, 1 / 3), regions, (first, second))
