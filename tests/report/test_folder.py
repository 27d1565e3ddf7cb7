"""The folder of a report: what changed is written, what is no longer made goes, nothing of anyone else's is touched."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from readiness.files import CannotWriteError
from readiness.report import folder
from readiness.report.folder import LIST, write_pages


def pages(*names: str, text: str = "x") -> list[tuple[str, Callable[[], str]]]:
    return [(name, lambda name=name: f"{name} {text}") for name in names]  # type: ignore[misc]


def files(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {LIST}


def test_pages_come_in_their_order_with_their_bytes(tmp_path: Path) -> None:
    many = [f"id/{k}.html" for k in range(3 * folder.AHEAD)]
    assert write_pages(tmp_path, "html", pages(*many)) == [tmp_path / name for name in many]
    assert all((tmp_path / name).read_text(encoding="utf-8") == f"{name} x" for name in many)
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_page_may_be_text_that_is_none_or_bytes(tmp_path: Path) -> None:
    write_pages(tmp_path, "html", [("a", lambda: "file-\udcff"), ("b", lambda: b"PK\x00")])
    assert (tmp_path / "a").read_bytes() == b"file-\\udcff"
    assert (tmp_path / "b").read_bytes() == b"PK\x00"


def test_an_unchanged_file_keeps_its_date_and_so_does_the_list(tmp_path: Path) -> None:
    names = ("index.html", "md/id/a.md", "results.xlsx")
    write_pages(tmp_path, "html", pages(*names))
    for name in (*names, LIST):
        os.utime(tmp_path / name, (1, 1))
    write_pages(tmp_path, "html", pages(*names))
    assert {(tmp_path / name).stat().st_mtime for name in (*names, LIST)} == {1}


def test_what_is_no_longer_made_is_taken_away_with_its_empty_folder(tmp_path: Path) -> None:
    write_pages(tmp_path, "html", pages("id/a.html", "id/b.html", "en/a.html"))
    write_pages(tmp_path, "html", pages("id/a.html"))
    assert files(tmp_path) == {"id/a.html"}
    assert not (tmp_path / "en").exists()


def test_a_form_leaves_the_others_alone(tmp_path: Path) -> None:
    write_pages(tmp_path, "html", pages("id/a.html"))
    write_pages(tmp_path, "md", pages("md/id/a.md"))
    write_pages(tmp_path, "md", pages("md/id/b.md"))
    assert files(tmp_path) == {"id/a.html", "md/id/b.md"}


def test_nothing_of_anyone_else_is_removed(tmp_path: Path) -> None:
    write_pages(tmp_path, "html", pages("id/a.html", "id/b.html"))
    (tmp_path / "id" / "notes.html").write_text("mine")
    (tmp_path / "id" / "b.html").write_text("ours once, and then edited")
    write_pages(tmp_path, "html", pages("id/a.html"))
    assert files(tmp_path) == {"id/a.html", "id/b.html", "id/notes.html"}


@pytest.mark.parametrize(
    "name", ["../away.html", "/away.html", "x/../../away.html", "linked/away.html", "..\\away.html"]
)
def test_a_list_that_someone_wrote_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "away.html").write_text("away")
    (out / "linked").symlink_to(tmp_path)
    digest = folder._digest(b"away")
    (out / LIST).write_text(json.dumps({"files": {"html": {name: digest}}}))
    write_pages(out, "html", pages("a.html"))
    assert (tmp_path / "away.html").read_text(encoding="utf-8") == "away"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 1}', '{"files": {"html": ["a.html"]}}', "\x00"])
def test_a_broken_list_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / LIST).write_text(text)
    (tmp_path / "old.html").write_text("old")
    write_pages(tmp_path, "html", pages("a.html"))
    assert files(tmp_path) == {"a.html", "old.html"}
    assert list(json.loads((tmp_path / LIST).read_text(encoding="utf-8"))["files"]["html"]) == ["a.html"]


def test_a_bug_in_one_page_costs_no_other_and_names_it(tmp_path: Path) -> None:
    def bug() -> str:
        raise ZeroDivisionError("of page b")

    write_pages(tmp_path, "html", pages("a.html", "b.html", "old.html", text="before"))
    with pytest.raises(ExceptionGroup) as caught:
        write_pages(tmp_path, "html", [*pages("a.html"), ("b.html", bug), *pages("c.html")])
    assert caught.value.message == "ZeroDivisionError: b.html"
    assert {p.name: p.read_text() for p in tmp_path.glob("*.html")} == {
        "a.html": "a.html x",
        "b.html": "b.html before",
        "c.html": "c.html x",
    }
    write_pages(tmp_path, "html", pages("a.html"))  # the older page was still known as ours
    assert files(tmp_path) == {"a.html"}


def test_many_bugs_are_told_in_short(tmp_path: Path) -> None:
    def bug() -> str:
        raise KeyError("x")

    with pytest.raises(ExceptionGroup) as caught:
        write_pages(tmp_path, "html", [(f"{k:02}.html", bug) for k in range(30)])
    assert caught.value.message.startswith("KeyError: 00.html, 01.html,")
    assert caught.value.message.endswith("09.html, +20")
    assert len(caught.value.exceptions) == 30


def test_an_interrupt_leaves_whole_files_and_the_list_of_them(tmp_path: Path) -> None:
    def interrupt() -> str:
        while not (tmp_path / "a.html").exists():  # what still waits for the disk is not written any more
            time.sleep(0.001)
        raise KeyboardInterrupt

    write_pages(tmp_path, "html", pages("old.html"))
    with pytest.raises(KeyboardInterrupt):
        write_pages(tmp_path, "html", [*pages("a.html"), ("b.html", interrupt), *pages("c.html")])
    assert "c.html" not in files(tmp_path)
    assert not list(tmp_path.rglob("*.tmp"))
    assert {"a.html", "old.html"} <= set(json.loads((tmp_path / LIST).read_text(encoding="utf-8"))["files"]["html"])
    write_pages(tmp_path, "html", pages("c.html"))
    assert files(tmp_path) == {"c.html"}


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "id").write_text("a file where a folder should be")
    with pytest.raises(CannotWriteError):
        write_pages(tmp_path, "html", pages("id/a.html"))


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_pages(tmp_path, "md", pages("a", "b", "c"), lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_pages_are_made_in_the_thread_that_asked(tmp_path: Path) -> None:
    found: list[bool] = []

    def make() -> str:
        found.append(threading.current_thread() is threading.main_thread())
        return ""

    write_pages(tmp_path, "html", [("a", make), ("b", make)])
    assert found == [True, True]
