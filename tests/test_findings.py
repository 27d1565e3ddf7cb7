"""What several waves tell."""

from __future__ import annotations

from readiness.findings import Finding, message, of_waves


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


def test_numbers_of_ours_have_the_mark_of_the_language_and_texts_of_others_stay() -> None:
    found = Finding("M107", params={"name": "K. 1.5", "node": "a", "score": "36.458", "low": "-38.325", "high": "43"})
    assert message(found, "id") == (
        "K. 1.5: skor 36,458 dari 'a' di luar -38,325–43, yaitu yang mungkin bila data lengkap"
    )
    listed = Finding("M041", params={"count": 1, "units": 3, "found": ["Kota A (56.7 %)", "32.73.01 (5 %)", "v1.2"]})
    assert message(listed, "id").endswith("Kota A (56,7%), 32.73.01 (5%), v1.2")
    assert message(listed, "en").endswith("Kota A (56.7%), 32.73.01 (5%), v1.2")
