"""Both languages of the pages say the same things, every key that is asked for exists, and none is dead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import readiness.report
from readiness.words import table

FOLDER = Path(readiness.report.__file__).parent


def leaves(words: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{above}{key}.")
        else:
            yield above + key, value


def asked() -> tuple[set[str], set[str]]:
    """Keys that are written whole, and the sections from which a key is composed."""
    files = [
        FOLDER / "memo.py",
        FOLDER / "selected.py",
        FOLDER / "selected_book.py",
        *FOLDER.glob("pages/*.py"),
        *FOLDER.glob("templates/*.j2"),
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in files).replace("'", '"')
    whole = {key for key in re.findall(r'"([a-z]+\.[a-z_]+)"', text) if not key.endswith(".html")}
    composed = set(re.findall(r'\bt\(f?"([a-z]+)\.(?:\{|" \+)', text))
    return whole, composed


def test_same_keys_and_parameters() -> None:
    both = [dict(leaves(table("report", lang))) for lang in ("id", "en")]
    assert list(both[0]) == list(both[1])
    for key, text in both[0].items():
        assert text.strip()
        assert sorted(re.findall(r"{(\w+)}", text)) == sorted(re.findall(r"{(\w+)}", both[1][key])), key


def test_every_key_asked_for_exists() -> None:
    whole, composed = asked()
    known = dict(leaves(table("report", "id")))
    assert whole - set(known) == set()
    assert composed <= set(table("report", "id"))


def test_no_key_is_dead() -> None:
    whole, composed = asked()
    dead = [
        key for key in dict(leaves(table("report", "id"))) if key not in whole and key.split(".")[0] not in composed
    ]
    assert dead == []


def test_words_that_mislead_are_not_used() -> None:
    said = " ".join(text for _, text in leaves(table("report", "id"))).lower()
    for word in (
        "ranking",
        "grade",
        "imputasi",
        "rekomendasi",
        "dummy",
        "fiktif",
        "kerangka acuan",
        "sidik jari",
        "potensi",
    ):
        assert word not in said, word
