"""A script as it is inlined: without comment lines, indentation, and the spaces that only a reader needs.

Lines stay but where they end in a sign that nothing can follow silently (``; { ,``). Strings, templates and regular
expressions are left as they are; a template must hold no other, and a comment stands on a line of its own.
"""

from __future__ import annotations

import re

_KEPT = re.compile(
    r"""('(?:\\.|[^'\\\n])*'"""
    r"""|"(?:\\.|[^"\\\n])*\""""
    r"""|`(?:\\.|[^`\\])*`"""
    r"""|(?<=[(,=:!?&|])\ ?/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\[\\\n])+/[a-z]*)"""
)
_BETWEEN = re.compile(r"(?<=[\w)\]]) ([+/-]) (?=[\w(\[.])")  # never next to a sign
_SPACED = re.compile(r" *([=<>?:;,&|(){}\[\]!%*]) *")


def squeezed(script: str) -> str:
    """The same script in fewer bytes.

    >>> squeezed("// why\\nconst f = (a, b) => {\\n  return a ? b : 'x = y';\\n};")
    "const f=(a,b)=>{return a?b:'x = y';};"
    >>> squeezed("s.replace(/ = [, ]/g, a / b)")
    's.replace(/ = [, ]/g,a/b)'
    """
    lines = (line.strip() for line in script.splitlines())
    text = "\n".join(line for line in lines if line and not line.startswith("//"))
    parts = _KEPT.split(re.sub(r"(?<=[;{,])\n", "", text))
    return "".join(part if k % 2 else _SPACED.sub(r"\1", _BETWEEN.sub(r"\1", part)) for k, part in enumerate(parts))
