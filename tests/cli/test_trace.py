"""``score --trace DIR``: the files, their form, and what is never overwritten."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.cli.conftest import DATA, Run

NAMES = [
    "01-raw", "02-per", "03-impute", "04-treat", "05-clip", "06-transform", "07-normalise", "08-score", "09-share",
    "imputed", "treated",
]  # fmt: skip


def test_a_file_a_stage(folder: Path, run: Run) -> None:
    ran = run("score", "d.csv", "-F", "k.yaml", "--trace", "out/t", "--lang", "en")
    assert ran.code == 0
    assert "written: out/t" in ran.err
    assert sorted(path.name for path in (folder / "out" / "t").iterdir()) == sorted(f"{name}.csv" for name in NAMES)
    text = (folder / "out/t/07-normalise.csv").read_bytes()
    assert (
        text
        == b"code,name,desa_4g,pusat_data,perda\nA1,Satu,80.0,50.0,100.0\nA2,Dua,50.0,0.0,0.0\nA3,Tiga,90.5,100.0,100.0\n"
    )


def test_numbers_are_written_in_full(folder: Path, run: Run) -> None:
    (folder / "d.csv").write_text(DATA.replace("90.5", "0.30000000000000004"), encoding="utf-8")
    run("score", "d.csv", "-F", "k.yaml", "--trace", "t")
    with (folder / "t/01-raw.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream))[3][2] == "0.30000000000000004"


def test_a_folder_a_wave(folder: Path, run: Run) -> None:
    assert run("score", "w.csv", "-F", "k.yaml", "--trace", "t").code == 0
    assert sorted(path.name for path in (folder / "t").iterdir()) == ["2021", "2022"]
    assert "A1,Satu,80.5," in (folder / "t/2022/01-raw.csv").read_text(encoding="utf-8")
    assert run("score", "w.csv", "-F", "k.yaml", "--wave", "2021", "--trace", "one").code == 0
    assert "A1,Satu,40.0," in (folder / "one/01-raw.csv").read_text(encoding="utf-8")


def test_its_own_files_are_written_anew(folder: Path, run: Run) -> None:
    run("score", "d.csv", "-F", "k.yaml", "--trace", "t")
    assert run("score", "d.csv", "-F", "k.yaml", "--trace", "t", "--set", "desa_4g=10").code == 0
    assert "A1,Satu,10.0," in (folder / "t/01-raw.csv").read_text(encoding="utf-8")


def test_what_is_not_ours_is_not_overwritten(folder: Path, run: Run) -> None:
    (folder / "t").mkdir()
    for content in ("kode,nilai\n1,2\n", ""):
        (folder / "t/04-treat.csv").write_text(content, encoding="utf-8")
        ran = run("score", "d.csv", "-F", "k.yaml", "--trace", "t", "--lang", "en")
        assert ran.code == 2
        assert "'t/04-treat.csv' is no stage" in ran.err
        assert [path.name for path in (folder / "t").iterdir()] == ["04-treat.csv"]
        assert (folder / "t/04-treat.csv").read_text(encoding="utf-8") == content


def test_links_and_files_in_the_way(folder: Path, run: Run) -> None:
    (folder / "t").symlink_to(folder)
    assert run("score", "d.csv", "-F", "k.yaml", "--trace", "t").code == 3
    assert run("score", "d.csv", "-F", "k.yaml", "--trace", "k.yaml").code == 3
    assert not (folder / "01-raw.csv").exists()


def test_a_name_that_would_be_a_formula_is_harmless(folder: Path, run: Run) -> None:
    (folder / "d.csv").write_text(DATA.replace("Satu", "=1+1"), encoding="utf-8")
    run("score", "d.csv", "-F", "k.yaml", "--trace", "t")
    assert "A1,'=1+1," in (folder / "t/01-raw.csv").read_text(encoding="utf-8")
