"""Parts of the data, in any order and however they are cut, give what the whole gives, to the byte."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from readiness.findings import Finding
from readiness.framework.model import Framework
from readiness.survey.engines.duckdb import engine
from readiness.survey.log import log_json
from readiness.survey.partial import partial_json, read_partial
from readiness.survey.reduce import counted, reduced
from readiness.survey.tables import Part
from readiness.survey.values import values_csv
from tests.survey.reducing import framework, indicator, reduce, request, written

HEADER = "kode,strata,cluster,bobot,fpc,a,b,c,q\n"
DIGEST = "0" * 64


def model() -> Framework:
    return framework(
        indicator("puas", "items: [a, b, c]", "reverse: [b]", "statistic: mean"),
        indicator("tengah", "items: [a, c]", "statistic: median"),
        indicator("pakai", "items: [q]", "statistic: {share_at_least: 4}"),
    )


def lines(rows: int = 600, seed: int = 5) -> list[str]:
    chance = random.Random(seed)
    found = []
    for _ in range(rows):
        stratum = chance.choice("ab")
        answers = ",".join(chance.choice(["1", "2", "3", "4", "5", "", "tidak tahu", "zz"]) for _ in range(4))
        weight = chance.choice(["0.1", "0.2", "0.3", "1.7", "12.345678"])
        found.append(
            f"{chance.choice('xyz')},{stratum},{stratum}{chance.randrange(6)},{weight},{40 if stratum == 'a' else 60},{answers}\n"
        )
    return found


def file(path: Path, rows: list[str]) -> Path:
    return written(path, HEADER + "".join(rows))


def part_of(path: Path) -> Part:
    return counted(request(model(), path), engine)


@pytest.mark.parametrize("parts", [2, 10])
def test_partial_tables_merge_to_one_reduction(tmp_path: Path, parts: int) -> None:
    rows = lines()
    paths = [file(tmp_path / f"{number}.csv", rows[number::parts]) for number in range(parts)]
    sent = [partial_json(part_of(path), "coba", DIGEST) for path in paths]
    at_once = reduced(request(model(), *paths), counted(request(model(), *paths), engine))
    whole = reduce(model(), file(tmp_path / "whole.csv", rows))
    for order in (range(parts), reversed(range(parts))):
        merged = Part()
        for number in order:
            read = read_partial(sent[number], f"{number}.json", DIGEST)
            assert isinstance(read, Part)
            merged.add(read)
        reduction = reduced(request(model()), merged)
        assert values_csv(reduction.figures) == values_csv(whole.figures) == values_csv(at_once.figures)
        assert reduction.log.rows == whole.log.rows
        assert reduction.log.units == whole.log.units
        assert reduction.log.answers == whole.log.answers
        assert reduction.log.reliability == whole.log.reliability
        if order == range(parts):
            assert log_json(reduction) == log_json(at_once)


def test_the_order_of_rows_moves_nothing(tmp_path: Path) -> None:
    rows = lines()
    first = reduce(model(), file(tmp_path / "a.csv", rows))
    random.Random(1).shuffle(rows)
    second = reduce(model(), file(tmp_path / "b.csv", rows))
    assert values_csv(first.figures) == values_csv(second.figures)
    assert len(first.figures) == 9


def test_a_partial_table_holds_counts_and_no_respondent(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "kode,nama,a,b,c,q\nx,Siti Aminah,1,2,3,4\nx,Budi,5,4,3,2\n")
    sent = partial_json(part_of(path), "coba", DIGEST)
    assert b"Siti" not in sent
    assert json.loads(sent)["cells"][0] == ["", "x", "pakai", "", "", 0, 1, 1, 1_000_000, 1_000_000_000_000]


@pytest.mark.parametrize("spoil", ["", "[]", "{}", '{"schema": "readiness/partial/1"}', "[" * 5_000])
def test_what_is_no_partial_table_is_refused(spoil: str) -> None:
    found = read_partial(spoil.encode(), "a.json", DIGEST)
    assert isinstance(found, Finding)
    assert found.code == "D144"


def test_spoilt_counts_are_refused(tmp_path: Path) -> None:
    sent = json.loads(partial_json(part_of(file(tmp_path / "a.csv", lines(50))), "coba", DIGEST))
    for key, place, value in (
        ("cells", 6, 0),
        ("cells", 7, -1),
        ("cells", 7, 1.5),
        ("rows", 3, True),
        ("answers", 2, 7),
    ):
        spoilt = json.loads(json.dumps(sent))
        spoilt[key][0][place] = value
        found = read_partial(json.dumps(spoilt).encode(), "a.json", DIGEST)
        assert isinstance(found, Finding), (key, place, value)


def test_counts_under_another_framework_are_refused(tmp_path: Path) -> None:
    sent = partial_json(part_of(file(tmp_path / "a.csv", lines(50))), "coba", "1" * 64)
    found = read_partial(sent, "a.json", DIGEST)
    assert isinstance(found, Finding)
    assert found.code == "D145"


def test_cronbachs_alpha_as_by_hand(tmp_path: Path) -> None:
    answers = [(5, 1, 4), (4, 2, 4), (3, 3, 2), (2, 4, 1), (4, 1, 5)]
    rows = "".join(f"x,{a},{b},{c},1\n" for a, b, c in answers)
    reduction = reduce(model(), written(tmp_path / "a.csv", "kode,a,b,c,q\n" + rows + "x,5,,5,1\n"))
    turned = [(a, 6 - b, c) for a, b, c in answers]

    def variance(numbers: list[int]) -> float:
        return sum((number - sum(numbers) / 5) ** 2 for number in numbers) / 4

    items = sum(variance([row[place] for row in turned]) for place in range(3))
    expected = 3 / 2 * (1 - items / variance([sum(row) for row in turned]))
    found = reduction.log.reliability[0]
    assert (found.indicator, found.items, found.n) == ("puas", 3, 5)
    assert found.alpha == pytest.approx(expected, rel=1e-12)
