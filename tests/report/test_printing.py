"""What is printed and by whom, without a browser: the page as a sheet, the dates, where a browser is looked for."""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path

import pytest

from readiness.analysis.insights import insights
from readiness.files import CannotWriteError
from readiness.misuse import MisuseError
from readiness.report import browser
from readiness.report.printing import sheet, undated, write_pdfs
from readiness.report.shell import digest
from tests.report.reading import read
from tests.report.sample import results, unit_html, view

DATED = b"<</Title (x)\n/CreationDate (D:20261124204421+00'00')\n/ModDate (D:20261124204421+00'00')>>"


@pytest.mark.parametrize(("paper", "size"), [("a4", "210mm 297mm"), ("f4", "215mm 330mm")])
def test_a_sheet_names_its_paper_and_its_policy_knows_the_rule(paper: str, size: str) -> None:
    page = read(sheet(unit_html(results(), "a"), paper))
    rule = page.all("style")[-1].text
    assert rule == f"@page{{size:{size}}}"
    [policy] = [each.attrs["content"] for each in page.all("meta") if "http-equiv" in each.attrs]
    assert digest(rule) in policy


def test_a_sheet_keeps_its_text_and_no_link_to_a_page_that_is_not_with_it() -> None:
    html = unit_html(results(), "a")
    page, before = read(sheet(html, "a4")), read(html)
    links = [each.attrs["href"] for each in page.all("a") if "href" in each.attrs]
    assert links and all(link.startswith("#") for link in links)
    assert page.one("main").text == before.one("main").text
    assert "<script>" not in sheet(html, "a4")


def test_the_hour_of_printing_is_taken_out_and_the_length_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert len(undated(DATED)) == len(DATED)
    assert b"D:" not in undated(DATED) and undated(DATED).endswith(b">>")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    assert undated(DATED) == DATED.replace(b"D:20261124204421", b"D:20261124000000")


def program(path: Path, body: str) -> Path:
    """A program that stands in for a browser."""
    path.write_text(f"#!{sys.executable}\nimport sys\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


PRINTS = """
target = next(word.split('=', 1)[1] for word in sys.argv if word.startswith('--print-to-pdf='))
page = sys.argv[-1]
assert page.startswith('file:///'), page
open(target, 'wb').write(b'%PDF ' + page.rsplit('/', 1)[1].encode())
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")


@posix
def test_both_files_of_each_unit_in_each_language(tmp_path: Path) -> None:
    found = results()
    seen: list[tuple[int, int]] = []
    paths = write_pdfs(
        [view(found, "id"), view(found, "en")],
        tmp_path,
        browser=program(tmp_path / "browser", PRINTS),
        insights=insights([found]),
        units=found.units[:2],
        progress=lambda done, of: seen.append((done, of)),
    )
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        f"pdf/{lang}/{name}.pdf" for lang in ("id", "en") for name in ("a", "brief-a", "b", "brief-b")
    ]
    assert all(path.read_bytes() == b"%PDF page.html" for path in paths)
    assert seen[-1] == (8, 8)


@posix
@pytest.mark.parametrize("body", ["sys.stderr.write('no display\\n'); sys.exit(3)", "print('nothing made')"])
def test_a_browser_that_prints_nothing_is_told_with_the_file(tmp_path: Path, body: str) -> None:
    found = results()
    with pytest.raises(CannotWriteError) as raised:
        write_pdfs(
            [view(found)],
            tmp_path,
            browser=program(tmp_path / "browser", body),
            insights=insights([found]),
            units=found.units[:1],
        )
    assert raised.value.reason == "browser"
    assert Path(raised.value.path).parent == tmp_path / "pdf" / "id"
    assert raised.value.detail in ("no display", "exit 0")
    assert not list(tmp_path.rglob("*.pdf"))


@posix
def test_a_browser_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "PATIENCE", 0.1)
    found = results()
    hung = program(
        tmp_path / "browser", "import os, time\nopen(sys.argv[0] + '.pid', 'w').write(str(os.getpid()))\ntime.sleep(60)"
    )
    with pytest.raises(CannotWriteError, match="browser"):
        write_pdfs([view(found)], tmp_path, browser=hung, insights=insights([found]), units=found.units[:1])
    for pid in tmp_path.glob("*.pid"):
        assert not Path(f"/proc/{pid.read_text(encoding='utf-8')}").exists()


def test_a_named_browser_is_taken_or_refused(tmp_path: Path) -> None:
    own = tmp_path / "my-browser"
    own.write_bytes(b"")
    assert browser.find(own) == own
    with pytest.raises(MisuseError) as raised:
        browser.find(tmp_path / "nowhere")
    assert raised.value.key == "browser_named"


@posix
def test_the_first_that_is_installed_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "_OTHERS", ())
    with pytest.raises(MisuseError) as raised:
        browser.find()
    assert raised.value.key == "no_browser"
    edge = program(tmp_path / "microsoft-edge", "")
    assert browser.find() == edge
    chrome = program(tmp_path / "google-chrome", "")
    assert browser.find() == chrome


def test_usual_places_of_each_system() -> None:
    windows = [each.as_posix() for each in browser.places("win32", {"ProgramFiles(x86)": "C:/P"})]
    assert "C:/P/Microsoft/Edge/Application/msedge.exe" in windows
    mac = [each.as_posix() for each in browser.places("darwin", {"HOME": "/Users/x"})]
    assert "/Users/x/Applications/Chromium.app/Contents/MacOS/Chromium" in mac
    assert all(re.match("/(opt|snap)/", each.as_posix()) for each in browser.places("linux", {}))
