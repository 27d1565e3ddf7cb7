"""A normaliser of one's own: a function that a Python program brings."""

from __future__ import annotations

import numpy as np
import pytest

from readiness.findings import message
from readiness.scoring import assess

from .making import framework, leaf, score, table


def own(values, function, **keys):
    model = framework([leaf("a", measure="number", normalise={"custom": "curve"}, **keys)])
    rows = table({f"u{n}": {"a": value} for n, value in enumerate(values)})
    results, findings = assess(model, rows, sha256="0", options={}, methods={"curve": function})
    return [unit.nodes["a"].score for unit in results.units], findings


def test_a_function_of_ones_own_sees_values_after_the_transform():
    seen = []
    found, findings = own([1, None, 100], lambda x: seen.append(x.tolist()) or 40 * x, transform="log10")
    assert found == [0, None, 80]
    assert np.isnan(seen[0][1])
    assert [seen[0][0], seen[0][2]] == [0, 2]
    assert findings == []


def test_no_score_from_a_function_of_ones_own_is_told():
    found, findings = own([1, 2], lambda x: np.where(x > 1, 50.0, np.nan))
    assert found == [None, 50]
    assert [message(finding) for finding in findings if finding.code == "M123"] == [
        "the function 'curve' gave no score to 1 of the values of 'a'"
    ]


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (lambda x: x[:1], "one score a unit"),
        (lambda x: x + 100, "not on the scale"),
        (lambda x: -x, "not on the scale"),
    ],
)
def test_what_is_no_score_is_refused(function, told):
    with pytest.raises(ValueError, match=told):
        own([1, 2], function)


def test_a_function_cannot_change_what_it_was_given():
    def greedy(x):
        x[:] = 0
        return x

    model = framework([leaf("a", measure="number", normalise={"custom": "g"}), leaf("b")])
    rows = table({"u": {"a": 5, "b": 5}})
    results, _ = assess(model, rows, sha256="0", options={}, methods={"g": greedy})
    assert results.units[0].nodes["a"].adjusted == 5


def test_without_the_function_it_is_refused():
    with pytest.raises(ValueError, match="no function"):
        score(framework([leaf("a", normalise={"custom": "curve"})]), {"u": {"a": 1}})
