"""Laws that hold for every input: codes survive, numbers survive, order does not matter, nothing raises."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.data.encoding import decode
from readiness.data.grid import letters
from readiness.data.names import name_key
from readiness.data.numerals import number, proof
from readiness.data.reader import read
from readiness.data.registry import load_registry
from readiness.data.safe import legible
from readiness.data.values import hundredfold
from readiness.findings import hint, message

from .conftest import LAYOUT, Desk, only, raws

REGISTRY = load_registry()
FINITE = st.floats(allow_nan=False, allow_infinity=False)
WORDS = st.text(alphabet=string.printable + "éü–３\u00a0\u202e\x1b", max_size=12)
CELLS = st.one_of(
    WORDS, st.sampled_from(["32.01", "32.02", "Kota Bogor", "5", "87,5", "0.8", "1.234", "n/a", "Jumlah"])
)
HEADINGS = st.sampled_from(
    ["code", "nama", "jumlah", "persen", "pilihan", "index", "indikator", "nilai", "wave", "tahap", "x", ""]
)


def _english(value: float) -> str:
    return f"{value:,.6f}"


def _indonesian(value: float) -> str:
    return _english(value).translate(str.maketrans(",.", ".,"))


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_numbers_printed_in_either_form_read_back_equal(value: float) -> None:
    expected = float(f"{value:.6f}")
    for printed, mark in ((_english(value), "."), (_indonesian(value), ",")):
        assert proof(printed) == mark
        assert number(printed, mark) == expected  # type: ignore[arg-type]


@given(FINITE)
def test_doubles_as_python_writes_them_read_back_equal(value: float) -> None:
    assert proof(repr(value)) in (".", "?", "")
    assert number(repr(value), ".") == value


@given(st.integers(0, 10**6))
def test_a_percentage_is_the_double_of_its_decimal(thousandths: int) -> None:
    assert hundredfold(float(f"{thousandths}e-5")) == float(f"{thousandths}e-3")


@given(st.text(max_size=30))
def test_proof_never_guesses_at_what_is_no_number(written: str) -> None:
    found = proof(written)
    assert found is None or set(written) <= set("0123456789.,+-\u2212eE")


@given(st.binary(max_size=400))
def test_decoding_never_raises(data: bytes) -> None:
    found, findings = decode(data, "x.csv")
    assert found is not None or [f.severity for f in findings] == ["error"]


@given(st.text(max_size=60))
def test_safe_text_is_safe_and_settled(written: str) -> None:
    plain = legible(written)
    assert legible(plain) == plain
    assert not any(char in plain for char in "\x00\x1b\x9b\u202e\n\r\t")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), name=st.sampled_from(["x.csv", "x.xlsx"]))
def test_random_bytes_never_raise(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes((b"PK\x03\x04xl/" if name == "x.xlsx" else b"") + data)
    reading = read([path], LAYOUT, registry=REGISTRY)
    assert reading.tables or any(finding.severity == "error" for finding in reading.findings)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(header=st.lists(HEADINGS, min_size=1, max_size=5), rows=st.lists(st.lists(CELLS, max_size=6), max_size=6))
def test_random_rows_never_raise_and_are_all_accounted_for(
    tmp_path: Path, header: list[str], rows: list[list[str]]
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("\n".join(";".join(row) for row in [header, *rows]).encode("utf-8", "replace"))
    reading = read([path], LAYOUT, registry=REGISTRY)
    for finding in reading.findings:
        assert message(finding, "id") and message(finding, "en") and hint(finding, "id") is not None
    for table in reading.tables.values():
        standing = {unit.code for unit in table.units}
        assert standing.isdisjoint(table.refused)
        assert set(table.cells) == standing
        wrong = {f.unit for f in reading.findings if f.severity == "error"}
        assert set(table.refused) <= wrong


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_514_of_514_codes_survive(desk: Desk, form: str) -> None:
    codes = list(REGISTRY.units)
    if form == "csv":
        path = desk.file("code,jumlah\n" + "".join(f"{code},{n}\n" for n, code in enumerate(codes)))
    else:
        path = desk.folder / "data.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["code", "jumlah"])
            for row, code in enumerate(codes):
                sheet.write_string(row + 1, 0, code)
                sheet.write_number(row + 1, 1, row)
    reading = desk.read(path)
    assert len(codes) == 514
    assert raws(reading) == {code: {"jumlah": float(n)} for n, code in enumerate(codes)}
    assert reading.findings == []


def test_shuffled_rows_are_the_same_table(desk: Desk) -> None:
    rows = [
        f"32.{n:02},{column},{n * 3 % 5 + 1},{who}"
        for n in range(1, 19)
        for column in ("tingkat", "jumlah")
        for who in "ABC"
    ]
    shuffled = rows[:]
    random.Random(3).shuffle(shuffled)
    head = "code,indicator,value,assessor\n"
    first, second = (only(desk.read(head + "\n".join(order))) for order in (rows, shuffled))
    assert first.units == second.units
    for code, own in first.cells.items():
        for name, cell in own.items():
            other = second.cells[code][name]
            assert (cell.raw, cell.assessments) == (other.raw, other.assessments)


def test_every_name_and_alias_of_the_registry_is_found() -> None:
    for code, unit in REGISTRY.units.items():
        for written in (unit.name, unit.name.upper(), unit.name.replace("Kabupaten ", "Kab."), f"  {unit.name} "):
            assert REGISTRY.find(written).unit is unit, (code, written)
    for alias, code in (REGISTRY.aliases or {}).items():
        found = REGISTRY.find(alias).unit
        assert found is not None and found.code == code


def test_the_registry_sums_to_the_published_totals() -> None:
    totals = {column: sum(float(u.attributes[column]) for u in REGISTRY.units.values()) for column in REGISTRY.columns}
    assert (totals["districts"], totals["urban_villages"], totals["villages"]) == (7285, 8496, 75266)
    assert totals["population_2024"] == 284_973_643
    assert round(totals["area_km2"], 3) == 1_890_179.784


def test_twenty_six_names_are_shared() -> None:
    bare = [name_key(unit.name)[1] for unit in REGISTRY.units.values()]
    shared = {name for name in bare if bare.count(name) == 2}
    assert len(shared) == 26
    assert all(len(REGISTRY.find(name).candidates) == 2 for name in shared)


def test_a_wrong_kind_is_unknown() -> None:
    match = REGISTRY.find("Kota Bandung Barat")
    assert (match.unit, match.candidates, match.suggestion) == (None, (), "32.17 Kabupaten Bandung Barat")


@given(st.integers(0, 16383))
def test_letters_count_like_a_spreadsheet(index: int) -> None:
    back = 0
    for letter in letters(index):
        back = back * 26 + ord(letter) - 64
    assert back == index + 1
