"""report --map: areas on the index page, what is told of the file, and what is refused before a page is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readiness.cli.map_file import split
from tests.cli.conftest import Run
from tests.data.boundaries.making import collection, feature, square

PROJECT = """\
schema: readiness/project/1
framework: k.yaml
data: [d.csv]
results: r.json
report: {map: "peta#1.geojson"}
"""


@pytest.fixture
def results(run: Run, folder: Path) -> Path:
    assert run("score", "d.csv", "-F", "k.yaml", "-o", "r.json").code == 0
    return folder / "r.json"


def write(path: Path, *codes: str, key: str = "kode") -> Path:
    features = [feature(square(107 + n, -7), **{key: code}) for n, code in enumerate(codes)]
    path.write_text(json.dumps(collection(*features)), encoding="utf-8")
    return path


def test_the_index_page_has_the_areas_and_nothing_is_told_of_a_whole_map(run: Run, results: Path, folder: Path) -> None:
    write(folder / "peta.geojson", "A1", "A2", "A3")
    ran = run("report", "r.json", "-o", "site", "--map", "peta.geojson")
    assert (ran.code, ran.out, ran.err) == (0, "", "Report: site/en/index.html\n")
    for lang in ("id", "en"):
        assert (folder / f"site/{lang}/index.html").read_text(encoding="utf-8").count('<path d="m') >= 3


def test_warnings_are_told_and_the_pages_are_made(run: Run, results: Path, folder: Path) -> None:
    write(folder / "peta.geojson", "A1", "A2", "B7")
    ran = run("report", "r.json", "-o", "site", "--map", "peta.geojson")
    assert ran.code == 0
    assert "peta.geojson: D246 the map lacks 1 of 3 regions: A3 Tiga" in ran.err
    assert "peta.geojson: D247 no region that is known: 1 of 3 areas of the map (3 (B7))" in ran.err
    page = (folder / "site/en/index.html").read_text(encoding="utf-8")
    assert "it is not known where they lie: 1." in page


def test_a_map_that_cannot_be_read_is_refused_before_a_page_is_written(run: Run, results: Path, folder: Path) -> None:
    (folder / "peta.geojson").write_bytes(b'{"type": "FeatureCollection",\n "features": [}')
    ran = run("report", "r.json", "-o", "site", "--map", "peta.geojson")
    assert ran.code == 3
    assert "peta.geojson:2:15: D240 the map is not JSON" in ran.err
    assert "Without --map the regions are marks." in ran.err
    assert not (folder / "site").exists()


def test_a_file_that_is_not_there_is_misuse(run: Run, results: Path) -> None:
    ran = run("report", "r.json", "--map", "nowhere.geojson")
    assert (ran.code, "'nowhere.geojson' does not exist" in ran.err) == (2, True)


def test_the_property_may_be_named_after_a_hash(run: Run, results: Path, folder: Path) -> None:
    write(folder / "peta.geojson", "A1", "A2", "A3", key="ID_WIL")
    assert run("report", "r.json", "-o", "site", "--map", "peta.geojson#ID_WIL").code == 0
    ran = run("report", "r.json", "-o", "site", "--map", "peta.geojson#ID_WILL")
    assert (ran.code, "Did you mean 'ID_WIL'?" in ran.err) == (3, True)


def test_a_file_whose_name_has_a_hash_is_meant_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a#b.json").touch()
    assert split(f"{tmp_path}/a#b.json") == (tmp_path / "a#b.json", None)
    assert split("a.json#KODE") == (Path("a.json"), "KODE")
    assert split("a.json#") == (Path("a.json#"), None)


def test_the_project_names_its_map(run: Run, results: Path, folder: Path) -> None:
    (folder / "readiness.yaml").write_text(PROJECT, encoding="utf-8")
    write(folder / "peta#1.geojson", "A1", "A2", "A3")
    assert run("report").code == 0
    assert "peta#1.geojson" in (folder / "reports/site/en/index.html").read_text(encoding="utf-8")
    (folder / "peta#1.geojson").unlink()
    ran = run("validate")
    assert (ran.code, "peta#1.geojson" in ran.out) == (1, True)
