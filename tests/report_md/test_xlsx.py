"""The workbook: typed cells, no formula, and the same bytes at every run."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from readiness.data.table import Input
from readiness.report.tables import rows
from readiness.report.xlsx import workbook_bytes
from readiness.results.records import FindingRecord, Results
from tests.analysis.builders import framework, group, leaf, results, unit

OF = framework(
    group("p", leaf("x"), leaf("y", measure="choice", choices={"ada": 100, "tidak": 0})),
    source={"id": "Peraturan uji", "en": "Test regulation"},
)
HOSTILE = '=HYPERLINK("http://evil","x")'


def found(name: str = "Kabupaten Uji") -> Results:
    values = {"32.10": {"x": 50.25, "y": "ada"}, "11.01": {"x": None, "y": None}, "32.20": {"x": 10.0, "y": "tidak"}}
    made = results(OF, values, units={"32.10": unit("32.10", name)}, synthetic=True)
    record = FindingRecord("warning", "X999", "data.csv", 2, 3, "something", {}, "do this", unit="32.10")
    return replace(made, findings=(record,), inputs=(Input("data.csv", "a" * 64, 3),))


def book(made: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(made))


def parts(made: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_sheets_for_people_in_both_languages() -> None:
    assert book(workbook_bytes(found())).sheetnames == [
        "Ranking", "Values", "Scores", "Method and provenance", "Framework", "Data quality", "Source of each value",
        "Findings",
    ]  # fmt: skip
    indonesian = book(workbook_bytes(found(), lang="id"))
    assert indonesian.sheetnames[0] == "Peringkat"
    assert [cell.value for cell in indonesian["Peringkat"][1]][:3] == ["Kode", "Daerah", "Jenis"]


def test_codes_are_text_and_figures_are_numbers() -> None:
    sheet = book(workbook_bytes(found()))["Ranking"]
    heads = [cell.value for cell in sheet[1]]
    first = dict(zip(heads, sheet[2], strict=True))
    assert (first["Code"].value, first["Code"].data_type) == ("32.10", "s")
    assert (first["Index"].value, first["Index"].data_type, first["Index"].number_format) == (75.1, "n", "0.0")
    assert (first["Data coverage"].value, first["Data coverage"].number_format) == (1, "0%")
    assert first["Rank"].value == 1


def test_figures_equal_those_of_the_csv() -> None:
    made = rows(found(), lang="en")
    table = [dict(zip(made[0], row, strict=True)) for row in made[1:]]
    sheet = book(workbook_bytes(found()))["Ranking"]
    heads = [cell.value for cell in sheet[1]]
    for at, row in enumerate(table, start=2):
        for head, cell in zip(heads, sheet[at], strict=True):
            expected = row[head]
            assert cell.value == (float(expected) if isinstance(expected, Decimal) else expected)


def test_ids_are_words_for_people() -> None:
    made = book(workbook_bytes(found(), lang="id"))
    heads = [cell.value for cell in made["Peringkat"][1]]
    first, last = (dict(zip(heads, (cell.value for cell in made["Peringkat"][at]), strict=True)) for at in (2, 4))
    assert (first["Kategori"], first["Simulasi"]) == ("Tinggi", "ya")
    assert last["Belum ada data"] == "Indikator x; Indikator y"
    assert made["Nilai"]["C1"].value == "Indikator x (%)"


def test_head_is_frozen_and_filtered() -> None:
    sheet = book(workbook_bytes(found()))["Ranking"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith("4")


@pytest.mark.parametrize("name", [HOSTILE, "=cmd|'/C calc'!A0", "+1", "@x", "{=1}", "http://evil.example", "12", "1e5"])
def test_x2_no_formula_and_no_link_in_any_sheet(name: str) -> None:
    made = workbook_bytes(found(name))
    for path, xml in parts(made).items():
        assert "<f>" not in xml and "<f " not in xml, path
        assert "<hyperlink" not in xml, path
    cell = book(made)["Ranking"]["B2"]
    assert (cell.value, cell.data_type) == (name, "s")


def test_x4_illegal_characters_do_not_break_the_file() -> None:
    made = workbook_bytes(found("Kota\x00\x08\x0b\ufffe\x1b[31m Uji"))
    assert book(made)["Ranking"]["B2"].value == "Kota  Uji"


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert len(book(workbook_bytes(found("x" * 40_000)))["Ranking"]["B2"].value) == 32_767


def test_the_same_results_are_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = workbook_bytes(found())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert workbook_bytes(found()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


def test_method_and_provenance_have_their_sheet() -> None:
    sheet = book(workbook_bytes(found()))["Method and provenance"]
    lines = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert lines["Framework"] == "Test framework (uji 1)"
    assert lines["Source of the framework"] == "Test regulation"
    assert lines["Digest of the result (SHA-256)"] == found().digest
    assert lines["SIMULATED"] == "simulated data, not official"
    assert lines["Data file (SHA-256, rows)"] == "data.csv"


def records(sheet: Any) -> list[dict[str, Any]]:
    heads = [cell.value for cell in sheet[1]]
    return [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]


def test_framework_has_a_row_a_node_and_weights_that_add_up() -> None:
    sheet = book(workbook_bytes(found()))["Framework"]
    lines = {line["Id"]: line for line in records(sheet)}
    assert list(lines) == ["p", "x", "y"]
    assert [lines[key]["Role"] for key in lines] == ["pillar", "indicator", "indicator"]
    assert (lines["x"]["Name"], lines["x"]["Depth"], lines["x"]["Weight"]) == ("Indicator x", 1, 1)
    assert lines["x"]["Effective weight in the index"] + lines["y"]["Effective weight in the index"] == 1
    assert (lines["x"]["Worst"], lines["x"]["Best"]) == (0, 100)
    assert lines["y"]["Levels or answers"] == "ada: 100; tidak: 0"
    assert lines["p"]["Normalisation or aggregation"] == "arithmetic"
    assert (sheet.freeze_panes, sheet["F3"].number_format) == ("C2", "0.00%")


def test_quality_counts_the_states_of_each_unit() -> None:
    lines = {line["Code"]: line for line in records(book(workbook_bytes(found()))["Data quality"])}
    assert [lines["11.01"][key] for key in ("Observed", "No data yet", "Data coverage")] == [0, 2, 0]
    assert [lines["32.10"][key] for key in ("Observed", "No data yet", "Errors", "Warnings")] == [2, 0, 0, 1]


def test_every_value_names_its_cell() -> None:
    from readiness.data.table import Source

    made = found()
    one = made.units[1]
    node = replace(one.nodes["x"], source=Source("data.csv", 7, 3, "=50,25"), evidence="=SK 1", note="catatan")
    there = replace(made, units=(made.units[0], replace(one, nodes={**one.nodes, "x": node}), *made.units[2:]))
    lines = records(book(workbook_bytes(there))["Source of each value"])
    line = next(line for line in lines if (line["Code"], line["Indicator"]) == ("32.10", "x"))
    assert [line[key] for key in ("Value", "As written", "File", "Line", "Column", "Evidence", "Note")] == [
        *(50.25, "=50,25", "data.csv", 7, 3, "=SK 1", "catatan")
    ]
    assert not [line for line in lines if line["Code"] == "11.01"]


def test_too_many_values_are_told_and_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readiness.report.book_sources.MOST", 5)
    made = book(workbook_bytes(found()))
    assert "Source of each value" not in made.sheetnames
    lines = {row[0].value: row[1].value for row in made["Method and provenance"].iter_rows()}
    assert lines["Source of each value"].startswith("not listed: 6 values")


def test_large_raw_values_have_their_thousands_apart() -> None:
    of = framework(group("p", leaf("x"), leaf("y", worst=0, best=9e9), leaf("z", worst=0, best=1e9)))
    values = {"a": {"x": 50.25, "y": 2_500_000_000.0, "z": 10_000.5}, "b": {"x": 3.0, "y": 4.0, "z": 2.0}}
    sheet = book(workbook_bytes(results(of, values)))["Values"]
    assert [sheet.cell(2, at).number_format for at in (3, 4, 5)] == ["General", "#,##0", "#,##0.00"]


def test_every_sheet_is_ready_to_print() -> None:
    made = book(workbook_bytes(found()))
    for sheet in made.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.oddFooter.left.text.startswith("uji 1")
        assert "SIMULATED" in sheet.oddHeader.center.text
    ranking = made["Ranking"]
    assert (ranking.page_setup.orientation, ranking.print_title_rows, ranking.page_setup.fitToHeight) == (
        *("landscape", "$1:$1", 0),
    )


def test_findings_keep_their_words_where_the_code_is_unknown() -> None:
    sheet = book(workbook_bytes(found()))["Findings"]
    assert [cell.value for cell in sheet[2]] == ["warning", "X999", "32.10", "data.csv:2:3", "something", "do this"]


def test_no_units_and_no_findings_still_make_a_workbook() -> None:
    made = replace(found(), findings=())
    assert book(workbook_bytes(made, only=[]))["Ranking"].max_row == 1


def test_only_and_top_move_no_rank() -> None:
    sheet = book(workbook_bytes(found(), only=["32.20"]))["Ranking"]
    assert [sheet["A2"].value, sheet["E2"].value, sheet.max_row] == ["32.20", 2, 2]


def test_estimated_and_treated_cells_have_a_sheet() -> None:
    from tests.report.method_sample import everything

    sheet = book(workbook_bytes(everything(), lang="id"))["Taksiran dan dirapikan"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[0] == [
        "Kode",
        "Daerah",
        "Indikator",
        "Nama indikator",
        "Keadaan",
        "Sebelum",
        "Sesudah",
        "Cara",
        "Sebab",
    ]
    assert len(lines) == 1 + 5 + 3
    by_place = {(line[0], line[2]): line[4:] for line in lines[1:]}
    assert by_place["u02", "desa_4g"][0:1] + by_place["u02", "desa_4g"][3:4] == [
        *("Taksiran", "rata-rata provinsi Aceh, 6 daerah")
    ]
    assert by_place["u03", "menara"][:4] == ["Dirapikan", 900, 23, "digeser turun ke nilai berikutnya"]
    assert "Estimated and treated" not in book(workbook_bytes(found())).sheetnames


def test_the_method_sheet_names_the_weights_and_how_each_node_is_scored() -> None:
    from tests.report.method_sample import everything

    sheet = book(workbook_bytes(everything()))["Method and provenance"]
    lines = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows()}
    assert lines["Set of weights"][1] == "Experts <One> (pakar), Lokakarya 2026"
    nodes = {line["Id"]: line for line in records(book(workbook_bytes(everything()))["Framework"])}
    assert nodes["jaringan"]["How it gets its score"] == "owa: [1, 2, 3]"
    assert [nodes["desa_4g"][key] for key in ("Worst", "Best")] == ["0 – 100", "40 – 60"]
    assert "group_mean: province" in nodes["desa_4g"]["How it gets its score"]


def test_touched_columns_of_a_table_stand_only_where_there_are_any() -> None:
    from tests.report.method_sample import everything

    heads = [str(head) for head in rows(everything())[0]]
    assert [head for head in heads if head.endswith(".imputed")] == [
        *("desa_4g.imputed", "belanja.imputed", "pagu.imputed", "warga.imputed")
    ]
    assert [head for head in heads if head.endswith(".treated")] == ["menara.treated", "belanja.treated"]
    line = dict(zip(heads, next(row for row in rows(everything()) if row[0] == "u04"), strict=True))
    assert (line["belanja"], line["belanja.imputed"], line["menara.treated"]) == (None, Decimal(124), None)
    assert not [head for head in map(str, rows(found())[0]) if head.endswith((".imputed", ".treated"))]
