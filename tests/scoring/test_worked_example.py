"""The worked example of docs/method.md: what the page prints is what the program computes."""

from __future__ import annotations

import csv
import io
import re
from functools import lru_cache

import pytest

from readiness.framework.load import loads
from readiness.framework.model import Framework
from readiness.resources import bundled
from readiness.results.publish import published
from readiness.results.records import UnitResult
from readiness.scoring import split

from .making import score

PAGE = bundled("docs", "method.md")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@lru_cache
def example() -> tuple[Framework, dict[str, UnitResult]]:
    loaded = loads(block("yaml").encode(), "contoh.yaml")
    assert loaded.framework is not None, loaded.findings
    rows, denominators = {}, {}
    for row in csv.DictReader(io.StringIO(block("csv"))):
        code, villages = row.pop("code"), row.pop("desa")
        rows[code] = {name: float(text) if text else None for name, text in row.items()}
        denominators[code] = {"desa": float(villages)}
    results, _ = score(loaded.framework, rows, denominators=denominators)
    return loaded.framework, {unit.code: unit for unit in results.units}


def lines() -> list[str]:
    return PAGE.read_text(encoding="utf-8").splitlines()


def test_the_table_of_points():
    model, units = example()
    for leaf in model.indicators():
        node = units["A"].nodes[leaf.id]
        lost = node.effective * 100 - node.points
        numbers = f"{published(node.score, 1)} | {node.effective:.4f} | {node.points:.2f} | {lost:.2f}"
        assert f"| `{leaf.id}` | {numbers} |" in lines()


@pytest.mark.parametrize("code", "ABCD")
def test_the_table_of_regions(code):
    unit = example()[1][code]
    index = unit.index
    band = index.band or "–"
    if index.band_before_gates != index.band:
        band += f" ({index.band_before_gates} before the condition)"
    cells = [
        code,
        unit.nodes["infrastruktur"].published or "–",
        unit.nodes["kebijakan"].published,
        index.published or "–",
        f"{published(index.low, 1)}–{published(index.high, 1)}",
        published(index.coverage, 2),
        band,
        f"{index.rank} of {index.of}" if index.rank else "–",
    ]
    assert f"| {' | '.join(cells)} |" in lines()


def test_the_numbers_in_the_text():
    model, units = example()
    a, d = units["A"], units["D"]
    assert a.nodes["infrastruktur"].score == 68.75
    assert a.nodes["kebijakan"].score == pytest.approx(60)
    assert a.index.value == pytest.approx(65.8333333)
    assert d.nodes["infrastruktur"].score == 76.25
    found = split(model, a, d)
    assert {name: round(part, 2) for name, part in found.parts.items()} == {
        "desa_internet": 5.0,
        "pusat_data": 0.0,
        "rencana_induk": 0.0,
        "aturan": 6.67,
    }
    assert round(found.total, 2) == 11.67
    assert published(2.145, 2) == "2.15"


def test_what_another_mean_would_make_of_the_policy():
    import numpy as np

    from readiness.scoring.methods import AGGREGATORS

    options = {"owa": [1.0, 3.0], "mean_minus_sd": 1.0}
    scores, weights = np.array([[100.0], [36.0]]), np.ones((2, 1))
    told = {
        "arithmetic": "68",
        "geometric": "60",
        "harmonic": "52.9",
        "minimum": "36",
        "owa": "52",
        "mean_minus_sd": "36",
    }
    text = " ".join(lines())
    for name, printed in told.items():
        value = (
            AGGREGATORS[name](scores, weights, options[name])[0]
            if name in options
            else AGGREGATORS[name](scores, weights)[0]
        )
        assert f"{value:.1f}".removesuffix(".0") == printed
        assert re.search(rf"`{{?{name}[^`]*` [^;.]*{re.escape(printed)}[,;. ]", text), name


def test_the_best_in_the_middle():
    import numpy as np

    from readiness.scoring.normalise import Optimum, Recipe, goalposts

    score_of = goalposts(np.array([25.0, 50.0, 85.0]), Recipe(optimum=Optimum(0, 40, 60, 100))).tolist()
    assert score_of == [62.5, 100.0, 37.5]
    text = " ".join(lines())
    assert "scores 62.5" in text and "scores 37.5" in text
