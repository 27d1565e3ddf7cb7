"""A whole pipeline against a second one, written apart from it on pandas and plain Python, stage by stage.

51 units × 49 indicators: denominators, group means for gaps, winsorising by skewness and kurtosis with a logarithm to
fall back on, min-max 0 to 100 with mixed directions, weighted means at four levels. The data are random but seeded,
with gaps and heavy tails; every stage agrees to 1e-9.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from readiness.cli.main import run

UNITS, INDICATORS, PILLARS, HALVES = 51, 49, 8, 2
SEEDS = (2008, 2026)
CLUSTERS = ("pesisir", "pegunungan", "perkotaan", "kepulauan")
LEAST_COVERAGE = 0.65


# --- the data and the framework


def tails(rng: np.random.Generator, at: int) -> np.ndarray:
    """A column: bell, uniform, lognormal, a ladder of far values, a few far points at one end, or ties."""
    n = UNITS
    match at % 7:
        case 0:
            return rng.normal(50, 10, n)
        case 1:
            return rng.uniform(0, 1000, n)
        case 2:
            return rng.lognormal(3, 1, n)
        case 3:
            x = rng.uniform(0, 1, n)
            x[rng.choice(n, 6, replace=False)] = 10.0 ** np.arange(3, 9)  # a ladder of six: five steps do not suffice
            return x
        case 4:
            x = rng.normal(20, 3, n)
            x[rng.choice(n, 3, replace=False)] += rng.uniform(60, 400, 3)
            return x
        case 5:
            x = rng.normal(0, 1, n)
            x[rng.choice(n, 2, replace=False)] -= rng.uniform(20, 90, 2)
            return x
        case _:
            return np.round(rng.lognormal(0, 1.4, n))  # ties at both ends


def raw_data(seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame({f"i{at:02}": tails(rng, at) for at in range(INDICATORS)})
    frame = frame.mask(rng.random(frame.shape) < 0.06)
    frame.insert(0, "penduduk", rng.lognormal(12, 1, UNITS).round())
    frame.insert(0, "klaster", [CLUSTERS[j % 4] if j % 13 else None for j in range(UNITS)])
    frame.insert(0, "kode", [f"{j:03}" for j in range(UNITS)])
    frame.loc[frame["klaster"] == "kepulauan", "i10"] = np.nan  # a group that has nothing to lend
    frame.loc[5, [f"i{at:02}" for at in range(40)]] = np.nan  # a unit that knows little
    return frame


def directions(seed: int) -> dict[str, str]:
    rng = np.random.default_rng(seed + 1)
    return {f"i{at:02}": "low" if rng.random() < 0.4 else "high" for at in range(INDICATORS)}


def tree(seed: int) -> dict[str, dict[str, float]]:
    """Children and their weights, by node: index → halves → pillars → indicators."""
    rng = np.random.default_rng(seed + 2)
    found: dict[str, dict[str, float]] = {"index": {f"h{k}": round(rng.uniform(0.5, 2), 2) for k in range(HALVES)}}
    for pillar in range(PILLARS):
        found.setdefault(f"h{pillar % HALVES}", {})[f"p{pillar}"] = round(rng.uniform(0.5, 3), 2)
    for at in range(INDICATORS):
        found.setdefault(f"p{at % PILLARS}", {})[f"i{at:02}"] = round(rng.uniform(0.2, 4), 2)
    return found


DIVIDED = {"i02": ("penduduk", 100_000.0), "i08": ("penduduk", 1000.0), "i21": ("i01", 1.0)}


def criteria(seed: int, name: str) -> list[dict[str, Any]]:
    nodes = []
    for child, weight in tree(seed)[name].items():
        node: dict[str, Any] = {"id": child, "label": child, "weight": weight}
        if child.startswith("i"):
            node |= {"measure": "number", "normalise": "minmax", "better": directions(seed)[child]}
            if child in DIVIDED:
                node["per"] = dict(zip(("of", "times"), DIVIDED[child], strict=True))
        else:
            node["criteria"] = criteria(seed, child)
        nodes.append(node)
    return nodes


def written(seed: int) -> dict[str, Any]:
    return {
        "schema": "readiness/framework/1",
        "id": "uji",
        "version": "1",
        "label": "Uji",
        "units": "any",
        "impute": {"group_mean": "klaster"},
        "treat": "auto",
        "missing": {"min_coverage": LEAST_COVERAGE},
        "bands": [{"id": "rendah", "from": 0, "label": "Rendah"}],
        "criteria": criteria(seed, "index"),
    }


# --- the second engine


def divided(raw: pd.DataFrame) -> pd.DataFrame:
    found = raw[[f"i{at:02}" for at in range(INDICATORS)]].copy()
    for name, (of, times) in DIVIDED.items():
        found[name] = (raw[name] / raw[of].where(raw[of] > 0)) * times
    return found


def filled(per: pd.DataFrame, labels: pd.Series) -> pd.DataFrame:
    return per.fillna(per.groupby(labels).transform("mean"))


def out_of_bounds(x: pd.Series) -> bool:
    return bool(abs(x.skew()) > 2 and x.kurt() > 3.5)


def treated(x: pd.Series) -> pd.Series:
    """Up to five values, one by one and with their ties, from the side of the skew; else the original's logarithm."""
    if not out_of_bounds(x):
        return x
    y = x.copy()
    top: set[int] = set()
    bottom: set[int] = set()
    while len(top) + len(bottom) < 5 and out_of_bounds(y):
        levels = sorted(y.dropna().unique())
        if y.skew() >= 0:
            top = set(y.index[y == levels[-1]])
            y.loc[list(top)] = levels[-2]
        else:
            bottom = set(y.index[y == levels[0]])
            y.loc[list(bottom)] = levels[1]
    if not out_of_bounds(y):
        return y
    return (x - x.min() + 0.01 * (x.max() - x.min())).map(math.log, na_action="ignore")


