"""The framework ``screening`` and the real data of all 514: what the notes and the guide say of them holds."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import pytest

from readiness.data.reader import read
from readiness.data.registry import load_registry
from readiness.data.table import Table
from readiness.framework.load import load
from readiness.framework.model import Framework, Indicator
from readiness.layout import layout_of
from readiness.pipeline import Request, score
from readiness.resources import root
from readiness.results.records import Results, UnitResult
from readiness.scoring import assess

CRITERIA = root() / "criteria" / "screening.yaml"
DATA = root() / "data" / "screening-public.csv"
JAKARTA = {"31.01", "31.71", "31.72", "31.73", "31.74", "31.75"}
DEIYAI, MAMBERAMO_TENGAH, SUMBA_TENGAH, BANYUASIN = "94.08", "95.05", "53.17", "16.07"
PROXIES = ["sanitasi_layak", "air_minum_layak", "pdrb", "belanja_modal", "ipm", "rata_lama_sekolah", "kemiskinan"]
WORST_IS_A_PERCENTILE = {"sanitasi_layak": 5, "air_minum_layak": 5, "pdrb": 5, "belanja_modal": 5, "kemiskinan": 95}
BEST_IS_A_PERCENTILE = {"pdrb": 95, "belanja_modal": 95, "kemiskinan": 5}


@cache
def framework() -> Framework:
    loaded = load(CRITERIA)
    assert loaded.findings == []
    assert loaded.framework is not None
    return loaded.framework


@cache
def table() -> Table:
    registry = load_registry()
    reading = read([DATA], layout_of(framework(), registry.columns), registry=registry)
    assert reading.findings == []
    return reading.tables[None]


@cache
def results() -> Results:
    document, told = assess(framework(), table(), sha256="", options={})
    assert told == []
    return document


def unit(code: str) -> UnitResult:
    return next(each for each in results().units if each.code == code)


def first(n: int, document: Results) -> set[str]:
    return {each.code for each in document.units if each.index.rank is not None and each.index.rank <= n}


def reweighted(**weights: float) -> Results:
    """The same data under other weights."""

    def changed(node: dict[str, Any]) -> dict[str, Any]:
        children = {"criteria": [changed(child) for child in node["criteria"]]} if "criteria" in node else {}
        return {**node, **children, "weight": weights.get(node["id"], node.get("weight", 1))}

    snapshot = framework().snapshot()
    other = Framework.model_validate({**snapshot, "criteria": [changed(node) for node in snapshot["criteria"]]})
    return assess(other, table(), sha256="", options={})[0]


def percentile(values: list[float], percent: float) -> float:
    """Linear between the two nearest."""
    ordered = sorted(values)
    at = (len(ordered) - 1) * percent / 100
    low = ordered[math.floor(at)]
    return low + (ordered[math.ceil(at)] - low) * (at - math.floor(at))


def measured(leaf: Indicator) -> list[float]:
    """The values that are compared with the goalposts: after ``per``, before the transform."""
    found = []
    for each in results().units:
        node = each.nodes[leaf.id]
        if isinstance(node.raw, float):
            found.append(node.raw / (node.denominator or 1.0))
    return found


def test_all_514_are_there_and_have_an_index() -> None:
    assert [each.code for each in results().units] == sorted(load_registry().units)
    assert [each.code for each in results().units if each.index.value is None] == []


def test_the_policy_pillar_has_no_score_and_coverage_says_so() -> None:
    for each in results().units:
        assert each.nodes["kebijakan"].score is None
        assert each.nodes["kebijakan"].coverage == 0
        assert each.index.coverage is not None and each.index.coverage <= 2 / 3 + 1e-9
        assert each.index.low is not None and each.index.high is not None
        assert each.index.high - each.index.low > 33


def test_only_three_have_a_gap_besides_policy() -> None:
    short = {each.code for each in results().units if (each.index.coverage or 0) < 2 / 3 - 1e-9}
    assert short == {DEIYAI, MAMBERAMO_TENGAH, SUMBA_TENGAH}


@pytest.mark.parametrize(
    ("code", "leaf"),
    [(DEIYAI, "sanitasi_layak"), (MAMBERAMO_TENGAH, "air_minum_layak"), (SUMBA_TENGAH, "belanja_modal")],
)
def test_a_doubtful_zero_and_a_blank_are_missing_not_zero(code: str, leaf: str) -> None:
    node = unit(code).nodes[leaf]
    assert (node.status, node.raw, node.score) == ("missing", None, None)
    note = framework().node(leaf).note  # type: ignore[union-attr]
    assert note is not None and unit(code).name in note.id and unit(code).name in note.en


def test_capital_expenditure_does_not_apply_to_jakarta() -> None:
    found = {each.code for each in results().units if each.nodes["belanja_modal"].status == "not_applicable"}
    assert found == JAKARTA


def test_ninety_eight_took_part_and_it_moves_nothing() -> None:
    took_part = {each.code for each in results().units if each.nodes["ikut_100_smart_city"].raw == 1.0}
    assert len(took_part) == 98
    assert BANYUASIN in took_part
    request = Request("screening", (DATA,), what_if={"ikut_100_smart_city": "tidak"})
    [without] = score(request).results
    assert [each.index for each in without.units] == [each.index for each in results().units]


def test_an_answer_on_policy_makes_the_pillar_count() -> None:
    request = Request("screening", (DATA,), what_if={"rencana_induk_berlaku": "ya"}, only=(BANYUASIN,))
    [answered] = score(request).results
    found = next(each for each in answered.units if each.code == BANYUASIN)
    assert found.index.coverage == 1
    assert found.index.value == pytest.approx(unit(BANYUASIN).index.high)


@pytest.mark.parametrize("name", PROXIES)
def test_every_proxy_says_what_it_stands_for(name: str) -> None:
    leaf = framework().node(name)
    assert isinstance(leaf, Indicator)
    assert leaf.why is not None and leaf.stands_for is not None and leaf.source is not None
    assert leaf.data_year in {2021, 2022, 2024}


@pytest.mark.parametrize("name", PROXIES)
def test_goalposts_are_the_percentiles_that_the_file_names(name: str) -> None:
    leaf = framework().node(name)
    assert isinstance(leaf, Indicator) and leaf.worst is not None and leaf.best is not None
    if name in WORST_IS_A_PERCENTILE:
        assert leaf.worst == pytest.approx(percentile(measured(leaf), WORST_IS_A_PERCENTILE[name]), rel=0.05)
    if name in BEST_IS_A_PERCENTILE:
        assert leaf.best == pytest.approx(percentile(measured(leaf), BEST_IS_A_PERCENTILE[name]), rel=0.08)


@pytest.mark.parametrize("name", PROXIES)
def test_no_indicator_dominates(name: str) -> None:
    """The decision page: without any one of them at least 86 of the first 100 stay."""
    assert len(first(100, results()) & first(100, reweighted(**{name: 0}))) >= 86


def test_equal_weights_choose_nearly_the_same() -> None:
    assert len(first(100, results()) & first(100, reweighted(**dict.fromkeys(PROXIES, 1)))) >= 96


def test_figures_of_the_guide() -> None:
    """docs/frameworks/screening.md and docs/decisions/screening-*.md print these."""
    bands = [each.index.band for each in results().units]
    assert [bands.count(band) for band in ("kuat", "sedang", "terbatas")] == [130, 244, 140]
    leaders = first(100, results())
    assert sum(each.kind == "kota" for each in results().units) == 98
    assert sum(each.kind == "kota" for each in results().units if each.code in leaders) == 81
    assert sum(each.nodes["ikut_100_smart_city"].raw == 1.0 for each in results().units if each.code in leaders) == 49
    assert [(unit(code).index.published, unit(code).index.rank) for code in (DEIYAI, MAMBERAMO_TENGAH, BANYUASIN)] == [
        ("23.5", 493),
        ("5.1", 513),
        ("48.5", 392),
    ]


@pytest.mark.parametrize(
    ("code", "leaf", "index", "rank"),
    [(DEIYAI, "sanitasi_layak", "16.4", 502), (MAMBERAMO_TENGAH, "air_minum_layak", "3.6", 514)],
)
def test_what_the_doubtful_zeros_would_move(code: str, leaf: str, index: str, rank: int) -> None:
    [zero] = score(Request("screening", (DATA,), what_if={leaf: "0"}, only=(code,))).results
    found = next(each for each in zero.units if each.code == code)
    assert (found.index.published, found.index.rank) == (index, rank)
