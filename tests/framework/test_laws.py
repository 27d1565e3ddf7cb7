"""Whatever a file holds, reading it ends in a framework or in findings, each at a place, never in an exception."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.findings import LANGUAGES, hint, message
from readiness.framework.load import Loaded, loads
from readiness.framework.model import Framework
from readiness.framework.schema import descriptions
from readiness.framework.tree import read_tree
from tests.framework.methods import METHODS
from tests.framework.sample import SAMPLE

WORDS = sorted({key for keys in descriptions().values() for key in keys})
VALUES = [
    *("readiness/framework/1", "geometric", "share", "global", "choice", "level", "survey", "log", "index", "NO"),
    *("auto", "mean", "regression", "minmax", "borda", "pca", "M030", "1/3", "written", "internet", "tata"),
]
NUMBERS = st.one_of(st.integers(-3, 200), st.floats(), st.sampled_from([10**40, -(10**400)]))
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, st.sampled_from(VALUES), st.text(max_size=8))
KEYS = st.one_of(st.sampled_from(WORDS), st.text(max_size=6), st.integers(-1, 6), st.none(), st.booleans())
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25
)
FILES = st.sampled_from([SAMPLE, METHODS])
CALM = settings(deadline=None, max_examples=150)


def judged(data: bytes) -> Loaded:
    """The file as read, and what must hold of every reading."""
    loaded = loads(data, "x.yaml")
    errors = [finding for finding in loaded.findings if finding.severity == "error"]
    assert (loaded.framework is None) == bool(errors)
    for finding in loaded.findings:
        assert finding.line is not None and finding.line >= 1
        assert finding.column is not None and finding.column >= 1
        for lang in LANGUAGES:
            assert message(finding, lang)
            assert isinstance(hint(finding, lang), str)
    places = [(f.line, f.column, f.code, str(f.params)) for f in loaded.findings]
    assert len(places) == len(set(places))
    return loaded


@CALM
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    judged(data)


@CALM
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    judged(text.encode("utf-8", errors="surrogatepass"))


@CALM
@given(st.text(alphabet=" \n:-[]{}&*!?'\"#|>%@`,\tab1", max_size=80))
def test_any_yaml_signs(text: str) -> None:
    judged(text.encode())


@CALM
@given(st.dictionaries(st.one_of(st.sampled_from(WORDS), KEYS), TREES, max_size=8))
def test_any_structure(tree: dict[Any, Any]) -> None:
    judged(yaml.safe_dump(tree, allow_unicode=True).encode())


@CALM
@given(st.data())
def test_a_valid_file_with_any_part_put_in_place_of_any_part(data: st.DataObject) -> None:
    tree = read_tree(data.draw(FILES).encode(), "x.yaml").value
    here: Any = tree
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(here[key], dict | list) and here[key] and data.draw(st.booleans()):
            here = here[key]
            continue
        here[key] = data.draw(TREES)
        break
    loaded = judged(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode())
    if loaded.framework is not None:
        assert Framework.model_validate(loaded.framework.snapshot()) == loaded.framework


@CALM
@given(FILES, st.integers(0, max(len(SAMPLE), len(METHODS))), st.integers(0, 12), st.text(max_size=3))
def test_a_valid_file_with_a_piece_torn_out(text: str, start: int, size: int, put: str) -> None:
    judged((text[:start] + put + text[start + size :]).encode("utf-8", errors="surrogatepass"))
