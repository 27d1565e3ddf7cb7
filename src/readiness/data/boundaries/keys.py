"""Which property of a map says which region an area is, and in which system of codes.

Codes of BPS and of the Ministry of Home Affairs look alike and are others, so nothing is believed that the place does
not prove: every reading of every property is tried, and the one wins under which most areas hold the point of
their region, or lie near it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from readiness.data.boundaries.document import Feature
from readiness.data.registry import Registry
from readiness.data.safe import brief, clean
from readiness.data.units import Unit

NEAR = 0.25  # degrees, some 28 km: a coarse coast may leave a seat of government in the sea
_DIGITS = re.compile(r"(?:ID)?(\d\d)[. ]?(\d\d)", re.IGNORECASE)
_LOST_ZERO = re.compile(r"(\d\d)\.(\d)")
_MOST_PROPERTIES = 200


@dataclass(frozen=True)
class Known:
    """What can be named: the units of the result, those of the registry, and the older codes of BPS."""

    units: Mapping[str, Unit]
    registry: Registry
    bps: Mapping[str, str]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Codes of the result's units by name; a name that two have is nobody's."""
        names = [unit.name for unit in self.units.values()]
        return {unit.name: code for code, unit in self.units.items() if names.count(unit.name) == 1}

    def has(self, code: str) -> bool:
        """Whether a region has this code."""
        return code in self.units or code in self.registry.units

    def point(self, code: str) -> tuple[float, float] | None:
        """Longitude and latitude of the region's own point."""
        for unit in (self.units.get(code), self.registry.units.get(code)):
            if unit is not None and (point := point_of(unit)) is not None:
                return point
        return None


def point_of(unit: Unit) -> tuple[float, float] | None:
    """Longitude and latitude of a unit, where it has them."""
    latitude, longitude = (unit.attributes.get(key) for key in ("latitude", "longitude"))
    if isinstance(latitude, int | float) and isinstance(longitude, int | float):
        return float(longitude), float(latitude)
    return None


def _code(value: str, known: Known) -> str | None:
    """The ministry's code as written, without its dot, or as a number that lost its last zero (32.1 is 32.10)."""
    if value in known.units:
        return value
    zero, digits = _LOST_ZERO.fullmatch(value), _DIGITS.fullmatch(value)
    code = f"{value}0" if zero else f"{digits[1]}.{digits[2]}" if digits else ""
    return code if known.has(code) else None


def _bps(value: str, known: Known) -> str | None:
    """The code that BPS used before 2022, also as the United Nations write it (ID3204)."""
    digits = _DIGITS.fullmatch(value)
    return known.bps.get(digits[1] + digits[2]) if digits else None


def _name(value: str, known: Known) -> str | None:
    """The full name, kind included, or a name that only one region bears."""
    own = known.names.get(value)
    if own is not None:
        return own
    match = known.registry.find(value, suggest=False)
    return match.unit.code if match.unit else None


SYSTEMS: dict[str, Callable[[str, Known], str | None]] = {"code": _code, "bps": _bps, "name": _name}


@dataclass(frozen=True, slots=True)
class Key:
    """One reading of one property: the code of each area by its position, and the positions that lie elsewhere."""

    name: str
    system: str
    codes: Mapping[int, str]
    elsewhere: Sequence[int]

    @property
    def right(self) -> int:
        """How many areas are named and lie where they should."""
        return len(self.codes) - len(self.elsewhere)


def find_key(
    features: Sequence[Feature], areas: Sequence[BaseGeometry | None], known: Known, named: str | None
) -> Key | None:
    """The reading under which most areas lie right; None where no property names any region.

    ``areas`` are those of the ``features``; ``named`` is the only property to look at.
    """
    properties = [named] if named is not None else property_names(features)[:_MOST_PROPERTIES]
    keys = []
    for name in properties:
        texts = [text_of(feature.properties.get(name)) for feature in features]
        for system, read in SYSTEMS.items():
            codes = {at: code for at, text in enumerate(texts) if text and (code := read(text, known)) is not None}
            if codes:
                keys.append(Key(name, system, codes, _elsewhere(codes, areas, known)))
    order = list(SYSTEMS)
    return min(keys, key=lambda key: (-key.right, order.index(key.system), key.name), default=None)


def text_of(value: Any) -> str:
    """A property's value as text; a whole number without a fraction, another one with two decimals at most."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float):
        value = int(value) if value.is_integer() else value
    return clean(str(value))[:200]


def property_names(features: Sequence[Feature]) -> list[str]:
    """Every property that any feature has, sorted."""
    return sorted({str(name) for feature in features for name in feature.properties})


def samples(features: Sequence[Feature]) -> list[str]:
    """Each property with the first thing it says, for a message."""
    shown = []
    for name in property_names(features)[:20]:
        first = next((text for f in features if (text := text_of(f.properties.get(name)))), "–")
        shown.append(f"{brief(clean(name))} ({first[:40]})")
    return shown


def _elsewhere(codes: Mapping[int, str], areas: Sequence[BaseGeometry | None], known: Known) -> list[int]:
    """Positions of the areas of regions of which no area is near the region's point: one island of many is enough.

    A region without a point contradicts nothing.
    """
    placed = [(at, point) for at, code in codes.items() if areas[at] is not None and (point := known.point(code))]
    if not placed:
        return []
    points = shapely.points([point for _, point in placed])
    near = shapely.dwithin([areas[at] for at, _ in placed], points, NEAR)
    right = {codes[at] for (at, _), is_near in zip(placed, near, strict=True) if is_near}
    return [at for at, _ in placed if codes[at] not in right]
