"""The table as CSV: harmless in any spreadsheet, the same bytes from the same data, and readable again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from readiness.data.table import Cell
from readiness.pipeline import Request, score
from readiness.report.tables import csv_text, harmless, rows
from readiness.results.records import Results
from tests.analysis.builders import framework, group, leaf, results, unit

CHOICES = {"ada": 100, "tidak": 0}
OF = framework(
    group("p", leaf("x"), leaf("y", measure="choice", choices=CHOICES)),
    group("q", leaf("z", measure="number", worst=-100, best=0)),
    gates=[{"id": "g", "on": "p", "at_least": 50, "label": "x"}],
)
VALUES = {
    "32.10": {"x": 50.25, "y": "ada", "z": -5.0},
    "11.01": {"x": 1 / 3, "y": "tidak", "z": -50.0},
    "91.01": {"x": None, "y": None, "z": -1.0},
}


def found(name: str = "Kabupaten Uji", **more: object) -> Results:
    return results(OF, VALUES, units={"32.10": unit("32.10", name)}, **more)  # type: ignore[arg-type]


def read(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))


def test_one_row_a_unit_in_the_order_of_rank_those_without_index_last() -> None:
    made = read(csv_text(found()))
    assert [(row["code"], row["rank"], row["index"]) for row in made] == [
        ("32.10", "1", "85.1"),
        ("11.01", "2", "25.1"),
        ("91.01", "", ""),
    ]


def test_published_scores_raw_values_gates_and_gaps_have_columns() -> None:
    row = read(csv_text(found()))[0]
    assert (row["p"], row["x"], row["x.score"], row["y"], row["y.score"]) == ("75.1", "50.25", "50.3", "ada", "100.0")
    assert (row["gate.g"], row["coverage"], row["of"], row["band"]) == ("yes", "1.0000", "2", "high")
    assert read(csv_text(found()))[2]["missing"] == "x y"


def test_only_and_top_choose_rows_and_move_no_rank() -> None:
    assert [row["rank"] for row in read(csv_text(found(), only=["11.01"]))] == ["2"]
    assert [row["code"] for row in read(csv_text(found(), top=1))] == ["32.10"]
    assert csv_text(found(), only=[]).count("\n") == 1


def test_labels_head_the_table_for_people() -> None:
    assert rows(found(), lang="id")[0][:7] == ["Kode", "Daerah", "Jenis", "Provinsi", "Peringkat", "Dari", "Indeks"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_x1_text_that_begins_a_formula_is_prefixed(start: str) -> None:
    name = read(csv_text(found(f"{start}1+1")))[0]["name"]
    assert name.startswith("'")


def test_x1_numbers_stay_numbers() -> None:
    lines = csv_text(found()).split("\n")
    assert ",-5," in lines[1]
    assert "'-5" not in lines[1]


@pytest.mark.parametrize("name", ['=HYPERLINK("http://evil")', "=cmd|'/C calc'!A0"])
def test_x2_a_formula_as_a_name(name: str) -> None:
    assert read(csv_text(found(name)))[0]["name"] == "'" + name


@pytest.mark.parametrize("name", [" =1", "\u00a0=1", "\uff1d1", "\uff0b1", "\ufe6b1", "\ufe631", "\u3000=1"])
def test_x3_behind_spaces_and_in_other_widths(name: str) -> None:
    assert read(csv_text(found(name)))[0]["name"].startswith("'")


def test_x3_behind_the_delimiter_of_another_country() -> None:
    assert read(csv_text(found("Uji;=1+1")))[0]["name"] == "Uji;'=1+1"
    assert read(csv_text(found("Uji,=1+1"), dialect="excel-id"), ";")[0]["name"] == "Uji,'=1+1"


def test_x3_every_text_is_quoted_and_codes_too() -> None:
    line = csv_text(found()).split("\n")[1]
    assert line.startswith('"32.10","Kabupaten Uji",,,1,')


@given(st.text(max_size=20))
def test_x3_no_text_begins_a_formula(text: str) -> None:
    made = harmless(text, ";\t")
    for piece in made.replace("\t", ";").split(";"):
        assert not piece.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"))


@given(st.text(max_size=20))
def test_any_name_is_one_field(text: str) -> None:
    made = read(csv_text(found(text or "x")))
    assert [row["code"] for row in made] == ["32.10", "11.01", "91.01"]


def test_excel_id_opens_on_a_double_click() -> None:
    text = csv_text(found(), dialect="excel-id")
    assert text.startswith('\ufeff"code";"name";')
    row = read(text, ";")[0]
    assert (row["index"], row["x"], row["z"]) == ("85,1", "50,25", "-5")


def test_an_unknown_dialect_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        csv_text(found(), dialect="tsv")


def test_lines_end_in_lf_and_order_of_input_moves_nothing() -> None:
    turned = {code: dict(reversed(row.items())) for code, row in reversed(VALUES.items())}
    units = {"32.10": unit("32.10", "Kabupaten Uji")}
    assert csv_text(found()) == csv_text(results(OF, turned, units=units))
    assert "\r" not in csv_text(found())


def test_it_reads_back_and_gives_the_same_index(tmp_path: Path) -> None:
    (tmp_path / "uji.yaml").write_text(yaml.safe_dump(OF.snapshot(), allow_unicode=True), encoding="utf-8")
    gone = {("11.01", "x"): Cell("not_applicable", note="tanpa desa")}
    first = found(synthetic=True, cells=gone)
    (tmp_path / "data.csv").write_text(csv_text(first), encoding="utf-8")
    again = score(Request(str(tmp_path / "uji.yaml"), (tmp_path / "data.csv",)))
    assert len(again.results) == 1, again.findings
    second = again.results[0]
    assert [u.index.published for u in second.units] == [u.index.published for u in first.units]
    assert second.synthetic and second.wave == "2025"
    assert second.units[0].nodes["x"].status == "not_applicable"
    assert not [finding.code for finding in again.findings if finding.severity == "error"]
