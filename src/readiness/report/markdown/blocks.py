"""The few shapes of Markdown that the reports are made of. Cells come escaped (``escape.inline``)."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readiness.report.markdown.escape import inline


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its words and whether numbers stand in it (they are set to the right)."""

    text: str
    number: bool = False


def table(heads: Sequence[Head], rows: Iterable[Sequence[str]]) -> str:
    """A GFM table; an empty string where there are no rows.

    >>> print(table([Head("a"), Head("b", number=True)], [["x", "1"]]))
    | a | b |
    | --- | ---: |
    | x | 1 |
    """
    body = [_line(row) for row in rows]
    if not body:
        return ""
    rule = _line(["---:" if head.number else "---" for head in heads])
    return "\n".join([_line([inline(head.text) for head in heads]), rule, *body])


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def heading(depth: int, text: str) -> str:
    """A heading; ``text`` is any text."""
    return f"{'#' * depth} {inline(text)}"


def strong(text: str) -> str:
    """Bold; ``text`` is any text."""
    return f"**{inline(text)}**" if text.strip() else ""


def folded(title: str, body: str) -> str:
    """A fold that a Git host opens on a click: the only HTML that is ever written."""
    return f"<details>\n<summary>{html.escape(title)}</summary>\n\n{body}\n\n</details>" if body else ""


def document(blocks: Iterable[str]) -> str:
    """Blocks with an empty line between, empty ones left out, one newline at the end."""
    return "\n\n".join(block for block in blocks if block) + "\n"
