"""A quota as a person writes it: ``kind=kota:10``, ``island=Papua:2..5``, ``size=small:..3``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readiness.analysis.selecting.classes import BYS, SIZES, Classes
from readiness.findings import nearest
from readiness.misuse import MisuseError
from readiness.results.selection import By, Quota

_QUOTA = re.compile(
    r"\s*(?P<by>\w+)\s*=\s*(?P<value>[^=]+?)\s*:\s*(?P<least>\d{1,6})?(?P<dots>\.\.)?(?P<most>\d{1,6})?\s*"
)
KINDS = ("kabupaten", "kota")


def quota_of(text: str) -> Quota:
    """A quota by its text: ``10`` is at least 10, ``..10`` at most, ``5..10`` both. Raises MisuseError.

    >>> quota_of("kind=kota:5..10")
    Quota(by='kind', value='kota', at_least=5, at_most=10, candidates=0, chosen=0, binds=False)
    """
    found = _QUOTA.fullmatch(text)
    if found is None or not (found["least"] or found["most"]) or bool(found["most"]) > bool(found["dots"]):
        raise MisuseError("quota_form", text=text)
    by = found["by"].casefold()
    for known in BYS:
        if by == known:
            least = int(found["least"]) if found["least"] else None
            most = int(found["most"]) if found["most"] else None
            if least is not None and most is not None and least > most:
                raise MisuseError("quota_turned", text=text)
            return Quota(known, found["value"], least, most)
    raise MisuseError("quota_by", by=found["by"], nearest=nearest(by, BYS), known=BYS)


def settled(quotas: Sequence[Quota], known: Sequence[Classes]) -> list[Quota]:
    """The quotas with their values as the results write them. Raises MisuseError for a value that no unit of the
    results has, with the nearest, and for two quotas on one class."""
    found: dict[tuple[By, str], Quota] = {}
    for quota in quotas:
        value = _value(quota, known)
        if (quota.by, value) in found:
            raise MisuseError("quota_twice", value=f"{quota.by}={value}")
        found[quota.by, value] = Quota(quota.by, value, quota.at_least, quota.at_most)
    return list(found.values())


def _value(quota: Quota, known: Sequence[Classes]) -> str:
    values = sorted({value for row in known if (value := row[quota.by]) is not None})
    values += [value for value in _always(quota.by) if value not in values]
    for value in values:
        if value.casefold() == quota.value.casefold():
            return value
    raise MisuseError("quota_value", by=quota.by, value=quota.value, nearest=nearest(quota.value, values), known=values)


def _always(by: By) -> Sequence[str]:
    """Values that mean something even where no unit has them."""
    return KINDS if by == "kind" else [name for name, _ in SIZES] if by == "size" else ()


def shown(quota: Quota) -> str:
    """The text of a quota.

    >>> shown(quota_of("kind=kota:..10")), shown(quota_of("size=small:3"))
    ('kind=kota:..10', 'size=small:3')
    """
    least = "" if quota.at_least is None else str(quota.at_least)
    most = "" if quota.at_most is None else f"..{quota.at_most}"
    return f"{quota.by}={quota.value}:{least}{most}"
