"""The page of data quality: counts that add up, reasons as they are written, every finding, and the files."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from readiness.data.table import Cell, Source
from readiness.report.pages.quality_counts import LEAST, MOST_REASONS
from readiness.report.pages.quality_page import FOLDED, SHOWN, quality_page
from readiness.results.records import FindingRecord, Results
from tests.report.method_sample import everything
from tests.report.reading import Element, figure, read
from tests.report.sample import results, view
from tests.report.test_indicator_page import sampled
from tests.scoring.making import group, leaf


def page(found: Results, lang: str = "id") -> Element:
    return read(quality_page(view(found, lang)))


def body(root: Element, heading: str, place: int = 0) -> list[list[str]]:
    """Rows of a table in the section of this heading."""
    table = _section(root, heading).all("table")[place]
    return [[cell.text for cell in row.children] for row in table.one("tbody").all("tr")]


def _section(root: Element, heading: str) -> Element:
    return next(s for s in root.all("section") if s.attrs.get("aria-labelledby") == heading)


def has(root: Element, heading: str) -> bool:
    return any(s.attrs.get("aria-labelledby") == heading for s in root.all("section"))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_pillars_add_up_to_all_and_indicators_to_their_pillar(lang: str) -> None:
    found = everything()
    rows = body(page(found, lang), "indicators")
    heads = [k for k, row in enumerate(rows) if row[0] in {view(found, lang).labels[p] for p in ("jaringan", "aturan")}]
    numbers = [[int(figure(text, lang)) for text in row[3:]] for row in rows]
    for head, after in zip(heads, (*heads[1:], len(rows) - 1), strict=True):
        assert numbers[head] == [sum(column) for column in zip(*numbers[head + 1 : after], strict=True)]
    pillars = [*heads, len(rows) - 1]  # the last pillar is an indicator
    states = Counter(unit.nodes[leaf.id].status for unit in found.units for leaf in view(found).leaves)
    totals = [sum(numbers[k][column] for k in pillars) for column in range(4)]
    assert totals == [states[s] for s in ("observed", "imputed", "missing", "not_applicable")]


def test_reasons_for_gaps_are_as_written_and_add_up() -> None:
    def blank(text: str) -> Cell:
        return Cell("missing", None, Source("d.csv", 2, 2, text))

    absent = Cell("not_applicable", None, Source("d.csv", 2, 2, "tidak berlaku: tanpa desa"), None, "tanpa desa")
    data: dict[str, Any] = {
        "a": {"x": blank("NA"), "y": blank("")},
        "b": {"x": blank("NA"), "y": absent},
        "c": {"x": blank("-"), "y": 5},
        "d": {"y": 6},
    }
    criteria = [group("p", [leaf("x"), leaf("y")])]
    rows = body(page(results(criteria, data, units=())), "gaps")
    assert rows == [
        ["tertulis “NA”", "2"],
        ["sel kosong", "1"],
        ["tertulis “-”", "1"],
        ["tidak ada baris atau kolomnya di berkas", "1"],
        ["tidak berlaku: tanpa desa", "1"],
    ]


def test_hundreds_of_reasons_are_counted_and_not_all_told() -> None:
    cells = {f"u{k:03d}": {"x": Cell("missing", None, Source("d.csv", k, 2, f"alasan {k}"))} for k in range(60)}
    root = page(results([leaf("x")], cells, units=()))
    assert len(body(root, "gaps")) == MOST_REASONS
    assert f"dan {60 - MOST_REASONS} sebab lain" in root.text


def test_units_with_the_least_data_come_first_and_the_rest_is_counted() -> None:
    criteria = [leaf(f"x{k}") for k in range(4)]
    data = {f"u{n:02d}": {f"x{k}": 1 for k in range(3 if n else 1)} for n in range(LEAST + 6)}
    root = page(results(criteria, data, units=()))
    section = _section(root, "units")
    rows = [[c.text for c in r.children] for r in section.one("table", class_="least").one("tbody").all("tr")]
    assert rows[0] == ["u00", "25,0%", "1 dari 4"]
    assert len(rows) == LEAST
    assert "dan 6 daerah lain" in section.text
    twin = section.one("details").one("tbody").all("tr")
    assert sum(int(row.children[1].text) for row in twin) == len(data)


def findings(n: int) -> Results:
    records = [
        FindingRecord(
            "warning",
            "D042",
            "data.csv",
            k + 2,
            1,
            "said",
            {"text": f"Daerah {k}"},
            "",
        )
        for k in range(n)
    ]
    return replace(results(), findings=tuple(records))


def test_every_finding_is_told_the_first_ones_open_and_the_rest_folded() -> None:
    article = page(findings(10), "en").one("article")
    folded = article.one("details").all("p")
    assert len(article.all("code")) == 10
    assert len(folded) == 10 - SHOWN
    assert "Daerah 0" in article.all("p")[0].text and "data.csv:2:1" in article.all("p")[0].text
    assert article.one("summary").text == "7 other findings"
    assert "10 findings" in article.one("h3").text


def test_thousands_of_findings_do_not_fill_the_page() -> None:
    article = page(findings(2000), "en").one("article")
    assert len(article.all("code")) == SHOWN + FOLDED
    assert f"and {2000 - SHOWN - FOLDED:,} more" in article.text


def test_messages_are_in_the_readers_language_and_unknown_codes_keep_their_words() -> None:
    strange = FindingRecord("odd", "Z999", "", None, None, "words of later", {}, "")
    found = replace(findings(1), findings=(*findings(1).findings, strange))
    said = {lang: [a.text for a in page(found, lang).all("article")] for lang in ("id", "en")}
    assert "words of later" in said["id"][1] and "odd" in said["id"][1]
    assert "is no unit of the registry" in said["en"][0]
    assert "is no unit" not in said["id"][0]


def test_files_are_named_with_their_rows_cells_and_whole_digest() -> None:
    data = {"a": {"x": Cell("observed", 1.0, Source("data.csv", 2, 2, "1")), "y": 3}}
    rows = body(page(results([leaf("x"), leaf("y")], data, units=())), "inputs")
    assert rows == [["data.csv", "1", "2", "c" * 64]]


def test_sources_are_listed_only_where_the_framework_names_any() -> None:
    data = {"a": {"x": 1, "y": 2}}
    bare = page(results([leaf("x"), leaf("y")], data, units=()))
    named = page(results([leaf("x", source="BPS", data_year=2024), leaf("y")], data, units=()))
    assert len(_section(bare, "inputs").all("table")) == 1
    assert [row[1:] for row in body(named, "inputs", 1)] == [["BPS", "2024"], ["tidak ditulis", "–"]]


def test_precision_of_surveys_is_told_where_there_are_any() -> None:
    assert not has(page(results()), "sample")
    assert body(page(sampled(8), "en"), "sample") == [["x", "8", "100", "104", "0", "1"]]


def test_estimates_and_treatments_are_counted_by_indicator() -> None:
    found = everything()
    rows = body(page(found, "en"), "touched")
    done = sum(
        (node.imputed is not None) + (node.treated is not None) for u in found.units for node in u.nodes.values()
    )
    assert sum(int(row[2]) for row in rows) == done > 0
    assert not has(page(results()), "touched")


def test_simulated_data_are_called_so_in_the_lead() -> None:
    told = page(results(synthetic=True)).one("p", class_="lead").text
    assert told.endswith("Semuanya data simulasi, bukan data resmi.")
    assert "simulasi" not in page(results()).one("p", class_="lead").text


def test_a_result_without_any_data_is_told_without_a_number_made_up() -> None:
    root = page(results([leaf("x")], {"a": {"x": None}}, units=()), "en")
    assert "0 have data: 0.0%." in root.one("p", class_="lead").text
    assert not root.all("svg", class_="hist")


def test_hostile_words_stay_text() -> None:
    from tests.report.test_hostile import ATTACKS, hostile

    for words in ATTACKS:
        root = page(hostile(words))
        assert len(root.all()) == len(page(hostile("Kata")).all())
        assert " ".join(words.split()) in root.text
