"""The map of all units: areas where there are outlines, else a mark for each where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.data.boundaries.records import Outlines
from readiness.data.safe import brief, clean
from readiness.report.charts.choropleth import Ground, choropleth
from readiness.report.charts.map import Place, dots
from readiness.report.pages.view import View
from readiness.results.records import UnitResult


@dataclass(frozen=True, slots=True)
class OnMap:
    """The drawing, empty where no unit says where it lies; its caption; whether it shows a unit without an index."""

    svg: Markup
    caption: Sequence[str]
    none: bool


def on_map(view: View) -> OnMap:
    """The marks are told from each other by the rows of the table of ranks: ranked units by rank, then the others."""
    units = [*view.ranked, *view.unranked]
    outlines = view.beside.outlines
    if outlines is not None and any(unit.code in outlines.paths for unit in units):
        return _areas(view, units, outlines)
    places = [place for row, unit in enumerate(units) if (place := _place(view, unit, row)) is not None]
    description = view.t("index.map_description", n=len(places))
    svg = dots(places, title=view.t("index.map"), description=description)
    none = any(place.shape is None for place in places)
    return OnMap(svg, [view.t("index.map_caption"), *_not_shown(view, len(units) - len(places))], none)


def _areas(view: View, units: Sequence[UnitResult], outlines: Outlines) -> OnMap:
    grounds = [Ground(unit.code, _shape(view, unit), _part(unit), _point(unit)) for unit in units]
    areas = sum(unit.code in outlines.paths for unit in grounds)
    lost = sum(unit.code not in outlines.paths and unit.point is None for unit in grounds)
    description = view.t("index.map_areas_description", n=areas)
    svg = choropleth(grounds, outlines, title=view.t("index.map"), description=description)
    caption = [view.t("index.map_areas_caption")]
    if outlines.marked:
        caption.append(view.t("index.map_small", n=len(outlines.marked)))
    if len(grounds) - areas - lost:
        caption.append(view.t("index.map_marks", n=len(grounds) - areas - lost))
    caption += _not_shown(view, lost)
    caption.append(view.t("index.map_source", file=brief(clean(outlines.file)), sha256=outlines.sha256[:12]))
    return OnMap(svg, caption, any(unit.shape is None for unit in grounds))


def _not_shown(view: View, count: int) -> list[str]:
    return [view.t("index.map_lost", n=count)] if count else []


def _place(view: View, unit: UnitResult, row: int) -> Place | None:
    point = _point(unit)
    if point is None:
        return None
    people = next((v for k, v in sorted(unit.attributes.items()) if k.startswith("population")), 0.0)
    size = float(people) if isinstance(people, float | int) else 0.0
    return Place(point[1], point[0], size, _shape(view, unit), _part(unit), row)


def _shape(view: View, unit: UnitResult) -> int | None:
    band = view.bands.get(unit.index.band or "")
    return band.shape if band else None


def _part(unit: UnitResult) -> str:
    island = unit.attributes.get("island")
    return island if isinstance(island, str) else ""


def _point(unit: UnitResult) -> tuple[float, float] | None:
    """Longitude and latitude, where the unit has them."""
    latitude, longitude = (unit.attributes.get(key) for key in ("latitude", "longitude"))
    if not isinstance(latitude, float | int) or not isinstance(longitude, float | int):
        return None
    return float(longitude), float(latitude)
