"""The page of the method: the whole framework, its weights that add up, remarks, and every method explained."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from readiness.analysis.insights import insights
from readiness.report.pages.method_page import method_page
from readiness.report.site import write_site
from readiness.results.records import FindingRecord, OpinionResult, Stand
from tests.report.method_sample import everything
from tests.report.reading import Element, figure, read, rows
from tests.report.sample import index_html, results, scored, unit_html, view

LANGS = ["id", "en"]
BUNDLED = [
    ("smart-city", "smart-city-simulated"),
    ("spbe-2020", "spbe-bandar-lampung.csv"),
    ("screening", "screening-public.csv"),
]


def page(lang: str = "id") -> Element:
    return read(method_page(view(everything(), lang)))


def tree(lang: str = "id") -> dict[str, list[str]]:
    return {row[0].split("\xa0")[0].split(" ")[0]: row for row in rows(page(lang).one("table", class_="tree"))[1:]}


def test_every_node_stands_with_its_weight_and_its_shares() -> None:
    found = tree()
    assert list(found) == [node.id for node in view(everything()).framework.walk()]
    assert found["jaringan"][1:4] == ["0,5", "50,00%", "50,00%"]
    assert found["desa_4g"][1:4] == ["3", "60,00%", "30,00%"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("name", "data"), BUNDLED)
def test_printed_shares_of_the_index_add_up_to_100(name: str, data: str, lang: str) -> None:
    seen = view(scored(name, data)[-1], lang)
    body = read(method_page(seen)).one("table", class_="tree").one("tbody")
    printed = {row.attrs["id"].removeprefix("n-"): row.children[3].text for row in body.children}
    leaves = {leaf.id for leaf in seen.leaves}
    assert sum(figure(text, lang) for name, text in printed.items() if name in leaves) == Decimal(100)
    pillars = [pillar.id for pillar in seen.framework.criteria]
    assert sum(figure(printed[pillar], lang) for pillar in pillars) == Decimal(100)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("name", "data"), BUNDLED)
def test_the_page_is_small(name: str, data: str, lang: str) -> None:
    assert len(method_page(view(scored(name, data)[-1], lang)).encode()) < 100 * 1024


def test_how_each_node_gets_its_score() -> None:
    found = tree("en")
    assert "worst 0 and 100, best 40–60" in found["desa_4g"][4]
    assert "group_mean: province" in found["desa_4g"][4]
    assert "less is better" in found["menara"][4]
    assert "divided by jaringan_total, times 10" in found["rasio"][4]
    assert "zscore: {mean: 50, sd: 10}" in found["pagu"][4]
    assert "owa: [1, 2, 3]" in found["jaringan"][4]
    assert "data coverage at least 30%" in found["aturan"][4]
    assert "applies only to regions other than city" in found["warga"][4]
    assert "1 estimated, 1 treated of 14 values" in found["belanja"][4]


@pytest.mark.parametrize("lang", LANGS)
def test_every_method_named_is_explained_on_the_page(lang: str) -> None:
    found = page(lang)
    ids = {element.attrs["id"] for element in found.all() if "id" in element.attrs}
    links = [a.attrs["href"] for a in found.one("main").all("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    named = {name for name in ids if name.startswith("m-")}
    assert {"m-aggregate-owa", "m-normalise-goalposts", "m-treat-winsorise", "m-impute-regression"} <= named
    assert {"m-opinions-kemeny", "m-gates-at_most", "m-gates-cap_score", "m-weights_sets-budget"} <= named
    assert "m-aggregate-geometric" not in named


def test_conditions_bands_and_opinions() -> None:
    found = page()
    gates = next(rows(t) for t in found.all("table") if "Yang dilihat" in t.text)
    assert gates[1][1:] == ["nilai menara", "paling banyak 30", "kategori paling tinggi Rendah"]
    assert gates[2][1:] == ["skor jaringan", "antara 10,0 dan 90,0", "indeks paling tinggi 60,0"]
    assert gates[3][1] == "skor Indeks"
    assert "Tinggi" in found.text and "hitungan Borda" in found.text


def test_remarks_in_the_readers_language_and_what_is_accepted() -> None:
    params = {"indicator": "menara", "normaliser": "minmax"}
    record = FindingRecord("note", "M026", "k.yaml", 9, 5, "English", params, "", None)
    accepted = FindingRecord(
        "note", "M079", "k.yaml", 1, 1, "English", {"count": 2, "nodes": {"0": ["menara", "index"]}}, "", None
    )
    data = FindingRecord("warning", "D037", "d.csv", 1, 1, "not of the method", {}, "", None)
    found = replace(everything(), findings=(record, accepted, data))
    text = read(method_page(view(found))).one("main").text
    assert "skor 'menara' bergantung pada daerah yang dinilai bersama (minmax) k.yaml:9:5" in text
    assert "Pakai patokan" in text  # the hint
    assert "M079" not in text and "not of the method" not in text
    assert "M026menara, IndeksHanya <sekali> diurutkan" in text
    none = read(method_page(view(replace(results(), findings=())))).text
    assert "Pemeriksa metode tidak mencatat apa pun." in none


def test_the_set_of_weights_is_named_on_every_page(tmp_path: Path) -> None:
    found = everything()
    written = write_site([found], tmp_path, insights=insights([found]), command="readiness report")
    for path in written:
        text = read(path.read_text(encoding="utf-8")).one("footer").text
        assert ("Experts <One>" if path.parent.name == "en" else "Pakar <Satu>") + " (pakar), Lokakarya 2026" in text
        assert "Pilihan: weights" not in text and "Option: weights" not in text
    assert "Kumpulan bobot" not in read(unit_html(everything(weights=None), "u03")).text


def test_the_page_is_linked_from_everywhere(tmp_path: Path) -> None:
    found = results()
    for path in write_site([found], tmp_path, insights=insights([found])):
        if path.name != "method.html":
            links = [a.attrs["href"] for a in read(path.read_text(encoding="utf-8")).all("a")]
            assert any(link.endswith("method.html") for link in links), path


def test_simulated_results_are_stamped() -> None:
    assert read(method_page(view(results(synthetic=True)))).all("aside", class_="stamp")


@pytest.mark.parametrize("lang", LANGS)
def test_heads_have_a_scope(lang: str) -> None:
    for head in page(lang).all("th"):
        assert head.attrs.get("scope") in ("col", "row")


def test_same_results_same_bytes() -> None:
    everything.cache_clear()
    first = method_page(view(everything()))
    everything.cache_clear()
    assert method_page(view(everything())) == first


def test_opinions_stand_beside_the_rank() -> None:
    table = read(index_html(everything())).one("table", class_="ranks")
    heads = rows(table)[0]
    assert heads[4:9] == ["Indeks", "Borda", "Copeland", "Kemeny", "bobot terbaik"]
    by_code = {row[1]: row for row in rows(table)[1:]}
    for one, at in zip(everything().opinions or (), range(5, 9), strict=True):
        assert by_code["u07"][at] == str(one.units["u07"].rank)
        assert by_code["u02"][at] == "–"  # without an index nothing is compared
    assert len(table.one("colgroup").children) == len(heads)


def test_agreement_is_a_word_and_a_number_and_kemeny_says_whether_it_is_proven() -> None:
    text = read(index_html(everything(), "en")).text
    assert "proven: no order agrees better" in text
    stands = {"u01": Stand(1.0, 1)}
    told = (
        OpinionResult("kemeny", stands, 0.95, optimal=False, score=40.25, bound=41.5),
        OpinionResult("borda", stands, -0.2),
        OpinionResult("copeland", stands, None),
    )
    found = replace(everything(), opinions=told)
    section = next(
        s for s in read(index_html(found, "en")).all("section") if s.attrs.get("aria-labelledby") == "opinions"
    )
    body = rows(section.one("table"))[1:]
    assert body[0][1:] == [
        "almost the same (0.95)",
        "1",
        "not proven to be the best: it reaches 40.25, and no order can exceed 41.50",
    ]
    assert body[1][1] == "the other way round (−0.20)"
    assert body[2][1] == "–"


def test_one_line_of_opinions_on_the_page_of_a_unit() -> None:
    ranks = [one.units["u07"].rank for one in everything().opinions or ()]
    line = "Urutan menurut cara lain: Borda {}, Copeland {}, Kemeny {}, bobot terbaik {}.".format(*ranks)
    assert line in read(unit_html(everything(), "u07")).one("p", class_="story").text
    assert "Urutan menurut cara lain" not in read(unit_html(everything(), "u02")).text
    assert "Urutan pembanding" not in read(index_html(results())).text
