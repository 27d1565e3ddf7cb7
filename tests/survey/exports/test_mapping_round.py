"""From a file of which nothing is known, by a proposed mapping that a person completes, to the same table."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.survey.mapping import read_mapping
from readiness.survey.reduce import proposed
from tests.survey.exports.test_same_table import by_hand, reduce, request, table
from tests.survey.making import HERE, text
from tests.survey.reading import Rows, asked
from tests.survey.tools import plain

MOODS = {"1": "payah", "2": "kurang", "3": "biasa", "4": "lumayan", "5": "mantap", "": ""}


def strange() -> Rows:
    """Headings that say nothing, two of them alike, and words of its own."""
    head, *rows = plain()
    named = ["Asal", "Nomor", "P1", "P1", "P2", "P3", "P4 (hp)", "P4 (laptop)", "P4 (umum)"]
    assert len(named) == len(head)
    return [named, *([*row[:2], MOODS[row[2]], MOODS[row[3]], *row[4:]] for row in rows)]


def test_a_strange_file_is_refused_then_mapped(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(text(strange(), ";"))
    assert [finding.code for finding in reduce(path).findings] == ["D180"]

    draft, _ = proposed(request(path), "en")
    assert draft is not None
    assert all(word in draft for word in MOODS.values())
    done = draft
    for heading, target in {"Asal": "unit", "@C": "puas_1", "@D": "puas_2", "P2": "kanal", "P3": "tahu"}.items():
        assert f'"{heading}": ignore' in done
        done = done.replace(f'"{heading}": ignore', f'"{heading}": {target}')
    words = "\n".join(f"    {word}: {code}" for code, word in MOODS.items() if word)
    done = done.replace("answers: {}", f'answers:\n  "*":\n{words}')
    mapping, findings = read_mapping(done.encode(), "m.yaml", list(asked().questions()))
    assert findings == []

    found = reduce(path, mapping=mapping)
    expected = {key: value for key, value in by_hand().items() if key[1] != "alat"}
    assert table(found) == expected
    assert {finding.code for finding in found.findings if finding.severity == "error"} == set()


@pytest.mark.parametrize(
    "name", ["wrong-bank-statement.csv", "wrong-scored-wide.csv", "wrong-two-columns-of-one-label.csv"]
)
def test_a_mapping_is_proposed_for_a_file_that_is_refused(name: str) -> None:
    draft, _ = proposed(request(HERE / name), "id")
    assert draft is not None
    assert "columns:" in draft


@pytest.mark.parametrize("name", ["wrong-nothing.csv", "wrong-empty-export.csv"])
def test_no_mapping_is_proposed_for_nothing(name: str) -> None:
    draft, findings = proposed(request(HERE / name), "id")
    assert draft is None
    assert [finding.severity for finding in findings] == ["error"]
