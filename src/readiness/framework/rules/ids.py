"""Ids are unique, free, and name what exists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from readiness.framework.draft import Draft
from readiness.framework.places import Pointer, Problem
from readiness.framework.translate import shown

# Columns of data files, in both languages, and names that some systems keep for devices.
COLUMNS = [
    *("code", "name", "wave", "indicator", "value", "source", "evidence", "note", "stage", "assessor", "synthetic"),
    *("kode", "nama", "gelombang", "indikator", "nilai", "sumber", "bukti", "catatan", "tahap", "asesor", "simulasi"),
]
DEVICES = ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
RESERVED = frozenset(["index", *COLUMNS, *DEVICES])
_REGION = re.compile(r"\d{2}\.\d{2}")


def ids(draft: Draft) -> Iterator[Problem]:
    """No id twice (case and Unicode form aside), and none that is taken."""
    yield from _unique(draft, [(*node, "id") for node in draft.nodes])
    for several in ("bands", "gates"):
        yield from _unique(draft, [(*each, "id") for each in draft.under((several,))])
    for pointer in [("id",), *((*node, "id") for node in draft.nodes)]:
        name = draft.word(pointer)
        if name in (DEVICES if pointer == ("id",) else RESERVED):
            yield Problem("C041", pointer, {"id": name})


def _unique(draft: Draft, pointers: list[Pointer]) -> Iterator[Problem]:
    first: dict[str, Pointer] = {}
    for pointer in pointers:
        name = draft.raw(pointer)
        if not isinstance(name, str):
            continue
        seen = first.setdefault(unicodedata.normalize("NFC", name).casefold(), pointer)
        if seen != pointer:
            yield Problem("C040", pointer, {"id": shown(name), "first": draft.line(seen)})


def units(draft: Draft) -> Iterator[Problem]:
    """Codes of regions look like ``16.07``; a denominator is not the indicator itself."""
    if draft.word(("units",), "indonesia-2025") == "indonesia-2025":
        for node in draft.nodes:
            yield from _codes(draft, (*node, "applies_to"))
    for leaf in draft.leaves:
        of = (*leaf, "per") if draft.word((*leaf, "per")) else (*leaf, "per", "of")
        if draft.word(of) is not None and draft.word(of) == draft.word((*leaf, "id")):
            yield Problem("C093", of, {"id": draft.name(leaf)})


def _codes(draft: Draft, applies: Pointer) -> Iterator[Problem]:
    while draft.has(applies):
        for pointer in draft.under((*applies, "code")):
            code = draft.word(pointer)
            if code is not None and not _REGION.fullmatch(code):
                yield Problem("C098", pointer, {"value": code})
        applies = (*applies, "not")
