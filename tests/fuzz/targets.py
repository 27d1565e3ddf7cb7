"""What is fuzzed, and what must hold: an answer in findings, each of them printable, and never an exception."""

from __future__ import annotations

import io
import json
import math
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from readiness.data.reader import read
from readiness.data.registry import load_registry
from readiness.data.table import Reading
from readiness.findings import Finding, hint, message
from readiness.framework.load import loads
from tests.cli.conftest import DATA, FRAMEWORK, WAVES
from tests.data.conftest import LAYOUT
from tests.framework.sample import SAMPLE
from tests.fuzz.mutate import bent_cells, bent_tree, bent_workbook, spoilt

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
WIDE = b"""code,nama,jumlah,persen,tingkat,ada,pilihan,kantor\n32.01,Kab. Bogor,5,87.5,Optimum,ya,sebagian,3
32.02,Kab. Sukabumi,7,0.875,3,tidak,ya,1\n32.71,Kota Bogor,"1,234",100,rintisan,ya,Sebagian kecil,\n"""
LONG = b"""kode,indikator,nilai,gelombang,sumber,catatan,tahap,asesor\n32.01,jumlah,5,2021,BPS,,mandiri,A
32.01,jumlah,6,2021,BPS,"a, b",akhir,B\n32.02,tingkat,3,2021,,,akhir,\n32.71,persen,"87,5",2022,x,y,visitasi,A\n"""
EXCEL = "\ufeffsep=;\r\nkode;jumlah;persen;simulasi\r\n32.01;1.234;87,5;ya\r\n32.02;12;3,25;tidak\r\n".encode()


@dataclass(frozen=True, slots=True)
class Target:
    """``seeds`` are spoilt; ``check`` raises where something must not be."""

    name: str
    suffix: str

    def make(self, number: int, seed: int = 0) -> bytes:
        """The input of a number."""
        rng = random.Random(f"{self.name}/{seed}/{number}")
        return _made(self.name, rng)

    def check(self, data: bytes, folder: Path) -> str:
        """Raises where an input does what none may; else says in one word what became of it."""
        return _CHECKS[self.name](data, folder)


CRITERIA = Target("criteria", "yaml")
DATA_FILES = Target("data", "csv")
WORKBOOKS = Target("workbook", "xlsx")
DOCUMENTS = Target("document", "json")
SCORES = Target("score", "yaml")
TARGETS = {target.name: target for target in (CRITERIA, DATA_FILES, WORKBOOKS, DOCUMENTS, SCORES)}


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """What a target's inputs are made from: the bundled files whole or in part, and samples that use every part."""
    if name == "score":
        return (FRAMEWORK.encode(), SAMPLE.encode())
    if name == "criteria":
        bundled = [path.read_bytes() for path in sorted((ROOT / "criteria").glob("*.yaml"))]
        return (FRAMEWORK.encode(), SAMPLE.encode(), *bundled)
    if name == "workbook":
        return (_workbook(),)
    if name == "document":
        return (_results(),)
    bundled = [path.read_bytes() for path in sorted((ROOT / "data").rglob("*.csv"))]
    heads = [b"\n".join(each.split(b"\n")[:5]) + b"\n" for each in bundled]
    return (WIDE, LONG, EXCEL, DATA.encode(), WAVES.encode(), *heads)


def _made(name: str, rng: random.Random) -> bytes:
    every = seeds(name)
    if name == "score":
        return bent_tree(rng.choice(every), rng)
    if name == "criteria":  # the large ones rarely: they take fifty times as long
        seed = rng.choice(every[:2]) if rng.random() < 0.98 else rng.choice(every)
        bend = bent_tree if rng.random() < 0.5 else None
    else:
        seed = rng.choice(every)
        bend = {"data": bent_cells, "workbook": bent_workbook, "document": None}[name]
        bend = bend if rng.random() < (0.9 if name == "workbook" else 0.3) else None
    return bend(seed, rng) if bend else spoilt(seed, rng, every)


def check_criteria(data: bytes, folder: Path) -> str:
    """Refused with places, or a framework; the same each time."""
    loaded = loads(data, "k.yaml")
    lines = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    most = len(re.split(r"\r\n|[\r\n\x85\u2028\u2029]", lines)) + 1
    errors = [found for found in loaded.findings if found.severity == "error"]
    assert (loaded.framework is None) == bool(errors)
    _printable(loaded.findings)
    for found in errors:
        assert found.line is not None and found.column is not None, found
        assert 1 <= found.line <= most and found.column >= 1, found
    if loaded.framework is None:
        return "refused"
    from readiness.layout import layout_of
    from readiness.results.canonical import canonical

    layout_of(loaded.framework, load_registry().columns)
    canonical(loaded.framework.model_dump(mode="json", by_alias=True))
    return "accepted"


