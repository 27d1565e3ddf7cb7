"""The hostile data files, C1 to C35: what is written, and every finding it gets with its line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from readiness.data.reader import read
from readiness.data.registry import load_registry
from readiness.data.table import Reading
from tests.data.conftest import LAYOUT

GOOD = "code,jumlah\n32.01,5\n32.02,7\n"
Place = tuple[str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Case:
    """``told``: code, line and column of every finding; ``units`` that are read all the same (none: refused whole)."""

    number: str
    name: str
    data: bytes
    told: tuple[Place, ...]
    units: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    file: str = "d.csv"


def case(
    number: str, name: str, text: str | bytes, *told: Place, units: str = "", file: str = "d.csv", **options: Any
) -> Case:
    """A case of text in UTF-8, or of bytes as they are; ``units`` with spaces between."""
    data = text if isinstance(text, bytes) else text.encode()
    return Case(number, name, data, told, tuple(units.split()), options, file)


def read_case(case: Case, folder: Path) -> Reading:
    """What the reader makes of it."""
    path = folder / case.file
    path.write_bytes(case.data)
    return read([path], LAYOUT, registry=load_registry(), **case.options)


def one(value: str, column: str = "jumlah") -> str:
    """A file whose first unit has this value, on line 2; the second is whole."""
    quoted = '"' + value.replace('"', '""') + '"' if any(mark in value for mark in ',"\n') else value
    return f"code,{column}\n32.01,{quoted}\n32.02,1\n"


CASES: tuple[Case, ...] = (
    case("C1", "UTF-8 mark", "\ufeff" + GOOD, units="32.01 32.02"),
    case(
        "C2",
        "UTF-16LE with tabs",
        b"\xff\xfe" + "kode\tjumlah\r\n32.01\t5,5\r\n".encode("utf-16-le"),
        ("D063", 2, 7),
        units="32.01",
    ),
    case(
        "C3",
        "cp1252 en dash",
        "code,jumlah,note\n32.01,5,\n32.02,7,2019–2024\n".encode("cp1252"),
        ("D010", 3, 13),
        ("D041", 1, 13),
        units="32.01 32.02",
    ),
    case(
        "C4",
        "UTF-8 and Latin-1",
        "code,jumlah,note\n32.01,5,é\n".encode() + "32.02,7,é\n".encode("latin-1"),
        ("D011", 3, 9),
    ),
    case(
        "C5",
        "semicolon and decimal comma",
        "kode;jumlah;persen\r\n32.01;1.791.320;87,5\r\n",
        ("D063", 2, 7),
        units="32.01",
    ),
    case("C6", "sep= line", "sep=;\ncode;jumlah\n32.01;5\n", units="32.01"),
    case(
        "C7",
        "dots between thousands",
        "code,jumlah\n32.01,1.791.320\n32.02,1.234\n",
        ("D063", 2, 7),
        units="32.01 32.02",
    ),
    case("C8", "1.234 and nothing to decide it", "code,jumlah\n32.01,1.234\n32.02,12\n", ("D060", 2, 7)),
    case("C8", "1.234 and --decimal", "code,jumlah\n32.01,1.234\n32.02,12\n", units="32.01 32.02", decimal=","),
    case("C9", "percent sign on a percent", one("87,5%", "persen"), ("D063", 2, 7), units="32.01 32.02"),
    case("C9", "percent sign on a number", one("87.5 %"), ("D066", 2, 7), units="32.02"),
    case("C10", "an error of Excel is not missing", one("#DIV/0!"), ("D070", 2, 7), units="32.02"),
    case("C10", "n/a is missing", one("n/a"), units="32.01 32.02"),
    case("C11", "infinity", one("Infinity"), ("D065", 2, 7), units="32.02"),
    case("C11", "1e309", one("1e309"), ("D065", 2, 7), units="32.02"),
    case("C11", "NaN", one("NaN"), ("D065", 2, 7), units="32.02"),
    case("C12", "a code in scientific form", "code,jumlah\n3.51E+03,5\n32.02,1\n", ("D045", 2, 1), units="32.02"),
    case("C13", "a level made a date", "code,tingkat\n32.01,04-Mar\n32.02,1\n", ("D069", 2, 7), units="32.02"),
    case("C14", "a code that lost a zero", "code,jumlah\n32.1,5\n32.02,1\n", ("D047", 2, 1), units="32.02"),
    case("C15", "a level of 0", "code,tingkat\n32.01,0\n32.02,1\n", ("D072", 2, 7), units="32.02"),
    case("C15", "a level of 6", "code,tingkat\n32.01,6\n32.02,1\n", ("D072", 2, 7), units="32.02"),
    case("C15", "a level of 3.7", "code,tingkat\n32.01,3.7\n32.02,1\n", ("D073", 2, 7), units="32.02"),
    case("C15", "a level in words", "code,tingkat\n32.01,Setuju\n32.02,1\n", ("D074", 2, 7), units="32.02"),
    case(
        "C16",
        "the same value twice",
        "code,indicator,value\n32.01,jumlah,5\n32.01,jumlah,5\n",
        ("D080", 3, 14),
        units="32.01",
    ),
    case(
        "C16",
        "another value",
        "code,indicator,value\n32.01,jumlah,5\n32.01,jumlah,6\n32.02,jumlah,1\n",
        ("D081", 3, 14),
        units="32.02",
    ),
    case("C17", "unknown regency", "nama,jumlah\nKab. Banyuasn,5\nKab. Banyuasin,6\n", ("D047", 2, 1), units="16.07"),
    case(
        "C17",
        "unknown regency left out",
        "nama,jumlah\nKab. Banyuasn,5\nKab. Banyuasin,6\n",
        ("D042", 2, 1),
        units="16.07",
        allow_unknown=True,
    ),
    case(
        "C18",
        "spellings",
        "nama,jumlah\nKABUPATEN\u00a0BOGOR,5\nKota  Adm. Jakarta Pusat,1\nToli-Toli/Tolitoli,2\n",
        units="31.71 32.01 72.04",
    ),
    case("C19", "a name of two", "nama,jumlah\nSemarang,5\nKota Surakarta,1\n", ("D043", 2, 1), units="33.72"),
    case("C20", "the same heading twice", "code,jumlah,jumlah\n32.01,1,2\n", ("D033", 1, 13)),
    case(
        "C21",
        "a short and a long row",
        "code,jumlah,persen\n32.01,1,2\n32.02,1\n32.03,1,2\n32.04,1,2,3\n32.05,1,2\n",
        ("D023", 3, None),
        ("D023", 5, None),
        units="32.01 32.03 32.05",
    ),
    case("C22", "rows wider than the header", "code,jumlah\n1,32.01,5\n2,32.02,6\n", ("D024", 2, None)),
    case("C23", "a quote that never closes", 'code,jumlah\n32.01,1\n32.02,"5\n32.03,3\n', ("D020", 3, 7)),
    case(
        "C24",
        "lines that stay physical",
        'code,note,jumlah\r\n32.01,"dua\nbaris",5\r\r\n\n32.02,"kata ""x""",a\n32.03,,6\r',
        ("D041", 1, 6),
        ("D064", 6, 20),
        units="32.01 32.03",
    ),
    case("C25", "NUL", "code,jumlah\n32.01,5\n32.02,\0\n", ("D013", 3, 7)),
    case("C26", "nothing", "", ("D008", None, None)),
    case("C26", "a header only", "code,jumlah\n", ("D032", 1, None)),
    case("C26", "no header", "32.01,5\n32.02,6\n", ("D030", 1, None)),
    case("C27", "a header below a title", "Data Smart City\nSumber: BPS\n\ncode,jumlah\n32.01,5\n", ("D031", 4, None)),
    case("C27", "rows skipped", "Data Smart City\nSumber: BPS\n\ncode,jumlah\n32.01,5\n", units="32.01", skip_rows=3),
    case(
        "C28",
        "a second header and totals",
        "code,jumlah\n32.01,5\ncode,jumlah\n32.02,6\nJumlah,11\nRata-rata,5.5\n",
        ("D050", 3, 1),
        ("D052", 5, 1),
        ("D052", 6, 1),
        units="32.01 32.02",
    ),
    case("C29", "two tables", "code,jumlah\n32.01,5\n\nkode,persen\n32.01,80\n", ("D051", 4, None)),
    case("C30", "5,000 columns", "code," + ",".join(f"x{n}" for n in range(5_000)) + "\n", ("D022", 1, None)),
    case("C30", "a field of 1 MiB and more", "code,note\n32.01," + "x" * (1 << 20) + "x\n", ("D021", 2, None)),
    case("C31", "a lock of Excel", "x", ("D004", None, None), file="~$d.xlsx"),
    case("C32", "a workbook called CSV", b"PK\x03\x04....xl/workbook.xml", ("D007", None, None)),
    case("C32", "a page called CSV", "<html><table>", ("D007", None, None)),
    case("C33", "a fullwidth digit", one("３"), ("D078", 2, 7), units="32.02"),
    case("C33", "an Arabic digit", one("٣"), ("D078", 2, 7), units="32.02"),
    case("C33", "a no-break space in a number", one("1\u00a0234"), ("D064", 2, 7), units="32.02"),
    case("C33", "smart quotes", one("“5”"), ("D064", 2, 7), units="32.02"),
    case("C34", "long form without its indicator", "code,value\n32.01,5\n", ("D035", 1, None)),
    case("C34", "lying on its side", "indicator,32.01,32.02\njumlah,5,6\n", ("D036", 1, None)),
    case("C34", "wide and long at once", "code,indicator,value,persen\n32.01,jumlah,5,6\n", ("D039", 1, 22)),
    case("C35", "personal data", "code,NIK,jumlah\n32.01,3201234567890001,5\n", ("D038", 1, 6), units="32.01"),
)
