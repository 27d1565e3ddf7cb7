"""The story of a map: a file is read, its areas are matched with the regions, and all that is wrong is told."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from readiness.data.boundaries.document import MOST_MB, Document, Feature, read_document
from readiness.data.boundaries.keys import Key, Known, find_key, property_names, samples, text_of
from readiness.data.boundaries.shapes import area_of, united
from readiness.data.registry import load_registry
from readiness.data.safe import brief, clean
from readiness.data.units import Unit
from readiness.findings import Finding, nearest
from readiness.resources import bundled

TOLD = 5  # examples in a message
MOST_ELSEWHERE = 0.25  # of the areas: beyond it the codes are of another system


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Areas in degrees by code of the result's units, the land of all others, and where they are from."""

    areas: Mapping[str, BaseGeometry]
    land: Sequence[BaseGeometry]
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Boundaries, or None where the file is refused; and everything to tell."""

    boundaries: Boundaries | None
    findings: Sequence[Finding]
    key: Key | None = None


def read_boundaries(path: Path, units: Sequence[Unit], key: str | None = None) -> Reading:
    """Read a map for these units; ``key`` is the property that holds their codes."""
    shown = path.as_posix()
    content = _bytes(path)
    document = content if isinstance(content, Finding) else read_document(path, content)
    if isinstance(content, Finding) or isinstance(document, Finding):
        return Reading(None, [finding for finding in (content, document) if isinstance(finding, Finding)][:1])
    misplaced = _not_degrees(document, shown)
    if misplaced is not None:
        return Reading(None, [misplaced])
    known = Known({unit.code: unit for unit in units}, load_registry(), _bps_codes())
    layers = [_layer(features, known, key, shown) for features in document.layers.values()]
    best = max(layers, key=lambda layer: layer.right)
    return best.reading(known, path.name, hashlib.sha256(content).hexdigest())


def _bytes(path: Path) -> bytes | Finding:
    shown = path.as_posix()
    try:
        size = path.stat().st_size
        if size > MOST_MB << 20:
            return Finding("D241", shown, params={"size": -(-size >> 20), "most": MOST_MB})
        return path.read_bytes()
    except OSError as error:
        return Finding("D006", shown, params={"reason": error.strerror or "OSError"})


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer of a map with the reading of its codes that fits best."""

    features: Sequence[Feature]
    areas: Sequence[BaseGeometry | None]
    mended: Sequence[int]
    key: Key | None
    named: str | None
    shown: str

    @property
    def right(self) -> int:
        return self.key.right if self.key else -1

    def reading(self, known: Known, file: str, sha256: str) -> Reading:
        key = self.key
        if key is None:
            return Reading(None, [self._no_key()])
        if len(key.elsewhere) > MOST_ELSEWHERE * len(key.codes):
            return Reading(None, [self._refused(key, known)])
        codes = {at: code for at, code in key.codes.items() if at not in set(key.elsewhere)}
        of: dict[str, list[BaseGeometry]] = {}
        for at, code in codes.items():
            area = self.areas[at]
            if area is not None and code in known.units:
                of.setdefault(code, []).append(area)
        if not of:
            params = {"count": len(set(codes.values())), "of": len(known.units)}
            return Reading(None, [Finding("D252", self.shown, params=params)])
        areas = {code: united(of[code]) for code in sorted(of)}
        land = [area for at, area in enumerate(self.areas) if area is not None and codes.get(at) not in areas]
        land.sort(key=lambda area: area.wkb)
        repeated = sorted(code for code in of if len(of[code]) > 1)
        findings = [*self._told(key, known), *self._told_of_units(areas, repeated, known)]
        return Reading(Boundaries(areas, land, file, sha256), findings, key)

    def _told(self, key: Key, known: Known) -> list[Finding]:
        """What is to tell of features."""
        unusable = [at for at, area in enumerate(self.areas) if area is None]
        unknown = [at for at in range(len(self.features)) if at not in key.codes and self.areas[at] is not None]
        of = len(self.features)
        found = [
            self._finding("D250", len(unusable), of, map(self._say, unusable)),
            self._finding("D247", len(unknown), of, map(self._say, unknown)),
            self._finding("D248", len(key.elsewhere), of, (self._contradicted(at, key, known) for at in key.elsewhere)),
            self._finding("D251", len(self.mended), of, map(self._say, self.mended)),
        ]
        return [finding for finding in found if finding]

    def _told_of_units(self, areas: Mapping[str, BaseGeometry], repeated: Sequence[str], known: Known) -> list[Finding]:
        without = sorted(code for code in known.units if code not in areas)
        found = [
            self._finding("D246", len(without), len(known.units), (_unit(code, known) for code in without)),
            self._finding("D249", len(repeated), len(known.units), (_unit(code, known) for code in repeated)),
        ]
        return [finding for finding in found if finding]

    def _finding(self, code: str, count: int, of: int, examples: Iterable[str]) -> Finding | None:
        """One finding for all of a kind, with a few examples; None where there are none."""
        if not count:
            return None
        some = [example for example, _ in zip(examples, range(TOLD), strict=False)]
        listed = [*some, *(["…"] if count > TOLD else [])]
        name = "units" if code in ("D246", "D249") else "examples"
        return Finding(code, self.shown, params={"count": count, "of": of, name: listed})

    def _say(self, at: int) -> str:
        """A feature by its number and what its key, or its first property, says."""
        feature = self.features[at]
        names = [self.key.name] if self.key else sorted(map(str, feature.properties))
        said = next((text for name in names if (text := text_of(feature.properties.get(name)))), "")
        return f"{feature.number} ({said[:40]})" if said else str(feature.number)

    def _contradicted(self, at: int, key: Key, known: Known) -> str:
        """A feature whose place contradicts its code: what it says, whose that is, and how far that is."""
        area, point = self.areas[at], known.point(key.codes[at])
        assert area is not None and point is not None  # else nothing could be contradicted
        kilometres = 111.2 * shapely.distance(area, shapely.Point(point))
        return f"{self._say(at)} ≠ {_unit(key.codes[at], known)}: {kilometres:.0f} km"

    def _no_key(self) -> Finding:
        names = property_names(self.features)
        near = nearest(self.named, names) if self.named is not None and self.named not in names else None
        listed = samples(self.features) or ["–"]
        return Finding("D243", self.shown, params={"properties": listed, "nearest": near})

    def _refused(self, key: Key, known: Known) -> Finding:
        told = [self._contradicted(at, key, known) for at in key.elsewhere[:TOLD]]
        params = {"property": key.name, "count": len(key.elsewhere), "of": len(key.codes), "examples": told}
        return Finding("D244", self.shown, params={**params, "properties": samples(self.features)})


