"""Outlines for a page: every region is there, borders stay shared, and all fits the budget."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import shapely

from readiness.data.boundaries.outlines import BUDGET, outlines
from readiness.data.boundaries.reading import read_boundaries
from readiness.data.boundaries.records import GRID, Outlines
from tests.data.boundaries.making import ENCLOSED, collection, drawn, feature, geojson, square, topojson, units, written

FEW = ["32.01", "32.02", "32.71", "32.72", "32.76"]


def outlined(folder: Path, document: Any, codes: list[str] | None = None, most: int = BUDGET) -> Outlines:
    boundaries = read_boundaries(written(folder, document), units(codes)).boundaries
    assert boundaries is not None
    return outlines(boundaries, units(codes), most)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Outlines:
    return outlined(tmp_path_factory.mktemp("peta"), geojson())


@lru_cache(maxsize=2)
def areas(found: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return {code: drawn(path) for code, path in found}


def test_514_regions_with_an_area_in_the_budget(whole: Outlines) -> None:
    found = areas(tuple(whole.paths.items()))
    assert len(found) == 514
    assert 0.9 * BUDGET < whole.size <= BUDGET
    assert min(area.area for area in found.values()) >= 12  # square steps: four pixels of a screen
    assert all(0 <= box[0] < box[2] <= GRID and 0 <= box[1] < box[3] <= whole.height for box in whole.boxes.values())


def test_what_a_regency_encloses_is_seen_inside_of_it(whole: Outlines) -> None:
    found = areas(tuple(whole.paths.items()))
    for code in ENCLOSED:
        around = found[code].buffer(2).difference(found[code])
        home = max(found, key=lambda other: 0 if other == code else found[other].intersection(around).area)
        assert found[home].intersection(found[code]).area <= 0.1 * found[code].area
    assert whole.marked <= set(ENCLOSED)


def test_borders_stay_shared_neither_gaps_nor_overlaps(whole: Outlines) -> None:
    found = areas(tuple(whole.paths.items()))
    together = shapely.union_all(list(found.values()))
    assert sum(area.area for area in found.values()) - together.area < 0.0001 * together.area
    gaps = [shapely.Polygon(hole).area for part in shapely.get_parts(together) for hole in part.interiors]
    assert [gap for gap in gaps if 2 < gap < 40] == []  # beside a mark whole steps may leave less than a pixel
    marks = shapely.union_all([found[code] for code in whole.marked]).buffer(1)
    rest = [area for area in found.values() if not area.intersects(marks)]
    assert len(rest) > 480 and shapely.coverage_is_valid(rest)


@pytest.mark.parametrize("make", [geojson, topojson])
def test_the_order_of_features_moves_no_byte(tmp_path: Path, make: Any) -> None:
    one = outlined(tmp_path, make(FEW), FEW)
    turned = outlined(tmp_path, make(FEW[::-1]), FEW)
    if make is geojson:
        assert turned.paths == one.paths == outlined(tmp_path, geojson(FEW, shuffled=7), FEW).paths
    assert turned.boxes.keys() == one.boxes.keys()
    assert list(turned.paths) == sorted(FEW)


def test_a_smaller_budget_is_kept_and_loses_no_region(tmp_path: Path) -> None:
    small = outlined(tmp_path, geojson(FEW), FEW, most=900)
    assert small.size <= 900
    assert all(drawn(path).area > 0 for path in small.paths.values())


def test_a_city_drawn_over_its_regency_is_cut_out_of_it(tmp_path: Path) -> None:
    """A file in which the regency covers the city, as if it had no hole."""
    document = collection(
        feature(square(106.5, -7.0, 0.8), kode="32.01"),
        feature(square(106.75, -6.65, 0.1), kode="32.71"),
    )
    found = outlined(tmp_path, document, ["32.01", "32.71"])
    regency, city = (drawn(found.paths[code]) for code in ("32.01", "32.71"))
    assert city.area > 0 and regency.intersection(city).area == 0
    assert len(regency.interiors) == 1


def test_a_region_too_small_to_be_seen_is_a_mark_and_nothing_covers_it(tmp_path: Path) -> None:
    codes = ["32.01", "32.71"]
    document = collection(
        feature(square(105, -7.5, 3), kode="32.01"),
        feature(square(106.79, -6.6, 0.002), kode="32.71"),
    )
    found = outlined(tmp_path, document, codes)
    assert found.marked == {"32.71"}
    regency, city = (drawn(found.paths[code]) for code in codes)
    assert 20 < city.area < 50 and regency.intersection(city).area == 0


def test_islets_go_and_the_largest_part_stays(tmp_path: Path) -> None:
    parts = [square(106.5, -6.9, 0.9)] + [square(108 + n / 10, -5.5, 0.001) for n in range(9)]
    document = collection(*(feature(part, kode="32.01") for part in parts))
    found = outlined(tmp_path, document, ["32.01"])
    assert found.paths["32.01"].count("z") == 1


def test_other_land_is_one_path_and_ends_at_the_frame(tmp_path: Path) -> None:
    found = outlined(tmp_path, geojson(FEW), FEW[:2])
    assert list(found.paths) == FEW[:2]
    land = drawn(found.land)
    assert land.area > 0
    assert land.bounds[0] >= 0 and land.bounds[2] <= GRID


def test_the_frame_holds_a_unit_that_has_only_a_point(tmp_path: Path) -> None:
    found = outlined(tmp_path, geojson(FEW[:2]), [*FEW[:2], "91.71"])
    x, y = found.at(140.7, -2.5)
    assert 0 < x < GRID and 0 < y < found.height
