"""Records from JSON by their own type hints: one small function a type, made once a class.

The same hints make the JSON Schema (``schema.py``), so that records, reader and schema cannot disagree.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Reader = Callable[[Any, str], Any]


class MismatchError(ValueError):
    """A value that is not what its place asks for; says where."""


def reader(hint: Any) -> Reader:
    """A function ``(value, where) -> typed value`` for a type hint; it raises MismatchError."""
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record(hint)
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _union(args)
    if origin is tuple:
        return _list(args[0])
    if origin is not None and issubclass(origin if isinstance(origin, type) else object, Mapping):
        return _mapping(args[1])
    if origin is Literal:
        return _literal(args)
    return _SCALARS[hint]


def _float(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MismatchError(f"{where}: a number is expected, not {_shown(value)}")
    try:
        return float(value)
    except OverflowError as error:
        raise MismatchError(f"{where}: this number is too large") from error


def _exactly(kind: type, word: str) -> Reader:
    def read(value: Any, where: str) -> Any:
        if type(value) is not kind:
            raise MismatchError(f"{where}: {word} is expected, not {_shown(value)}")
        return value

    return read


_SCALARS: dict[Any, Reader] = {
    float: _float,
    int: _exactly(int, "a whole number"),
    str: _exactly(str, "text"),
    bool: _exactly(bool, "true or false"),
    type(None): _exactly(type(None), "null"),
    Any: lambda value, _where: value,
}


def _union(args: tuple[Any, ...]) -> Reader:
    """``X | None``, or a number or text, whichever it is."""
    readers = [reader(arg) for arg in args if arg is not type(None)]
    optional = type(None) in args

    def read(value: Any, where: str) -> Any:
        if value is None and optional:
            return None
        for attempt in readers[:-1]:
            try:
                return attempt(value, where)
            except MismatchError:
                continue
        return readers[-1](value, where)

    return read


def _list(hint: Any) -> Reader:
    item = reader(hint)

    def read(value: Any, where: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise MismatchError(f"{where}: a list is expected, not {_shown(value)}")
        return tuple(item(each, f"{where}[{i}]") for i, each in enumerate(value))

    return read


def _mapping(hint: Any) -> Reader:
    item = reader(hint)

    def read(value: Any, where: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise MismatchError(f"{where}: an object is expected, not {_shown(value)}")
        return {key: item(each, f"{where}.{key}") for key, each in value.items()}

    return read


def _literal(args: tuple[Any, ...]) -> Reader:
    def read(value: Any, where: str) -> Any:
        if value not in args:
            raise MismatchError(f"{where}: one of {', '.join(map(str, args))} is expected, not {_shown(value)}")
        return value

    return read


@lru_cache(maxsize=64)
def _record(cls: type) -> Reader:
    """Every field must stand there (one with a default may be absent); keys of a later tool are passed over."""
    hints = get_type_hints(cls)
    fields = [(f.name, reader(hints[f.name]), is_required(f)) for f in dataclasses.fields(cls)]

    def read(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise MismatchError(f"{where}: an object is expected, not {_shown(value)}")
        found = {}
        for name, convert, required in fields:
            if name in value:
                found[name] = convert(value[name], f"{where}.{name}")
            elif required:
                raise MismatchError(f"{where}: '{name}' is missing")
        return cls(**found)

    return read


def is_required(field: dataclasses.Field[Any]) -> bool:
    """Whether a record cannot be made without this field."""
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