def _layer(features: Sequence[Feature], known: Known, named: str | None, shown: str) -> _Layer:
    made = [area_of(feature.polygons) if feature.polygons else (None, False) for feature in features]
    areas = [area for area, _ in made]
    mended = [at for at, (area, was) in enumerate(made) if was and area is not None]
    return _Layer(features, areas, mended, find_key(features, areas, known, named), named, shown)


def _unit(code: str, known: Known) -> str:
    unit = known.units.get(code) or known.registry.units[code]
    return brief(clean(f"{code} {unit.name}"))


def _not_degrees(document: Document, shown: str) -> Finding | None:
    """Coordinates that can be no degrees, or whose axes are exchanged where Indonesia lies."""
    low, high = [inf, inf], [-inf, -inf]
    for features in document.layers.values():
        for feature in features:
            for shell, *_ in feature.polygons or ():
                low = [min(pair) for pair in zip(low, shell.min(axis=0).tolist(), strict=True)]
                high = [max(pair) for pair in zip(high, shell.max(axis=0).tolist(), strict=True)]
    sample = f"{low[0]:g} – {high[0]:g}, {low[1]:g} – {high[1]:g}"
    beyond = low[0] < -180.5 or low[1] < -90.5 or high[0] > 180.5 or high[1] > 90.5
    swapped = low[0] > -15 and high[0] < 10 and low[1] > 90 and high[1] < 145
    if not beyond:
        return None
    params = {"sample": sample, "crs": document.crs, "swapped": sample if swapped else None}
    return Finding("D245", shown, params=params)


def _bps_codes() -> dict[str, str]:
    """The ministry's code by the code of BPS before 2022: ``data/bps_codes.csv``."""
    with bundled("data", "bps_codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["bps_code_before_2022"]: row["code"] for row in csv.DictReader(file)}
