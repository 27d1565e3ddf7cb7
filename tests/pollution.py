"""The 2,290 spoilt files of the Pollock benchmark, made anew over tables of our own.

Pollock (Vitagliano, Hameed, Jiang, Reisener, Wu, Naumann: "Pollock: A Data Loading Benchmark", PVLDB 16, 2023) spoils
one table of 84 rows and 9 columns in every place that the published list names. The families, their counts and their
right answers are the benchmark's; the tables and the code are ours. Row 0 is the header, and every family keeps its
name: one file as it is, 12 of whole-file pollution, 672 + 756 rows with a delimiter less or more, 756 stray quotes, 84
rows with another delimiter, 9 other dialects.

A right answer is the table before it was spoilt. Two differ, as in the benchmark: a stray quote is a character of its
cell; a header of several rows is read with a space between. Of several tables the first is meant. What holds no header
has only one right answer here: refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from readiness.data.grid import Grid, Row, blank, shown
from readiness.data.headings import heading
from readiness.data.reader import open_grid, read
from readiness.data.rectangle import fits, misfit, width_of
from readiness.data.registry import load_registry
from readiness.data.table import Reading
from readiness.findings import Finding
from tests.data.conftest import LAYOUT

Rows = list[list[str]]
ROWS, COLUMNS, EOL = 84, 9, "\r\n"
QUOTED = (6, 7)  # columns that stand in quotes in every row


@dataclass(frozen=True, slots=True)
class Spoilt:
    """``right``: the table, its header first; None where only a refusal is right."""

    name: str
    family: str
    data: bytes
    right: Rows | None


def any_table() -> Rows:
    """A table of any kind: dates, times, amounts, long texts with delimiters and quotes in them, links, a blank column."""
    rows = [["TANGGAL", "JAM", "Jumlah", "KODE", "Biaya", "Kegiatan", "Uraian", "Tautan", "Keterangan"]]
    for n in range(1, ROWS):
        name = ("Rapat, teknis", "Survei Jum'at", 'Papan 10" untuk aula', "Pelatihan", 'Layar 24"')[n % 5]
        text = f"Kegiatan ke-{n} di kantor bupati, dengan {n % 7} tamu; catatan 'Jum'at' disimpan."
        text = text if n % 3 else f"Acara {n} tanpa jeda dan tanpa tamu."
        text += ' Ukuran 8" x 5".' if n % 8 == 0 else ""
        date, hour = f"{n % 28 + 1:02}/{n % 12 + 1:02}/2024", f"{n % 24:02}:{n % 4 * 15:02}"
        rows.append(
            [
                date,
                hour,
                str(n % 9),
                f"AB-{1000 + 37 * n}",
                f"Rp{n * 7}.{n % 10}",
                name,
                text,
                f"https://x.go.id/{n}",
                "",
            ]
        )
    return rows


def our_table() -> Rows:
    """A data file in long form: one value a regency, with its note and evidence."""
    rows = [["kode", "gelombang", "tahap", "indikator", "nilai", "asesor", "catatan", "bukti", "sumber"]]
    codes = sorted(load_registry().units)[: ROWS - 1]
    for n, code in enumerate(codes, 1):
        column, value = (("jumlah", str(1000 + 7 * n)), ("persen", f"{n}.5"), ("tingkat", str(n % 5 + 1)))[n % 3]
        note = f"Diisi oleh dinas, lembar {n}; rapat 'Jum'at'." if n % 3 else f"Lembar {n} tanpa jeda."
        note += ' Papan 10" dipasang.' if n % 8 == 0 else ""
        who = ("A", "Tim A, Bappeda", 'Meja 24"')[n % 3]
        rows.append([code, "2024", "akhir", column, value, who, note, f"https://x.go.id/{n}", ""])
    return rows


def written(rows: Rows, mark: str = ",", eol: str = EOL, quote: str = '"', escape: str = '""') -> list[str]:
    """The rows as lines."""
    return [mark.join(token(cell, n, quote, escape) for n, cell in enumerate(row)) + eol for row in rows]


def token(cell: str, column: int, quote: str = '"', escape: str = '""') -> str:
    """One cell as it stands in the file."""
    if column in QUOTED or "," in cell or '"' in cell:
        return quote + cell.replace('"', escape) + quote
    return cell


def spoilt(rows: Rows) -> Iterator[Spoilt]:
    """All 2,290 files of a table."""
    lines = written(rows)
    yield Spoilt("source", "as it is", _bytes(lines), rows)
    yield from _whole(rows, lines)
    yield from _dialects(rows)
    for at, row in enumerate(rows):
        tokens = [token(cell, n) for n, cell in enumerate(row)]
        for n in range(COLUMNS):
            more = [*tokens[:n], "", *tokens[n:]]
            yield Spoilt(f"row_more_sep_row{at}_col{n}", "a delimiter more", _put(lines, at, ",".join(more)), rows)
            if n:
                less = [*tokens[: n - 1], tokens[n - 1] + tokens[n], *tokens[n + 1 :]]
                yield Spoilt(f"row_less_sep_row{at}_col{n}", "a delimiter less", _put(lines, at, ",".join(less)), rows)
            stray = [*tokens]
            cell = tokens[n]
            stray[n] = f'""{cell[1:]}' if cell.startswith('"') else f'"{cell}'
            right = [[*each] for each in rows]
            right[at][n] = f'"{row[n]}'
            yield Spoilt(f"row_extra_quote{at}_col{n}", "a stray quote", _put(lines, at, ",".join(stray)), right)
        yield Spoilt(
            f"row_field_delimiter_{at}_0x20", "a row with spaces between", _put(lines, at, " ".join(tokens)), rows
        )


def _put(lines: Sequence[str], at: int, line: str) -> bytes:
    return _bytes([*lines[:at], line + EOL, *lines[at + 1 :]])


def _bytes(lines: Sequence[str]) -> bytes:
    return "".join(lines).encode()


def _whole(rows: Rows, lines: list[str]) -> Iterator[Spoilt]:
    again = rows[:-1]
    joined = {n: [[" ".join([cell] * n) for cell in rows[0]], *rows[1:]] for n in (2, 3)}
    wider = written([[*row, row[-1] if n else "col1"] for n, row in enumerate(again)])
    files: list[tuple[str, list[str], Rows | None]] = [
        ("file_no_payload", [], None),
        ("file_no_trailing_newline", [*lines[:-1], lines[-1].removesuffix(EOL)], rows),
        ("file_double_trailing_newline", [*lines, EOL], rows),
        ("file_no_header", lines[1:], None),
        ("file_header_multirow_2", [lines[0], *lines], joined[2]),
        ("file_header_multirow_3", [lines[0], lines[0], *lines], joined[3]),
        ("file_preamble", ["PREAMBLE" + "," * (COLUMNS - 1) + EOL, "," * (COLUMNS - 1) + EOL, *lines], rows),
        ("file_multitable_less", [*lines, *written([row[:-1] for row in again])], rows),
        ("file_multitable_same", [*lines, *written(again)], rows),
        ("file_multitable_more", [*lines, *wider], rows),
        ("file_header_only", lines[:1], rows[:1]),
        ("file_one_data_row", lines[:2], rows[:2]),
    ]
    for name, content, right in files:
        yield Spoilt(name, "the whole file", _bytes(content), right)


def _dialects(rows: Rows) -> Iterator[Spoilt]:
    files = {
        "file_field_delimiter_0x20": written(rows, " "),
        "file_field_delimiter_0x2C_0x20": written(rows, ", "),
        "file_field_delimiter_0x3B": written(rows, ";"),
        "file_field_delimiter_0x9": written(rows, "\t"),
        "file_quotation_char_0x27": written(rows, quote="'", escape='"'),
        "file_escape_char_0x5C": written(rows, escape='\\"'),
        "file_escape_char_0x00": written(rows, escape='"'),
        "file_record_delimiter_0xA": written(rows, eol="\n"),
        "file_record_delimiter_0xD": written(rows, eol="\r"),
    }
    for name, lines in files.items():
        yield Spoilt(name, "another dialect", _bytes(lines), rows)


# -- two ways to read them ---------------------------------------------------------------------------------------------


def texts(path: Path) -> tuple[Rows | None, list[Finding]]:
    """A table of any headings, as texts, by the rules that every reading here keeps: the grid as the reader opens it, a
    header of names that are each there once, rows as wide as it. None where any of that is refused."""
    grid, _, told = open_grid(path)
    if grid is None:
        return None, told
    filled = [row for row in grid.rows if not all(map(blank, row.entries))]
    refusal = _refusal(grid, filled)
    if refusal is not None:
        return None, [*told, refusal]
    width = width_of(grid, filled[0])
    width = max(width, len(filled[0].entries)) if not blank(filled[0].entries[-1]) else width
    return [[str(entry) for entry in row.entries[:width]] for row in filled], told


def _refusal(grid: Grid, filled: list[Row]) -> Finding | None:
    if not filled:
        return grid.finding("D008")
    first, rows = filled[0], filled[1:]
    width = width_of(grid, first)
    names = [heading(shown(entry)) for entry in first.entries[:width]]
    nameless = [n for n, name in enumerate(names) if not any(char.isalpha() for char in name)]
    if nameless or (width == 1 and any(mark in str(row.entries[0]) for row in filled for mark in ",;\t|")):
        return grid.finding("D030", first, nameless[0] if nameless else 0, first=shown(first.entries[0]))
    if len(set(names)) < width:
        return grid.finding("D033", first, heading="", first="")
    if not rows:
        return grid.finding("D032", first)
    again = [row for row in rows if [heading(shown(entry)) for entry in row.entries[:width]] == names]
    ragged = [row for row in rows if not fits(grid, row, first, width)]
    if again:
        return grid.finding("D050", again[0])
    return misfit(grid, rows, first, width) or (
        grid.finding("D023", ragged[0], None, None, fields=len(ragged[0].entries), width=width) if ragged else None
    )


def verdict(case: Spoilt, path: Path) -> str:
    """``exact``, ``repaired``, ``refused`` or ``WRONG``, read as a table of texts."""
    path.write_bytes(case.data)
    found, told = texts(path)
    if found is None:
        return "refused" if told[-1].severity == "error" and (told[-1].line or not case.data) else "WRONG"
    if case.right is None or found != case.right:
        return "WRONG"
    return "repaired" if told else "exact"


def our_verdict(case: Spoilt, path: Path) -> str:
    """The same through the whole reader, for a table of ours. Rows that are refused each name their unit and line; what
    stands must be right to the letter."""
    path.write_bytes(case.data)
    reading = read([path], LAYOUT, registry=load_registry())
    errors = [found for found in reading.findings if found.severity == "error"]
    if any(found.line is None and case.data for found in errors):
        return "WRONG"
    got, right = _cells(reading), _expected(case.right) if case.right else {}
    if not errors:
        return "WRONG" if got != right else "repaired" if reading.findings else "exact"
    return "refused" if all(right.get(code) == cell for code, cell in got.items()) else "WRONG"


def _cells(reading: Reading) -> dict[str, tuple[str, ...]]:
    """By unit, all that its row says."""
    return {
        code: (
            wave or "",
            name,
            repr(cell.raw),
            cell.note or "",
            cell.evidence or "",
            *(f"{each.stage}/{each.assessor}" for each in cell.assessments),
        )
        for wave, table in reading.tables.items()
        for code, own in table.cells.items()
        for name, cell in own.items()
        if cell.status != "missing"
    }


def _expected(rows: Rows) -> dict[str, tuple[str, ...]]:
    return {
        row[0]: (row[1], row[3].strip('"'), repr(float(row[4])), _note(row), row[7], f"{row[2]}/{row[5]}")
        for row in rows[1:]
        if _is_number(row[4])
    }


def _note(row: list[str]) -> str:
    """The note, behind it the source, where the evidence has a column of its own."""
    return f"{row[6]}; {row[8]}" if row[8] else row[6]


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
