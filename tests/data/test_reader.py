"""What the reader promises where nothing is hostile: forms, waves, stages, files, denominators, parents."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from readiness.data.columns import Column, Layout
from readiness.data.reader import UnknownStageError, read
from readiness.data.registry import load_registry
from readiness.data.table import Assessment
from readiness.findings import catalogue

from .conftest import LAYOUT, Desk, codes, only, raws, told

LONG = "kode,indikator,nilai,gelombang,sumber,bukti,catatan,tahap,asesor\n"


def test_wide_and_long_say_the_same(desk: Desk) -> None:
    wide = desk.read("Kode,Nama,JUMLAH,ada,Pilihan\n32.01,Kab. Bogor,5,Ya,sebagian  KECIL\n32.02,,,tidak ada,ya\n")
    long = desk.read(
        "CODE,Indicator,Value\n32.01,jumlah,5\n32.01,ada,1\n32.01,pilihan,sebagian\n"
        "32.02,jumlah,-\n32.02,ada,tidak\n32.02,pilihan,ya\n"
    )
    assert raws(wide) == raws(long)
    assert raws(wide)["32.01"] == {"jumlah": 5.0, "ada": 1.0, "pilihan": "sebagian"}


def test_evidence_note_and_place(desk: Desk) -> None:
    reading = desk.read(LONG + "32.01,jumlah,5,2024,BPS,https://a.id/1,cek,,\n32.02,jumlah,6,2024,BPS,,,,\n")
    first, second = (reading.tables["2024"].cells[code]["jumlah"] for code in ("32.01", "32.02"))
    assert (first.evidence, first.note) == ("https://a.id/1", "cek; BPS")
    assert (second.evidence, second.note) == ("BPS", None)
    assert first.source is not None
    assert (first.source.line, first.source.column, first.source.text) == (2, 3, "5")


def test_one_table_a_wave(desk: Desk) -> None:
    reading = desk.read("code,wave,jumlah\n32.01,2022,5\n32.01,2021,4\n32.02,2022,x\n")
    assert list(reading.tables) == ["2021", "2022"]
    assert reading.tables["2021"].cells == {"32.01": reading.tables["2021"].cells["32.01"]}
    assert reading.tables["2022"].refused == ("32.02",)
    assert reading.tables["2021"].refused == ()
    assert codes(desk.read("code,wave,jumlah\n32.01,2022,5\n32.02,,4\n")) == ["D053"]


def test_the_last_stage_counts_and_assessors_are_averaged(desk: Desk) -> None:
    rows = (
        "32.01,tingkat,5,,,,,mandiri,\n32.01,tingkat,3,,,,,interviu,B\n32.01,tingkat,4,,,,,Interview,A\n"
        "32.01,jumlah,9,,,,,mandiri,\n32.01,jumlah,,,,,,akhir,\n32.01,persen,50,,,,,,\n"
    )
    cells = only(desk.read(LONG + rows)).cells["32.01"]
    assert cells["tingkat"].raw == 3.5
    assert cells["tingkat"].assessments == (
        Assessment("mandiri", None, 5.0),
        Assessment("interviu", "A", 4.0),
        Assessment("interviu", "B", 3.0),
    )
    assert (cells["jumlah"].raw, cells["persen"].raw, cells["persen"].assessments) == (9.0, 50.0, ())
    chosen = only(desk.read(LONG + rows, stage="self")).cells["32.01"]
    assert (chosen["tingkat"].raw, chosen["persen"].raw) == (5.0, 50.0)


def test_a_stage_that_is_absent_or_unknown(desk: Desk) -> None:
    content = LONG + "32.01,jumlah,9,,,,,mandiri,\n".replace(",,,,,m", ",2024,,,,m")
    reading = desk.read(content, stage="visitasi")
    assert told(reading, "D083").params["stage"] == "visitasi"
    assert only(reading).cells["32.01"]["jumlah"].status == "missing"
    with pytest.raises(UnknownStageError) as raised:
        read([], LAYOUT, registry=load_registry(), stage="interviev")
    assert raised.value.nearest == "interview"
    assert told(desk.read(LONG + "32.01,jumlah,9,,,,,mandir,\n"), "D054").params["nearest"] == "mandiri"


def test_assessors_who_cannot_be_averaged(desk: Desk) -> None:
    reading = desk.read(
        "code,indicator,value,assessor\n32.01,pilihan,ya,A\n32.01,pilihan,sebagian,B\n32.02,jumlah,1,A\n"
    )
    assert told(reading, "D082").unit == "32.01"
    assert set(raws(reading)) == {"32.02"}


@pytest.mark.parametrize(
    "written",
    [
        "tidak berlaku: tanpa APBD",
        "Tidak Berlaku : tanpa APBD",
        "not applicable: tanpa APBD",
        "tidak berlaku (alasan: tanpa APBD)",
    ],
)
def test_not_applicable_with_a_reason(desk: Desk, written: str) -> None:
    cell = only(desk.read(f"code,jumlah\n32.01,{written}\n")).cells["32.01"]["jumlah"]
    assert (cell.status, cell.raw, cell.note) == ("not_applicable", None, "tanpa APBD")


def test_not_applicable_needs_a_reason(desk: Desk) -> None:
    assert told(desk.read("code,jumlah\n32.01,tidak berlaku\n"), "D075").unit == "32.01"
    noted = desk.read("kode,indikator,nilai,catatan\n32.01,jumlah,tidak berlaku,kota tanpa desa\n")
    assert only(noted).cells["32.01"]["jumlah"].note == "kota tanpa desa"


def test_unknown_columns_and_indicators_warn_with_the_nearest(desk: Desk) -> None:
    wide = desk.read("code,jumlh,tingkat,latitude\n32.01,5,3,1\n")
    assert told(wide, "D037").params["nearest"] == "jumlah"
    long = desk.read("code,indicator,value\n32.01,jumlh,5\n32.02,jumlh,5\n32.02,jumlah,5\n")
    assert told(long, "D057").params == {"indicator": "jumlh", "count": 2, "nearest": "jumlah"}


@pytest.mark.parametrize(
    "content",
    [
        "code,jumlah,pilar,index,kantor\n32.01,5,70.5,n/a,12\n32.02,6,rusak,80,\n",
        "code,indicator,value\n32.01,jumlah,5\n32.01,pilar,70.5\n32.01,kantor,12\n32.02,jumlah,6\n"
        "32.02,pilar,rusak\n32.02,index,80\n",
    ],
)
def test_parents_are_kept_apart_and_denominators_too(desk: Desk, content: str) -> None:
    reading = desk.read(content)
    table = only(reading)
    assert codes(reading) == ["D076"]
    assert table.parents["32.01"]["pilar"].raw == 70.5
    assert table.parents["32.02"]["index"].raw == 80.0
    assert table.denominators == {"32.01": {"kantor": 12.0}}
    assert raws(reading) == {"32.01": {"jumlah": 5.0}, "32.02": {"jumlah": 6.0}}


def test_several_files_are_one_table(desk: Desk) -> None:
    reading = desk.read("code,jumlah\n32.01,5\n", "code,persen\n32.01,80\n32.02,70\n")
    assert raws(reading) == {"32.01": {"jumlah": 5.0, "persen": 80.0}, "32.02": {"persen": 70.0}}
    assert [given.rows for given in only(reading).inputs] == [1, 2]
    assert codes(desk.read("code,jumlah\n32.01,5\n", "code,jumlah\n32.01,6\n")) == ["D081"]
    assert codes(desk.read("code,jumlah\n32.01,5\n", "code,jumlah\n32.01,\n")) == []


def test_a_folder_is_its_own_files(desk: Desk) -> None:
    for name in ("a.csv", "b.CSV", "~$a.csv", ".c.csv", "_d.csv", "e.txt"):
        desk.file("code,jumlah\n32.01,5\n" if name == "a.csv" else "code,persen\n32.01,5\n", name)
    (desk.folder / "sub").mkdir()
    seen: list[str] = []
    reading = desk.read(desk.folder, desk.folder / "a.csv", progress=seen.append)
    assert [path.rsplit("/", 1)[-1] for path in seen] == ["a.csv", "b.CSV"]
    assert raws(reading) == {"32.01": {"jumlah": 5.0, "persen": 5.0}}


def test_one_refused_file_leaves_no_table_and_all_is_told(desk: Desk) -> None:
    reading = desk.read("code,jumlah,jumlah\n32.01,5,5\n", "code,persen\n32.01,x\n")
    assert codes(reading) == ["D033", "D064"]
    assert reading.tables == {}


def test_synthetic_marks_its_wave(desk: Desk) -> None:
    reading = desk.read("code,wave,jumlah,simulasi\n32.01,2021,5,\n32.01,2022,5,ya\n32.02,2022,6,tidak\n")
    assert {wave: table.synthetic for wave, table in reading.tables.items()} == {"2021": False, "2022": True}
    assert codes(desk.read("code,jumlah,synthetic\n32.01,5,mungkin\n")) == ["D055"]


def test_name_and_code_must_agree(desk: Desk) -> None:
    reading = desk.read("code,name,jumlah\n32.01,Kota Bogor,5\n32.71,Bogor,6\n32.02,Kab. Entah,7\n")
    assert told(reading, "D048").params["other"] == "32.71"
    assert told(reading, "D049").params["examples"] == ["Kab. Entah"]
    assert set(raws(reading)) == {"32.02", "32.71"}


def test_units_any_need_no_registry(desk: Desk) -> None:
    layout = Layout((Column("jumlah", "number"),), units="any")
    reading = desk.read("code,name,kind,jumlah\nFIN,Finland,negara,5\nAUS,,,6\n", layout=layout)
    assert [(u.code, u.name, u.kind) for u in only(reading).units] == [
        ("AUS", "AUS", None),
        ("FIN", "Finland", "negara"),
    ]


def test_bounds_of_a_count(desk: Desk) -> None:
    layout = Layout((Column("n", "count", minimum=0, whole=True),))
    reading = desk.read("code,n\n32.01,3\n32.02,-1\n32.03,2.5\n", layout=layout)
    assert codes(reading) == ["D072", "D073"]
    assert raws(reading) == {"32.01": {"n": 3.0}}


def test_excel_short_scientific_values_warn(desk: Desk) -> None:
    reading = desk.read("code,jumlah\n32.01,1.23E+06\n32.02,1e-05\n")
    assert told(reading, "D068").line == 2
    assert raws(reading) == {"32.01": {"jumlah": 1230000.0}, "32.02": {"jumlah": 1e-05}}


def test_cells_of_the_other_form_under_a_set_one(desk: Desk) -> None:
    assert told(desk.read("code,jumlah\n32.01,87.5\n32.02,1.234\n", decimal=","), "D062").line == 2


def test_percent_fractions_in_a_csv(desk: Desk) -> None:
    assert codes(desk.read("code,persen\n32.01,0.8\n32.02,1\n")) == ["D067"]
    assert raws(desk.read("code,persen\n32.01,0.8%\n32.02,1%\n"))["32.01"]["persen"] == 0.8


def test_a_unit_with_nothing_is_still_there(desk: Desk) -> None:
    table = only(desk.read("code,jumlah\n32.02,\n32.01,5\n"))
    assert [unit.code for unit in table.units] == ["32.01", "32.02"]
    assert table.cells["32.02"]["jumlah"].status == "missing"
    assert table.units[0].attributes["island"] == "Jawa"


def test_the_frame_has_no_number_where_there_is_none(desk: Desk) -> None:
    frame = only(desk.read("code,jumlah\n32.01,5\n32.02,\n")).frame(["jumlah", "persen"])
    assert frame.loc["32.01", "jumlah"] == 5.0
    assert frame.isna().to_numpy().tolist() == [[False, True], [True, True]]


def test_wide_files_do_not_read_notes(desk: Desk) -> None:
    reading = desk.read("code,jumlah,catatan\n32.01,5,cek\n")
    assert told(reading, "D041").params["heading"] == "catatan"
    assert only(reading).cells["32.01"]["jumlah"].note is None


def test_a_copied_row_is_told_once(desk: Desk) -> None:
    reading = desk.read("code,jumlah,persen\n32.01,5,80\n32.01,5,80\n")
    assert told(reading, "D080").params["indicator"] == ["jumlah", "persen"]
    assert raws(reading) == {"32.01": {"jumlah": 5.0, "persen": 80.0}}


def test_a_wave_column_that_nobody_filled_is_none(desk: Desk) -> None:
    assert list(desk.read("code,wave,jumlah\n32.01,,5\n32.02,,6\n").tables) == [None]


def test_long_texts_are_cut_in_messages_and_sources(desk: Desk) -> None:
    reading = desk.read("code,jumlah\n32.01," + "x" * 5000 + "\n")
    assert len(told(reading, "D064").params["text"]) == 200


def test_a_code_behind_an_apostrophe_is_only_suggested(desk: Desk) -> None:
    finding = told(desk.read("code,jumlah\n'32.10,5\n"), "D047")
    assert finding.params["nearest"] == "32.10 Kabupaten Majalengka"


def test_f11_the_digest_is_of_the_bytes_that_were_read(desk: Desk) -> None:
    path = desk.file("code,jumlah\n32.01,5\n")
    expected = sha256(path.read_bytes()).hexdigest()
    reading = desk.read(path, progress=lambda _: None)
    path.write_text("code,jumlah\n32.01,6\n", encoding="utf-8")
    assert only(reading).inputs[0].sha256 == expected


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_code_of_data_has_words_in_both_languages(lang: str) -> None:
    for code, entry in catalogue().items():
        if code.startswith("D"):
            words = " ".join([entry[lang]["message"], *entry[lang]["hint"]])
            other = " ".join([entry["id"]["message"], *entry["id"]["hint"]])
            assert set(re.findall(r"{(\w+)}", words)) == set(re.findall(r"{(\w+)}", other)), code
            assert entry[lang]["page"].strip()
