"""The section of peers: who they are, how far, and one sentence that adds up; or why there are none."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from readiness.analysis.insights import insights
from readiness.report.markdown import unit as markdown_unit
from tests.report.reading import read, rows
from tests.report.sample import results, scored, unit_html

CANDIDATES = ("smart-city", "smart-city-simulated")


def test_the_table_has_the_unit_and_its_peers_with_distances() -> None:
    page = read(unit_html(scored(*CANDIDATES)[-1], "16.07", "en"))
    section = page.one("section", **{"aria-labelledby": "peers"})
    own, *others = rows(section.one("tbody"))
    assert own[0] == "Kabupaten Banyuasin"
    distances = [float(row[1]) for row in others]
    assert len(distances) == 5
    assert distances == sorted(distances)
    assert all(Decimal(own[4]) - Decimal(row[4]) == Decimal(row[5].replace("−", "-")) for row in others)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_sentence_adds_up(lang: str) -> None:
    found = scored(*CANDIDATES)[-1]
    text = markdown_unit(found, "16.07", insights([found]), lang)
    line = next(line for line in text.splitlines() if "Kabupaten Pelalawan" in line and not line.startswith("|"))
    numbers = [Decimal(n.replace("−", "-").replace(",", ".")) for n in re.findall(r"[+−]\d+[.,]\d", line)]
    said = re.search(r"(\d+[.,]\d)\s(?:poin|points)", line)
    assert said is not None
    assert sum(numbers) == Decimal(said.group(1).replace(",", "."))


def test_where_nothing_is_known_of_sizes_the_reason_stands_there() -> None:
    found = results(units=())
    page = read(unit_html(found, "a", "en"))
    section = page.one("section", **{"aria-labelledby": "peers"})
    assert "Cannot be told yet" in section.text
    assert section.all("table") == []
    assert "Cannot be told yet" in markdown_unit(found, "a", insights([found]), "en")
