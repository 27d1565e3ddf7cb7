"""One file a unit, sent by mail: it leads nowhere but into itself and to the evidence, and says how it was made."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from readiness.analysis.insights import insights
from readiness.report.beside import Beside
from readiness.report.pages.names import file_name, single_name
from readiness.report.site import write_singles, write_site
from readiness.results.records import Results
from tests.report.reading import read
from tests.report.sample import results, scored
from tests.report.selection_sample import many_results, selection

MOST = 200_000  # bytes


def singles(found: Results, out: Path, **keys: object) -> dict[str, str]:
    paths = write_singles([found], out, insights=insights([found]), command="readiness report --single", **keys)  # type: ignore[arg-type]
    return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def evidenced() -> Results:
    """The evidence of one cell is a web address, of another a script."""
    found = results()
    unit = found.units[0]
    nodes = dict(unit.nodes)
    nodes["desa_4g"] = replace(nodes["desa_4g"], evidence="https://example.go.id/4g")
    nodes["perda"] = replace(nodes["perda"], evidence="javascript:alert(1)")
    return replace(found, units=(replace(unit, nodes=nodes), *found.units[1:]))


def test_one_file_a_unit_and_language_in_one_folder(tmp_path: Path) -> None:
    found = singles(results(), tmp_path, only=["a", "c"])
    assert list(found) == [
        "single/a-kabupaten-satu.id.html",
        "single/a-kabupaten-satu.en.html",
        "single/c-kabupaten-tiga.id.html",
        "single/c-kabupaten-tiga.en.html",
    ]
    assert sorted(p.name for p in (tmp_path / "single").iterdir()) == sorted(name.partition("/")[2] for name in found)


@pytest.mark.parametrize("chosen", [False, True])
def test_every_link_leads_into_the_page_or_to_evidence(tmp_path: Path, chosen: bool) -> None:
    found = many_results(12) if chosen else evidenced()
    beside = Beside(selection=selection(found, 5)) if chosen else Beside()
    for name, content in singles(found, tmp_path, beside=beside).items():
        page = read(content)
        ids = {element.attrs["id"] for element in page.all() if "id" in element.attrs}
        for element in page.all():
            for href in (element.attrs[key] for key in ("href", "src", "action") if key in element.attrs):
                assert (href[:1] == "#" and href[1:] in ids) or href == "https://example.go.id/4g", (name, href)


def test_a_peer_is_named_and_not_linked(tmp_path: Path) -> None:
    found = many_results(12)
    write_site([found], tmp_path, insights=insights([found]), langs=("en",), only=None)
    code = found.units[3].code
    beside = read((tmp_path / "en" / file_name(code)).read_text(encoding="utf-8"))
    alone = read(next(iter(singles(found, tmp_path, langs=("en",), only=[code]).values())))
    assert not alone.one("nav").all("a")
    assert [row.text for row in alone.all("section", **{"aria-labelledby": "peers"})] == [
        row.text for row in beside.all("section", **{"aria-labelledby": "peers"})
    ]


def test_all_of_the_page_is_there_and_the_method_in_brief(tmp_path: Path) -> None:
    found = results()
    write_site([found], tmp_path, insights=insights([found]), langs=("en",))
    beside = read((tmp_path / "en" / "a.html").read_text(encoding="utf-8"))
    alone = read(singles(found, tmp_path, langs=("en",), only=["a"])["single/a-kabupaten-satu.en.html"])
    there, here = ([s.attrs.get("aria-labelledby") for s in page.all("section")] for page in (beside, alone))
    assert here == [*there, "method"]
    method = alone.all("section", **{"aria-labelledby": "method"})[0]
    for node in found.units[0].nodes:
        assert method.all("tr", id=f"how-{node}")
    assert "worst 0%, best 100%" in method.text
    assert "readiness report --single" in alone.text


def test_the_stamp_of_simulated_data_goes_with_it(tmp_path: Path) -> None:
    for content in singles(results(synthetic=True), tmp_path).values():
        assert read(content).all("aside", class_="stamp")


def test_the_largest_bundled_framework_fits(tmp_path: Path) -> None:
    (found, *_) = scored("smart-city", "smart-city-simulated")
    code = found.units[0].code
    for content in singles(found, tmp_path, only=[code]).values():
        assert len(content.encode()) <= MOST
        assert not re.search(r"<(link|img|iframe|object|embed)\b|@import|url\(", content)


@pytest.mark.parametrize(
    ("code", "name"), [("../x", "../../etc"), ("a", "<script>"), ("a", "Kab. \u202ePak"), ("CON", ""), ("a", "x" * 999)]
)
def test_a_file_is_named_by_a_safe_name(code: str, name: str) -> None:
    found = single_name(code, name, "id")
    assert found.endswith(".id.html")
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-_")
    assert len(found) < 140
    assert not found.startswith(".")
