"""The regions that ``--units`` means, for commands that write something to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readiness.findings import nearest
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.data.units import Unit
    from readiness.framework.model import Framework

KEYS = ("province", "kind", "island")


def chosen_units(framework: Framework, filters: Sequence[str]) -> list[Unit]:
    """The units of the registry that all the filters choose; of ``units: any``, the codes that are given.

    Raises MisuseError.
    """
    from readiness.data.registry import load_registry
    from readiness.data.units import Unit

    if framework.units == "any":
        codes = [word.strip() for text in filters for word in text.split(",") if word.strip()]
        return [Unit(code, code) for code in dict.fromkeys(codes)]
    units = list(load_registry().units.values())
    for text in filters:
        key, sign, value = text.partition("=")
        chosen = _having(units, key.strip(), value.strip()) if sign else _named(units, text)
        if not chosen:
            raise MisuseError("units_filter", text=text)
        units = chosen
    return units


def _having(units: list[Unit], key: str, value: str) -> list[Unit]:
    if key not in KEYS:
        raise MisuseError("units_key", key=key, nearest=nearest(key, KEYS), known=KEYS)
    words = {word.strip().casefold() for word in value.split(",")}
    found = [(unit, unit.attributes.get("island") if key == "island" else getattr(unit, key)) for unit in units]
    return [unit for unit, has in found if str(has).casefold() in words]


def _named(units: list[Unit], text: str) -> list[Unit]:
    from readiness.asked import find_code

    names = {unit.code: unit.name for unit in units}
    codes = {find_code(word.strip(), names) for word in text.split(",") if word.strip()}
    return [unit for unit in units if unit.code in codes]
