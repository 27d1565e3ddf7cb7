"""The classes that quotas and the balance speak of: kind, province, island, and size by population."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.analysis.sizes import sizes
from readiness.framework.model import Framework
from readiness.results.records import UnitResult
from readiness.results.selection import By

BYS: tuple[By, ...] = ("island", "kind", "province", "size")
# Persons at which a class of size begins; below the first it is ``small``.
SIZES: tuple[tuple[str, int], ...] = (
    ("small", 0),
    ("medium", 100_000),
    ("large", 500_000),
    ("very_large", 1_000_000),
)
Classes = dict[By, str | None]


def size_class(population: float | None) -> str | None:
    """The class of so many persons; None where nobody knows them.

    >>> [size_class(persons) for persons in (99_999, 100_000, 500_000, 2e6, None)]
    ['small', 'medium', 'large', 'very_large', None]
    """
    if population is None:
        return None
    return [name for name, least in SIZES if population >= least][-1]


def classes_of(framework: Framework, units: Sequence[UnitResult]) -> list[Classes]:
    """The classes of each unit, in their order; None where the results do not say."""
    known = sizes(framework, units).values
    return [
        {
            "island": _text(unit.attributes.get("island")),
            "kind": unit.kind,
            "province": unit.province,
            "size": size_class(row.get("population")),
        }
        for unit, row in zip(units, known, strict=True)
    ]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
