"""What every page is made of: the one style and the one script, and the policy that allows only these."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import os
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from readiness.report.numbers import date_long
from readiness.report.pages.navigation import navigation
from readiness.report.templating import templates

FOLDER = Path(__file__).parent
MANY = ("index", "selection", "matrix", "quality", "change")  # pages of many units
# What the script of a page is made of beside its own file; the arithmetic is scoring's, in the browser.
PARTS = {"unit": ("means", "verdict", "fold"), "index": ("means", "verdict", "reweigh", "map")}


@cache
def style(page: str = "") -> str:
    """The style sheet without comments and needless spaces; behind it what only one kind of ``page`` needs, so that
    the others stay small."""
    text = re.sub(r"/\*.*?\*/", "", _assets(page, "css"), flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};,]) ?", r"\1", text).replace(": ", ":").replace(";}", "}").strip()


@cache
def script(page: str = "") -> str:
    """The script, and that of one kind of ``page``, without what only its readers need."""
    from rjsmin import jsmin

    return str(jsmin(_assets(page, "js")))


def _assets(page: str, kind: str) -> str:
    """The files for every page, for pages of many units, and for one kind of page, in this order."""
    first = "style" if kind == "css" else "page"
    names = [first, *(["many"] if page in MANY else []), *PARTS.get(page, ()), *([page] if page else [])]
    files = [FOLDER / "assets" / f"{name}.{kind}" for name in names]
    return "\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file())


@lru_cache(maxsize=128)
def digest(text: str) -> str:
    """The hash by which a policy knows an inlined text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def page_foot(words: str, simulated: str) -> str:
    """The rule that prints ``words`` at the foot of every sheet, beside its number.

    Only letters, digits and a few signs come through, so no text of a file can leave the string.
    """
    left, right = (re.sub(r"[^\w .·-]", "", text) for text in (words, simulated))
    return f'@media print{{@page{{@bottom-left{{content:"{left}"}}@top-right{{content:"{right}"}}}}}}'


def policy(foot: str, page: str = "") -> str:
    """Nothing is loaded and nothing runs but what is inlined: the style, the foot of the sheets and the script."""
    return (
        f"default-src 'none'; style-src '{digest(style(page))}' '{digest(foot)}'; script-src '{digest(script(page))}'; "
        "base-uri 'none'; form-action 'none'"
    )


def made_on(lang: str) -> str | None:
    """The day that SOURCE_DATE_EPOCH names, in UTC; None without it, for bytes may not depend on the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal() or len(epoch) > 11:
        return None
    return date_long(dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date(), lang)


def render(template: str, /, *, foot: str, **context: Any) -> str:
    """A whole page; lines that hold nothing are left out. ``foot`` is the rule of ``page_foot``."""
    kind = template.partition(".")[0]
    page = (
        templates()
        .get_template(template)
        .render(
            navigation=navigation,
            style=style(kind),
            script=script(kind),
            foot=foot,
            policy=policy(foot, kind),
            **context,
        )
    )
    return re.sub(r"\n[ \t]*(?=\n)", "", page).strip() + "\n"
