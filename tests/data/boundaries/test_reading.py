"""Which file is a map, which property holds the codes, and what is told of everything that is wrong."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from readiness.data.boundaries import reading as reading_room
from readiness.data.boundaries.reading import Reading, read_boundaries
from readiness.data.registry import load_registry
from readiness.data.units import Unit
from readiness.findings import Finding, hint, message
from tests.data.boundaries.making import collection, feature, geojson, square, topojson, units, written

JAVA = [code for code in load_registry().units if code[:2] in ("32", "33")]
SOME = ["32.04", "32.10", "32.73"]


def at(code: str, side: float = 0.2) -> dict[str, Any]:
    """A square about the point of a region."""
    known = load_registry().units[code].attributes
    return square(float(known["longitude"]) - side / 2, float(known["latitude"]) - side / 2, side)


def read(path: Path, codes: Sequence[str] = SOME, key: str | None = None) -> Reading:
    found = read_boundaries(path, units(codes), key)
    for finding in found.findings:
        for lang in ("id", "en"):
            assert message(finding, lang)
            hint(finding, lang)
    return found


def told(found: Reading) -> list[str]:
    return sorted(finding.code for finding in found.findings)


def the(found: Reading, code: str) -> Finding:
    [finding] = [finding for finding in found.findings if finding.code == code]
    return finding


REFUSED = [
    (b"", "D240", "Expecting value"),
    (b'{"type": "FeatureCollection",\n "features": [}', "D240", "2:15"),
    (b"PK\x03\x04....", "D240", "ZIP"),
    (gzip.compress(b"{}", mtime=0), "D240", "GZIP"),
    (b"\x00\x00\x27\x0a\x00\x00", "D240", "Shapefile"),
    (b"SQLite format 3\x00", "D240", "GeoPackage"),
    (b"<kml></kml>", "D240", "KML"),
    (b'{"type": "Feature", "nama": "\xff"}', "D240", "byte"),
    (b"[" * 100_000, "D240", "nested"),
    (b"[]", "D242", "list"),
    (b"{}", "D242", "dict"),
    (b'{"type": "FeatureCollection", "features": []}', "D242", "FeatureCollection"),
    (b'{"type": "Topology", "objects": {}, "arcs": []}', "D242", "Topology"),
    (json.dumps(collection(feature({"type": "Point", "coordinates": [107, -7]}))).encode(), "D242", "1 × Point"),
    (json.dumps(square(107, -7)).encode(), "D242", "list"),
]


@pytest.mark.parametrize(("content", "code", "said"), REFUSED)
def test_what_is_no_map_is_refused_with_what_it_is(tmp_path: Path, content: bytes, code: str, said: str) -> None:
    path = tmp_path / "peta.geojson"
    path.write_bytes(content)
    found = read(path)
    assert found.boundaries is None
    finding = the(found, code)
    assert said in f"{finding.place} {message(finding)} {hint(finding)}"


def test_a_file_too_large_to_be_read_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_room, "MOST_MB", 0)
    finding = the(read(written(tmp_path, geojson(SOME))), "D241")
    assert finding.params["size"] >= 1


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert told(read(tmp_path)) == ["D006"]


def test_bytes_of_utf_8_with_a_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "peta.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(geojson(SOME)).encode())
    assert read(path).boundaries is not None


CODES: list[tuple[str, dict[str, Any]]] = [
    ("code", {"32.04": "32.04", "32.10": "32.10", "32.73": "32.73"}),
    ("code", {"32.04": "3204", "32.10": "3210", "32.73": "3273"}),
    ("code", {"32.04": 3204, "32.10": 3210, "32.73": 3273.0}),
    ("code", {"32.04": 32.04, "32.10": 32.1, "32.73": 32.73}),  # a number loses its last zero
    ("name", {"32.04": "Kab. Bandung", "32.10": "KABUPATEN MAJALENGKA", "32.73": "Kota Bandung"}),
]


@pytest.mark.parametrize(("system", "written_as"), CODES)
def test_the_property_that_holds_the_codes_is_found(tmp_path: Path, system: str, written_as: dict[str, Any]) -> None:
    features = [
        feature(at(code), objek=n, luas=1.5 * n, apa=text, status="ada", jenis=None)
        for n, (code, text) in enumerate(written_as.items())
    ]
    found = read(written(tmp_path, collection(*features)))
    assert found.key is not None and found.boundaries is not None
    assert (found.key.name, found.key.system) == ("apa", system)
    assert sorted(found.boundaries.areas) == sorted(written_as)
    assert told(found) == []


def test_older_codes_of_bps_are_told_from_those_of_the_ministry_by_the_place(tmp_path: Path) -> None:
    """1101 is Simeulue (11.09) for the one and Aceh Selatan (11.01) for the other."""
    of_bps = {"1101": "11.09", "1102": "11.10", "1103": "11.01", "1104": "11.02"}
    features = [feature(at(code), kode=text) for text, code in of_bps.items()]
    found = read(written(tmp_path, collection(*features)), list(of_bps.values()))
    assert found.key is not None and found.boundaries is not None
    assert (found.key.system, found.key.right) == ("bps", 4)
    pcodes = [feature(at(code), ADM2_PCODE=f"ID{text}") for text, code in of_bps.items()]
    assert read(written(tmp_path, collection(*pcodes)), list(of_bps.values())).key == type(found.key)(
        "ADM2_PCODE", "bps", found.key.codes, []
    )
    ministry = [feature(at(code), kode=code.replace(".", "")) for code in of_bps.values()]
    again = read(written(tmp_path, collection(*ministry)), list(of_bps.values()))
    assert again.key is not None and again.key.system == "code"


def test_codes_that_the_places_contradict_are_refused(tmp_path: Path) -> None:
    features = [feature(square(140, -3), kode="32.04"), feature(square(138, -4), kode="32.10")]
    found = read(written(tmp_path, collection(*features)))
    finding = the(found, "D244")
    assert found.boundaries is None
    assert "32.04 Kabupaten Bandung" in message(finding) and " km" in message(finding)


def test_one_area_that_lies_elsewhere_is_left_out_and_is_land(tmp_path: Path) -> None:
    codes = ["32.01", "32.02", "32.03", "32.04"]
    features = [feature(at(code), kode=code) for code in codes] + [feature(square(140, -3), kode="32.10")]
    found = read(written(tmp_path, collection(*features)), [*codes, "32.10"])
    assert found.boundaries is not None
    assert sorted(found.boundaries.areas) == codes
    assert len(found.boundaries.land) == 1
    assert told(found) == ["D246", "D248"]
    assert "5 (32.10) ≠ 32.10 Kabupaten Majalengka" in message(the(found, "D248"))


def test_no_property_with_codes_lists_what_there_is(tmp_path: Path) -> None:
    found = read(written(tmp_path, collection(feature(square(107, -7), negara="Antah Berantah", nomor=7))))
    assert found.boundaries is None
    assert "negara (Antah Berantah), nomor (7)" in message(the(found, "D243"))
    bare = read(written(tmp_path, collection({"type": "Feature", "properties": None, "geometry": square(107, -7)})))
    assert told(bare) == ["D243"]


def test_a_property_may_be_named_and_a_misspelt_one_has_a_nearest(tmp_path: Path) -> None:
    path = written(tmp_path, geojson(SOME, key="kode_kemendagri"))
    assert read(path, key="kode_kemendagri").boundaries is not None
    assert read(path, key="nama").boundaries is not None
    finding = the(read(path, key="kode_kemendagi"), "D243")
    assert finding.params["nearest"] == "kode_kemendagri"


def test_regions_without_an_area_unknown_areas_and_unusable_features_are_told(tmp_path: Path) -> None:
    features = [
        feature(at("32.04"), kode="32.04"),
        feature(square(108, -7.5, 0.1), kode="Waduk"),
        feature(None, kode="32.10"),
        feature({"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, kode="32.73"),
        feature({"type": "Polygon", "coordinates": [[[107, -7], [108, float("nan")], [107, -8]]]}, kode="32.73"),
        feature({"type": "Polygon", "coordinates": [[[107, -7], [108, -7]]]}, kode="32.73"),
        "no feature",
    ]
    found = read(written(tmp_path, collection(*features)))
    assert found.boundaries is not None
    assert list(found.boundaries.areas) == ["32.04"]
    assert told(found) == ["D246", "D247", "D250"]
    assert the(found, "D246").params["units"] == ["32.10 Kabupaten Majalengka", "32.73 Kota Bandung"]
    assert "2 (Waduk)" in message(the(found, "D247"))
    assert (the(found, "D250").params["count"], the(found, "D250").params["of"]) == (5, 7)


def test_several_areas_of_one_region_are_united_and_told(tmp_path: Path) -> None:
    features = [feature(at("32.04"), kode="32.04"), feature(square(107.9, -7.6, 0.1), kode="32.04")]
    found = read(written(tmp_path, collection(*features)), ["32.04"])
    assert found.boundaries is not None
    assert told(found) == ["D249"]
    assert found.boundaries.areas["32.04"].area == pytest.approx(0.05)


def test_broken_rings_open_rings_heights_and_collections_are_mended(tmp_path: Path) -> None:
    west, south = 107.4, -7.2
    bow = [[west, south], [west + 0.4, south + 0.4], [west + 0.4, south], [west, south + 0.4]]
    heights = [[x, y, 700.5] for x, y in at("32.10")["coordinates"][0]]
    mixed = {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}, at("32.73")]}
    features = [
        feature({"type": "Polygon", "coordinates": [bow]}, kode="32.04"),
        feature({"type": "Polygon", "coordinates": [heights]}, kode="32.10"),
        feature(mixed, kode="32.73"),
    ]
    found = read(written(tmp_path, collection(*features)))
    assert found.boundaries is not None
    assert sorted(found.boundaries.areas) == SOME
    assert all(area.is_valid and area.area > 0 for area in found.boundaries.areas.values())
    assert told(found) == ["D251"]


@pytest.mark.parametrize(
    ("ring", "said"),
    [
        ([[792000, 9235000], [795000, 9235000], [795000, 9238000]], "792000 – 795000"),
        ([[-7.0, 107.5], [-6.9, 107.5], [-6.9, 107.6]], "exchanged"),
    ],
)
def test_coordinates_that_are_no_degrees_are_refused(tmp_path: Path, ring: list[list[float]], said: str) -> None:
    document = collection(feature({"type": "Polygon", "coordinates": [ring]}, kode="32.04"))
    document["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32748"}}
    finding = the(read(written(tmp_path, document)), "D245")
    assert said in message(finding) + hint(finding)
    assert "EPSG::32748" in hint(finding)


def test_a_map_of_another_province_is_refused(tmp_path: Path) -> None:
    found = read(written(tmp_path, collection(feature(at("11.01"), kode="11.01"))))
    assert (found.boundaries, told(found)) == (None, ["D252"])


def test_units_of_no_registry_are_matched_by_their_own_codes(tmp_path: Path) -> None:
    own = [Unit("A1", "Satu"), Unit("A2", "Dua")]
    path = written(tmp_path, collection(feature(square(1, 1), id_desa="A1"), feature(square(2, 1), id_desa="A2")))
    found = read_boundaries(path, own)
    assert found.boundaries is not None and sorted(found.boundaries.areas) == ["A1", "A2"]


def test_a_topology_holds_the_same_areas(tmp_path: Path) -> None:
    same = read(written(tmp_path, geojson(JAVA)), JAVA).boundaries
    arcs = read(written(tmp_path, topojson(JAVA), "peta.topojson"), JAVA).boundaries
    assert same is not None and arcs is not None
    assert sorted(same.areas) == sorted(arcs.areas) == sorted(JAVA)
    for code, area in same.areas.items():
        assert arcs.areas[code].symmetric_difference(area).area < 0.02 * area.area


def test_the_layer_with_most_regions_is_taken(tmp_path: Path) -> None:
    document = topojson(SOME)
    document["objects"]["a_provinsi"] = {
        "type": "GeometryCollection",
        "geometries": [{**document["objects"]["daerah"]["geometries"][0], "properties": {"kode": "32"}}],
    }
    found = read(written(tmp_path, document))
    assert found.boundaries is not None
    assert (sorted(found.boundaries.areas), told(found)) == (SOME, [])


BROKEN = [
    {"arcs": "none"},
    {"arcs": [[["x", 1]]]},
    {"transform": {"scale": [1], "translate": [0, 0]}},
    {"transform": []},
    {"objects": {"a": {"type": "Polygon", "arcs": [[999]], "properties": {"kode": "32.04"}}}},
    {"objects": {"a": None}},
    {"objects": {"a": {"type": "Polygon", "arcs": {"0": 1}}}},
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_topology_is_refused(tmp_path: Path, broken: dict[str, Any]) -> None:
    assert told(read(written(tmp_path, {**topojson(SOME), **broken}))) == ["D242"]


def test_hostile_properties_are_shown_as_text(tmp_path: Path) -> None:
    evil = "\x1b[31m<script>\u202e" + "x" * 500
    found = read(written(tmp_path, collection(feature(at("32.04"), kode="32.04"), feature(square(108, -7), kode=evil))))
    said = message(the(found, "D247"))
    assert "\x1b" not in said and "\u202e" not in said and len(said) < 300
