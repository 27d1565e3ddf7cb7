"""Every example of the guide to criteria files can be copied: it loads without a finding."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from readiness.framework.load import loads
from readiness.framework.tree import read_tree

GUIDE = Path(__file__).parents[2] / "docs" / "criteria.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
KEYS = ("impute:", "reference_wave:", "weights_sets:", "opinions:", "lint:")


def value_of(text: str) -> Any:
    """What a block holds, read as criteria files are; a list stands under ``criteria``."""
    if not text.startswith("- "):
        return read_tree(text.encode(), "guide.yaml").value
    under = "".join(f"  {line}\n" for line in text.splitlines())
    leaves = read_tree(f"criteria:\n{under}".encode(), "guide.yaml").value["criteria"]
    return {"criteria": [{"id": "pilar", "label": "Pilar", "criteria": leaves}], "gates": []}


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_an_example_is_valid_within_the_first_one(block: str) -> None:
    whole = {**value_of(BLOCKS[0]), **value_of(block)}
    text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)
    assert loads(text.encode(), "guide.yaml").findings == []


def test_every_key_of_methods_has_an_example() -> None:
    assert [key for key in KEYS if not any(key in block for block in BLOCKS)] == []
