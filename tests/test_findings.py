"""What several waves tell."""

from __future__ import annotations

from readiness.findings import Finding, of_waves


def finding(value: int, **more: str) -> Finding:
    return Finding("M045", params={"value": value}, **more)


def test_one_wave_needs_no_name() -> None:
    assert of_waves([("2021", [finding(1)])]) == [finding(1)]
    assert of_waves([]) == []


def test_what_only_some_waves_tell_carries_its_wave_and_what_all_tell_does_not() -> None:
    told = of_waves([("2021", [finding(1), finding(2)]), ("2022", [finding(1), finding(3)])])
    assert [each.params.get("of_wave") for each in told] == [None, "2021", None, "2022"]


def test_what_concerns_a_unit_has_a_cell() -> None:
    told = of_waves([("2021", [finding(1, unit="A")]), ("2022", [])])
    assert "of_wave" not in told[0].params
