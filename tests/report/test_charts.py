"""Charts: one title and description each, no style attribute, ids that do not clash, every text escaped."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.data.boundaries.records import Frame, Outlines
from readiness.report.charts.bars import Bar, Part, bars, diverging
from readiness.report.charts.choropleth import Ground, choropleth
from readiness.report.charts.histogram import bins, histogram
from readiness.report.charts.interval import End, interval
from readiness.report.charts.line import Point, line
from readiness.report.charts.map import Place, dots
from readiness.report.charts.portion import portion
from readiness.report.charts.radar import Profile, radar
from readiness.report.charts.sampled import Sampled, sampled
from readiness.report.charts.scale import Mark, Stretch, scale
from readiness.report.charts.svg import SHAPES, slot, ticks
from readiness.report.charts.triangle import Area, keys, triangle

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
        posts=[(10.0, words), (90.0, words)],
    )


def _sampled(words: str) -> str:
    rows = [Sampled(3.0, 2.5, 3.5), Sampled(2.0, None, None), Sampled(1.0, 0.4, 1.6)]
    return sampled(rows, title=words, description=words, show=lambda tick: words, median=2.0, median_words=words)


def _map(words: str) -> str:
    crowd = [Place(-7.0 - n / 100, 110.0, 1e5, 0, words, n) for n in range(2, 24)]
    places = [Place(-6.0, 107.0, 1e6, 2, words, 0), Place(-2.0, 140.0, 1e4, None, "b", 1), *crowd]
    return dots(places, title=words, description=words)


def _areas(words: str) -> str:
    frame = Frame(100.0, -10.0, 120.0, 0.0)
    box = (10.0, 10.0, 30.0, 30.0)
    outlines = Outlines(
        frame, {words: "m10 10 20 0 0 20z"}, {words: box}, "m0 0 9 0 0 9z", frozenset(), words, "a" * 64
    )
    units = [Ground(words, 2, words), Ground("b", None, words, (110.0, -5.0)), Ground("c", 0)]
    return choropleth(units, outlines, title=words, description=words)


def _line(words: str) -> str:
    points = [Point(words, 1.0, words, 0), Point("b", None, "–", None), Point("c", 2.0, "2", 1)]
    return line(points, title=words, description=words)


def _radar(words: str) -> str:
    profiles = [Profile(words, (10.0, 50.0, None)), Profile("b", (1.0, 2.0, 3.0))]
    return radar([words, "b", "c"], profiles, title=words, description=words, low=0, high=100)


def _interval(words: str) -> str:
    ends = (End(1.0, words), End(5.0, "5"))
    return interval(3.4, 0.9, 3.6, ends, name="mutu-a", title=words, description=words)


CORNERS = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
LEFT_HALF, RIGHT_HALF = (*CORNERS[:2], (0.0, 0.5, 0.5)), (CORNERS[0], (0.0, 0.5, 0.5), CORNERS[2])


def _triangle(words: str) -> str:
    areas = [Area(words, words, (LEFT_HALF,)), Area("b", "50%", (RIGHT_HALF,))]
    return triangle((words, "b", "c"), areas, (0.2, 0.4, 0.4), name="a", title=words, description=words)


CHARTS = [_scale, _bars, _parts, _histogram, _map, _areas, _line, _radar, _interval, _triangle, _sampled]


@pytest.mark.parametrize("draw", CHARTS)
def test_h06_every_text_and_attribute_is_escaped(draw: Callable[[str], str]) -> None:
    root = ET.fromstring(draw(EVIL))
    allowed = {"svg", "g", "rect", "path", "circle", "text", "title", "desc", "use", "pattern"}
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
    assert root.attrib["aria-labelledby"].split() == ids[:2]
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


def test_the_triangle_numbers_its_answers_as_its_table_does() -> None:
    areas = [Area(f"unit {k}", "1%", (LEFT_HALF,)) for k in range(9)]
    drawn = ET.fromstring(triangle(("p", "q", "r"), areas, (1.0, 0.0, 0.0), name="a", title="t", description="d"))
    texts = [element.text for element in drawn.iter("text")]
    assert texts == [*(str(k) for k in range(1, 8)), "p", "q", "r"]
    assert (keys(areas)[8].number, keys(areas)[8].name, keys(areas)[8].printed) == ("9", "unit 8", "1%")
    colours = [key.colour for key in keys(areas)]
    assert len(set(colours[:7])) == 7
    assert colours[7] == colours[8]


def test_pieces_of_one_answer_are_one_shape_without_lines_between() -> None:
    one = [Area("a", "100%", (LEFT_HALF, RIGHT_HALF))]
    drawn = ET.fromstring(triangle(("p", "q", "r"), one, None, name="a", title="t", description="d"))
    shapes = [element for element in drawn.iter("path") if "c4" in element.attrib["class"]]
    assert [shape.attrib["class"] for shape in shapes] == ["c4"]
    assert shapes[0].attrib["d"].count("M") == 2


def test_a_strip_runs_from_the_lowest_to_the_highest_and_has_one_figure() -> None:
    from readiness.report.charts.strip import Dot, strip

    drawn = str(strip([Dot(40.0, "40", 1), Dot(80.0, "80", 3)], Dot(60.0, "60", 2), title="t", description="d"))
    assert drawn.count("<path") == 4
    assert 'x="320"' in drawn and ">60</text>" in drawn
    assert ">40</text>" in drawn and ">80</text>" in drawn
    alone = str(strip([Dot(40.0, "40", 1)], None, title="t", description="d"))
    assert alone.count(">40</text>") == 1


def test_a_lane_puts_rank_median_and_interval_where_the_scale_says() -> None:
    from readiness.report.charts.ranks import Lane, lane, scale, symbols

    row = ET.fromstring(lane(Lane(3, 2, 3.5, 6, "z-out"), 10))
    bar = row.find("rect")
    assert bar is not None
    assert (bar.attrib["x"], bar.attrib["width"]) == ("15%", "40%")  # from the middle of rank 2 to that of rank 6
    assert [(use.attrib["href"], use.get("x")) for use in row.iter("use")] == [
        ("#lane-grid", None),
        ("#lane-median", "30%"),
        ("#z-out", "25%"),
    ]
    assert "#z-out" not in lane(Lane(None, 2, 3.5, 6, "z-out"), 10)
    marks = {text.text: text.attrib["x"] for text in ET.fromstring(scale(10)).iter("text")}
    assert marks["1"] == "5%" and marks["10"] == "95%"
    assert {line.attrib["x1"] for line in ET.fromstring(symbols(10)).iter("line")} == set(marks.values())


def test_posts_stand_where_their_numbers_are_on_the_axis() -> None:
    drawn = ET.fromstring(_histogram("w"))
    lines = [e.attrib["d"] for e in drawn.iter("path") if e.attrib["class"] == "post"]
    assert [line[: line.index(" ")] for line in lines] == ["M77.6", "M426.4"]  # 10 and 90 of 0 to 100, from 34 to 470


def test_samples_have_a_whisker_where_the_interval_is_known_and_a_dot_everywhere() -> None:
    drawn = ET.fromstring(_sampled("w"))
    paths = {e.attrib["class"]: e.attrib["d"] for e in drawn.iter("path") if e.attrib["class"] in ("whisker", "dots")}
    assert paths["whisker"].count("M") == 2
    assert [float(dot.split()[0]) for dot in paths["dots"][1:].split("M")] == pytest.approx([143.7, 339, 534.3])


def test_a_portion_puts_its_parts_behind_one_another_and_hides_from_who_hears() -> None:
    drawn = ET.fromstring(portion([(0.5, "c4"), (0.0, "c1"), (0.25, "c2")]))
    assert drawn.attrib["aria-hidden"] == "true"
    parts = [(e.get("x"), e.attrib["width"], e.attrib["class"]) for e in drawn.iter("rect")]
    assert parts == [(None, "50%", "c4"), ("50%", "25%", "c2")]
