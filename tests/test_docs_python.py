"""``docs/python.md`` runs from top to bottom like a notebook, and shows what it says.

Where a number has moved for a reason, ``python -m tests.test_docs_python`` writes the outputs anew: look at the diff.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "python.md"
CELL = re.compile(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.DOTALL)


def run(source: str, names: dict[str, Any]) -> str:
    """What a notebook shows under a cell: what is printed, then the value of a last expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(compile(tree, "docs/python.md", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "docs/python.md", "eval"), names) if last else None
    return shown.getvalue() + ("" if value is None else f"{value!r}\n")


def run_page(text: str) -> str:
    """The page with the outputs that its cells have now."""
    names: dict[str, Any] = {}

    def cell(found: re.Match[str]) -> str:
        output = run(found[1], names)
        return f"```python\n{found[1]}```\n" + (f"\n```text\n{output}```\n" if output else "")

    with pd.option_context("display.width", 100, "display.max_columns", 20):
        return CELL.sub(cell, text)


def test_every_cell_shows_what_the_page_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = PAGE.read_text(encoding="utf-8")
    assert len(CELL.findall(text)) > 10
    assert run_page(text) == text, "run `python -m tests.test_docs_python` and look at the diff"


def test_no_output_stands_without_its_cell() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.count("```text\n") == sum(bool(expected) for _, expected in CELL.findall(text))


if __name__ == "__main__":
    os.chdir(ROOT)
    PAGE.write_text(run_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
