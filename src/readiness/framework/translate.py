"""Pydantic's errors in the project's own codes. The words stand in ``codes/C.toml``."""

from __future__ import annotations

import re
from typing import Any

from readiness.findings import nearest
from readiness.framework.places import Places, Pointer, Problem
from readiness.framework.scalars import resolve

_COMMA = re.compile(r"[-+]?\d+,\d+")
_PERCENT = re.compile(r"([-+]?\d+(?:[.,]\d+)?)\s*%")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[._ ]\d{3})+")
_QUOTED = re.compile(r"'([^']*)'")
_BOUNDS = {
    "greater_than": ("gt", ">"),
    "greater_than_equal": ("ge", "≥"),
    "less_than": ("lt", "<"),
    "less_than_equal": ("le", "≤"),
}


def problem_of(error: Any, pointer: Pointer, value: Any, places: Places) -> Problem:
    """One of pydantic's errors as a problem at its key or value."""
    kind, ctx, given = error["type"], error.get("ctx", {}), error["input"]
    key = str(next((part for part in reversed(pointer) if isinstance(part, str)), ""))
    if kind == "missing":
        return Problem("C020", pointer, _missing(str(error["loc"][-1]), pointer, value))
    if error["loc"][-1] == "[key]":
        return Problem("C037", pointer, {"key": str(pointer[-1])}, key=True)
    base = {"key": key, "value": shown(places.text(pointer) or given)}
    if kind in ("string_type", "model_type") and ctx.get("class_name", "Text") in ("Text", "Level", "Per"):
        return Problem("C021", pointer, {**base, "write": quoted(given, pointer, places)})
    if kind in ("model_type", "dict_type"):
        return Problem("C028", pointer, base)
    if kind == "list_type":
        return Problem("C029", pointer, {**base, "write": f"[{given}]" if isinstance(given, str) else None})
    if kind in ("float_type", "int_type"):
        return _no_number(kind, given, pointer, base)
    if kind == "finite_number":
        return Problem("C025", pointer, base)
    if kind == "literal_error":
        return _no_choice(given, pointer, ctx, base)
    if kind == "too_short":
        code = "C085" if ctx["actual_length"] else "C036"
        return Problem(code, pointer, {**base, "least": ctx["min_length"]})
    if kind in _BOUNDS:
        name, sign = _BOUNDS[kind]
        percent = key == "min_coverage" and isinstance(given, int | float) and 1 < given <= 100
        write = f"{given / 100:g}" if percent else None
        return Problem("C030", pointer, {**base, "bound": f"{sign} {ctx[name]:g}", "write": write})
    if kind == "string_pattern_mismatch" and ctx.get("pattern") == r"\S":
        return Problem("C034", pointer, base)
    if kind in ("string_pattern_mismatch", "string_too_long"):
        return Problem(
            "C031",
            pointer,
            {**base, "write": as_id(str(given), dash="-" in ctx.get("pattern", "") and pointer == ("id",))},
        )
    return Problem("C039", pointer, base)


def _missing(key: str, pointer: Pointer, value: Any) -> dict[str, Any]:
    here = value
    for part in pointer:
        here = here[part]
    name = here.get("id") if isinstance(here, dict) else None
    node = key if key == "measure" else None
    return {"key": key, "owner": name if isinstance(name, str) and "label" in here else None, "node": node}


def _no_number(kind: str, given: Any, pointer: Pointer, base: dict[str, Any]) -> Problem:
    if isinstance(given, float) and kind == "int_type":
        return Problem("C026", pointer, base)
    if not isinstance(given, str):
        return Problem("C022", pointer, base)
    text = given.strip()
    if _COMMA.fullmatch(text):
        return Problem("C023", pointer, {**base, "write": text.replace(",", ".")})
    if found := _PERCENT.fullmatch(text):
        return Problem("C024", pointer, {**base, "write": found[1].replace(",", ".")})
    write = re.sub("[._ ]", "", text) if _GROUPED.fullmatch(text) else text if _is_number(text) else None
    return Problem("C022", pointer, {**base, "write": write})


def _is_number(text: str) -> bool:
    value = resolve(text)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _no_choice(given: Any, pointer: Pointer, ctx: dict[str, Any], base: dict[str, Any]) -> Problem:
    known = _QUOTED.findall(str(ctx.get("expected", "")))
    if pointer == ("schema",):
        return Problem("C032", pointer, {**base, "known": known})
    near = nearest(given, known) if isinstance(given, str) else None
    known += ["{power: p}"] if base["key"] == "aggregate" else []
    return Problem("C027", pointer, {**base, "known": known, "nearest": near})


def shown(value: Any) -> str:
    """A value short enough for a message."""
    if isinstance(value, dict | list):
        return "{...}" if isinstance(value, dict) else "[...]"
    text = (
        {True: "true", False: "false", None: "null"}[value] if value is None or isinstance(value, bool) else str(value)
    )
    return text if len(text) <= 40 else text[:37] + "..."


def quoted(value: Any, pointer: Pointer, places: Places) -> str | None:
    """How a number would be written as text: as it stands in the file, in quotes."""
    if isinstance(value, dict | list) or value is None:
        return None
    return f"'{places.text(pointer) or shown(value)}'"


def as_id(text: str, *, dash: bool = False) -> str | None:
    """The id nearest to a text: small letters, digits and underscores (a framework's id: dashes)."""
    joint = "-" if dash else "_"
    found = re.sub(r"[^a-z0-9]+", joint, text.casefold()).strip("-_").lstrip("0123456789-_")
    return found[:64] or None
