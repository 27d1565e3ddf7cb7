"""What a person asked for by name, found: a framework, a unit. What is not there raises MisuseError."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.data.names import name_key
from readiness.findings import nearest
from readiness.misuse import MisuseError
from readiness.resources import bundled, framework_ids
from readiness.results.weighting import WRITTEN

if TYPE_CHECKING:
    from readiness.data.table import Table
    from readiness.framework.load import Loaded
    from readiness.framework.model import Framework
    from readiness.results.records import Results

__all__ = [
    "WRITTEN",
    "criteria_of",
    "find_code",
    "find_codes",
    "find_framework",
    "find_units",
    "find_waves",
    "find_weights",
    "load_framework",
    "number_of",
]
CRITERIA_SUFFIXES = (".yaml", ".yml")


def find_framework(name: str) -> Path:
    """The criteria file of a bundled id, or of a path. Raises MisuseError."""
    path = Path(name)
    if path.suffix.lower() in CRITERIA_SUFFIXES or path.is_file():
        if not path.is_file():
            raise MisuseError("path", path=name)
        return path
    if name in framework_ids():
        return bundled("criteria", f"{name}.yaml")
    raise MisuseError("framework", name=name, nearest=nearest(name, framework_ids()), known=framework_ids())


def load_framework(name: str) -> Loaded:
    """A framework by id or path. A bundled one is called ``criteria/ID.yaml``, wherever it is installed: places
    in a result must not depend on the machine. Raises MisuseError."""
    from readiness.framework.load import loads

    path = find_framework(name)
    shown = f"criteria/{path.name}" if path.parent == bundled("criteria", "") else path.as_posix()
    return loads(path.read_bytes(), shown)


def criteria_of(name: str) -> Path | None:
    """The criteria file; None for a framework that comes with the tool, which has no path of its own. Raises
    MisuseError."""
    return None if name in framework_ids() else find_framework(name)


def find_code(text: str, names: Mapping[str, str]) -> str:
    """The code that a code or a name means among these units. Raises MisuseError, with the nearest."""
    if text in names:
        return text
    kind, bare = name_key(text)
    keys = {code: name_key(name) for code, name in names.items()}
    found = [code for code, key in keys.items() if key == (kind, bare) or (kind is None and key[1] == bare)]
    if len(found) == 1:
        return found[0]
    if found:
        raise MisuseError("ambiguous_unit", text=text, known=[f"{code} {names[code]}" for code in sorted(found)])
    from readiness.data.registry import load_registry

    unit = load_registry().find(text).unit
    if unit is not None:
        if unit.code in names:
            return unit.code
        raise MisuseError("unit_without_data", unit=f"{unit.code} {unit.name}")
    near = nearest(text, [*names, *names.values()])
    raise MisuseError("unit", text=text, nearest=near)


def find_codes(texts: Sequence[str], tables: Sequence[Table]) -> tuple[str, ...]:
    """The codes that codes or names mean among the units of some waves, each once. Raises MisuseError."""
    names = {unit.code: unit.name for table in tables for unit in table.units}
    return tuple(dict.fromkeys(find_code(text, names) for text in texts))


def find_waves(tables: Mapping[str | None, Table], wave: str | None) -> list[Table]:
    """The wave of this name alone; all in their order where none is asked for. Raises MisuseError, with the nearest."""
    if wave is None:
        return [tables[key] for key in sorted(tables, key=lambda key: key or "")]
    if wave not in tables:
        known = sorted(key for key in tables if key is not None)
        raise MisuseError("wave", name=wave, nearest=nearest(wave, known), known=known)
    return [tables[wave]]


def find_weights(framework: Framework, name: str) -> str:
    """The name of a set of weights of this framework, or ``written``. Raises MisuseError, with the nearest."""
    known = [WRITTEN, *framework.weights_sets]
    if name in known:
        return name
    raise MisuseError("weights", name=name, nearest=nearest(name, known), known=known)


def find_units(results: Results, text: str, *, lenient: bool = False) -> set[str]:
    """The codes that a filter means: ``kind=kota``, ``island=Papua,Maluku``, or codes and names with commas.

    Raises MisuseError; ``lenient`` passes over codes and names that these results do not have.
    """
    from readiness.analysis.selecting.classes import BYS, classes_of
    from readiness.framework.model import Framework

    key, sign, value = (part.strip() for part in text.partition("="))
    if not sign:
        names = {unit.code: unit.name for unit in results.units}
        words = [word.strip() for word in text.split(",") if word.strip()]
        return {word for word in words if word in names} if lenient else {find_code(word, names) for word in words}
    classes = classes_of(Framework.model_validate(results.framework.snapshot), results.units)
    for by in BYS:
        if by == key:
            wanted = {word.strip().casefold() for word in value.split(",")}
            rows = zip(results.units, classes, strict=True)
            return {unit.code for unit, row in rows if (row[by] or "").casefold() in wanted}
    raise MisuseError("units_key", key=key, nearest=nearest(key, BYS), known=BYS)


def number_of(text: str, *, thousands: bool = True) -> Decimal | None:
    """A number in either form; what can be thousands or decimals (1.234) is none, unless it cannot be thousands."""
    from readiness.data.numerals import proof

    mark = proof(text)
    if mark is None or (mark == "?" and thousands) or "e" in text.casefold():
        return None
    if mark == "?":
        return Decimal(text.replace(",", "."))
    plain = text.replace("\u2212", "-").replace("." if mark == "," else ",", "")
    return Decimal(plain.replace(",", "."))
