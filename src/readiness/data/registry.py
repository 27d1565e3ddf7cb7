"""The registry of the 514 regencies and cities, and the one way to find a unit in it."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path

from readiness.data.names import Key, fold, name_key
from readiness.data.units import Unit
from readiness.resources import bundled

NUMERIC = (
    "area_km2",
    "population_2024",
    "districts",
    "urban_villages",
    "villages",
    "villages_all",
    "latitude",
    "longitude",
)
_CODE_LIKE = re.compile(r"[0-9][0-9.]*")


@dataclass(frozen=True, slots=True)
class Match:
    """What a text names: one unit, or none with the units it might be and the nearest name."""

    unit: Unit | None = None
    candidates: tuple[Unit, ...] = ()
    suggestion: str | None = None


@dataclass(frozen=True)
class Registry:
    """All units by code. ``columns`` are the numeric attributes, which a ``per`` may name."""

    units: Mapping[str, Unit]
    columns: tuple[str, ...] = NUMERIC
    aliases: Mapping[str, str] | None = None

    def find(self, text: str, *, suggest: bool = True) -> Match:
        """The unit of a code or a name, written in any way that the rule of ``names`` equates.

        A bare name that two units share gives both as candidates, whatever an alias says; a wrong
        kind is unknown. A suggestion is for people: ``"32.10 Kabupaten Majalengka"``; it takes long to find.
        """
        written = text.strip()
        unit = self.units.get(written)
        if unit is not None:
            return Match(unit)
        found = self._named(written)
        if len(found) == 1:
            return Match(found[0])
        return Match(None, found, self.suggest(written) if suggest and not found else None)

    def _named(self, text: str) -> tuple[Unit, ...]:
        kind, bare = name_key(text)
        if not bare:
            return ()
        own = self._by_bare.get(bare, ()) if kind is None else self._by_name.get((kind, bare), ())
        if own:
            return own
        code = self._by_alias.get((kind, bare))
        if code is None and kind is not None:
            code = self._by_alias.get((None, bare))
            code = code if code and self.units[code].kind == kind else None
        if code is not None:
            return (self.units[code],)
        return self._either(text) if "/" in text else ()

    def _either(self, text: str) -> tuple[Unit, ...]:
        """Two spellings with a slash between: both must name the same unit."""
        parts = [self._named(part) for part in text.split("/")]
        return parts[0] if all(part == parts[0] for part in parts) else ()

    def suggest(self, text: str) -> str | None:
        """The nearest code and name, or None."""
        text = text.strip("'’\" ")
        if _CODE_LIKE.fullmatch(text):
            digits = text.replace(".", "")
            dotted = f"{digits[:2]}.{digits[2:]:0<2}"
            near = [dotted] if dotted in self.units else get_close_matches(text, list(self.units), 1, 0.7)
            unit = self.units[near[0]] if near else None
        else:
            found = get_close_matches(fold(text), list(self._spellings), 1, 0.7)
            unit = self._spellings[found[0]] if found else None
        return f"{unit.code} {unit.name}" if unit else None

    @cached_property
    def _by_name(self) -> dict[Key, tuple[Unit, ...]]:
        return {name_key(unit.name): (unit,) for unit in self.units.values()}

    @cached_property
    def _by_bare(self) -> dict[str, tuple[Unit, ...]]:
        found: dict[str, tuple[Unit, ...]] = {}
        for (_, bare), units in self._by_name.items():
            found[bare] = (*found.get(bare, ()), *units)
        return found

    @cached_property
    def _by_alias(self) -> dict[Key, str]:
        return {name_key(alias): code for alias, code in (self.aliases or {}).items()}

    @cached_property
    def _spellings(self) -> dict[str, Unit]:
        names = {fold(unit.name): unit for unit in self.units.values()}
        bare = {name.split(" ", 1)[1]: unit for name, unit in names.items() if " " in name}
        return {**bare, **names}


@lru_cache(maxsize=1)
def load_registry() -> Registry:
    """The bundled registry: ``data/units.csv`` and ``data/unit_aliases.csv``. Takes a few milliseconds."""
    units = {row["code"]: _unit(row) for row in _rows(bundled("data", "units.csv"))}
    aliases = {row["alias"]: row["code"] for row in _rows(bundled("data", "unit_aliases.csv"))}
    return Registry(units, NUMERIC, aliases)


def _unit(row: dict[str, str]) -> Unit:
    attributes: dict[str, float | str] = {name: float(row[name]) for name in NUMERIC if row[name]}
    attributes["island"] = row["island"]
    return Unit(row["code"], row["name"], row["kind"], row["province"], attributes)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
