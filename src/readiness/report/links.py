"""Which texts of a data file may become a link: http and https with a host, nothing else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_WHOLE = re.compile(r"https?://[^\s\x00-\x20\x7f\"'<>\\]+", re.IGNORECASE)


def link_of(text: str | None) -> str | None:
    """The text itself where it is one whole web address, else None and it is shown as text.

    >>> link_of("https://jdih.go.id/1"), link_of("javascript:alert(1)"), link_of("//evil"), link_of("lihat http://a.id")
    ('https://jdih.go.id/1', None, None, None)
    """
    if text is None or not _WHOLE.fullmatch(text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and host else None
