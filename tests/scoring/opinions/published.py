"""Published examples of voting and outranking, typed in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml

CASE = Path(__file__).parents[2] / "cases" / "oecd-tai.yaml"

# OECD/JRC, Handbook on Constructing Composite Indicators (2008), tables 25, 28, 31 and 34 (after Moulin 1988 and
# Young 1988): how many indicators order the units so, from best to worst.
PROFILES = {
    "t25": {"abcd": 3, "acbd": 5, "bdca": 7, "cbda": 6},
    "t28": {"abc": 23, "bca": 17, "bac": 2, "cab": 10, "cba": 8},
    "t31": {"cbad": 3, "badc": 2, "adcb": 2},
    "t34": {"abc": 1, "cab": 1, "bca": 1},
}
BORDA = {
    "t25": {"a": 24, "b": 44, "c": 38, "d": 20},
    "t28": {"a": 58, "b": 69, "c": 53},
    "t31": {"a": 13, "b": 12, "c": 11, "d": 6},
    "t34": {"a": 3, "b": 3, "c": 3},
}
COPELAND = {
    "t25": {"a": -3, "b": 1, "c": 3, "d": -1},
    "t28": {"a": 0, "b": 0, "c": 0},
    "t31": {"a": 1, "b": 1, "c": -1, "d": -1},
    "t34": {"a": 0, "b": 0, "c": 0},
}
OUTRANKING = {  # indicators that place the row before the column
    "t25": [[0, 8, 8, 8], [13, 0, 10, 21], [13, 11, 0, 14], [13, 0, 7, 0]],
    "t28": [[0, 33, 25], [27, 0, 42], [35, 18, 0]],
    "t31": [[0, 2, 4, 7], [5, 0, 2, 5], [3, 5, 0, 3], [0, 2, 4, 0]],
    "t34": [[0, 2, 1], [1, 0, 2], [2, 1, 0]],
}
KEMENY = {"t25": (["cbda"], 85), "t28": (["bca"], 104), "t31": (["cbad"], 28), "t34": (["abc", "bca", "cab"], 5)}

# The same, table 35: five countries of the Technology Achievement Index, eight indicators of equal weight; tables 36
# (outranking) and 37 (the rankings of most support).
COUNTRIES = ["Finland", "USA", "Sweden", "Japan", "Korea"]
IMPACT = [
    [187, 125.6, 200.2, 50.7, 3.08, 4.15, 10.0, 27.4],
    [289, 130.0, 179.1, 66.2, 2.997, 4.073, 12.0, 13.9],
    [271, 156.6, 125.8, 59.7, 3.096, 4.145, 11.4, 15.3],
    [994, 64.6, 49.0, 80.8, 3.003, 3.865, 9.5, 10.0],
    [779, 9.8, 4.8, 66.7, 2.972, 3.653, 10.8, 23.2],
]
TAI_OUTRANKING = [
    [0, 0.5, 0.375, 0.75, 0.625],
    [0.5, 0, 0.5, 0.625, 0.625],
    [0.625, 0.5, 0, 0.75, 0.625],
    [0.25, 0.375, 0.25, 0, 0.75],
    [0.375, 0.375, 0.375, 0.25, 0],
]
TAI_KEMENY = [
    ["USA", "Sweden", "Finland", "Japan", "Korea"],
    ["Sweden", "Finland", "USA", "Japan", "Korea"],
    ["Sweden", "USA", "Finland", "Japan", "Korea"],
]
TAI_SUPPORT = 6.375

# The same, table 19: benefit of the doubt for the index of 23 countries, each indicator with at least 10 and at most
# 15 per cent of a country's weights.
TAI_DOUBT = {
    "Finland": 1.00, "United States": 1.00, "Sweden": 1.00, "Japan": 0.87, "Korea, Rep. of": 0.80,
    "Netherlands": 0.75, "United Kingdom": 0.71, "Canada": 0.73, "Australia": 0.66, "Singapore": 0.62,
    "Germany": 0.62, "Norway": 0.86, "Ireland": 0.60, "Belgium": 0.54, "New Zealand": 0.58, "Austria": 0.52,
    "France": 0.51, "Israel": 0.49, "Spain": 0.34, "Italy": 0.38, "Czech Republic": 0.31, "Hungary": 0.27,
    "Slovenia": 0.28,
}  # fmt: skip


def profile(name: str) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Units, and scores and weights of the leaves: each order is a leaf, each place a point."""
    orders = PROFILES[name]
    units = sorted(next(iter(orders)))
    scores = [[len(units) - order.index(unit) for unit in units] for order in orders]
    return units, np.array(scores, float), np.array(list(orders.values()), float)


def impact() -> tuple[np.ndarray, np.ndarray]:
    """Scores and weights of the five countries."""
    return np.array(IMPACT).T, np.ones(8)


def countries() -> tuple[list[str], np.ndarray]:
    """Names and raw values of the 23 countries, leaves × units."""
    units = yaml.safe_load(CASE.read_text(encoding="utf-8"))["units"]
    return [unit["name"] for unit in units], np.array([unit["raw"] for unit in units], float).T
