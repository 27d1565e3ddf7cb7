"""The words of the interface, in the reader's language.

``locales/NAME.LANG.toml`` holds them (``cli`` for the command line, ``report`` for pages), one key a
line, ``{params}`` in braces. A test counts that both languages have the same keys and params.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=32)
def table(name: str, lang: str) -> dict[str, Any]:
    """All words of one file; sections nest."""
    path = Path(__file__).parent / "locales" / f"{name}.{lang}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def say(name: str, lang: str, key: str, /, **params: object) -> str:
    """The words of one dotted key, filled. KeyError for an unknown key: a test walks them all."""
    found = words(name, lang, key)
    return found.format_map(params) if params else found


@lru_cache(maxsize=8192)
def words(name: str, lang: str, key: str) -> str:
    """The words of a dotted key, unfilled: pages ask for the same few hundred, hundreds of times each."""
    found: Any = table(name, lang)
    for part in key.split("."):
        found = found[part]
    return str(found)
