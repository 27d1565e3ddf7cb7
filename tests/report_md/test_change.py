"""The Markdown of a change: in a fixed order, sums that add up, and never too long for a comment."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from readiness.analysis.changing import change
from readiness.data.units import Unit
from readiness.report.markdown import changes
from readiness.report.markdown.change import LIMIT
from readiness.results.records import Results
from tests.analysis.builders import framework, group, leaf, results

OLD = framework(group("p", leaf("x"), leaf("y")))
NEW = framework(group("p", leaf("x", weight=3), leaf("y")), version="2")


def wave(of: object, shift: float, count: int, name: str = "Kabupaten {}") -> Results:
    values = {f"{n:03}": {"x": (n * 7 + shift * (n % 3)) % 100, "y": n % 90.0} for n in range(count)}
    units = {code: Unit(code, name.format(code)) for code in values}
    return results(of, values, units=units)  # type: ignore[arg-type]


def text(*waves: Results, lang: str = "en") -> str:
    return changes(waves, [change(a, b, 5) for a, b in pairwise(waves)], lang, "readiness compare")


def number(cell: str) -> Decimal:
    return Decimal(cell.replace("−", "-").replace("+", "").replace("\\", ""))


def test_every_row_adds_up() -> None:
    found = text(wave(OLD, 0, 20), wave(NEW, 9, 20))
    rows = re.findall(r"^\| (Kabupaten \d+) \|(.*)\|$", found, re.MULTILINE)
    numbers = [[number(cell.strip()) for cell in cells.split("|")] for _, cells in rows if cells.count("|") == 5]
    assert len(numbers) > 10
    for before, after, total, *parts in numbers:
        assert after - before == total == sum(parts)


def test_the_order_is_verdict_pillars_details_unchanged() -> None:
    found = text(wave(OLD, 0, 20), wave(OLD, 9, 20))
    places = [found.index(words) for words in ("rose", "| Pillar", "<details>", "unchanged.", "## Provenance")]
    assert places == sorted(places)


@pytest.mark.parametrize("count", [0, 1, 20, 700])
def test_it_fits_into_a_comment(count: int) -> None:
    assert len(text(wave(OLD, 0, count), wave(NEW, 9, count))) <= LIMIT


def test_labels_as_long_as_a_page_still_fit() -> None:
    long = "x<|`" * 2000
    old = framework(group("p", leaf("x", label={"id": long, "en": long}), leaf("y"), label={"id": long, "en": long}))
    found = text(wave(old, 0, 300, long), wave(old, 9, 300, long), wave(old, 20, 300, long))
    assert len(found) <= LIMIT
    assert "<|" not in found


def test_what_did_not_fit_is_counted() -> None:
    found = text(wave(OLD, 0, 1500), wave(NEW, 9, 1500))
    shown = len(re.findall(r"^\| Kabupaten \d+ \|(?:[^|\n]+\|){6}$", found, re.MULTILINE))
    moved = re.search(r"Regions that moved \((\d+)\)", found)
    assert moved is not None
    assert f"And {int(moved[1]) - shown:,} more" in found
