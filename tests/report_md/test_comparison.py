"""A comparison in Markdown: the reader's own subtraction agrees."""

from __future__ import annotations

from decimal import Decimal

from readiness.analysis.compare import compare
from readiness.report.markdown import comparison
from readiness.results.records import Results
from tests.analysis.builders import Raw, framework, group, leaf, results
from tests.report_md.reading import table_with, tables

OF = framework(group("p", leaf("x", weight=3), leaf("y")), group("q", leaf("z")), missing={"min_coverage": 0.2})


def made(values: dict[str, dict[str, Raw]], lang: str = "en") -> tuple[Results, str]:
    found = results(OF, values)
    first, *others = found.units
    pairs = [compare(OF, first, other) for other in others]
    return found, comparison(found, [unit.code for unit in found.units], pairs, lang, "readiness compare a b")


def signed(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace("+", ""))


def test_parts_add_up_to_the_printed_difference() -> None:
    found, text = made({"a": {"x": 33.3, "y": 51.7, "z": 12.9}, "b": {"x": 44.4, "y": 20.2, "z": 77.7}})
    rows = table_with(text, "Difference (points)")
    total = signed(rows[-1][3])
    assert sum((signed(row[3]) for row in rows[:-1]), Decimal(0)) == total
    a, b = (unit.index.published for unit in found.units)
    assert a is not None and b is not None
    assert total == Decimal(b) - Decimal(a)
    assert [row[0] for row in rows[:-1]] == ["Indicator z", "Indicator x", "Indicator y"]


def test_data_on_one_side_only_has_its_own_row() -> None:
    _, text = made({"a": {"x": 30.0, "y": None, "z": 10.0}, "b": {"x": 30.0, "y": 90.0, "z": 10.0}})
    rows = table_with(text, "Difference (points)")
    assert [row[0] for row in rows] == ["Data that only one side has", "Difference of the index"]


def test_all_stand_side_by_side() -> None:
    same: dict[str, Raw] = {"x": 1.0, "y": 1.0, "z": 1.0}
    _, text = made({"a": same, "b": same, "c": same})
    assert tables(text)[0][0] == ["What", "Kabupaten a", "Kabupaten b", "Kabupaten c"]
    assert text.count("## Why") == 2


def test_without_an_index_it_says_so() -> None:
    _, text = made({"a": {"x": None, "y": None, "z": None}, "b": {"x": 1.0, "y": 1.0, "z": 1.0}}, "id")
    assert "Tidak dapat diuraikan" in text


def test_provenance_names_the_command() -> None:
    same: dict[str, Raw] = {"x": 1.0, "y": 1.0, "z": 1.0}
    assert "`readiness compare a b`" in made({"a": same, "b": same})[1]
