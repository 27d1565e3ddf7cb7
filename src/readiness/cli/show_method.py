"""A method in words: what it does, its formula, when to use it and what it costs, a line of YAML, its source."""

from __future__ import annotations

import textwrap

from readiness import explained
from readiness.cli.safe import safe_text
from readiness.cli.session import Session, width
from readiness.explained import Method

LEFT = 17  # columns of the words at the left
WIDEST = 100
METHODS = "methods"  # the word that asks for all of them


def pages(what: str, session: Session) -> list[str]:
    """The pages that a word asks for: all methods, those of a kind, and every method of that name."""
    if what == METHODS:
        return [_list(list(explained.kinds(session.lang)), session)]
    found = [_page(method, session) for method in explained.named(what, session.lang)]
    return found + ([_list([what], session)] if what in explained.kinds(session.lang) else [])


def known() -> list[str]:
    """Every word that has a page."""
    return [METHODS, *explained.names()]


def _page(method: Method, session: Session) -> str:
    """One method. The words that depend on the group of units are said of it."""
    kind = explained.kinds(session.lang)[method.kind]
    head = f"{method.name} · {method.label}\n{method.kind} · {kind}"
    parts = [_wrapped(method.does, "")]
    if _rests_on_group(method):
        parts.append(_wrapped(explained.word("group", session.lang), ""))
    rows = [(key, getattr(method, key)) for key in ("formula", "use", "yaml", "source")]
    lines = [
        f"{explained.word(key, session.lang)} ".ljust(LEFT) + words  # a line to copy stays whole
        if key == "yaml"
        else _row(explained.word(key, session.lang), words)
        for key, words in rows
        if words
    ]
    return "\n\n".join([head, *parts, "\n".join(lines)])


def _rests_on_group(method: Method) -> bool:
    from readiness.framework.model import RELATIVE

    if method.kind == "treat":
        return method.name != "none"
    return method.kind == "normalise" and method.name in RELATIVE and method.name != "custom"


def _list(kinds: list[str], session: Session) -> str:
    """Kind by kind, a line a method."""
    blocks = [_wrapped(explained.word("list", session.lang), "")]
    for kind in kinds:
        title = f"{kind} · {explained.kinds(session.lang)[kind]}"
        found = explained.methods(kind, session.lang).values()
        left = max(len(method.name) for method in found) + 4
        blocks.append("\n".join([title, *(_row(f"  {m.name}", m.label, left) for m in found)]))
    return "\n\n".join(blocks)


def _row(name: str, words: str, left: int = LEFT) -> str:
    return _wrapped(words, f"{name} ".ljust(left))


def _wrapped(words: str, head: str) -> str:
    return textwrap.fill(
        safe_text(words),
        max(40, min(width(), WIDEST)),
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_on_hyphens=False,
        break_long_words=False,
    )
