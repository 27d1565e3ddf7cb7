"""The summary of a step, where a code host asks for one in ``GITHUB_STEP_SUMMARY``."""

from __future__ import annotations

import os
from pathlib import Path

MOST = 1_000_000  # bytes that a code host takes


def add_to_step_summary(text: str, *, known_by: str = "") -> None:
    """Add Markdown once: not where its ``known_by`` (the text itself, where nothing is said) already stands, and not
    where the whole would be more than a code host takes."""
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    if not named:
        return
    path = Path(named)
    before = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    if (known_by or text) in before or len((before + text).encode()) > MOST:
        return
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(text if text.endswith("\n") else text + "\n")
