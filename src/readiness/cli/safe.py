"""Text from files made harmless for a terminal: one function, used for everything that is printed."""

from __future__ import annotations

import re

# C0, DEL and C1 controls, separators that break a line, bidirectional and zero-width marks, lone surrogates
_DANGEROUS = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb]"
)


def safe_text(text: object) -> str:
    """The text with every character that could steer a terminal or hide shown as its escape.

    >>> safe_text("Kota\\x1b[31m A\\u202eB")
    'Kota\\\\x1b[31m A\\\\u202eB'
    """
    return _DANGEROUS.sub(lambda found: _visible(ord(found[0])), str(text))


def safe_lines(text: object) -> str:
    """Like ``safe_text``, for text of our own whose line breaks are meant."""
    return "\n".join(safe_text(line) for line in str(text).split("\n"))


def safe_json(text: str) -> str:
    """JSON text with the same characters as JSON's own escapes; it means what it meant.

    >>> safe_json('"A\\u202eB"')
    '"A\\\\u202eB"'
    """
    return "\n".join(_DANGEROUS.sub(lambda found: f"\\u{ord(found[0]):04x}", line) for line in text.split("\n"))


def _visible(number: int) -> str:
    return {9: "\\t", 10: "\\n", 13: "\\r"}.get(number) or (f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}")
