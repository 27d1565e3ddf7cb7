"""Scoring against two libraries of the field, as ratios to a plain numpy product chain in one run.

    python -m pip install -e '.[bench]'      # pymcdm and scikit-criteria
    python benchmarks/scoring.py

One matrix of 50 indicators in five pillars, all weights different, nothing missing: 514 units, and 83,000 (every
village of Indonesia). Everyone makes the same index: min-max over the units, then weighted sums; the numbers are
compared before any time is taken. The libraries fold one flat list of effective weights and give index and rank;
ours gives score and coverage of every node. Values are in memory, in the form that each likes best; best of several
rounds, taken in turns. Memory is the peak of a process of its own that scores a pandas DataFrame, imports included.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np

from readiness.data.table import Cell, Table
from readiness.data.units import Unit
from readiness.framework.model import Framework
from readiness.scoring import assess
from readiness.scoring.matrix import score_matrix

PILLARS, LEAVES, FEW, MANY = 5, 10, 514, 83_000
ROUNDS = {FEW: 15, MANY: 7}
SLACK = 1e-9


def framework() -> Framework:
    """Five pillars of ten indicators under min-max."""

    def leaf(p: int, i: int) -> dict[str, object]:
        keys = {"id": f"i{p}_{i}", "label": f"Indicator {p}.{i}", "weight": 1 + (7 * i + p) % 5}
        return {**keys, "measure": "number", "normalise": "minmax"}

    pillars = [
        {"id": f"p{p}", "label": f"Pillar {p}", "weight": 1 + p, "criteria": [leaf(p, i) for i in range(LEAVES)]}
        for p in range(PILLARS)
    ]
    head = {"schema": "readiness/framework/1", "id": "bench", "version": "1", "label": "Benchmark", "units": "any"}
    bands = [{"id": "low", "from": 0, "label": "Low"}, {"id": "high", "from": 50, "label": "High"}]
    return Framework.model_validate({**head, "bands": bands, "criteria": pillars})


def weights(of: Framework) -> tuple[np.ndarray, np.ndarray]:
    """Shares of the indicators in the pillars, and of the pillars in the index."""
    inner = np.zeros((PILLARS * LEAVES, PILLARS))
    for p, pillar in enumerate(of.criteria):
        inner[p * LEAVES : (p + 1) * LEAVES, p] = [leaf.weight for leaf in pillar.criteria]
    outer = np.array([pillar.weight for pillar in of.criteria], float)
    return inner / inner.sum(axis=0), outer / outer.sum()


def values(units: int) -> np.ndarray:
    """Seeded values, units × indicators."""
    return np.random.default_rng(20).uniform(0, 100, (units, PILLARS * LEAVES))


def plain(matrix: np.ndarray, inner: np.ndarray, outer: np.ndarray) -> np.ndarray:
    """What the arithmetic costs at least: normalise, two matrix products."""
    low, high = matrix.min(axis=0), matrix.max(axis=0)
    return ((matrix - low) / (high - low) * 100) @ inner @ outer


def by_pymcdm(matrix: np.ndarray, flat: np.ndarray) -> Callable[[], np.ndarray]:
    from pymcdm.methods import WSM
    from pymcdm.normalizations import minmax_normalization

    method, types = WSM(minmax_normalization), np.ones(len(flat))
    return lambda: method(matrix, flat, types) * 100


def by_skcriteria(matrix: np.ndarray, flat: np.ndarray) -> Callable[[], np.ndarray]:
    warnings.simplefilter("ignore")
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.scalers import MinMaxScaler

    decision = skcriteria.mkdm(matrix, [max] * len(flat), weights=flat)
    pipe = mkpipe(MinMaxScaler(target="matrix"), WeightedSumModel())
    return lambda: pipe.evaluate(decision).e_.score * 100


def by_document(of: Framework, matrix: np.ndarray) -> Callable[[], np.ndarray]:
    """The whole document: points, coverage, low and high of every node, ranks, bands, digest."""
    ids = [leaf.id for leaf in of.indicators()]
    units = tuple(Unit(f"{n:05d}", f"Unit {n}") for n in range(len(matrix)))
    cells = {
        unit.code: {leaf: Cell("observed", value) for leaf, value in zip(ids, row, strict=True)}
        for unit, row in zip(units, matrix.tolist(), strict=True)
    }
    table = Table(None, units, cells)
    return lambda: np.array([unit.index.value for unit in assess(of, table, sha256="", options={})[0].units])


def best(peers: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The least seconds of each, in turns, so that a busy machine troubles all alike."""
    taken = dict.fromkeys(peers, float("inf"))
    for _ in range(rounds):
        for name, run in peers.items():
            start = time.perf_counter()
            run()
            taken[name] = min(taken[name], time.perf_counter() - start)
    return taken


def table(units: int) -> None:
    """One table: who, how many times the plain chain, how far from its numbers."""
    of, matrix = framework(), values(units)
    inner, outer = weights(of)
    flat = inner @ outer
    columns = dict(zip((leaf.id for leaf in of.indicators()), np.ascontiguousarray(matrix.T), strict=True))
    peers: dict[str, Callable[[], np.ndarray]] = {
        "plain numpy: normalise, two products": lambda: plain(matrix, inner, outer),
        "readiness: scores of all nodes (score_matrix)": lambda: score_matrix(of, columns).index,
        "readiness: the same from a DataFrame (score)": by_frame(matrix),
        "pymcdm: WSM, index": by_pymcdm(matrix, flat),
        "scikit-criteria: WeightedSumModel, index, rank": by_skcriteria(matrix, flat),
    }
    if units == FEW:
        peers["readiness: whole documents (assess)"] = by_document(of, matrix)
    expected = plain(matrix, inner, outer)
    apart = {name: float(np.abs(run() - expected).max()) for name, run in peers.items()}  # this warms up, too
    assert max(apart.values()) < SLACK, f"the peers disagree: {apart}"
    taken = best(peers, ROUNDS[units])
    base = next(iter(taken.values()))
    for name, seconds in taken.items():
        print(f"{units:>6,} x {len(flat)}  {name:48} {seconds / base:8.1f}   {apart[name]:.0e}   {seconds * 1000:8.1f}")


def by_frame(matrix: np.ndarray) -> Callable[[], np.ndarray]:
    """What a Python program does: a DataFrame in, a Series out."""
    import pandas as pd

    from readiness import load_framework, score

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.yaml"
        path.write_text(json.dumps(framework().snapshot()), encoding="utf-8")
        loaded = load_framework(path)
    frame = pd.DataFrame(matrix, [f"{n:05d}" for n in range(len(matrix))], loaded.indicators)

    def run() -> np.ndarray:
        return score(loaded, frame, detail=False).index.to_numpy()

    return run


def child() -> None:
    """Score a DataFrame of every village in this process, and tell the peak of its memory."""
    assert not np.isnan(by_frame(values(MANY))()).any()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak / (1024 if sys.platform == "linux" else 1024**2))


def main() -> None:
    if sys.argv[1:] == ["child"]:
        child()
        return
    # First of all: the peak that Linux tells of a child is at least what its parent holds when it is born.
    ran = subprocess.run([sys.executable, __file__, "child"], capture_output=True, text=True, check=True)
    print(f"{'units':>6} x indicators {'':41} x plain   apart   ms here")
    for units in (FEW, MANY):
        table(units)
    print(f"peak memory of a process that scores a DataFrame of {MANY:,} x 50: {float(ran.stdout):.0f} MiB")


if __name__ == "__main__":
    main()
