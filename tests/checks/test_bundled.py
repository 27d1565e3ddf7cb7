"""The bundled frameworks over their own data: what the linter tells of them, each finding judged and kept."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from readiness.pipeline import Request, score
from readiness.resources import bundled, framework_ids

DATA = {
    "screening": ("data", "screening-public.csv"),
    "smart-city": ("data", "smart-city-simulated"),
    "spbe-2020": ("data", "spbe-bandar-lampung.csv"),
}


def codes(framework: str, *data: Path) -> Counter[str]:
    return Counter(f.code for f in score(Request(framework, data)).findings if "M020" <= f.code < "M080")


@pytest.mark.parametrize("framework", framework_ids())
def test_without_data_only_what_is_accepted(framework: str) -> None:
    assert set(codes(framework)) <= {"M079"}


def test_screening_accepts_what_its_decisions_explain() -> None:
    """Left to be told: units with little data, and infrastructure that is made of proxies for several things."""
    assert codes("screening", bundled(*DATA["screening"])) == {"M041": 1, "M045": 1, "M051": 1, "M079": 1}


def test_the_simulated_candidates_are_told_of_gaps_and_goalposts() -> None:
    assert codes("smart-city", bundled(*DATA["smart-city"])) == {"M041": 1, "M047": 1}


def test_one_city_has_no_statistics_and_its_published_figures_follow() -> None:
    told = score(Request("spbe-2020", (bundled(*DATA["spbe-2020"]),))).findings
    assert told == ()


def test_no_entry_is_idle_on_the_data_it_was_written_for() -> None:
    for framework, data in DATA.items():
        assert codes(framework, bundled(*data))["M077"] == 0
