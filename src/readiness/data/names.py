"""How a regency or city may be written: one rule, no guessing.

A name becomes a kind and a key: prefix read (``Kab.``, ``KAB``, ``Kabupaten``, ``Kab. Adm.``, ``Kota``,
``Kota Adm.``), case, spaces, no-break spaces, hyphens, slashes and dots aside. Equal keys are equal
names; a nearly equal one is only ever a suggestion.
"""

from __future__ import annotations

import re
import unicodedata

Key = tuple[str | None, str]
_PREFIX = re.compile(r"^(kabupaten|kab|kota)(?=[\s.])[\s.]*(?:(?:administrasi|adm)(?=[\s.])[\s.]*)?")
_ISLANDS = re.compile(r"\bkep\b")


def fold(text: str) -> str:
    """Case, width and runs of spaces aside.

    >>> fold("  KOTA\\u00a0  Bogor ")
    'kota bogor'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def squash(text: str) -> str:
    """Letters and digits only."""
    return "".join(char for char in text if char.isalnum())


def name_key(text: str) -> Key:
    """The kind that the prefix says (None without one) and the key of the rest.

    >>> name_key("Kab. Toli-Toli"), name_key("KABUPATEN  Tolitoli"), name_key("Kotabaru")
    (('kabupaten', 'tolitoli'), ('kabupaten', 'tolitoli'), (None, 'kotabaru'))
    """
    folded = fold(text)
    found = _PREFIX.match(folded)
    rest = _ISLANDS.sub("kepulauan", folded[found.end() :] if found else folded)
    if found is None or not squash(rest):
        return None, squash(rest or folded)
    return ("kota" if found[1] == "kota" else "kabupaten"), squash(rest)