def check_data(data: bytes, folder: Path, suffix: str = "csv") -> str:
    """Tables of finite values, or findings; a refused unit has no cell."""
    path = folder / f"d.{suffix}"
    path.write_bytes(data)
    reading = read([path], LAYOUT, registry=load_registry())
    _printable(reading.findings)
    if suffix == "csv":
        _located(reading.findings)
    _sound(reading)
    return "read" if reading.tables else "refused"


def check_score(data: bytes, folder: Path) -> str:
    """Criteria that are accepted score data made for them, and the results can be written, read and told."""
    from readiness.analysis.insights import insights
    from readiness.layout import layout_of
    from readiness.pipeline import Request, score
    from readiness.report.markdown import summary
    from readiness.results.document import dumps
    from readiness.results.document import loads as read_document

    framework = loads(data, "k.yaml").framework
    if framework is None:
        return "refused"
    rng = random.Random(data)
    ids = [column.id for column in layout_of(framework, load_registry().columns).columns]
    rows = [["code", *ids]] + [
        [code, *(rng.choice(_CELLS) for _ in ids)] for code in ("32.01", "32.02", "32.71", "31.71")
    ]
    (folder / "k.yaml").write_bytes(data)
    (folder / "s.csv").write_text("\n".join(";".join(row) for row in rows) + "\n", encoding="utf-8")
    scored = score(Request((folder / "k.yaml").as_posix(), (folder / "s.csv",)))
    _printable(scored.findings)
    for document in scored.results:
        assert dumps(read_document(dumps(document))) == dumps(document)
        for unit in document.units:
            assert unit.index.value is None or math.isfinite(unit.index.value)
        summary(document, insights([document]), rng.choice(("id", "en")), "readiness")
    return "scored" if scored.results else "no data"


_CELLS = ("0", "1", "2", "3", "50", "100", "87,5", "0,5", "-1", "", "n/a", "ya", "tidak", "tidak berlaku: x", "1000000")


def check_document(data: bytes, folder: Path) -> str:
    """A document, or DocumentError."""
    from readiness.results.document import DocumentError, dumps
    from readiness.results.document import loads as read_document

    try:
        document = read_document(data.decode("utf-8", "surrogateescape"))
    except DocumentError:
        return "refused"
    dumps(document)
    return "read"


_CHECKS = {
    "criteria": check_criteria,
    "data": check_data,
    "workbook": lambda data, folder: check_data(data, folder, "xlsx"),
    "document": check_document,
    "score": check_score,
}


def _printable(findings: Sequence[Finding]) -> None:
    for found in findings[:200]:
        for lang in ("id", "en"):
            text = message(found, lang) + hint(found, lang) + (found.excerpt or "")
            assert not CONTROL.search(text), (found.code, text)
        text.encode("utf-8")


_WHOLE_FILE = ("D005", "D007", "D008", "D012", "D092", "D030", "D032", "D083")


def _located(findings: Sequence[Finding]) -> None:
    for found in findings:
        if found.severity == "error" and found.code not in _WHOLE_FILE:
            assert found.line is not None, found


def _sound(reading: Reading) -> None:
    for table in reading.tables.values():
        codes = {unit.code for unit in table.units}
        assert not codes & set(table.refused), (codes, table.refused)
        assert set(table.cells) <= codes
        for own in table.cells.values():
            for cell in own.values():
                if isinstance(cell.raw, float):
                    assert math.isfinite(cell.raw)
                assert cell.status == "missing" or cell.raw is not None or cell.status != "value", cell


@cache
def _workbook() -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("Data")
    percent, date = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "dd/mm/yyyy"})
    for at, row in enumerate(WIDE.decode().splitlines()):
        sheet.write_row(at, 0, row.replace('"', "").split(",")[:8])
    sheet.write_number(1, 2, 5)
    sheet.write_number(1, 3, 0.875, percent)
    sheet.write_number(2, 3, 45000, date)
    sheet.write_formula(2, 2, "=1+1", None, 2)
    sheet.write_boolean(2, 5, True)
    sheet.merge_range(8, 0, 8, 3, "gabung")
    book.add_worksheet("Kosong").hide()
    book.close()
    return made.getvalue()


@cache
def _results() -> bytes:
    import tempfile

    from readiness.pipeline import Request, score
    from readiness.results.document import dumps

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "k.yaml").write_text(FRAMEWORK, encoding="utf-8")
        (folder / "d.csv").write_text(DATA, encoding="utf-8")
        scored = score(Request(str(folder / "k.yaml"), (folder / "d.csv",)))
    return json.dumps(json.loads(dumps(scored.results[0])), indent=0).encode()
