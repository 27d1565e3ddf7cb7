"""Text from a file made harmless in GitHub-flavoured Markdown: it reads back as it was written.

Every character that could begin markup is escaped by a backslash, ``<`` and ``&`` by an entity. What a Git
host would turn into a link, a mention or an emoji *after* Markdown is done (``@name``, ``#123``,
``:smile:``, addresses, hashes) cannot be escaped there, so that piece alone stands in a code span: nothing invisible
is added, and a copied cell is still the source's text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from readiness.data.safe import legible

_MARKUP = re.compile(r"([\\`*_{}\[\]|#!~$>])")
_BLOCK = re.compile(r"^(?:([-+=])|(\d{1,9})([.)])(?=\s|$))")
_LIVE = re.compile(
    r"""(?ix)
    (?: https?:// | ftp:// | www\. | mailto: | xmpp: ) [^\s`|\\<>"']+   # an address
    | (?<![\w.+-]) [\w.+-]+ @ [\w-]+ (?: \. [\w-]+ )+                   # a mail address
    | (?<!\w) @ [a-z0-9] [a-z0-9_/-]*                                   # a mention
    | (?<!\w) (?: [a-z0-9_.-]+ / [a-z0-9_.-]+ )? \# [0-9]+              # an issue, here or elsewhere
    | (?<!\w) gh- [0-9]+ (?!\w)
    | : (?=[a-z0-9_+-]*[a-z+-]|100:|1234:) [a-z0-9_+-]+ :               # an emoji
    | (?<![\w]) (?=[0-9a-f]*[0-9]) (?=[0-9a-f]*[a-f]) [0-9a-f]{7,64} (?![\w])   # a commit
    """
)


def inline(text: object) -> str:
    """Any text as one line of Markdown; line breaks and tabs become one space, control characters go.

    >>> inline("a|b <img>")
    'a\\\\|b &lt;img\\\\>'
    >>> inline("tanya @admin")
    'tanya `@admin`'
    """
    return _inline(str(text))


@lru_cache(maxsize=4096)  # labels and words come back on every page of a run
def _inline(text: str) -> str:
    plain = legible(text).strip()
    pieces, at = [], 0
    for live in _LIVE.finditer(plain):
        pieces += [_escaped(plain[at : live.start()]), code(live[0])]
        at = live.end()
    return "".join([*pieces, _escaped(plain[at:])])


def paragraph(line: str) -> str:
    """A line of Markdown that begins no list, rule or underline by accident; for what stands outside tables.

    >>> paragraph("- a"), paragraph("2. b"), paragraph("2.5 c")
    ('\\\\- a', '2\\\\. b', '2.5 c')
    """
    return _BLOCK.sub(_start, line)


def code(text: object) -> str:
    """A code span, for digests, commands and places; fenced by more backticks than it holds.

    >>> code("readiness report"), code("a`b")
    ('`readiness report`', '``a`b``')
    """
    plain = legible(str(text)).strip()
    if not plain:
        return ""
    if "|" in plain or "\\" in plain:  # a pipe ends a cell even in a code span, and a backslash before one is lost
        return _escaped(plain)
    fence = "`" * (max((len(run) for run in re.findall("`+", plain)), default=0) + 1)
    room = " " if plain[0] == "`" or plain[-1] == "`" else ""
    return f"{fence}{room}{plain}{room}{fence}"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;")


def _start(found: re.Match[str]) -> str:
    sign, digits, dot = found.groups()
    return f"\\{sign}" if sign else f"{digits}\\{dot}"
