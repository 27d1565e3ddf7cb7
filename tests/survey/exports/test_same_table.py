"""The same answers give the same table, whatever tool and settings they come by; anything else is refused."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path

import pytest

from readiness.data.registry import load_registry
from readiness.findings import has_errors
from readiness.framework.load import load
from readiness.survey.engines.duckdb import engine
from readiness.survey.mapping import UserMapping
from readiness.survey.records import Reduction
from readiness.survey.reduce import Request, counted, reduced
from tests.survey.making import EXPORTS, HERE, WRONG, text
from tests.survey.people import people
from tests.survey.reading import asked
from tests.survey.tools import limesurvey, plain, qualtrics

WANTED = {"kanal": {"1"}, "tahu": {"1"}, "alat": {"2", "3"}}


def request(*paths: Path, tool: str = "auto", mapping: UserMapping | None = None) -> Request:
    framework = load(HERE / "framework.yaml").framework
    assert framework is not None
    return Request(framework, "0" * 64, asked(), paths, load_registry(), tool, mapping)


def reduce(*paths: Path, tool: str = "auto", mapping: UserMapping | None = None) -> Reduction:
    wanted = request(*paths, tool=tool, mapping=mapping)
    return reduced(wanted, counted(wanted, engine))


def table(found: Reduction) -> dict[tuple[str, str], tuple[float, int]]:
    return {
        (figure.code, figure.indicator): (pytest.approx(figure.estimate.value, abs=1e-12), figure.estimate.n)
        for figure in found.figures
    }


def by_hand() -> dict[tuple[str, str], tuple[float, int]]:
    """Means of means and shares, straight from the answers."""
    values: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for person in people():
        if person.counts:
            scale = [int(code) for code in (person.answers["puas_1"], person.answers["puas_2"]) if code]
            values[person.unit, "kepuasan"].append(sum(scale) / len(scale))
            for item, wanted in WANTED.items():
                chosen = set(person.tools) if item == "alat" else {person.answers[item]} - {""}
                if chosen:
                    values[person.unit, item].append(100.0 * bool(chosen & wanted))
    return {key: (sum(found) / len(found), len(found)) for key, found in values.items()}


@pytest.mark.parametrize("name", EXPORTS)
def test_each_export_gives_one_and_the_same_table(name: str) -> None:
    found = reduce(HERE / name)
    expected = by_hand()
    if name.startswith("plain-long"):
        expected = {key: value for key, value in expected.items() if key[1] != "alat"}
    assert not has_errors(found.findings)
    assert table(found) == expected
    rows = found.log.rows
    assert rows.read == rows.used + sum(rows.refused.values()) + sum(rows.skipped.values())
    assert sum(rows.refused.values()) == 0


@pytest.mark.parametrize("name", EXPORTS)
def test_rows_that_must_not_count_are_counted_apart(name: str) -> None:
    skipped = reduce(HERE / name).log.rows.skipped
    keeps_them = name.startswith(("kobo", "odk", "limesurvey", "qualtrics", "surveycto-split"))
    assert sum(skipped.values()) == (4 if keeps_them else 0)


def test_files_of_several_tools_are_one_survey() -> None:
    one = table(reduce(HERE / "plain-wide.csv"))
    both = reduce(HERE / "kobo-names.csv", HERE / "msforms.xlsx")
    assert {key: (value, 2 * n) for key, (value, n) in one.items()} == table(both)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_gives_no_figure_and_an_error(name: str) -> None:
    found = reduce(HERE / name)
    assert found.figures == ()
    assert [finding.severity for finding in found.findings].count("error") == 1


def test_headings_of_several_lines_are_one_row(tmp_path: Path) -> None:
    rows = qualtrics()
    rows[1] = [cell.replace(" ", "\n") if cell.endswith("?") else cell for cell in rows[1]]
    path = tmp_path / "answers.csv"
    path.write_bytes(text(rows, quote=True, windows=True))
    assert table(reduce(path)) == by_hand()


def test_columns_in_another_order_are_the_same(tmp_path: Path) -> None:
    rows = [row[::-1] for row in plain()]
    path = tmp_path / "answers.csv"
    path.write_bytes(text(rows, "\t"))
    assert table(reduce(path)) == by_hand()


def test_a_file_that_was_saved_by_a_spreadsheet(tmp_path: Path) -> None:
    """Semicolons, Windows line ends, cp1252."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(limesurvey("both", full=True))
    path = tmp_path / "answers.csv"
    path.write_bytes(buffer.getvalue().replace("Ya", "Yä").encode("cp1252"))
    found = reduce(path)
    assert "D010" in {finding.code for finding in found.findings}
    assert table(found)["32.01", "kepuasan"] == by_hand()["32.01", "kepuasan"]


def test_a_tool_that_does_not_fit_is_refused() -> None:
    found = reduce(HERE / "gforms-words.csv", tool="kobo")
    assert [(finding.code, finding.params["option"]) for finding in found.findings] == [("D181", "gforms")]
