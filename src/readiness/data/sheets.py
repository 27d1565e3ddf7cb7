"""Which sheets of a workbook are its data.

The visible one called ``data`` (or ``nilai``); else the first visible one. Where that one is in the long form (its
headings say unit, indicator and value), so are all others with such headings, and all of them are read: a workbook
with one sheet a unit is one file. The guide of a workbook of ours is no data, and nothing is told of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readiness.data.grid import Entry, blank, shown
from readiness.data.headings import heading, role_of
from readiness.data.ooxml import UnreadableError
from readiness.data.own import is_guide

_PREFERRED = ("data", "nilai")


@dataclass(frozen=True, slots=True)
class SheetTop:
    """A sheet before it is read: its name, its part of the package, and its first filled row."""

    name: str
    part: str
    visible: bool
    entries: list[Entry]

    @property
    def headings(self) -> list[str]:
        """The bare headings, without blank ones at the end."""
        names = [heading(shown(entry)) for entry in self.entries]
        while names and not names[-1]:
            names.pop()
        return names

    @property
    def is_long(self) -> bool:
        """Whether the sheet is data of the long form, beyond doubt."""
        roles = {role_of(shown(entry)) for entry in self.entries if not blank(entry)}
        return {"indicator", "value"} <= roles and not roles.isdisjoint(("code", "name"))

    @property
    def is_guide(self) -> bool:
        """Whether the sheet explains a form of ours."""
        return bool(self.entries) and is_guide(self.name, shown(self.entries[0]))


@dataclass(frozen=True, slots=True)
class Choice:
    """The sheets to read, in the workbook's order, and the names of visible ones that are not."""

    read: list[SheetTop]
    others: list[str]


def choose(tops: Sequence[SheetTop]) -> Choice:
    """The sheets of data. Raises ``UnreadableError`` where none is visible, or their headings differ."""
    visible = [top for top in tops if top.visible]
    if not visible:
        raise UnreadableError("D098")
    data = [top for top in visible if not top.is_guide] or visible
    named = next((top for top in data if top.name.casefold() in _PREFERRED), None)
    first = named or data[0]
    read = [top for top in data if top.is_long] if named is None and first.is_long else [first]
    for top in read:
        if top.headings != first.headings and len(read) > 1:
            raise UnreadableError("D099", sheet=top.name, first=first.name)
    return Choice(read, [top.name for top in data if top not in read])
