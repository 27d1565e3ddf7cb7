"""Scoring 514 units on 50 indicators, as a ratio to the same weighted mean by pandas ``groupby`` in one run.

    python benchmarks/score.py

The peers make the same indices (compared to 1e-9 before any time is taken) from values in memory. They do not do the
same work: pandas gives one number a unit; ``assess`` gives shares, points, coverage, low and high of every node,
ranks, bands, findings and the digest. The ratios say what that costs. Seconds do not travel; ratios do.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from readiness import scoring
from readiness.analysis.insights import insights
from readiness.data.table import Cell, Table
from readiness.data.units import Unit
from readiness.framework.model import Framework, Group
from readiness.results.document import dumps
from readiness.scoring.fold import fold
from readiness.scoring.leaves import score_leaves
from readiness.scoring.plan import plan_of
from readiness.scoring.raw import values_of

UNITS, PILLARS, LEAVES, ROUNDS = 514, 5, 10, 7


def framework() -> Framework:
    """Five pillars of ten percentages, all weights different."""
    pillars = [
        {
            "id": f"p{p}",
            "label": f"Pillar {p}",
            "weight": 1 + p,
            "criteria": [
                {"id": f"i{p}_{i}", "label": f"Indicator {p}.{i}", "measure": "percent", "weight": 1 + (7 * i + p) % 5}
                for i in range(LEAVES)
            ],
        }
        for p in range(PILLARS)
    ]
    bands = [{"id": "low", "from": 0, "label": "Low"}, {"id": "high", "from": 50, "label": "High"}]
    keys = {"schema": "readiness/framework/1", "id": "bench", "version": "1", "label": "Benchmark", "units": "any"}
    return Framework.model_validate({**keys, "bands": bands, "criteria": pillars})


def table(of: Framework) -> Table:
    """Seeded values, none missing."""
    draw = random.Random(20)
    units = tuple(Unit(f"{n:04d}", f"Unit {n}", ("kabupaten", "kota")[n % 5 == 0], f"P{n % 38}") for n in range(UNITS))
    cells = {unit.code: {leaf.id: Cell("observed", draw.uniform(0, 100)) for leaf in of.indicators()} for unit in units}
    return Table("2026", units, cells)


def long_form(of: Framework, data: Table) -> tuple[pd.DataFrame, pd.Series]:
    """One row a unit and indicator with its pillar and weight; and the pillars' weights."""
    weights = {leaf.id: (p.id, leaf.weight) for p in of.criteria if isinstance(p, Group) for leaf in p.criteria}
    rows = [(code, *weights[leaf], cell.raw) for code, row in data.cells.items() for leaf, cell in row.items()]
    pillars = pd.Series({p.id: p.weight for p in of.criteria}, dtype=float)
    return pd.DataFrame(rows, columns=["code", "pillar", "weight", "raw"]), pillars


def by_pandas(frame: pd.DataFrame, pillars: pd.Series) -> pd.Series:
    """Goalposts 0 and 100, weighted means by groupby, twice."""
    scored = frame.assign(part=frame["raw"].clip(0, 100) * frame["weight"])
    sums = scored.groupby(["code", "pillar"], sort=True)[["part", "weight"]].sum()
    scores = (sums["part"] / sums["weight"]).rename("score").reset_index()
    scores["weight"] = scores["pillar"].map(pillars)
    scores["part"] = scores["score"] * scores["weight"]
    top = scores.groupby("code", sort=True)[["part", "weight"]].sum()
    return top["part"] / top["weight"]


def by_fold(of: Framework, data: Table) -> np.ndarray:
    """The engine alone: values, scores, fold."""
    plan = plan_of(of)
    values, _ = values_of(plan, data)
    leaves, _ = score_leaves(plan, values)
    return fold(plan, leaves).score[0]


def medians(peers: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median seconds of each, in turns, so that a busy machine troubles all alike."""
    taken: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(ROUNDS):
        for name, run in peers.items():
            start = time.perf_counter()
            run()
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    of = framework()
    data = table(of)
    frame, pillars = long_form(of, data)
    document, _ = scoring.assess(of, data, sha256="0" * 64, options={})
    ours = [unit.index.value for unit in document.units]
    assert np.allclose(by_pandas(frame, pillars), ours, atol=1e-9), "the peers disagree"
    assert np.allclose(by_fold(of, data), ours, atol=1e-9)
    found = medians(
        {
            "pandas groupby (index only)": lambda: by_pandas(frame, pillars),
            "values, scores and fold": lambda: by_fold(of, data),
            "assess (the whole document)": lambda: scoring.assess(of, data, sha256="0" * 64, options={}),
            "results.json as text": lambda: dumps(document),
            "insights of all units": lambda: insights([document]),
        }
    )
    base = found["pandas groupby (index only)"]
    print(f"{UNITS} units x {PILLARS * LEAVES} indicators, median of {ROUNDS}; pandas = 1")
    for name, seconds in found.items():
        print(f"{name:30} {seconds / base:8.1f}   ({seconds * 1000:.0f} ms here)")


if __name__ == "__main__":
    main()
