"""What the YAML parser could not read, in words a planner can act on."""

from __future__ import annotations

import re

import yaml

from readiness.findings import Finding
from readiness.framework.places import Places

DEEPEST = 64
_NOT_CLOSED = ("flow sequence", "flow mapping", "scalar found unexpected end of stream")
_COLON_BEFORE = re.compile(r"^\s*(- +)*[^\s'\"#][^'\"]*?:\s+\S")


def syntax_finding(error: yaml.YAMLError, places: Places, path: str) -> Finding:
    """The finding of a parser's error: a tab, a sign that needs quotes, something not closed, or the rest."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Finding("C006", path, 1, 1, excerpt=places.excerpt(1))
    opened = getattr(error, "context_mark", None) or mark
    problem, context = str(getattr(error, "problem", "")), str(getattr(error, "context", ""))
    code, where = "C006", mark
    params: dict[str, str | int] = {}
    line = places.excerpt(mark.line + 1)
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent and mark.column <= len(indent):
        code = "C007"
    elif "maximum nesting depth" in problem:  # the parser's own limit lies far beyond, but it reads ahead
        code, params = "C014", {"most": DEEPEST}
    elif "cannot start any token" in problem:
        code, params = "C008", {"sign": line[mark.column : mark.column + 1]}
    elif "mapping values are not allowed" in problem and _COLON_BEFORE.match(line[: mark.column]):
        code, params = "C008", {"sign": ":"}
    elif any(words in f"{context} {problem}" for words in _NOT_CLOSED):
        code, where = "C009", opened
    number, column = where.line + 1, where.column + 1
    excerpt = places.excerpt(number)
    if code == "C009":
        params = {"sign": excerpt[column - 1 : column]}
    return Finding(code, path, min(number, max(len(places.lines), 1)), column, params, excerpt=excerpt)
