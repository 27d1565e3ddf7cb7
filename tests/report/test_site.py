"""The folder: what is in it, that it is the same every time, and that nothing is written for nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from readiness.analysis.insights import insights
from readiness.comparing import compare
from readiness.files import CannotWriteError
from readiness.report.folder import LIST
from readiness.report.pages.names import file_name
from readiness.report.site import comparison_html, write_site
from readiness.results.records import Results
from tests.report.reading import read
from tests.report.sample import ROWS, UNITS, results


def write(out: Path, found: Results | None = None, **keys: object) -> dict[str, bytes]:
    found = found or results()
    keys = {"command": "readiness report", "insights": insights([found]), **keys}
    pages = write_site([found], out, **keys)  # type: ignore[arg-type]
    return {str(page.relative_to(out)): page.read_bytes() for page in pages}


ABOVE = ("index.html", "method.html", "quality.html", "matrix.html")
INDICATORS = tuple(f"indicator-{name}.html" for name in ("desa_4g", "kantor", "perda", "rencana", "warga"))


def of_unit(code: str) -> tuple[str, str]:
    return f"{code}.html", f"brief-{code}.html"


KINDS = ["index.html", "method.html", "quality.html", "matrix.html", "compare.html"]
INDICATORS = [f"indicator-{leaf}.html" for leaf in ("desa_4g", "kantor", "perda", "rencana", "warga")]


def both(code: str) -> list[str]:
    """The page of a unit and its summary."""
    return [f"{code}.html", f"brief-{code}.html"]


def test_layout_of_the_folder(tmp_path: Path) -> None:
    pages = list(write(tmp_path))
    inside = [*KINDS, *INDICATORS, *(name for code in "abcd" for name in both(code))]
    assert pages == ["index.html", *(f"{lang}/{name}" for lang in ("id", "en") for name in inside)]
    there = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert there == {*pages, LIST}


def test_landing_page_leads_to_both_languages(tmp_path: Path) -> None:
    page = read(write(tmp_path)["index.html"].decode())
    doors = [link.attrs["href"] for link in page.all("a", class_="door")]
    assert doors == [f"{lang}/{name}.html" for lang in ("id", "en") for name in ("index", "method", "compare")]
    assert all((tmp_path / door).is_file() for door in doors)


def test_same_results_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(tmp_path / "one")
    monkeypatch.setenv("TZ", "Asia/Jayapura")
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    assert write(tmp_path / "two", results()) == first


def test_shuffled_rows_give_the_same_pages(tmp_path: Path) -> None:
    found = write(tmp_path / "one")
    shuffled = results(data=dict(reversed(ROWS.items())))
    assert write(tmp_path / "two", shuffled) == found


def test_no_clock_without_source_date_epoch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert b"Dibuat pada" not in write(tmp_path)["id/a.html"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    assert "24 November 2026" in write(tmp_path)["id/a.html"].decode()


def test_an_unchanged_page_is_not_written_again(tmp_path: Path) -> None:
    write(tmp_path)
    page = tmp_path / "id" / "a.html"
    os.utime(page, (1, 1))
    (tmp_path / "id" / "b.html").write_text("older")
    write(tmp_path)
    assert page.stat().st_mtime == 1
    assert (tmp_path / "id" / "b.html").read_text(encoding="utf-8") != "older"


def test_only_limits_pages_and_not_ranks(tmp_path: Path) -> None:
    pages = write(tmp_path, only=["c", "a"])
    assert [name for name in pages if name.startswith("id/")] == [
        f"id/{name}" for name in (*ABOVE, "compare.html", *INDICATORS, *of_unit("a"), *of_unit("c"))
    ]
    index = read(pages["id/index.html"].decode()).one("table", class_="ranks")
    assert len(index.one("tbody").all("tr")) == 4
    assert [a.attrs["href"] for a in index.all("a")] == ["c.html", "a.html"]
    compared = read(pages["id/compare.html"].decode()).one("table", class_="matrix").one("thead").text
    assert compared == "Pilar atau indikatorKabupaten TigaKabupaten Satu"


def test_one_unit_or_many_are_not_side_by_side(tmp_path: Path) -> None:
    assert "id/compare.html" not in write(tmp_path / "one", only=["a"])
    many = {f"u{k:02d}": ROWS["a"] for k in range(11)}
    assert "id/compare.html" not in write(tmp_path / "many", results(data=many))


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    pages = write(tmp_path, progress=lambda done, total: told.append((done, total)))
    assert told == [(k + 1, len(pages)) for k in range(len(pages))]


def test_a_page_of_a_unit_that_is_gone_goes_too(tmp_path: Path) -> None:
    write(tmp_path)
    rows = {code: row for code, row in ROWS.items() if code != "b"}
    pages = write(tmp_path, results(data=rows, units=[unit for unit in UNITS if unit.code != "b"]))
    there = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.html")}
    assert there == set(pages)
    assert "id/b.html" not in there


def test_one_language_alone(tmp_path: Path) -> None:
    assert {name.split("/")[0] for name in write(tmp_path, langs=("en",))} == {"index.html", "en"}
    links = [a.attrs["href"] for page in tmp_path.rglob("*.html") for a in read(page.read_text()).all("a")]
    assert not [href for href in links if "../id/" in href]


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "id").write_text("a file where a folder should be")
    with pytest.raises(CannotWriteError):
        write(tmp_path)


def test_links_between_pages_and_anchors_lead_somewhere(tmp_path: Path) -> None:
    for name, content in write(tmp_path).items():
        page = read(content.decode())
        ids = [element.attrs["id"] for element in page.all() if "id" in element.attrs]
        assert len(ids) == len(set(ids)), name
        for link in page.all("a"):
            href = link.attrs["href"]
            if href.startswith("#"):
                assert href[1:] in ids, (name, href)
            else:
                assert (tmp_path / name).parent.joinpath(href.partition("#")[0]).resolve().is_file(), (name, href)


@pytest.mark.parametrize(
    "code",
    [
        "../../etc/x",
        "..\\x",
        "/etc/passwd",
        "C:x",
        "a:b",
        "CON",
        "nul",
        "com1",
        "x.",
        "",
        "index",
        "method",
        "matrix",
        "quality",
        "indicator-x",
    ],
)
def test_f01_f02_a_page_is_named_by_a_safe_name(code: str) -> None:
    name = file_name(code)
    assert name.endswith(".html")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-_")
    assert name not in ("index.html", "compare.html", "method.html", "con.html", "nul.html", "com1.html")


def test_f03_names_equal_under_casefold_do_not_clash() -> None:
    assert len({file_name(code).casefold() for code in ("ab", "AB", "Ab", "aB")}) == 4


def test_comparison_stands_alone() -> None:
    found = results()
    page = read(comparison_html(found, ["b", "a"], compare(found, ["b", "a"]), "en", "readiness compare b a"))
    assert not [a for a in page.all("a") if not a.attrs["href"].startswith("#")]
    assert "readiness compare b a" in page.text
    assert "Why Kabupaten Satu differs from Kota Dua" in page.text
    with pytest.raises(KeyError):
        comparison_html(found, ["a", "x"], [], "en")
