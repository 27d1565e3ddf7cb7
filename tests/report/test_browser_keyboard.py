"""Every control of every kind of page by keyboard alone: reached in the order of reading, seen, and worked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.report.browsing import Opened
from tests.report.every_kind import KINDS, Kind

pytestmark = pytest.mark.browser
MOST = 600  # stops on one page
# Everything that can be worked, numbered in the order of the document; of a group of radio buttons Tab stops at one.
NUMBER = """() => {
    document.querySelectorAll('details').forEach(one => { one.open = true; });
    const radios = new Set();
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(one => {
        if (one.tabIndex < 0 || one.disabled || !one.checkVisibility({visibilityProperty: true})) return false;
        if (one.type !== 'radio') return true;
        const group = document.querySelector(`input[type=radio][name="${one.name}"]:checked`);
        const stop = group ? group === one : !radios.has(one.name);
        radios.add(one.name);
        return stop;
    });
    stops.forEach((one, k) => { one.dataset.stop = k; });
    return stops.map(one => one.outerHTML.slice(0, 90));
}"""
# Where the focus is: its number, whether one sees it there, and whether any of it lies open in the window.
FOCUS = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    if (one === document.body) return null;
    const ring = style.outlineStyle !== 'none' && (style.outlineStyle === 'auto' || parseFloat(style.outlineWidth) >= 2);
    const open = [...one.getClientRects()].some(room => [0.1, 0.5, 0.9].some(x => [0.1, 0.5, 0.9].some(y => {
        const top = document.elementFromPoint(room.left + room.width * x, room.top + room.height * y);
        return top && (one.contains(top) || top.contains(one));
    })));
    return {stop: one.dataset.stop, ring, open, html: one.outerHTML.slice(0, 90)};
}"""


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_control_is_reached_in_the_order_of_reading(browser: Any, every: Mapping[Kind, Path], kind: Kind) -> None:
    opened = Opened(browser, every[kind], viewport={"width": 1280, "height": 900})
    page = opened.page
    expected: list[str] = page.evaluate(NUMBER)
    walked: list[dict[str, Any]] = []
    while len(walked) < MOST:
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at is None:
            break
        walked.append(at)
    assert len(walked) < MOST, "a trap, or a page too long to walk"
    reached = [int(at["stop"]) for at in walked if at["stop"] is not None]
    assert reached == list(range(len(expected))), [expected[k] for k in set(range(len(expected))) - set(reached)]
    assert [at["html"] for at in walked if not at["ring"]] == [], "no ring around the focus"
    assert [at["html"] for at in walked if not at["open"]] == [], "the focus is out of sight"
    assert opened.complaints == []


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_control_works_by_keyboard(browser: Any, every: Mapping[Kind, Path], kind: Kind) -> None:
    opened = Opened(browser, every[kind], viewport={"width": 1280, "height": 500})
    for query, keys, state in WORKED:
        for one in opened.page.query_selector_all(query)[:FEW]:
            if not one.is_visible():
                continue
            before = one.evaluate(state)
            for key in keys:
                one.focus()
                opened.page.keyboard.press(key)
                opened.page.wait_for_timeout(50)  # a region scrolls in steps
                after = one.evaluate(state)
                assert after != before, f"{key} does nothing: {one.evaluate('one => one.outerHTML')[:200]}"
                before = after
    assert opened.complaints == []


FEW = 8  # of controls alike
SORTED = "one => one.closest('th').getAttribute('aria-sort')"
WORKED = [
    ("summary", ["Enter", "Space"], "one => one.parentElement.open"),
    ("thead button", ["Enter", "Space"], SORTED),
    ("input[type=search]", ["k", "Backspace"], "one => one.value"),
    ("input[type=range]", ["Home", "ArrowRight"], "one => one.value"),
    ("input[type=number]", ["ArrowUp", "ArrowDown"], "one => one.value"),
    ("input[type=checkbox]", ["Space", "Space"], "one => one.checked"),
    ("input[type=radio]:checked", ["ArrowDown"], "one => one.checked"),
    ("select", ["ArrowDown", "Home"], "one => one.value"),
    ("a[href^='#']", ["Enter"], "one => location.hash !== one.hash"),
]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_what_scrolls_can_be_scrolled_by_keyboard(
    browser: Any, every: Mapping[Kind, Path], kind: Kind, width: int
) -> None:
    page = Opened(browser, every[kind], viewport={"width": width, "height": 700}, reduced_motion="reduce").page
    lost = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(one => {
            const style = getComputedStyle(one);
            const scrolls = side => ['auto', 'scroll'].includes(style['overflow' + side]);
            const more = scrolls('X') && one.scrollWidth > one.clientWidth + 1 || scrolls('Y') && one.scrollHeight > one.clientHeight + 1;
            const named = one.getAttribute('aria-label') || one.getAttribute('aria-labelledby');
            return more && one.checkVisibility() && !(one.tabIndex >= 0 && named);
        }).map(one => one.outerHTML.slice(0, 120))"""
    )
    assert lost == [], "a region that scrolls is reached by Tab and says what it is"
