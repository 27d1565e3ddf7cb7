"""The framework ``ipm``. Published indices are cases in ``tests/cases/``; here is what a reader may rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.framework.load import load
from readiness.pipeline import Request, score
from readiness.resources import root

HEADER = "code,name,umur_harapan_hidup,harapan_lama_sekolah,rata_lama_sekolah,pengeluaran_disesuaikan"
JAKARTA = "dki-2017,DKI Jakarta 2017,72.55,12.86,11.02,17707"  # BPS Provinsi DKI Jakarta: 80.06


def index_of(folder: Path, row: str):
    path = folder / "ipm.csv"
    path.write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    [result] = score(Request("ipm", (path,))).results
    return result.units[0]


def test_the_file_has_no_mistakes() -> None:
    assert load(root() / "criteria" / "ipm.yaml").findings == []


def test_a_province_is_scored_without_a_registry(tmp_path: Path) -> None:
    unit = index_of(tmp_path, JAKARTA)
    assert (unit.name, unit.index.published, unit.index.band) == ("DKI Jakarta 2017", "80.06", "sangat_tinggi")
    assert unit.index.coverage == 1


@pytest.mark.parametrize(
    ("row", "index"), [("x,Lowest,20,0,0,1007.436", "0.00"), ("x,Highest,85,18,15,26572.352", "100.00")]
)
def test_the_goalposts_are_the_ends_of_the_scale(tmp_path: Path, row: str, index: str) -> None:
    assert index_of(tmp_path, row).index.published == index


def test_expenditure_counts_in_logarithms(tmp_path: Path) -> None:
    """Half way between the goalposts is their geometric mean, 5,174 thousand rupiah, not their arithmetic mean."""
    unit = index_of(tmp_path, "x,Middle,85,18,15,5173.9625")
    assert unit.nodes["pengeluaran_disesuaikan"].score == pytest.approx(50, abs=1e-3)
    assert unit.index.value == pytest.approx(100 * 0.5 ** (1 / 3), abs=1e-3)


def test_schooling_is_a_plain_mean_within_the_geometric_one(tmp_path: Path) -> None:
    unit = index_of(tmp_path, "x,One sided,85,18,0,26572.352")
    assert unit.nodes["pendidikan"].published == "50.00"
    assert unit.index.value == pytest.approx(100 * 0.5 ** (1 / 3), abs=1e-9)


def test_without_one_component_there_is_no_index(tmp_path: Path) -> None:
    unit = index_of(tmp_path, "x,Gap,72.55,12.86,,17707")
    assert unit.index.value is None
    assert unit.nodes["kesehatan"].score is not None
    assert unit.index.low is not None and unit.index.high is not None
    assert unit.index.low < 80.06 < unit.index.high


@pytest.mark.parametrize(
    ("index", "band"), [(59.99, "rendah"), (60, "sedang"), (70, "tinggi"), (79.99, "tinggi"), (80, "sangat_tinggi")]
)
def test_bands_begin_at_the_cut(tmp_path: Path, index: float, band: str) -> None:
    """A region whose three dimensions are all equal to the index."""
    share = index / 100
    spent = 1007.436 * (26572.352 / 1007.436) ** share
    unit = index_of(tmp_path, f"x,Equal,{20 + 65 * share:.9f},{18 * share:.9f},{15 * share:.9f},{spent:.9f}")
    assert (unit.index.published, unit.index.band) == (f"{index:.2f}", band)
