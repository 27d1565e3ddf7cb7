"""One row a respondent, one row an answer, several files, workbooks, archives, Parquet."""

from __future__ import annotations

import zipfile
from pathlib import Path

import duckdb
import pytest

from readiness.framework.model import Framework
from readiness.survey.values import values_csv
from tests.survey.reducing import framework, indicator, reduce, values, written

WIDE = "kode,responden,bobot,strata,a,b,q\nx,1,1.5,u,4,2,5\nx,2,2,u,5,,1\nx,3,1,v,1,5,4\nx,4,1,v,2,2,tidak tahu\ny,5,1,u,3,3,3\n"


def model() -> Framework:
    return framework(
        indicator("puas", "items: [a, b]", "reverse: [b]", "statistic: mean"),
        indicator("pakai", "items: [q]", "statistic: {share_at_least: 4}"),
    )


def long(text: str = WIDE) -> str:
    head, *rows = [line.split(",") for line in text.splitlines()]
    lines = [",".join([*row[:4], item, answer]) for row in rows for item, answer in zip(head[4:], row[4:], strict=True)]
    return "kode,responden,bobot,strata,butir,jawaban\n" + "\n".join(lines) + "\n"


def test_long_and_wide_give_the_same_bytes(tmp_path: Path) -> None:
    first = reduce(model(), written(tmp_path / "wide.csv", WIDE))
    second = reduce(model(), written(tmp_path / "long.csv", long()))
    assert values_csv(first.figures) == values_csv(second.figures)
    assert first.log.reliability == second.log.reliability
    assert first.log.answers == second.log.answers
    assert second.log.rows.read == 15
    assert second.log.rows.skipped == {"empty": 1}


def test_an_indicator_of_several_items_needs_the_respondent(tmp_path: Path) -> None:
    rows = [line.split(",") for line in long().splitlines()]
    text = "\n".join(",".join([row[0], *row[2:]]) for row in rows) + "\n"
    reduction = reduce(model(), written(tmp_path / "a.csv", text))
    assert "D135" in {finding.code for finding in reduction.findings}
    assert not reduction.figures


def test_two_answers_of_one_respondent_to_one_item_make_it_invalid(tmp_path: Path) -> None:
    text = "kode,responden,butir,jawaban\nx,1,a,5\nx,1,a,1\nx,1,b,1\nx,2,a,4\nx,2,a,4\nx,2,b,2\n"
    reduction = reduce(model(), written(tmp_path / "a.csv", text))
    # the first one's a is left out; b turned round is 5; the second one said the same twice
    assert values(reduction)["x", "puas"] == pytest.approx((5 + (4 + 4) / 2) / 2)


def test_several_weights_of_one_respondent_are_told(tmp_path: Path) -> None:
    text = "kode,responden,bobot,butir,jawaban\nx,1,1,a,5\nx,1,2,b,1\nx,2,1,a,4\nx,2,1,b,2\n"
    reduction = reduce(model(), written(tmp_path / "a.csv", text))
    assert [dict(f.params) for f in reduction.findings if f.code == "D146"] == [{"count": 1}]
    assert values(reduction)["x", "puas"] == 4.0


def test_items_of_no_framework_are_skipped_and_counted(tmp_path: Path) -> None:
    text = "kode,butir,jawaban\nx,q,5\nx,umur,37\nx,umur,\n"
    reduction = reduce(
        framework(indicator("pakai", "items: [q]", "statistic: mean")), written(tmp_path / "a.csv", text)
    )
    assert reduction.log.rows.skipped == {"other_item": 2}
    assert reduction.log.rows.used == 1


def test_a_parquet_file_gives_the_same_bytes(tmp_path: Path) -> None:
    source = written(tmp_path / "a.csv", WIDE)
    target = tmp_path / "a.parquet"
    duckdb.execute(f"COPY (SELECT * FROM read_csv('{source}', all_varchar = true)) TO '{target}' (FORMAT parquet)")
    assert values_csv(reduce(model(), target).figures) == values_csv(reduce(model(), source).figures)


def test_typed_columns_of_a_parquet_file_are_read_too(tmp_path: Path) -> None:
    target = tmp_path / "a.parquet"
    duckdb.execute(
        f"COPY (SELECT 'x' AS kode, 4.0::DOUBLE AS a, 2::TINYINT AS b, 5::BIGINT AS q, 1.5::DOUBLE AS bobot) TO '{target}'"
        " (FORMAT parquet)"
    )
    assert values(reduce(model(), target)) == {("x", "puas"): 4.0, ("x", "pakai"): 100.0}


def test_an_archive_is_its_main_table(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("form-anggota.csv", "nama_anggota,PARENT_KEY,KEY\nx,uuid:1,uuid:1/1\n")
        archive.writestr("form.csv", WIDE)
    reduction = reduce(model(), path)
    assert values_csv(reduction.figures) == values_csv(reduce(model(), written(tmp_path / "a.csv", WIDE)).figures)
    assert reduction.log.files[0].path == f"{path.as_posix()}/form.csv"
    assert "D096" in {finding.code for finding in reduction.findings}


def test_a_folder_is_its_files(tmp_path: Path) -> None:
    head, *rows = WIDE.splitlines(keepends=True)
    folder = tmp_path / "responses"
    folder.mkdir()
    written(folder / "b.csv", head + "".join(rows[:2]))
    written(folder / "a.csv", head + "".join(rows[2:]))
    written(folder / "_old.csv", "not,read\n1,2\n")
    whole = reduce(model(), written(tmp_path / "whole.csv", WIDE))
    assert values_csv(reduce(model(), folder).figures) == values_csv(whole.figures)


def test_units_by_code_and_by_name_are_one(tmp_path: Path) -> None:
    named = framework(indicator("pakai", "items: [q]", "statistic: mean"), units="indonesia-2025")
    text = "daerah,q\n16.07,1\nKab. Banyuasin,2\nKABUPATEN  BANYUASIN,3\nBanyuasin,4\nSemarang,5\n"
    reduction = reduce(named, written(tmp_path / "a.csv", text))
    assert values(reduction) == {("16.07", "pakai"): 2.5}
    assert [finding.line for finding in reduction.findings if finding.code == "D139"] == [6]
    assert reduction.log.units["", "Semarang"].refused == {"ambiguous": 1}


def test_waves_stand_apart_or_are_said(tmp_path: Path) -> None:
    one = framework(indicator("pakai", "items: [q]", "statistic: mean"))
    path = written(tmp_path / "a.csv", "kode,gelombang,q\nx,2025,1\nx,2025,2\nx,2026,5\n")
    found = {figure.wave: figure.estimate.value for figure in reduce(one, path).figures}
    assert found == {"2025": 1.5, "2026": 5.0}
    plain = written(tmp_path / "b.csv", "kode,q\nx,1\n")
    assert [figure.wave for figure in reduce(one, plain, wave="2024").figures] == ["2024"]


def test_simulated_answers_mark_every_value(tmp_path: Path) -> None:
    one = framework(indicator("pakai", "items: [q]", "statistic: mean"))
    reduction = reduce(one, written(tmp_path / "a.csv", "kode,q,simulasi\nx,1,\nx,2,ya\n"))
    assert reduction.log.synthetic
    lines = values_csv(reduction.figures, synthetic=True).decode().splitlines()
    assert lines[0].endswith(",simulasi")
    assert all(line.endswith(",ya") for line in lines[1:])
