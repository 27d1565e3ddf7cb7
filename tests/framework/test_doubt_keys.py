"""``uncertainty`` in a criteria file: defaults that leave no trace, and each mistake one finding on the spot."""

from __future__ import annotations

import pytest

from readiness.findings import LANGUAGES, hint, message
from readiness.framework.doubt import Uncertainty, WeightsDoubt
from readiness.framework.model import Framework
from tests.framework.methods import METHODS
from tests.framework.sample import read
from tests.framework.test_schema import errors

AT = "reference_wave: '2022'\n"  # line 8


def planted(doubt: str) -> str:
    return METHODS.replace(AT, f"{AT}uncertainty: {doubt}\n")


def test_what_is_not_written_is_not_in_the_snapshot() -> None:
    loaded = read(METHODS)
    assert loaded.framework is not None
    assert loaded.framework.uncertainty == Uncertainty()
    assert "uncertainty" not in loaded.framework.snapshot()


@pytest.mark.parametrize(
    "doubt",
    [
        "{}",
        "{weights: none, normalise: [written], aggregate: [written], missing: none, sampling: false}",
        "{weights: {within: 0.1, pillars: {dirichlet: 40}, groups: none, between: [written, pakar]}}",
        "{normalise: [minmax, zscore, rank, percentile_rank, fraction_of_max], aggregate: [minimum, harmonic]}",
        "{missing: peers, leave_one_out: true}",
    ],
)
def test_what_is_valid_means_the_same_when_read_back(doubt: str) -> None:
    loaded = read(planted(doubt))
    assert loaded.findings == [] and errors(planted(doubt)) == []
    assert loaded.framework is not None
    assert Framework.model_validate(loaded.framework.snapshot()) == loaded.framework


@pytest.mark.parametrize(
    ("doubt", "code", "column", "in_hint"),
    [
        ("{weights: {within: 25}}", "C030", 33, "0.25"),
        ("{weights: {within: 0}}", "C030", 33, ""),
        ("{weights: {within: 25%}}", "C024", 33, ""),
        ("{weights: {dirichlet: -1}}", "C030", 36, ""),
        ("{weights: nothing}", "C027", 24, "none"),
        ("{weights: 0.25}", "C028", 24, ""),
        ("{weights: {}}", "C138", 15, "within: 0.25"),
        ("{weights: {within: 0.2, dirichlet: 5}}", "C138", 38, ""),
        ("{weights: {pillars: {}}}", "C138", 25, ""),
        ("{weights: {groups: {dirichlet: 5, within: 0.2}}}", "C138", 48, ""),
        ("{weights: {witin: 0.2}}", "C012", 25, "within"),
        ("{weights: {between: [written, pakr]}}", "C136", 44, "pakar"),
        ("{weights: {between: [written, written]}}", "C137", 44, ""),
        ("{weights: {between: [written]}}", "C085", 34, ""),
        ("{normalise: [written, minmx]}", "C027", 36, "minmax"),
        ("{normalise: [minmax, minmax]}", "C137", 35, ""),
        ("{normalise: minmax}", "C029", 26, "[minmax]"),
        ("{aggregate: [written, owa]}", "C027", 36, ""),
        ("{aggregate: [geometric, geometric]}", "C137", 38, ""),
        ("{missing: rang}", "C027", 24, "range"),
        ("{uji: 1}", "C012", 15, ""),
    ],
)
def test_a_mistake_is_one_finding_on_the_spot(doubt: str, code: str, column: int, in_hint: str) -> None:
    findings = read(planted(doubt)).findings
    assert [(each.code, each.line, each.column) for each in findings] == [(code, 9, column)]
    assert in_hint in hint(findings[0], "en")
    for lang in LANGUAGES:
        assert message(findings[0], lang) and "None" not in message(findings[0], lang) + hint(findings[0], lang)


def test_a_mean_by_ratios_is_refused_on_a_scale_below_zero() -> None:
    text = """\
schema: readiness/framework/1
id: kecil
version: '1'
label: Kecil
scale: {min: -10, max: 10}
bands: [{id: rendah, from: -10, label: Rendah}]
uncertainty: {aggregate: [written, harmonic]}
criteria: [{id: a, label: A, measure: percent}]
"""
    assert [(each.code, each.line, each.column) for each in read(text).findings] == [("C092", 7, 36)]


def test_the_width_of_a_level_is_its_own_or_that_of_all() -> None:
    doubt = WeightsDoubt.model_validate({"within": 0.2, "pillars": {"dirichlet": 40}, "groups": "none"})
    assert doubt.width("groups") is None
    pillars, indicators = doubt.width("pillars"), doubt.width("indicators")
    assert pillars is not None and (pillars.within, pillars.dirichlet) == (None, 40)
    assert indicators is not None and (indicators.within, indicators.dirichlet) == (0.2, None)
    assert WeightsDoubt.model_validate({"between": ["a", "b"]}).width("pillars") is None
