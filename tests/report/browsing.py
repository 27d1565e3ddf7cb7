"""A page in a real Chromium, with everything that it complained of and asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NoReturn

import pytest

NODE_MODULES = Path(os.environ.get("NODE_MODULES") or Path(__file__).parent / "node_modules")


def unavailable(reason: str) -> NoReturn:
    """In CI a missing tool is a failure, elsewhere the test is skipped."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def node_module(path: str) -> Path:
    """A file of a package that ``package.json`` beside this file names."""
    found = NODE_MODULES / path
    if not found.is_file():
        unavailable(f"no {path}: npm install --prefix tests/report")
    return found


class Opened:
    """A page with everything that it complained of and asked for."""

    def __init__(self, browser: Any, path: Path, hash_: str = "", **context: Any) -> None:
        self.page = browser.new_context(**context).new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri() + hash_)

    def shown(self) -> list[str]:
        """Names in the table of ranks, as they stand."""
        names: list[str] = self.page.eval_on_selector_all(
            "#ranks tbody tr:not([hidden]) th", "found => found.map(th => th.textContent)"
        )
        return names

    def column(self, number: int) -> list[str]:
        texts: list[str] = self.page.eval_on_selector_all(
            f"#ranks tbody tr:not([hidden]) > :nth-child({number})", "found => found.map(cell => cell.textContent)"
        )
        return texts

    @property
    def output(self) -> str:
        text: str = self.page.inner_text("output")
        return text
