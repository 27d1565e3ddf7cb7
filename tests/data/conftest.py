"""Small files made on the spot, and one framework's worth of columns to read them by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readiness.data.columns import Column, Layout
from readiness.data.reader import read
from readiness.data.registry import load_registry
from readiness.data.table import Reading, Table
from readiness.findings import Finding, hint, message

COLUMNS = (
    Column("jumlah", "number"),
    Column("persen", "percent", 0, 100),
    Column("tingkat", "level", 1, 5, whole=True, words={"rintisan": 1.0, "optimum": 5.0}),
    Column("ada", "boolean"),
    Column("pilihan", "choice", words={"ya": "ya", "sebagian": "sebagian", "Sebagian kecil": "sebagian"}),
)
LAYOUT = Layout(COLUMNS, parents=("pilar", "index"), extras=("kantor",))


class Desk:
    """Writes files and reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, content: str | bytes, name: str = "data.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def read(self, *content: str | bytes | Path, layout: Layout = LAYOUT, **options: Any) -> Reading:
        paths = [c if isinstance(c, Path) else self.file(c, f"data{i or ''}.csv") for i, c in enumerate(content)]
        reading = read(paths, layout, registry=load_registry(), **options)
        for finding in reading.findings:
            for lang in ("id", "en"):
                assert message(finding, lang)
                hint(finding, lang)
        return reading


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def only(reading: Reading) -> Table:
    """The one table of a reading."""
    assert len(reading.tables) == 1, reading.findings
    return next(iter(reading.tables.values()))


def raws(reading: Reading) -> dict[str, dict[str, float | str | None]]:
    """Raw values of the one table."""
    return {code: {name: cell.raw for name, cell in own.items()} for code, own in only(reading).cells.items()}


def codes(reading: Reading) -> list[str]:
    """The codes of all findings, sorted."""
    return sorted(finding.code for finding in reading.findings)


def told(reading: Reading, code: str) -> Finding:
    """The one finding of a code."""
    found = [finding for finding in reading.findings if finding.code == code]
    assert len(found) == 1, reading.findings
    return found[0]


Read = Callable[..., Reading]
