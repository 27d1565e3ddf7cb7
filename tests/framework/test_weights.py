"""Weights that add up and weights that do not; means that bear no score below 0."""

from __future__ import annotations

import pytest

from readiness.findings import message
from tests.framework.sample import read, told

HEAD = """\
schema: readiness/framework/1
id: bobot
version: '1'
label: Bobot
bands: [{id: rendah, from: 0, label: Rendah}]
"""


def tree(weights: str, pillars: dict[str, tuple[float | None, list[float | None]]], extra: str = "") -> str:
    """A framework of pillars with their weights and those of their indicators; None is not written."""
    lines = [HEAD + f"weights: {weights}\n{extra}criteria:"]
    for name, (weight, leaves) in pillars.items():
        lines += [f"  - id: {name}", f"    label: {name}"]
        lines += [f"    weight: {weight}"] if weight is not None else []
        lines += ["    criteria:"]
        for number, leaf in enumerate(leaves):
            written = f", weight: {leaf}" if leaf is not None else ""
            lines.append(f"      - {{id: {name}_{number}, label: X, measure: percent{written}}}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("weights", "pillars"),
    [
        ("relative", {"a": (None, [None, 3]), "b": (0, [0, 1])}),
        ("share", {"a": (0.3, [0.1] * 10), "b": (0.7, [100])}),
        ("share", {"a": (30, [25.5, 74.5]), "b": (70, [1])}),
        ("global", {"a": (13, [1.3] * 10), "b": (87, [86.9, 0.1])}),
    ],
)
def test_weights_that_add_up(weights: str, pillars: dict[str, tuple[float | None, list[float | None]]]) -> None:
    assert told(tree(weights, pillars)) == []


def test_a_group_of_zeros_is_refused() -> None:
    assert told(tree("relative", {"a": (1, [0, 0]), "b": (0, [1])})) == [("C051", 11, 5)]


@pytest.mark.parametrize(("last", "total"), [(0.499, "0.999"), (0.51, "1.01"), (0, "0.5")])
def test_shares_print_their_sum_and_each_line(last: float, total: str) -> None:
    loaded = read(tree("share", {"a": (1, [0.5, last])}))
    assert [(f.code, f.line) for f in loaded.findings] == [("C052", 11)]
    said = message(loaded.findings[0])
    assert f"add up to {total}," in said
    assert "a_0 0.5 (:12)" in said and f"a_1 {last:g} (:13)" in said


def test_global_weights_of_an_indicator() -> None:
    loaded = read(tree("global", {"a": (13, [6, 6]), "b": (87, [87])}))
    assert [(f.code, f.line, f.column) for f in loaded.findings] == [("C053", 11, 5)]
    assert loaded.findings[0].params["sum"] == "12" and loaded.findings[0].params["wanted"] == "13"


def test_a_pillar_whose_weight_is_off_is_told_once_at_its_weight() -> None:
    assert told(tree("global", {"a": (14, [6, 7]), "b": (87, [87])})) == [("C053", 10, 13)]


def test_two_sums_that_are_off_on_their_own_are_two() -> None:
    text = tree("global", {"a": (13, [6, 6]), "b": (87, [80])})
    assert [(code, line) for code, line, _ in told(text)] == [("C053", 11), ("C053", 17)]


@pytest.mark.parametrize("weights", ["share", "global"])
def test_a_weight_that_is_not_written_is_told_and_no_sum(weights: str) -> None:
    whole: float = 1 if weights == "share" else 100
    assert [(c, n) for c, n, _ in told(tree(weights, {"a": (whole, [whole, None])}))] == [("C054", 13)]


def test_an_unreadable_weight_spoils_no_sum() -> None:
    text = tree("share", {"a": (1, [0.5, 0.5])}).replace("weight: 0.5}", "weight: '0,5'}")
    assert {code for code, _, _ in told(text)} == {"C023"}


def test_a_negative_share_is_told_once() -> None:
    assert [code for code, _, _ in told(tree("share", {"a": (1, [1.5, -0.5])}))] == ["C050"]


BELOW = {"a": (1.0, [1.0])}


@pytest.mark.parametrize(
    ("extra", "place"),
    [
        ("aggregate: geometric\nscale: {min: -10, max: 10}\n", (8, 14)),
        ("scale: {min: -10, max: 10}\naggregate: {power: 2}\n", (8, 12)),
        ("scale: {min: -10, max: 10}\naggregate: harmonic\n", (8, 12)),
    ],
)
def test_a_scale_below_zero_under_a_geometric_mean(extra: str, place: tuple[int, int]) -> None:
    text = tree("relative", BELOW, extra).replace("from: 0", "from: -10")
    assert told(text) == [("C092", *place)]


@pytest.mark.parametrize("aggregate", ["arithmetic", "minimum"])
def test_a_scale_below_zero_under_another_mean(aggregate: str) -> None:
    text = tree("relative", BELOW, f"scale: {{min: -10, max: 10}}\naggregate: {aggregate}\n")
    assert told(text.replace("from: 0", "from: -10")) == []


@pytest.mark.parametrize("cause", ["outside: flag", "normalise: zscore", "normalise: {zscore: {mean: 50, sd: 10}}"])
def test_an_indicator_that_can_fall_below_zero(cause: str) -> None:
    text = tree("relative", BELOW, "aggregate: geometric\n").replace("percent,", f"percent, {cause},")
    assert [(code, line) for code, line, _ in told(text)] == [("C092", 13)]
    assert told(text.replace("aggregate: geometric\n", "")) == []


def test_a_mean_further_up_counts_too() -> None:
    text = tree("relative", BELOW, "aggregate: geometric\n").replace("percent,", "percent, outside: flag,")
    text = text.replace("    label: a\n", "    label: a\n    aggregate: arithmetic\n")
    assert [code for code, _, _ in told(text)] == ["C092"]
