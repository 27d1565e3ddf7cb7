"""What is generated is up to date, and what the README tells is there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from readiness.findings import LANGUAGES, SEVERITIES, catalogue

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_up_to_date(build: ModuleType) -> None:
    assert list(build.changed()) == [], "run `make docs`"


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_a_code_has_words_in_both_languages_with_the_same_params(code: str) -> None:
    entry = catalogue()[code]
    assert entry["severity"] in SEVERITIES
    params = {}
    for lang in LANGUAGES:
        words = entry[lang]
        assert words["message"].strip() and words["page"].strip()
        params[lang] = (
            set(re.findall(r"{(\w+)", words["message"])),
            [set(re.findall(r"{(\w+)", line)) for line in words.get("hint", [])],
        )
    assert params["id"] == params["en"]


@pytest.mark.parametrize("page", ["README.md", "README.id.md", "docs/criteria.md", "docs/data.md", "docs/method.md"])
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert missing == []


def test_the_example_of_the_guide_is_a_framework_without_mistakes() -> None:
    from readiness.framework.load import loads

    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/criteria.md").read_text(encoding="utf-8"), re.DOTALL)
    whole = [block for block in blocks if "schema: readiness/framework/1" in block]
    assert whole
    assert [finding for block in whole for finding in loads(block.encode(), "guide.yaml").findings] == []
