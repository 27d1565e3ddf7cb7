"""Records as plain JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

ATOMS = frozenset((str, int, float, bool, type(None)))
# Fields that most records lack: they are written only where they say something.
SPARSE = frozenset(("imputed", "treated", "at_most", "opinions", "n_effective", "sheet"))


def plain(value: Any) -> Any:
    """Records as dicts, field by field; a Mapping as a dict with text keys; any other series as a list."""
    kind = type(value)
    if kind in ATOMS:
        return value
    names = field_names(kind)  # type: ignore[arg-type]  # a class is hashable, whatever its metaclass
    if names is not None:
        return {name: plain(each) for name in names if (each := getattr(value, name)) is not None or name not in SPARSE}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return [plain(each) for each in value]


@lru_cache(maxsize=64)
def field_names(kind: type) -> tuple[str, ...] | None:
    """The fields of a record, sorted; None for what is no record."""
    return tuple(sorted(f.name for f in fields(kind))) if is_dataclass(kind) else None
