"""The fixtures are what the generator writes."""

import pytest

from tests.survey.making import EXPORTS, HERE, WRONG
from tests.survey.people import people


@pytest.mark.parametrize("name", [*EXPORTS, *WRONG])
def test_a_fixture_is_what_its_maker_writes(name: str) -> None:
    made = {**EXPORTS, **WRONG}[name]()
    assert (HERE / name).read_bytes() == made, "re-make with: python -m tests.survey.making"


def test_no_other_fixture_lies_about() -> None:
    assert {path.name for path in HERE.iterdir()} == {*EXPORTS, *WRONG, "framework.yaml"}


def test_every_unit_and_every_answer_occurs() -> None:
    counted = [person for person in people() if person.counts]
    assert len(counted) == 42
    assert {person.unit for person in counted} == {"32.01", "32.71", "35.78"}
    assert {person.answers["puas_1"] for person in counted} == set("12345")
    assert {person.answers["kanal"] for person in counted} == set("123")
    assert {person.answers["tahu"] for person in counted} == {"", "0", "1"}
