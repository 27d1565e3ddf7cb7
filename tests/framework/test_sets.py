"""Sets of weights and methods: whatever is valid loads, means the same when read back, and the schema agrees."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.framework.model import Framework
from readiness.framework.pairs import consistency, fitting, matrix_of, principal, times_of
from readiness.framework.tree import read_tree
from readiness.framework.written import EXAMPLES, forms_of, words_of
from tests.framework.methods import METHODS
from tests.framework.sample import read
from tests.framework.test_method_keys import MISTAKES
from tests.framework.test_method_keys import planted as planted_methods
from tests.framework.test_schema import errors

CALM = settings(deadline=None, max_examples=40)
PILLARS = ["jaringan", "tata", "orang"]
NODES = [*PILLARS, "internet", "listrik", "jalan", "suhu", "sikap", "sekolah"]
NUMBERS = st.floats(0, 100, allow_nan=False).map(lambda x: round(x, 3))
SOME = st.floats(0.01, 100).map(lambda x: round(x, 3))
FRACTIONS = st.tuples(st.integers(1, 9), st.integers(1, 9)).map(lambda pair: f"{pair[0]}/{pair[1]}")


@st.composite
def comparisons(draw: st.DrawFn) -> dict[str, Any]:
    """Every pair of pillars once, in either direction, as a number or a fraction."""
    pairs: dict[str, Any] = {}
    for a, b in combinations(PILLARS, 2):
        first, second = (a, b) if draw(st.booleans()) else (b, a)
        pairs.setdefault(first, {})[second] = draw(FRACTIONS | st.integers(1, 9) | st.sampled_from([0.25, 0.5]))
    return {"ahp": {"index": pairs}, "accept_consistency_ratio": 1000}


def points() -> st.SearchStrategy[dict[str, Any]]:
    expert = st.fixed_dictionaries(dict.fromkeys(PILLARS, SOME))
    names = st.sampled_from(["Ani", "Budi", "Pak Camat", "3"])
    return st.dictionaries(names, expert, min_size=1).map(lambda experts: {"budget": {"index": experts}})


SETS = st.one_of(
    st.dictionaries(st.sampled_from(NODES), SOME, min_size=1).map(lambda weights: {"weights": weights}),
    comparisons(),
    points(),
    st.sampled_from(["equal", "equal_indicators", "entropy", "critic", "sd", "pca", "factors"]).map(
        lambda method: {"from_data": method}
    ),
)
IMPUTE = st.sampled_from([yaml.safe_load(form) for form in forms_of("impute") if "listrik" not in form])
TREAT = st.sampled_from(["none", {"winsorise": {"percentile": 5}}, {"auto": {"fallback": "none", "points": 2}}])
# A difference from the mean stands in the file, which a geometric mean and its kin do not bear.
AGGREGATE = st.sampled_from(["arithmetic", "minimum", {"owa": [1, 0, 2.5]}, {"mean_minus_sd": 0.5}])


@CALM
@given(
    st.dictionaries(st.from_regex(r"[a-vx-z][a-z0-9_]{0,8}", fullmatch=True), SETS, min_size=1),
    IMPUTE,
    TREAT,
    AGGREGATE,
)
def test_a_valid_file_loads_and_means_the_same_when_read_back(
    sets: dict[str, Any], impute: Any, treat: Any, aggregate: Any
) -> None:
    tree = read_tree(METHODS.encode(), "").value | {
        "weights_sets": sets,
        "impute": impute,
        "treat": treat,
        "aggregate": aggregate,
    }
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    loaded = read(text)
    assert loaded.findings == []
    assert loaded.framework is not None
    assert Framework.model_validate(loaded.framework.snapshot()) == loaded.framework
    assert errors(text) == []


@pytest.mark.parametrize("key", EXAMPLES)
def test_every_example_is_a_form_of_its_own(key: str) -> None:
    from pydantic import TypeAdapter

    from readiness.framework import written

    adapter = TypeAdapter(written.UNIONS[key])
    for form in forms_of(key):
        adapter.validate_python(yaml.safe_load(form))
    names = {next(iter(yaml.safe_load(form))) for form in EXAMPLES[key].values()}
    assert names == set(EXAMPLES[key])
    models = [member for member in adapter.json_schema()["$defs"].values() if len(member.get("required", [])) == 1]
    mappings = {name for model in models for name in model["required"]} - {"target", "to", "from", "margin"}
    assert mappings <= {*names, *words_of(key)}


# What the schema cannot know: order and sums of numbers, names of nodes, what goes together; and a comma within
# braces, which the reader takes apart before.
LOADER_ONLY = {
    "C023",
    *("C031", "C041", "C073", "C083", "C084", "C086", "C087", "C094", "C095", "C100", "C101", "C102", "C104", "C107"),
    *("C110", "C111", "C112", "C113", "C114", "C115", "C116", "C118", "C119", "C121", "C122", "C123", "C124", "C125"),
    *("C126", "C128", "C129", "C132", "C134"),
}


@pytest.mark.parametrize(
    "change", [m for m in MISTAKES if m[2] not in LOADER_ONLY], ids=lambda m: f"{m[2]}-{m[3]}-{m[4]}"
)
def test_the_schema_refuses_the_shapes_that_the_loader_refuses(change: tuple[str, str, str, int, int]) -> None:
    assert errors(planted_methods(change[:2]))


def test_the_schema_accepts_every_method() -> None:
    assert errors(METHODS) == []


@CALM
@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=9))
def test_comparisons_that_agree_give_the_weights_back(weights: list[float]) -> None:
    names = [f"n{i}" for i in range(len(weights))]
    pairs: dict[str, dict[str, float | str]] = {}
    for i, j in combinations(range(len(weights)), 2):
        pairs.setdefault(names[i], {})[names[j]] = weights[i] / weights[j]
    matrix = matrix_of(names, pairs)
    found, lambda_max = principal(matrix)
    assert found == pytest.approx([weight / math.fsum(weights) for weight in weights], abs=1e-9)
    assert lambda_max == pytest.approx(len(weights), abs=1e-9)
    assert consistency(lambda_max, len(weights))[1] == pytest.approx(0, abs=1e-9)
    if len(weights) > 2:
        assert fitting(matrix, 0, 1) == pytest.approx(matrix[0][1])


def test_the_handbook_matrix_of_eight_indicators() -> None:
    """OECD/JRC Handbook (2008), part 1, step 6: lambda max 8.2111 of 8 is a consistency ratio of 0.0214."""
    index, ratio = consistency(8.2111, 8)
    assert round(index, 4) == 0.0302 and round(ratio, 4) == 0.0214
    assert consistency(2.5, 2) == (0.0, 0.0)
    assert times_of("3 / 4") == 0.75
