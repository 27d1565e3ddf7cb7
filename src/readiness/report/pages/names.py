"""What the files of a report are called; no code and no id can make two of them one, or a device of Windows."""

from __future__ import annotations

import hashlib
import re

_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?")
# Names of pages that are no unit's, and how those begin that there are many of.
_OURS = ("index", "compare", "method", "ranking", "summary", "selection", "matrix", "quality", "change")
_BRIEF, _INDICATOR = _BEGINNINGS = ("brief-", "indicator-")


def file_name(code: str) -> str:
    """The page of a unit, from its code alone; a code that is no safe name gets one with a digest.

    >>> file_name("16.07")
    '16.07.html'
    >>> file_name("../x"), file_name("CON") == file_name("con")
    ('x-d6b96a97.html', False)
    """
    ours = code in _OURS or code.startswith(_BEGINNINGS)
    if _PLAIN_NAME.fullmatch(code) and not ours and not _DEVICES.fullmatch(code) and code[-1] != ".":
        return f"{code}.html"
    slug = re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-")[:40] or "unit"
    slug = f"unit-{slug}" if f"{slug}-".startswith(_BEGINNINGS) else slug
    return f"{slug}-{hashlib.sha256(code.encode()).hexdigest()[:8]}.html"


def brief_name(code: str) -> str:
    """The two-page summary of a unit; no page of a unit begins so.

    >>> brief_name("16.07"), file_name("brief-16.07")
    ('brief-16.07.html', 'unit-brief-16-07-51c7d094.html')
    """
    return _BRIEF + file_name(code)


def indicator_file(node_id: str) -> str:
    """The page of an indicator; no page of a unit begins so.

    >>> indicator_file("desa_4g"), file_name("indicator-desa_4g")
    ('indicator-desa_4g.html', 'unit-indicator-desa-4g-d33a7e7a.html')
    """
    return f"{_INDICATOR}{node_id}.html"


def single_name(code: str, name: str, lang: str) -> str:
    """The file of a unit that goes alone: in a mail nothing but its name says what it is.

    >>> single_name("16.07", "Kabupaten Banyuasin", "id")
    '16.07-kabupaten-banyuasin.id.html'
    """
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-")
    stem = file_name(code).removesuffix(".html")
    return f"{stem}-{slug}.{lang}.html" if slug else f"{stem}.{lang}.html"
