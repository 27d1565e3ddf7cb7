"""Numbers as people write them: 1.234,5 or 1,234.5. A number proves its form or it proves nothing."""

from __future__ import annotations

import re
from typing import Literal

Mark = Literal[".", ","]
_NUMBER = re.compile(
    r"(?P<whole>[0-9]+)"
    r"|(?P<either>[1-9][0-9]{0,2}[.,][0-9]{3})"
    r"|(?P<comma>[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})|[0-9]*,[0-9]+)"
    r"|(?P<dot>[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})|[0-9]*\.[0-9]+)"
    r"|(?P<science>[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+)"
)
_SIGNS = "+-\u2212"


def proof(text: str) -> Mark | Literal["", "?"] | None:
    """The decimal mark that a number proves: ``""`` either will do, ``"?"`` ambiguous, None no number.

    >>> [proof(t) for t in ("1.791.320", "87,5", "0.875", "1.234", "12", "1.23.4", "３")]
    [',', ',', '.', '?', '', None, None]
    """
    found = _NUMBER.fullmatch(text.lstrip(_SIGNS) if text[:1] in _SIGNS and text[1:2] not in _SIGNS else text)
    if found is None:
        return None
    if found["whole"]:
        return ""
    if found["either"]:
        return "?"
    if found["science"]:
        return "," if "," in text else "." if "." in text else ""
    return "," if found["comma"] else "."


def number(text: str, mark: Mark) -> float:
    """The double of a text that ``proof`` allows under this decimal mark; may be infinite.

    >>> number("1.234,5", ","), number("-1,234.5", "."), number("1.234", ",")
    (1234.5, -1234.5, 1234.0)
    """
    plain = text.replace("\u2212", "-").replace("." if mark == "," else ",", "")
    return float(plain.replace(",", ".")) + 0.0


def has_foreign_digits(text: str) -> bool:
    """Whether digits other than ASCII 0-9 stand in it (fullwidth, Arabic): refused, whatever ``int`` says."""
    return any(char.isdigit() and not char.isascii() for char in text)
