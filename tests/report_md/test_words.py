"""Both languages have the same words to say, with the same parameters, and every word is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import readiness.report
from readiness.words import table


def leaves(words: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{above}{key}.")
        else:
            yield above + key, value


def test_same_keys_and_parameters() -> None:
    found = [dict(leaves(table("markdown", lang))) for lang in ("id", "en")]
    assert sorted(found[0]) == sorted(found[1])
    params = [{key: sorted(set(re.findall(r"{(\w+)}", text))) for key, text in words.items()} for words in found]
    assert params[0] == params[1]
    assert all(text for words in found for text in words.values())


def test_every_word_is_used() -> None:
    folder = Path(readiness.report.__file__).parent
    books = [folder / "xlsx.py", *folder.glob("book_*.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in [*folder.glob("markdown/*.py"), *books])
    code = code.replace("'", '"')
    for key in dict(leaves(table("markdown", "en"))):
        section, _, last = key.rpartition(".")
        family = section.split(".")[-1]
        assert f'"{key}"' in code or f'"{last}"' in code or f'"{section}.{{' in code or f'"{family}.{{' in code, key
