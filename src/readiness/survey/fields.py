"""The names that questions have in a form: those of the framework, wherever a form can take them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

TAKEN = ("meta", "instanceid", "instancename")  # by every form, for its own parts
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def free_name(candidates: Iterable[str], taken: Collection[str]) -> str:
    """The first of several names for a column of our own that no question has."""
    used = {name.casefold() for name in taken}
    names = list(candidates)
    return next((name for name in names if name.casefold() not in used), None) or _free(names[0], used)


def field_names(names: Iterable[str], taken: Collection[str] = ()) -> dict[str, str]:
    """Each name with the one it has in a form.

    A form's names are letters, digits, ``_`` and ``-``, none twice whatever the case. A name that will not do is
    changed, one that is met again gets a number.

    >>> field_names(["mutu 1", "Q1", "q1", "meta"], taken=["meta"])
    {'mutu 1': 'mutu_1', 'Q1': 'Q1', 'q1': 'q1_2', 'meta': 'meta_2'}
    """
    names = list(dict.fromkeys(names))
    used = {name.casefold() for name in taken}
    found: dict[str, str] = {}
    for name in names:
        if _NAME.fullmatch(name) and name.casefold() not in used:
            found[name] = name
            used.add(name.casefold())
    for name in names:
        if name not in found:
            found[name] = _free(name if _NAME.fullmatch(name) else _slug(name), used)
            used.add(found[name].casefold())
    return {name: found[name] for name in names}


def _free(bare: str, used: Collection[str]) -> str:
    return next(f for f in (bare, *(f"{bare}_{n}" for n in range(2, len(used) + 3))) if f.casefold() not in used)


def _slug(name: str) -> str:
    bare = re.sub(r"[^A-Za-z0-9_-]+", "_", name).strip("_-")
    return bare if bare[:1].isalpha() else f"q_{bare}".rstrip("_")
