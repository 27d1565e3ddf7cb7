"""Pydantic's errors in the project's own codes. The words stand in ``codes/C.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from readiness.findings import nearest
from readiness.framework.parts import NODE_ID
from readiness.framework.places import Places, Pointer, Problem
from readiness.framework.scalars import resolve
from readiness.framework.sets import FRACTION, REMARK
from readiness.framework.written import forms_of, is_method, methods_of

_COMMA = re.compile(r"[-+]?\d+,\d+")
_PERCENT = re.compile(r"([-+]?\d+(?:[.,]\d+)?)\s*%")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[._ ]\d{3})+")
_RANGE = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*(?:-|–|\.\.|to|sampai|s/d|s\.d\.)\s*([-+]?\d+(?:\.\d+)?)")
_QUOTED = re.compile(r"'([^']*)'")
_ENDS = ("worst", "best")
_FRACTIONS = ("min_coverage", "min_share", "max_share", "accept_consistency_ratio", "within")
_SIGNS = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤"}
Params = dict[str, Any]


def problem_of(error: Any, pointer: Pointer, value: Any, places: Places) -> Problem:
    """One of pydantic's errors as a problem at its key or value."""
    kind, ctx, given = error["type"], error.get("ctx", {}), error["input"]
    key = str(next((part for part in reversed(pointer) if isinstance(part, str)), ""))
    base = {"key": key, "value": shown(places.text(pointer) or given)}
    if kind == "missing":
        return _missing(str(error["loc"][-1]), pointer, value, base)
    if error["loc"][-1] == "[key]":
        return _bad_key(kind, ctx, pointer)
    if kind in ("string_type", "model_type") and ctx.get("class_name", "Text") in ("Text", "Level", "Per"):
        return Problem("C021", pointer, {**base, "write": quoted(given, pointer, places)})
    if kind in _TOLD:
        return _TOLD[kind](given, pointer, ctx, base)
    return Problem("C039", pointer, base)


def _bad_key(kind: str, ctx: Any, pointer: Pointer) -> Problem:
    """A name that stands as a key: an id, words, or the whole number of a level or an answer."""
    name = str(pointer[-1])
    if kind == "string_too_long" or ctx.get("pattern") == NODE_ID:
        return Problem("C031", pointer, {"value": shown(name), "write": as_id(name)}, key=True)
    if ctx.get("pattern") == r"\S":
        return Problem("C034", pointer, {"key": name}, key=True)
    return Problem("C037", pointer, {"key": name}, key=True)


def _no_fraction(given: str, pointer: Pointer, ctx: Params, base: Params) -> Problem:
    """A text where a number or a fraction is meant: perhaps one with a decimal comma, or in quotes."""
    text = given.strip()
    if _COMMA.fullmatch(text) or _is_number(text):
        return _no_number(given, pointer, ctx, base)
    parts = re.fullmatch(r"(\d{1,3})\s*[:÷]\s*(\d{1,3})", text)
    write = f"{int(parts[1])}/{int(parts[2])}" if parts and int(parts[1]) and int(parts[2]) else None
    return Problem("C133", pointer, {**base, "write": write})


def _missing(key: str, pointer: Pointer, value: Any, base: Params) -> Problem:
    if is_method(base["key"]) and key in methods_of(base["key"]):
        return Problem("C027", pointer, {**base, "known": forms_of(base["key"])})
    here = value
    for part in pointer:
        here = here[part]
    name = here.get("id") if isinstance(here, dict) else None
    node = key if key == "measure" else None
    owner = name if isinstance(name, str) and "label" in here else None
    return Problem("C020", pointer, {"key": key, "owner": owner, "node": node})


def _no_mapping(_given: Any, pointer: Pointer, _ctx: Params, base: Params) -> Problem:
    return Problem("C028", pointer, base)


def _no_list(given: Any, pointer: Pointer, _ctx: Params, base: Params) -> Problem:
    is_plain = isinstance(given, str | int | float) and not isinstance(given, bool)
    return Problem("C029", pointer, {**base, "write": f"[{given}]" if is_plain else None})


