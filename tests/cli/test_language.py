"""Which language: option, variable, project file, system."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.cli.language import language
from tests.cli.conftest import Run


def test_order_of_precedence(tmp_path: Path) -> None:
    (tmp_path / "readiness.yaml").write_text("schema: readiness/project/1\nlang: id   # kantor\n", encoding="utf-8")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert language([], {"LANG": "en_GB.UTF-8"}, inner) == "id"
    assert language([], {"LANG": "en_GB.UTF-8", "READINESS_LANG": "en"}, inner) == "en"
    assert language(["--lang", "id"], {"READINESS_LANG": "en"}, inner) == "id"
    assert language(["score", "--lang=EN"], {"READINESS_LANG": "id"}, inner) == "en"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id"}, "id"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "id_ID", "LANG": "en_US.UTF-8"}, "id"),
        ({"LANG": "idx_XX"}, "en"),
        ({}, "en"),
    ],
)
def test_system(tmp_path: Path, environ: dict[str, str], expected: str) -> None:
    assert language([], environ, tmp_path) == expected


def test_a_list_of_page_languages_decides_nothing(tmp_path: Path) -> None:
    assert language(["report", "--lang", "id,en"], {"LANG": "C"}, tmp_path) == "en"
    assert language(["report", "--lang", "id"], {"LANG": "C"}, tmp_path) == "id"


def test_what_stands_after_two_dashes_is_no_option(tmp_path: Path) -> None:
    assert language(["explain", "--", "--lang", "id"], {"LANG": "C"}, tmp_path) == "en"


def test_a_broken_project_file_does_not_stop_help(run: Run, folder: Path) -> None:
    (folder / "readiness.yaml").write_bytes(b"\xff\xfe{{{")
    assert run("--help").code == 0


def test_usage_errors_are_in_the_readers_language(run: Run) -> None:
    assert "Maksud Anda 'score'?" in run("scor", "--lang", "id").err
    assert "Did you mean 'score'?" in run("scor").err
    assert "Lihat 'readiness score --help'." in run("score", "--lang", "id", "--topp", "3").err
