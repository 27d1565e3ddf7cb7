"""Dirty files: every cell and row that is refused is named with its line, and nothing else is lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from readiness.framework.model import Framework
from readiness.survey import units
from readiness.survey.values import values_csv
from tests.survey.reducing import framework, indicator, reduce, values, written

CODES = ("11.01", "11.02", "16.07", "16.71", "32.71", "35.78")
BAD_ANSWERS = ("9", "abc", "Setujuu", "12 3", "4,5", "04-Mar", "#DIV/0!")
BAD_WEIGHTS = ("x", "", "-1", "1.2.3")
PLACES = {"D130", "D131", "D140", "D141", "D142"}


def model() -> Framework:
    return framework(
        indicator("puas", "items: [q1, q2]", "reverse: [q2]", "statistic: mean"),
        indicator("pakai", "items: [q3]", "statistic: {share_at_least: 4}"),
        units="indonesia-2025",
    )


def dirty(seed: int, rows: int) -> tuple[str, set[tuple[int, str]]]:
    """A file as careless people make it, and where it is wrong: lines and codes."""
    chance = random.Random(seed)
    end, mark = chance.choice(["\n", "\r\n", "\r"]), chance.choice(",;\t|")

    def cell(text: str) -> str:
        quote = chance.random() < 0.3 or any(char in text for char in mark + '"\r\n')
        return '"' + text.replace('"', '""') + '"' if quote else text

    heading = "catatan" + (end + "tambahan" if chance.random() < 0.4 else "")
    parts = [chance.choice(["", "\ufeff"]) + (f"sep={mark}{end}" if chance.random() < 0.3 else "")]
    parts.append(mark.join(map(cell, ["kode", heading, "q1", "q2", "q3", "bobot"])) + end)
    line, wrong = 1 + sum(part.count(end) for part in parts), set()
    for _ in range(rows):
        unit = chance.choice(CODES) if chance.random() > 0.01 else chance.choice(["99.99", "", "Kota Entah"])
        note = chance.choice(["", "a", f"b{end}c", 'kata "hai"', end + end, "é" + mark])
        answers = [chance.choice("12345") for _ in range(3)]
        if chance.random() < 0.02:
            answers[chance.randrange(3)] = chance.choice(BAD_ANSWERS)
        weight = chance.choice(["1.5", "2", "0.25"]) if chance.random() > 0.01 else chance.choice(BAD_WEIGHTS)
        row = [unit, note, *answers, weight]
        if chance.random() < 0.005:
            row = [*row, "lagi"] if chance.random() < 0.5 else row[:-1]
            wrong.add((line, "D142"))
        elif weight in BAD_WEIGHTS:
            wrong.add((line, "D141"))
        else:
            wrong |= {(line, "D130") for answer in answers if answer in BAD_ANSWERS}
            wrong |= {(line, "D131" if unit else "D140")} if unit not in CODES else set()
        parts.append(mark.join(map(cell, row)) + end)
        line += parts[-1].count(end)
    return "".join(parts), wrong


@pytest.mark.parametrize("seed", range(12))
def test_every_fault_is_named_with_its_line(tmp_path: Path, seed: int) -> None:
    text, wrong = dirty(seed, 1500)
    reduction = reduce(model(), written(tmp_path / "dirty.csv", text), mark=".")
    assert {(found.line, found.code) for found in reduction.findings if found.code in PLACES} == wrong
    rows = reduction.log.rows
    assert rows.read == 1500
    assert rows.read == rows.used + sum(rows.refused.values()) + sum(rows.skipped.values())


def test_a_large_file_of_several_blocks(tmp_path: Path) -> None:
    """Beyond one block of the engine, with more threads than one."""
    filler = "x" * 190
    rows = [f"16.07,{filler},{number % 5 + 1},2,3,1.5\n" for number in range(120_000)]
    wrong = sorted(random.Random(1).sample(range(120_000), 40))
    for place in wrong:
        rows[place] = f'16.07,"{filler}\nbaris {place}",9,2,3,1.5\n'
    path = written(tmp_path / "large.csv", "kode,catatan,q1,q2,q3,bobot\n" + "".join(rows))
    reduction = reduce(model(), path)
    lines = [place + 2 + earlier for earlier, place in enumerate(wrong)]
    assert [found.line for found in reduction.findings if found.code == "D130"] == lines
    assert reduction.log.rows.read == 120_000
    assert reduction.log.answers[0].invalid == 40


def test_an_invalid_answer_refuses_itself_and_not_the_row(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "kode,q1,q2,q3\n16.07,4,zz,5\n16.07,2,4,1\n")
    found = values(reduce(model(), path))
    assert found == {("16.07", "puas"): 3.0, ("16.07", "pakai"): 50.0}


def test_unknown_not_applicable_and_blank_are_told_apart(tmp_path: Path) -> None:
    text = "kode,q1,q2,q3\n16.07,tidak tahu,tidak berlaku,\n16.07,don't know,,-\n16.07,Setuju,4.0,5. Sangat setuju\n"
    reduction = reduce(model(), written(tmp_path / "a.csv", text))
    told = {each.item: (each.valid, each.unknown, each.not_applicable, each.missing) for each in reduction.log.answers}
    assert told == {"q1": (1, 2, 0, 0), "q2": (1, 0, 1, 1), "q3": (1, 0, 0, 2)}
    assert values(reduction)["16.07", "puas"] == (4 + (6 - 4)) / 2


def test_respondents_count_from_half_of_the_items_on(tmp_path: Path) -> None:
    three = framework(indicator("puas", "items: [a, b, c]", "statistic: mean"))
    path = written(tmp_path / "a.csv", "kode,a,b,c\nx,5,,\nx,4,2,\nx,1,1,1\n")
    estimate = reduce(three, path).figures[0].estimate
    assert (estimate.n, estimate.value) == (2, 2.0)


def test_further_codes_for_no_answer_enter_no_value(tmp_path: Path) -> None:
    coded = framework(indicator("puas", "no_answer: [8, 98]", "statistic: mean"))
    path = written(tmp_path / "a.csv", "kode,puas\nx,5\nx,8\nx,98\nx,3\n")
    reduction = reduce(coded, path)
    assert values(reduction) == {("x", "puas"): 4.0}
    assert reduction.log.answers[0].unknown == 2


def test_other_encodings_give_the_same_figures(tmp_path: Path) -> None:
    text = "kode;catatan;q1;q2;q3\n16.07;é – ü;5;1;4\n16.71;ya;4;2;1\n"
    plain = values_csv(reduce(model(), written(tmp_path / "u.csv", text)).figures)
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(text.encode(encoding))
        reduction = reduce(model(), path)
        assert values_csv(reduction.figures) == plain
        assert ("D010" in {finding.code for finding in reduction.findings}) == (encoding == "cp1252")


def test_an_encoding_that_shows_late(tmp_path: Path) -> None:
    rows = "".join(f"16.07;{'x' * 60};{number % 5 + 1};1;4\n" for number in range(20_000))
    path = tmp_path / "late.csv"
    path.write_bytes(f"kode;catatan;q1;q2;q3\n{rows}16.07;café;5;1;4\n".encode("cp1252"))
    reduction = reduce(model(), path)
    assert reduction.log.rows.read == 20_001


def test_one_decimal_mark_for_all_weights(tmp_path: Path) -> None:
    codes = {
        "1,25;2": set(),
        "1.25;2": set(),
        "1,25;0.5": {"D132"},
        "1.234;2": {"D133"},
        "1.234;2.345": set(),
    }
    for number, (weights, expected) in enumerate(codes.items()):
        rows = "".join(f"16.07;{weight};4;4;4\n" for weight in weights.split(";"))
        reduction = reduce(model(), written(tmp_path / f"{number}.csv", "kode;bobot;q1;q2;q3\n" + rows))
        assert {f.code for f in reduction.findings if f.severity == "error"} == expected
        assert bool(reduction.figures) == (not expected)


def test_large_weights_have_exact_squares(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.csv", "kode,bobot,q1,q2,q3\n" + "16.07,98765.4321,4,4,4\n16.07,12345.6789,1,1,1\n" * 50
    )
    found = reduce(model(), path).figures[1].estimate
    assert found.value == pytest.approx(100 * 98765.4321 / (98765.4321 + 12345.6789), rel=1e-12)
    assert found.se is not None


def test_a_column_of_remarks_is_no_answer(tmp_path: Path) -> None:
    rows = "".join(f"16.07,catatan nomor {number},4,4\n" for number in range(6_000))
    reduction = reduce(model(), written(tmp_path / "a.csv", "kode,q1,q2,q3\n" + rows))
    assert [f.code for f in reduction.findings if f.severity == "error"] == ["D137"]
    assert not reduction.figures


def test_a_quote_that_never_ends_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'kode,q1,q2,q3\n16.07,4,4,4\n16.07,"4,4,4\n16.07,4,4,4\n')
    reduction = reduce(model(), path)
    assert not reduction.figures
    assert {f.code for f in reduction.findings if f.severity == "error"} == {"D020"}


WEIGHTS = ("5", " 5 ", "+5", "-0", "1e3", "1E+3", "1e-3", "1.e2", ".5", "+.5", "5.", "00.5", "1_000", "1_0.5", "\t5")
NO_WEIGHTS = (
    *("", "  ", "-1", "١٢", "５", "Infinity", "inf", "NaN", "0x10", "5 5", "1 000", "5d", "5f", "_1", "1_", "1__0"),
    *("5\u00a0", "1e12", "1000000000000", "1e100", "true", "'5", "$5", "."),
)


@pytest.mark.parametrize("more", [5, 25_000])
def test_weights_are_numerals_of_the_plain_digits(tmp_path: Path, more: int) -> None:
    """The same whether rows fall out of the scan, or are too many for it."""
    lines = [f"11.01,4,5,3,{text}" for text in (*WEIGHTS, *NO_WEIGHTS, *["zz"] * more)]
    found = reduce(model(), written(tmp_path / "a.csv", "\n".join(["kode,q1,q2,q3,bobot", *lines]) + "\n"))
    assert found.log.rows.used == len(WEIGHTS)
    assert found.log.rows.refused == {"weight": len(NO_WEIGHTS) + more}
    told = [finding.line for finding in found.findings if finding.code == "D141"]
    first = 2 + len(WEIGHTS)
    assert told == list(range(first, first + min(1_000, len(NO_WEIGHTS) + more)))


def test_a_column_of_no_regions_is_refused_before_anything_is_counted(tmp_path: Path) -> None:
    rows = "".join(f"warga {n},1,2,3\n" for n in range(200))
    found = reduce(model(), written(tmp_path / "a.csv", "kode,q1,q2,q3\n" + rows))
    assert [(finding.code, finding.params["heading"]) for finding in found.findings] == [("D156", "kode")]
    assert found.log.units == {}


def test_of_many_unknown_regions_a_few_are_given_a_suggestion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "MOST_NEAR", 5)  # to find one takes milliseconds
    rows = "".join(f"Kab. Banyuasn {n % 150},1,2,3\n" for n in range(1_500)) + "16.07,1,2,3\n"
    found = reduce(model(), written(tmp_path / "a.csv", "kode,q1,q2,q3\n" + rows))
    told = [finding for finding in found.findings if finding.code == "D131"]
    assert (len(told), found.log.rows.refused) == (1_000, {"unit": 1_500})
    assert sum(1 for finding in told[:150] if finding.params["nearest"] == "16.07 Kabupaten Banyuasin") == 5
    assert [finding.params["count"] for finding in found.findings if finding.code == "D143"] == [500]
