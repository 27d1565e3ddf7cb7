"""From the bytes of a map to its features: GeoJSON or TopoJSON, or why it is neither."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readiness.data.boundaries.rings import Polygons, from_coordinates
from readiness.data.boundaries.topology import Arcs
from readiness.data.safe import brief, clean
from readiness.findings import Finding

MOST_MB = 256
_LONGEST_EXCERPT = 2000
_MAGIC = {
    b"PK\x03\x04": "ZIP",
    b"\x1f\x8b": "GZIP",
    b"\x00\x00\x27\x0a": "Shapefile",
    b"SQLite format 3": "GeoPackage",
    b"<": "XML (KML, GML)",
}
_AREAS = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: what it says of itself, and its polygons, in degrees as written; None where it has none."""

    number: int
    properties: Mapping[str, Any]
    polygons: Polygons | None


@dataclass(frozen=True, slots=True)
class Document:
    """A map as read: its layers by name (GeoJSON has one), and the name of its coordinate system where it says one."""

    layers: Mapping[str, Sequence[Feature]]
    crs: str | None = None


def read_document(path: Path, content: bytes) -> Document | Finding:
    """The features, or the one finding that says why there are none."""
    shown = path.as_posix()
    try:
        document = json.loads(content, object_hook=_compact)
    except json.JSONDecodeError as error:
        return _not_json(shown, content, error)
    except UnicodeDecodeError as error:
        return _refused(shown, content, f"byte {error.start + 1} is no UTF-8")
    except RecursionError:
        return _refused(shown, content, "nested too deep")
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "Topology":
        layers = _topology(document)
    elif kind == "FeatureCollection" and isinstance(document.get("features"), list):
        layers = {"": _features(document["features"], None)}
    else:
        return Finding("D242", shown, params={"found": brief(clean(str(kind or type(document).__name__)))})
    if not any(feature.polygons for features in layers.values() for feature in features):
        return Finding("D242", shown, params={"found": _kinds(document, layers)})
    return Document(layers, _crs(document))


def _compact(found: dict[str, Any]) -> Any:
    """Called for every object as soon as it is read: polygons become arrays at once, so that memory stays small."""
    if found.get("type") in _AREAS and "coordinates" in found:
        return from_coordinates(found["type"], found["coordinates"])
    return found


def _features(items: Sequence[Any], arcs: Arcs | None) -> list[Feature]:
    features = []
    for number, item in enumerate(items, 1):
        own = item if isinstance(item, dict) else {}
        properties = own.get("properties")
        properties = dict(properties) if isinstance(properties, dict) else {}
        if "id" in own:
            properties.setdefault("id", own["id"])
        features.append(Feature(number, properties, _polygons(own if arcs else own.get("geometry"), arcs)))
    return features


def _polygons(geometry: Any, arcs: Arcs | None) -> Polygons | None:
    """All polygons of a geometry, those of a collection too; None where there is none."""
    if isinstance(geometry, list):
        return geometry or None
    if not isinstance(geometry, dict):
        return None
    if isinstance(geometry.get("geometries"), list):
        parts = [_polygons(part, arcs) for part in geometry["geometries"]]
        return [polygon for part in parts if part for polygon in part] or None
    if arcs is not None and geometry.get("type") in _AREAS:
        return arcs.polygons(geometry["type"], geometry.get("arcs")) or None
    return None


def _topology(document: dict[str, Any]) -> dict[str, Sequence[Feature]]:
    arcs = Arcs.read(document)
    objects = document.get("objects")
    found: dict[str, Sequence[Feature]] = {}
    for name, layer in sorted(objects.items()) if isinstance(objects, dict) else ():
        own = layer.get("geometries") if isinstance(layer, dict) else None
        found[str(name)] = _features(own if isinstance(own, list) else [layer], arcs)
    return found


def _crs(document: dict[str, Any]) -> str | None:
    """The name in the old member ``crs``, unless it says degrees of WGS 84."""
    crs = document.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or name.endswith(("CRS84", ":4326")):
        return None
    return brief(clean(name))


def _kinds(document: dict[str, Any], layers: Mapping[str, Sequence[Feature]]) -> str:
    count = sum(map(len, layers.values()))
    return f"{document['type']}, {count} × {_kind_of_first(document)}" if count else str(document["type"])


def _kind_of_first(document: dict[str, Any]) -> str:
    for item in document.get("features", ()):
        geometry = item.get("geometry") if isinstance(item, dict) else None
        return brief(clean(str(geometry.get("type")))) if isinstance(geometry, dict) else "null"
    return "?"


def _not_json(shown: str, content: bytes, error: json.JSONDecodeError) -> Finding:
    kind = next((name for magic, name in _MAGIC.items() if content.startswith(magic)), None)
    line = error.doc.splitlines()[error.lineno - 1] if error.doc.strip() and error.lineno else ""
    excerpt = clean(line) if len(line) <= _LONGEST_EXCERPT and not kind else None
    params = {"detail": error.msg, **({"kind": kind} if kind else {})}
    return Finding("D240", shown, error.lineno, error.colno, params, excerpt=excerpt)


def _refused(shown: str, content: bytes, detail: str) -> Finding:
    kind = next((name for magic, name in _MAGIC.items() if content.startswith(magic)), None)
    return Finding("D240", shown, params={"detail": detail, **({"kind": kind} if kind else {})})
