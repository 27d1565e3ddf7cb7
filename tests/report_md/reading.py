"""Markdown read back by an independent parser."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def text_of(inline: Token) -> str:
    """The text that a reader sees of an inline token."""
    return "".join(
        child.content for child in inline.children or () if child.type in ("text", "code_inline", "text_special")
    )


def kinds(markdown: str) -> set[str]:
    """The types of all tokens, inline ones too."""
    found = set()
    for token in PARSER.parse(markdown):
        found.add(token.type)
        found |= {child.type for child in token.children or ()}
    return found


def tables(markdown: str) -> list[list[list[str]]]:
    """Every table: rows of cells, the heads first."""
    found: list[list[list[str]]] = []
    tokens = PARSER.parse(markdown)
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("td_open", "th_open"):
            found[-1][-1].append(text_of(tokens[at + 1]).replace("\u2003", ""))
    return found


def table_with(markdown: str, head: str) -> list[list[str]]:
    """The body of the first table that has this head."""
    return next(rows[1:] for rows in tables(markdown) if head in rows[0])
