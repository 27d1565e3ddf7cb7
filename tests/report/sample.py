"""Results to make pages from: a small framework that mixes means, gaps, gates and hostile words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from readiness.analysis.insights import insights
from readiness.data.table import Cell, Input, Source
from readiness.data.units import Unit
from readiness.framework.model import Framework
from readiness.pipeline import Request
from readiness.pipeline import score as score_files
from readiness.report.pages.index_page import index_page
from readiness.report.pages.unit_page import unit_page
from readiness.report.pages.view import View
from readiness.resources import bundled
from readiness.results.insights import UnitInsight
from readiness.results.records import Results
from readiness.scoring import assess
from tests.scoring.making import framework, group, leaf, table

LEVELS = {
    1: {"id": "Belum ada", "en": "None", "remediation": {"id": "Susun", "en": "Draft it"}},
    2: {"id": "Ada", "en": "There", "remediation": {"id": "Tetapkan", "en": "Adopt it"}},
    3: {"id": "Ditetapkan", "en": "Adopted"},
}
CRITERIA = [
    group(
        "jaringan",
        [leaf("desa_4g", 2), leaf("kantor", 1, evidence={"id": "Daftar", "en": "List"}, owner="Dinas", effort="low")],
        2,
    ),
    group("aturan", [leaf("perda", 1, measure="boolean"), leaf("rencana", 3, measure="level", levels=LEVELS)], 1),
    leaf("warga", 1),
]
ROWS: dict[str, dict[str, Any]] = {
    "a": {"desa_4g": 81.7, "kantor": 40, "perda": 1, "rencana": 2, "warga": 62.3},
    "b": {"desa_4g": 12.4, "kantor": None, "perda": 0, "rencana": 1, "warga": 33.3},
    "c": {"desa_4g": 99.9, "kantor": 87.5, "perda": 1, "rencana": 3, "warga": 100},
    "d": {"desa_4g": None, "kantor": None, "perda": 1, "rencana": None, "warga": None},
}
UNITS = [
    Unit(
        "a", "Kabupaten Satu", "kabupaten", "Jawa Barat", {"latitude": -6.5, "longitude": 107.0, "population_2024": 9e5}
    ),
    Unit("b", "Kota Dua", "kota", "Jawa Barat", {"latitude": -6.9, "longitude": 107.6, "population_2024": 2.5e6}),
    Unit("c", "Kabupaten Tiga", "kabupaten", "Papua", {"latitude": -2.5, "longitude": 140.7, "population_2024": 1e5}),
    Unit("d", "Kota Empat", "kota", "Papua", {}),
]


def results(
    criteria: Sequence[Mapping[str, Any]] = CRITERIA,
    data: Mapping[str, Mapping[str, Any]] = ROWS,
    *,
    units: Sequence[Unit] = UNITS,
    synthetic: bool = False,
    wave: str | None = "2026",
    **keys: Any,
) -> Results:
    """Scored as the tool scores."""
    model: Framework = framework(criteria, **keys)
    inputs = (Input("data.csv", "c" * 64, len(data)),)
    rows = table(data, units, wave=wave, synthetic=synthetic, inputs=inputs)
    return assess(model, rows, sha256="f" * 64, options={})[0]


def cell(
    raw: float | str, *, evidence: str | None = None, note: str | None = None, text: str = "1", path: str = "data.csv"
) -> Cell:
    return Cell("observed", raw, Source(path, 7, 3, text), evidence, note)


def view(found: Results, lang: str = "id", command: str = "readiness report") -> View:
    return View(found, Framework.model_validate(found.framework.snapshot), lang, command)


def unit_html(found: Results, code: str, lang: str = "id") -> str:
    """The page of one unit."""
    unit = next(unit for unit in found.units if unit.code == code)
    return unit_page(view(found, lang), unit, insights([found]).get(code, UnitInsight(code)))


def index_html(found: Results, lang: str = "id") -> str:
    return index_page(view(found, lang))


@lru_cache(maxsize=4)
def scored(name: str, data: str) -> tuple[Results, ...]:
    """A bundled framework over a bundled data set, one result a wave."""
    found = score_files(Request(framework=name, data=(Path(bundled("data", data)),)))
    assert found.results, found.findings
    return found.results
