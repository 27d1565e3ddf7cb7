"""Charts: one title and description each, no style attribute, ids that do not clash, every text escaped."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.report.charts.bars import Bar, Part, bars, diverging
from readiness.report.charts.histogram import bins, histogram
from readiness.report.charts.interval import End, interval
from readiness.report.charts.line import Point, line
from readiness.report.charts.map import Place, dots
from readiness.report.charts.radar import Profile, radar
from readiness.report.charts.scale import Mark, Stretch, scale
from readiness.report.charts.svg import SHAPES, slot, ticks

EVIL = "\"><script>alert(1)</script>' onload=x <b>&"
STRETCHES = [Stretch(0, 0.0, 50.0, EVIL), Stretch(4, 50.0, 100.0, "50")]


def _scale(words: str) -> str:
    mark = Mark(63.0, words)
    return scale(
        STRETCHES, title=words, description=words, shape=4, index=mark, low=60.0, high=70.0, median=mark, end="100"
    )


def _bars(words: str) -> str:
    rows = [Bar(words, 60.0, words, 1, 55.0), Bar(words, None, "–", None)]
    return bars(rows, name="bars", title=words, description=words, low=0, high=100)


def _parts(words: str) -> str:
    rows = [Part(words, 2.0, "+2"), Part(words, -1.0, words)]
    return diverging(rows, name="split-a-b", title=words, description=words)


def _histogram(words: str) -> str:
    return histogram(
        bins([1, 2, 99], 0, 100),
        title=words,
        description=words,
        shape_at=lambda value: 0,
        show=lambda value: words,
        median=2.0,
        median_words=words,
    )


def _map(words: str) -> str:
    places = [Place(-6.0, 107.0, 1e6, 2, words), Place(-2.0, 140.0, 1e4, None, words)]
    return dots(places, title=words, description=words)


def _line(words: str) -> str:
    points = [Point(words, 1.0, words, 0), Point("b", None, "–", None), Point("c", 2.0, "2", 1)]
    return line(points, title=words, description=words)


def _radar(words: str) -> str:
    profiles = [Profile(words, (10.0, 50.0, None)), Profile("b", (1.0, 2.0, 3.0))]
    return radar([words, "b", "c"], profiles, title=words, description=words, low=0, high=100)


def _interval(words: str) -> str:
    ends = (End(1.0, words), End(5.0, "5"))
    return interval(3.4, 0.9, 3.6, ends, name="mutu-a", title=words, description=words)


CHARTS = [_scale, _bars, _parts, _histogram, _map, _line, _radar, _interval]


@pytest.mark.parametrize("draw", CHARTS)
def test_h06_every_text_and_attribute_is_escaped(draw: Callable[[str], str]) -> None:
    root = ET.fromstring(draw(EVIL))
    allowed = {"svg", "g", "rect", "path", "circle", "text", "title", "desc"}
    assert {element.tag for element in root.iter()} <= allowed
    for element in root.iter():
        assert not {key for key in element.attrib if key.startswith("on") or key == "style"}
    assert EVIL in {element.text for element in root.iter()}


@pytest.mark.parametrize("draw", CHARTS)
def test_has_role_title_description_and_own_ids(draw: Callable[[str], str]) -> None:
    root = ET.fromstring(draw("Judul"))
    assert root.attrib["role"] == "img"
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert root.attrib["aria-labelledby"].split() == ids
    assert [child.tag for child in root][:2] == ["title", "desc"]


@pytest.mark.parametrize("draw", CHARTS)
def test_nothing_is_drawn_far_outside(draw: Callable[[str], str]) -> None:
    root = ET.fromstring(draw("Judul"))
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    for element in root.iter():
        for key, most in (("x", width), ("y", height), ("cx", width), ("cy", height)):
            assert 0 <= float(element.attrib.get(key, 0)) <= most


@given(st.lists(st.floats(0, 100), min_size=1, max_size=50))
def test_bins_count_every_value_once(values: list[float]) -> None:
    assert sum(count for _, _, count in bins(values, 0, 100)) == len(values)


@given(st.floats(-1000, 1000), st.floats(0.001, 1000))
def test_ticks_lie_inside(low: float, width: float) -> None:
    found = ticks(low, low + width)
    assert 2 <= len(found) <= 7
    assert all(low - 1e-6 <= tick <= low + width + 1e-6 for tick in found)


@pytest.mark.parametrize("many", range(1, 8))
def test_bands_differ_in_colour_and_shape(many: int) -> None:
    slots = [slot(k, many) for k in range(many)]
    assert len(set(slots)) == many
    assert all(0 <= k < len(SHAPES) for k in slots)


def test_more_than_four_profiles_are_not_drawn() -> None:
    profiles = [Profile(str(k), (1.0, 2.0, 3.0)) for k in range(5)]
    assert radar(["a", "b", "c"], profiles, title="", description="", low=0, high=1) == ""
