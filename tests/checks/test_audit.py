"""Published parents in the data against what the data give."""

from __future__ import annotations

from readiness.checks import audit
from readiness.data.table import Cell, Source
from readiness.findings import message
from readiness.scoring import assess
from tests.scoring.making import framework, group, leaf, table

MODEL = framework([group("p", [leaf("a"), leaf("b")]), group("q", [leaf("c")])])


def told(parents, row):
    data = table(
        {"x": row},
        parents={
            "x": {name: Cell("observed", value, Source("data.csv", 2, 9, "t")) for name, value in parents.items()}
        },
    )
    results, _ = assess(MODEL, data, sha256="0" * 64, options={})
    return audit(results, data)


def test_equal_as_printed_is_no_finding():
    assert told({"p": 33.3, "index": 51.65, "q": 70}, {"a": 33.25, "b": 33.35, "c": 70}) == []


def test_a_slip_is_told_with_both_numbers_at_its_cell():
    (finding,) = told({"p": 34.0, "q": 70}, {"a": 30, "b": 40, "c": 70})
    assert (finding.code, finding.severity, finding.place, finding.unit) == ("M010", "warning", "data.csv:2:9", "x")
    assert "34.0" in message(finding)
    assert "35.0" in message(finding)


def test_a_published_figure_without_a_score_here_is_told():
    (finding,) = told({"q": 70.0}, {"a": 30, "b": 40})
    assert finding.params["found"] == "–"


def test_a_published_figure_never_enters_the_score():
    data = table({"x": {"a": 30, "b": 40, "c": 70}}, parents={"x": {"p": Cell("observed", 99.0)}})
    assert assess(MODEL, data, sha256="0" * 64, options={})[0].units[0].nodes["p"].score == 35
