"""Quote marks that open or close nothing: found in a line, and read as characters where only one reading fits.

Well formed is what RFC 4180 says: a quoted entry whose inner quotes are written twice, or an entry without any quote.
A line of another form has several readings. One stray mark is read as a character of its entry where, of all marks in
the line, only one makes the line well formed and as wide as the lines around it; else nobody can tell.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache

_HELD = "\ue000"  # stands for the mark while the rest is read: a private character, which no text exchanges
MOST_MARKS = 200  # marks of one line that are tried


@dataclass(frozen=True, slots=True)
class Reading:
    """The entries of a line, and where its stray mark stands (from 0)."""

    fields: list[str]
    at: int


@lru_cache(maxsize=16)
def _well_formed(delimiter: str, spaced: bool) -> re.Pattern[str]:
    mark, gap = re.escape(delimiter), " *+" if spaced else ""
    field = rf'{gap}(?:"(?:[^"]|"")*+"|[^"{mark}\r\n]*+)'
    return re.compile(rf"{field}(?:{mark}{field})*+[\r\n]*")


def is_well_formed(record: str, delimiter: str, spaced: bool = False) -> bool:
    """Whether the quotes of one record (a line, or several where an entry holds line ends) are as RFC 4180 has them.

    >>> is_well_formed('a,"b ""c"" d",e', ","), is_well_formed('a,b "c" d', ","), is_well_formed('a,"b"c', ",")
    (True, False, False)
    """
    return _well_formed(delimiter, spaced).fullmatch(record) is not None


def is_doubtful(record: str, delimiter: str) -> bool:
    """Whether quotes inside unquoted entries may hold a delimiter: two readings of another width.

    >>> is_doubtful('a,Kota "Bertuah" Baru,1', ","), is_doubtful('a,48" tinggi,1', ",")
    (False, False)
    >>> is_doubtful('a,Jalan"Satu, dua",1', ",")
    True
    """
    if record.count('"') % 2:
        return False  # no reading closes them all
    parts = record.split('"')
    return any(delimiter in part for part in parts[1::2])


def read_stray(line: str, delimiter: str, width: int) -> Reading | None:
    """The one reading of a line of ``width`` entries in which one quote mark is a character; None where there is none,
    or are several. A mark behind a backslash is another dialect, and not guessed at.

    >>> read_stray('32.01,"5,Kab. Bogor,"a, b"', ",", 4)
    Reading(fields=['32.01', '"5', 'Kab. Bogor', 'a, b'], at=6)
    >>> read_stray('32.01,"5,Kab. Bogor', ",", 2) is None
    True
    """
    marks = [found.start() for found in re.finditer('"', line)]
    if len(marks) > MOST_MARKS or _HELD in line or '\\"' in line:
        return None
    found: dict[tuple[str, ...], int] = {}
    for at in marks:
        held = line[:at] + _HELD + line[at + 1 :]
        if is_well_formed(held, delimiter):
            fields = next(csv.reader([held], delimiter=delimiter), [])
            if len(fields) == width:
                found.setdefault(tuple(field.replace(_HELD, '"') for field in fields), at)
    if len(found) != 1:
        return None
    [(fields_, place)] = found.items()
    return Reading(list(fields_), place)
