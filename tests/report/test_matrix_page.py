"""The matrix: every unit by every indicator, the number in the cell, the step of its colour, a sign for each gap."""

from __future__ import annotations

from decimal import Decimal

import pytest

from readiness.report.pages.heat import STEPS, step, steps
from readiness.report.pages.matrix_page import matrix_page
from readiness.report.pages.names import indicator_file
from readiness.results.records import Results
from tests.report.reading import Element, figure, read
from tests.report.sample import results, view
from tests.scoring.making import group, leaf

LEADING = 4  # rank, code, name and index


def page(found: Results | None = None, lang: str = "id") -> Element:
    return read(matrix_page(view(found or results(), lang)))


def rows(root: Element) -> dict[str, list[Element]]:
    """Cells of the body by the code of the unit."""
    return {row.children[1].text: row.children for row in root.one("tbody").all("tr")}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_score_is_the_published_one(lang: str) -> None:
    found = results()
    cells = rows(page(found, lang))
    assert list(cells) == [unit.code for unit in (*view(found).ranked, *view(found).unranked)]
    order = ["jaringan", "desa_4g", "kantor", "aturan", "perda", "rencana", "warga"]
    for unit in found.units:
        for node_id, cell in zip(order, cells[unit.code][LEADING:], strict=True):
            printed = unit.nodes[node_id].published
            if printed is None:
                assert cell.attrs["class"] == "g"
            else:
                assert figure(cell.text, lang) == Decimal(printed)


def test_a_gap_says_what_it_is_by_a_sign_and_in_words() -> None:
    criteria = [group("p", [leaf("x"), {**leaf("y"), "applies_to": {"kind": ["kota"]}}, leaf("z")]), leaf("q")]
    row = {"x": None, "y": 3, "z": None, "q": 40}
    root = page(results(criteria, {"a": row, "b": {**row, "x": 5, "y": 7}}))
    assert [cell.text for cell in rows(root)["a"][LEADING:]] == [
        "–belum ada data",
        "–belum ada data",
        "○tidak berlaku",
        "–belum ada data",
        "40,0",
    ]
    assert rows(root)["b"][LEADING].text.startswith("6,") or rows(root)["b"][LEADING].text == "…data belum cukup"
    signs = {item.text for item in root.all("li", class_="sign")}
    assert {"– belum ada data", "○ tidak berlaku"} <= signs


def test_columns_stand_under_their_pillars() -> None:
    root = page()
    first, second = root.one("thead").all("tr")
    heads = [(head.text, int(head.attrs["colspan"])) for head in first.all("th", scope="colgroup")]
    assert [span for _, span in heads] == [3, 3, 1]
    assert [int(each.attrs["span"]) for each in root.all("colgroup")] == [LEADING, *(span for _, span in heads)]
    assert sum(span for _, span in heads) == len(second.all("th", scope="col")) - LEADING
    assert all(len(row) == len(second.children) for row in rows(root).values())


def test_heads_lead_to_indicators_and_names_to_units() -> None:
    links = {a.attrs["href"] for a in page().one("table").all("a")}
    names = ("desa_4g", "kantor", "perda", "rencana", "warga")
    assert links == {*(indicator_file(name) for name in names), "a.html", "b.html", "c.html", "d.html"}


def test_the_step_of_a_colour_follows_what_is_printed() -> None:
    seen = view(results())
    assert [step(seen, text) for text in ("0.0", "19.9", "20.0", "59.9", "60.0", "99.9", "100.0")] == [
        *(0, 0, 1, 2, 3, 4, 4)
    ]
    assert step(seen, None) is None


@pytest.mark.parametrize(("scale", "decimals"), [((0, 100), 1), ((1, 5), 2), ((0, 10), 0), ((-3, 7), 1)])
def test_the_legend_says_where_each_step_begins_and_ends(scale: tuple[float, float], decimals: int) -> None:
    low, high = scale
    bands = [{"id": "satu", "from": low, "label": "Satu"}]
    seen = view(results(scale={"min": low, "max": high}, decimals=decimals, bands=bands), "en")
    found = steps(seen)
    assert len(found) == STEPS
    for each in found:
        ends = each.words.replace(" – ", "–").split("–")
        assert [step(seen, str(figure(end, "en"))) for end in ends] == [each.number] * 2, each.words


def test_many_columns_stand_upright() -> None:
    few, many = (page(results([leaf(f"x{k}") for k in range(n)], {"a": {}, "b": {}})) for n in (5, 20))
    assert few.one("table").attrs["class"] == "heat"
    assert many.one("table").attrs["class"] == "heat upright"


def test_cells_of_a_large_matrix_stay_small() -> None:
    criteria = [leaf(f"x{k}") for k in range(50)]
    data = {f"u{n:03d}": {f"x{k}": (7 * n + k) % 101 for k in range(50)} for n in range(40)}
    made = matrix_page(view(results(criteria, data, units=())))
    body = made[made.index("<tbody>") : made.index("</tbody>")]
    assert len(body) / (40 * 50) < 32  # so 514 units by 50 indicators are some 800 kB


def test_hostile_names_and_attributes_stay_text() -> None:
    from tests.report.test_hostile import ATTACKS, hostile

    for words in ATTACKS:
        root = page(hostile(words), "en")
        assert len(root.all()) == len(page(hostile("Kata"), "en").all())
        assert rows(root)["a"][2].text == " ".join(words.split())
        assert root.one("tbody").all("tr")[0].attrs["data-province"] == words