def normalised(x: pd.Series, better: str) -> pd.Series:
    part = (x - x.min()) / (x.max() - x.min())
    return 100 * (part if better == "high" else 1 - part)


def folded(
    seed: int, scores: pd.DataFrame, observed: pd.DataFrame
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Scores and shares of every node, one unit after the other."""
    parents = tree(seed)
    score: dict[str, list[float]] = {name: [] for name in (*parents, *scores.columns)}
    share: dict[str, list[float]] = {name: [] for children in parents.values() for name in children}
    for j in range(UNITS):
        coverage: dict[str, float] = {}

        def visit(name: str, j: int = j, coverage: dict[str, float] = coverage) -> float:
            if name not in parents:
                value = float(scores.at[j, name])
                coverage[name] = float(observed.at[j, name])
                score[name].append(value)
                return value
            weights = parents[name]
            found = {child: visit(child) for child in weights}
            there = [child for child in weights if not math.isnan(found[child])]
            total = sum(weights[child] for child in there)
            for child in weights:
                share[child].append(weights[child] / total if child in there else math.nan)
            coverage[name] = sum(weights[c] * coverage[c] for c in there) / sum(weights.values())
            value = sum(weights[c] / total * found[c] for c in there) if there else math.nan
            score[name].append(value if coverage[name] >= LEAST_COVERAGE - 1e-9 else math.nan)
            return score[name][-1]

        visit("index")
    return score, share


def second_engine(seed: int, raw: pd.DataFrame) -> dict[str, pd.DataFrame]:
    ids = [f"i{at:02}" for at in range(INDICATORS)]
    per = divided(raw)
    whole = filled(per, raw["klaster"])
    tame = whole.apply(treated)
    scores = pd.DataFrame({name: normalised(tame[name], directions(seed)[name]) for name in ids})
    score, share = folded(seed, scores, per.notna())
    return {
        "01-raw": raw[ids], "02-per": per, "03-impute": whole, "04-treat": tame, "05-clip": tame, "06-transform": tame,
        "07-normalise": scores, "08-score": pd.DataFrame(score), "09-share": pd.DataFrame(share),
    }  # fmt: skip


# --- one against the other


@pytest.fixture(scope="module", params=SEEDS)
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, pd.DataFrame]]:
    """The folder of our own trace, and the stages of the second engine."""
    seed, folder = request.param, tmp_path_factory.mktemp("trace")
    raw = raw_data(seed)
    (folder / "k.yaml").write_text(yaml.safe_dump(written(seed), sort_keys=False), encoding="utf-8")
    text = raw.sample(frac=1, random_state=seed).to_csv(index=False, float_format=None)
    (folder / "d.csv").write_text(text, encoding="utf-8")
    code = run(["score", str(folder / "d.csv"), "-F", str(folder / "k.yaml"), "--trace", str(folder / "t"), "-o",
        str(folder / "r.json")])  # fmt: skip
    assert code == 0
    return folder / "t", second_engine(seed, raw)


def table_of(path: Path) -> tuple[list[str], list[str], dict[str, list[float]]]:
    with path.open(encoding="utf-8", newline="") as stream:
        head, *rows = list(csv.reader(stream))
    columns = {
        name: [float(row[at]) if row[at] else math.nan for row in rows] for at, name in enumerate(head) if at > 1
    }
    return head, [row[0] for row in rows], columns


STAGES = (
    "01-raw", "02-per", "03-impute", "04-treat", "05-clip", "06-transform", "07-normalise", "08-score", "09-share",
)  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_agrees(both: tuple[Path, dict[str, pd.DataFrame]], stage: str) -> None:
    folder, engine = both
    head, codes, columns = table_of(folder / f"{stage}.csv")
    expected = engine[stage]
    assert codes == [f"{j:03}" for j in range(UNITS)]
    assert head[:2] == ["code", "name"]
    assert set(head[2:]) == set(expected.columns)
    for name, column in columns.items():
        np.testing.assert_allclose(column, expected[name], rtol=1e-9, atol=1e-9, err_msg=f"{stage} {name}")


def test_the_case_is_not_empty(both: tuple[Path, dict[str, pd.DataFrame]]) -> None:
    """Every branch is met: gaps that stay, columns left alone, winsorised at either end, bent, nodes without a score."""
    folder, engine = both
    with (folder / "treated.csv").open(encoding="utf-8", newline="") as stream:
        moved = list(csv.DictReader(stream))
    ways = {row["how"] for row in moved}
    assert ways == {"winsorise high", "winsorise low", "log"}
    touched = {row["indicator"] for row in moved}
    assert 5 < len(touched) < INDICATORS - 5
    with (folder / "imputed.csv").open(encoding="utf-8", newline="") as stream:
        made = list(csv.DictReader(stream))
    assert len(made) > 100
    assert all(row["how"] == "group_mean: klaster" for row in made)
    assert engine["03-impute"]["i10"].isna().any()
    assert engine["08-score"]["index"].isna().any()
    assert engine["08-score"]["index"].notna().sum() > UNITS // 2
    before, after = engine["03-impute"], engine["04-treat"]
    for row in moved:
        j = int(row["code"])
        assert float(row["before"]) == pytest.approx(before.at[j, row["indicator"]], rel=1e-9)
        assert float(row["after"]) == pytest.approx(after.at[j, row["indicator"]], rel=1e-9)
    unequal = (before - after).abs() > 1e-9
    assert int(unequal.to_numpy().sum()) <= len(moved)