def _not_finite(_given: Any, pointer: Pointer, _ctx: Params, base: Params) -> Problem:
    return Problem("C025", pointer, base)


def _not_whole(given: Any, pointer: Pointer, ctx: Params, base: Params) -> Problem:
    return Problem("C026", pointer, base) if isinstance(given, float) else _no_number(given, pointer, ctx, base)


def _no_number(given: Any, pointer: Pointer, _ctx: Params, base: Params) -> Problem:
    if not isinstance(given, str):
        ends = list(given.values()) if isinstance(given, dict) and base["key"] in _ENDS else []
        write = f"[{ends[0]}, {ends[1]}]" if len(ends) == 2 and all(isinstance(e, int | float) for e in ends) else None
        return Problem("C022", pointer, {**base, "write": write})
    text = given.strip()
    if _COMMA.fullmatch(text):
        return Problem("C023", pointer, {**base, "write": text.replace(",", ".")})
    if found := _PERCENT.fullmatch(text):
        return Problem("C024", pointer, {**base, "write": found[1].replace(",", ".")})
    if (span := _RANGE.fullmatch(text)) and base["key"] in _ENDS:
        return Problem("C022", pointer, {**base, "write": f"[{span[1]}, {span[2]}]"})
    write = re.sub("[._ ]", "", text) if _GROUPED.fullmatch(text) else text if _is_number(text) else None
    return Problem("C022", pointer, {**base, "write": write})


def _wrong_length(_given: Any, pointer: Pointer, ctx: Params, base: Params) -> Problem:
    if base["key"] in _ENDS:
        return Problem("C103", pointer, {"key": base["key"], "count": ctx["actual_length"]})
    code = "C085" if ctx["actual_length"] else "C036"
    return Problem(code, pointer, {**base, "least": ctx["min_length"]})


def _out_of_bounds(given: Any, pointer: Pointer, ctx: Params, base: Params) -> Problem:
    name, sign = next((name, sign) for name, sign in _SIGNS.items() if name in ctx)
    percent = base["key"] in _FRACTIONS and isinstance(given, int | float) and 1 < given <= 100
    write = f"{given / 100:g}" if percent else None
    return Problem("C030", pointer, {**base, "bound": f"{sign} {ctx[name]:g}", "write": write})


def _no_match(given: str, pointer: Pointer, ctx: Params, base: Params) -> Problem:
    """A text of the wrong form: empty, no fraction, no code of the linter, or no id."""
    pattern = ctx.get("pattern", "")
    if pattern == r"\S":
        return Problem("C034", pointer, base)
    if pattern == FRACTION:
        return _no_fraction(given, pointer, ctx, base)
    if pattern == REMARK:
        return Problem("C124", pointer, {"name": shown(given)})
    dash = "-" in pattern and pointer == ("id",)
    return Problem("C031", pointer, {**base, "write": as_id(given, dash=dash)})


def _is_number(text: str) -> bool:
    value = resolve(text)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _no_choice(given: Any, pointer: Pointer, ctx: Params, base: Params) -> Problem:
    known = _QUOTED.findall(str(ctx.get("expected", "")))
    if pointer == ("schema",):
        return Problem("C032", pointer, {**base, "known": known})
    names_method = is_method(base["key"]) and pointer[0] != "uncertainty"  # where alternatives are words alone
    methods = methods_of(base["key"]) if names_method else {word: word for word in known}
    near = methods.get(nearest(given, methods) or "") if isinstance(given, str) else None
    known = forms_of(base["key"]) if names_method else known
    return Problem("C027", pointer, {**base, "known": known, "nearest": near})


_TOLD: dict[str, Callable[[Any, Pointer, Params, Params], Problem]] = {
    **dict.fromkeys(("model_type", "dict_type"), _no_mapping),
    "list_type": _no_list,
    "float_type": _no_number,
    "int_type": _not_whole,
    "finite_number": _not_finite,
    "literal_error": _no_choice,
    **dict.fromkeys(("too_short", "too_long"), _wrong_length),
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), _out_of_bounds),
    **dict.fromkeys(("string_pattern_mismatch", "string_too_long"), _no_match),
}


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
