"""Every sum adds up as printed: the numbers are read back from the page."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.analysis.insights import insights
from readiness.report.pages.unit_page import unit_page
from readiness.results.records import Results
from tests.report.reading import Element, figure, read, rows
from tests.report.sample import CRITERIA, ROWS, results, scored, unit_html, view
from tests.scoring.making import group, leaf

MIXED = [
    group("satu", [leaf("s1"), leaf("s2"), leaf("s3")], 2, aggregate="geometric"),
    group("dua", [leaf("d1"), leaf("d2")], 1, aggregate="minimum"),
    group("tiga", [leaf("t1", 3), leaf("t2")], 3),
]
VALUES = st.lists(st.one_of(st.none(), st.integers(0, 100_000).map(lambda n: n / 1000)), min_size=7, max_size=7)
LEAVES = ("s1", "s2", "s3", "d1", "d2", "t1", "t2")


def sum_table(html: str) -> Element:
    """The table alone, for reading a whole page takes ten times as long."""
    found = re.findall(r'<table class="sum".*?</table>', html, re.DOTALL)
    assert len(found) == 1
    return read(found[0]).one("table", class_="sum")


def parts(table: Element, lang: str) -> list[tuple[str, int, list[Decimal | None]]]:
    """Id or class, depth and the figures of every row of the body and the foot."""
    found = []
    for row in table.all("tr")[1:]:
        classes = row.attrs.get("class", "").split()
        depth = next((int(c[1]) for c in classes if c[0] == "d" and c[1:].isdigit()), -1)
        figures = [None if cell.text in ("", "–") else figure(cell.text, lang) for cell in row.children[1:]]
        found.append((row.attrs.get("id") or classes[0], depth, figures))
    return found


def check(found: Results, code: str, lang: str = "id") -> None:
    """What the page of a unit prints adds up."""
    index = next(unit.index for unit in found.units if unit.code == code)
    adds_up(unit_html(found, code, lang), index.published, lang)


def adds_up(html: str, published: str | None, lang: str) -> None:
    """Points (if printed) and lost points of children add up to their node's, and of all to the index."""
    table = parts(sum_table(html), lang)
    total = next(figures for name, _, figures in table if name == "total")
    nodes = [(name, depth, figures) for name, depth, figures in table if name.startswith("n-") or name == "cap"]
    product = len(total) == 4
    for column in (2, 3) if product else (2,):
        top = sum(f[column] or 0 for name, depth, f in nodes if depth in (0, -1))
        assert top == total[column]
        for k, (_, depth, figures) in enumerate(nodes):
            below = [f[column] or 0 for _, d, f in _inside(nodes, k) if d == depth + 1]
            if below and figures[column] is not None:
                assert sum(below) == figures[column]
    assert published is not None
    assert Decimal(published) == (total[2] if product else total[0])
    if not product:
        best = next(figures for name, _, figures in table if name == "toprow")[0]
        assert best is not None and total[2] is not None
        assert best - total[2] == Decimal(published)


def _inside(nodes: list[Any], k: int) -> list[Any]:
    depth = nodes[k][1]
    end = next((j for j in range(k + 1, len(nodes)) if nodes[j][1] <= depth), len(nodes))
    return nodes[k + 1 : end]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("code", ["a", "b", "c"])
def test_arithmetic_sum_adds_up_as_printed(code: str, lang: str) -> None:
    check(results(), code, lang)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_sums_of_all_514_add_up_as_printed(lang: str) -> None:
    found = scored("screening", "screening-public.csv")
    insight, seen = insights(found), view(found[-1], lang)
    read_back: Counter[str] = Counter()
    for unit in found[-1].units:
        page = unit_page(seen, unit, insight[unit.code])
        if unit.index.published is None:
            read_back["without"] += 1
            continue
        head = re.search(r'class="figure" href="#sum">([^<]+)<', page)
        assert head is not None
        assert figure(head[1], lang) == Decimal(unit.index.published)
        adds_up(page, unit.index.published, lang)
        read_back["adds up"] += 1
    assert read_back.total() == 514
    assert read_back["without"] == sum(unit.index.rank is None for unit in found[-1].units)


def test_arithmetic_row_reads_score_times_weight_is_points() -> None:
    table = parts(sum_table(unit_html(results(decimals=3), "a")), "id")
    for name, _, (score, weight, points, lost) in table:
        if name.startswith("n-"):
            assert score is not None and weight is not None and points is not None and lost is not None
            assert abs(score * weight / 100 - points) <= Decimal("0.006")
            assert abs(weight - points - lost) <= Decimal("0.006")


def test_printed_weights_add_up_to_a_hundred() -> None:
    table = parts(sum_table(unit_html(results(), "b")), "id")
    assert sum(f[1] or 0 for name, depth, f in table if depth == 0) == 100


@settings(max_examples=40, deadline=None)
@given(VALUES, st.integers(0, 3))
def test_mixed_sum_with_gaps_adds_up_as_printed(values: list[float | None], decimals: int) -> None:
    row = dict(zip(LEAVES, values, strict=True))
    found = results(MIXED, {"a": row}, decimals=decimals, missing={"min_coverage": 0.3})
    if found.units[0].index.published is not None:
        check(found, "a")


@settings(max_examples=40, deadline=None)
@given(VALUES, st.integers(0, 3))
def test_plain_sum_with_gaps_adds_up_as_printed(values: list[float | None], decimals: int) -> None:
    plain = [{**one, "aggregate": "arithmetic"} for one in MIXED]
    row = dict(zip(LEAVES, values, strict=True))
    found = results(plain, {"a": row}, decimals=decimals, missing={"min_coverage": 0.3})
    if found.units[0].index.published is not None:
        check(found, "a")


def test_a_cap_has_its_own_row() -> None:
    gates = [{"id": "batas", "on": "aturan", "at_least": 99, "cap_score": 40, "label": "Batas aturan"}]
    found = results(gates=gates)
    unit = found.units[0]
    assert unit.index.value == 40
    table = sum_table(unit_html(found, "a"))
    assert any("Batas aturan" in row[0] for row in rows(table))
    check(found, "a")


def test_a_scale_that_does_not_begin_at_zero() -> None:
    levels = {k: f"Tingkat {k}" for k in range(1, 6)}
    criteria = [leaf("x", 1, measure="level", levels=levels), leaf("y", 2, measure="level", levels=levels)]
    bands = [{"id": "kurang", "from": 1, "label": "Kurang"}, {"id": "baik", "from": 3, "label": "Baik"}]
    scale = {"min": 1, "max": 5}
    found = results(criteria, {"a": {"x": 2, "y": 5}}, scale=scale, decimals=2, bands=bands)
    assert found.units[0].index.published == "4.00"
    check(found, "a")


def test_without_an_index_the_sum_has_no_points() -> None:
    html = unit_html(results(CRITERIA, ROWS), "d")
    assert all(f[2] is None for name, _, f in parts(sum_table(html), "id") if name.startswith("n-"))
    assert "belum mempunyai indeks" in read(html).text


def test_split_of_a_comparison_adds_up_as_printed() -> None:
    from readiness.comparing import compare
    from readiness.report.site import comparison_html

    found = results()
    page = read(comparison_html(found, ["a", "c"], compare(found, ["a", "c"]), "id"))
    table = page.one("table", class_="split")
    body = [figure(row[3], "id") for row in rows(table)[1:-1]]
    a, b, total = (figure(text, "id") for text in rows(table)[-1][1:])
    assert sum(body) == total == b - a
