"""Ranks under doubt against loops over two libraries of the field, and against the least that it can cost.

    python -m pip install -e '.[bench]'      # pymcdm and scikit-criteria
    python benchmarks/robustness.py

514 units on 50 indicators in five pillars, nothing missing: 10,000 draws over weights (± 25 %), three normalisers and
two means, ranks of every draw. The libraries are called once a draw, as their documentation does it, with the same
weights, a sum or a product, and three normalisers of their own (greatest, sum, vector), over 1,000 draws (times 10).
The floor is what the arithmetic costs at least: one product of all weights with all scores, and one sort of the values
of each draw. CPU time of the whole process, every thread counted, best of several rounds in turns. Memory is the peak
of a process of its own, imports included.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable

import numpy as np
from scoring import LEAVES, PILLARS, framework, values, weights

from readiness.analysis.doubt import Scene, doubt_of, drawn, scene_of
from readiness.analysis.doubt.streams import moves, sample
from readiness.data.table import Cell, Table
from readiness.data.units import Unit
from readiness.framework.model import Framework
from readiness.results.records import Results
from readiness.scoring import assess

UNITS, DRAWS, FEW, ROUNDS, TOP = 514, 10_000, 1_000, 5, 25
DOUBT = {
    "weights": {"within": 0.25},
    "normalise": ["written", "zscore", "rank"],
    "aggregate": ["written", "geometric"],
}


def document() -> tuple[Framework, Results]:
    """The framework of ``scoring.py`` with its doubt, and 514 units scored."""
    of = Framework.model_validate({**framework().snapshot(), "uncertainty": DOUBT})
    ids = [leaf.id for leaf in of.indicators()]
    units = tuple(Unit(f"{n:05d}", f"Unit {n}") for n in range(UNITS))
    cells = {
        unit.code: {leaf: Cell("observed", value) for leaf, value in zip(ids, row, strict=True)}
        for unit, row in zip(units, values(UNITS).tolist(), strict=True)
    }
    return of, assess(of, Table(None, units, cells), sha256="", options={})[0]


def floor(of: Framework) -> Callable[[], np.ndarray]:
    """One matrix product and one sort."""
    inner, outer = weights(of)
    matrix = values(UNITS).T.copy()
    flat = np.random.default_rng(1).uniform(0.75, 1.25, (DRAWS, len(matrix))) * (inner @ outer)
    return lambda: np.sort(flat @ matrix, axis=1)


def each_draw(scene: Scene) -> list[tuple[int, int, np.ndarray]]:
    """Normaliser, mean and flat weights of the first draws, as ours draws them."""
    found, of = [], sample(1, FEW)
    for chunk in range(2):
        some = moves(scene, of, chunk)
        for v, a, shares in zip(some.normaliser, some.aggregate, some.shares, strict=True):
            rows = scene.plan.rows
            flat = np.array([shares[at] * shares[rows[at].parent] for at, _leaf in scene.plan.leaves()])
            found.append((int(v), int(a), flat))
    return found[:FEW]


def by_pymcdm(scene: Scene) -> Callable[[], None]:
    from pymcdm.helpers import rankdata
    from pymcdm.methods import WPM, WSM
    from pymcdm.normalizations import max_normalization, sum_normalization, vector_normalization

    matrix, types = values(UNITS), np.ones(PILLARS * LEAVES)
    ways = [max_normalization, vector_normalization, sum_normalization]
    means = [[mean(way) for mean in (WSM, WPM)] for way in ways]
    draws = each_draw(scene)

    def run() -> None:
        for v, a, flat in draws:
            rankdata(means[v][a](matrix, flat, types), reverse=True)

    return run


def by_skcriteria(scene: Scene) -> Callable[[], None]:
    warnings.simplefilter("ignore")
    import skcriteria
    from skcriteria.agg.simple import WeightedProductModel, WeightedSumModel
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.scalers import MaxAbsScaler, SumScaler, VectorScaler

    matrix = values(UNITS)
    ways = [MaxAbsScaler, VectorScaler, SumScaler]
    pipes = [
        [mkpipe(way(target="matrix"), mean()) for mean in (WeightedSumModel, WeightedProductModel)] for way in ways
    ]
    draws = each_draw(scene)

    def run() -> None:
        for v, a, flat in draws:
            pipes[v][a].evaluate(skcriteria.mkdm(matrix, [max] * len(flat), weights=flat)).rank_  # noqa: B018

    return run


def cpu(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def child() -> None:
    """The whole of it in this process: draws and what is said of them; seconds without imports, and the peak."""
    of, results = document()
    start, used = time.perf_counter(), time.process_time()
    scene = scene_of(of, results)
    doubt_of(scene, drawn(scene, seed=1, draws=DRAWS), TOP)
    took, used = time.perf_counter() - start, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    print(f"{took:.2f} {used:.2f} {peak:.0f}")


def main() -> None:
    if sys.argv[1:] == ["child"]:
        child()
        return
    ran = subprocess.run([sys.executable, __file__, "child"], capture_output=True, text=True, check=True)
    of, results = document()
    scene = scene_of(of, results)
    peers: dict[str, tuple[Callable[[], object], float]] = {
        "floor: one matrix product, one sort": (floor(of), 1.0),
        "readiness: draws with ranks (drawn)": (lambda: drawn(scene, seed=1, draws=DRAWS), 1.0),
        "readiness: the same and what is said of them": (
            lambda: doubt_of(scene, drawn(scene, seed=1, draws=DRAWS), TOP),
            1.0,
        ),
        "pymcdm: a loop": (by_pymcdm(scene), DRAWS / FEW),
        "scikit-criteria: a loop": (by_skcriteria(scene), DRAWS / FEW),
    }
    taken = dict.fromkeys(peers, float("inf"))
    for number in range(ROUNDS):
        for name, (run, times) in peers.items():
            if number == 0 or times == 1.0:  # a loop's minute does not need a second one
                taken[name] = min(taken[name], cpu(run) * times)
    base, ours = (list(taken.values())[at] for at in (0, 1))
    print(f"{DRAWS:,} draws of {UNITS} x {PILLARS * LEAVES}{'':30} x floor    x ours   CPU s here")
    for name, seconds in taken.items():
        print(f"{name:50} {seconds / base:9.1f} {seconds / ours:9.1f} {seconds:12.2f}")
    took, used, peak = ran.stdout.split()
    print(f"a process that draws and says it: {took} s ({used} s CPU) beyond imports and scoring, peak {peak} MiB")


if __name__ == "__main__":
    main()
