"""explain: codes, nodes, regions, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.cli import main
from readiness.findings import catalogue
from tests.cli.conftest import Run


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_code_has_a_page(run: Run, lang: str) -> None:
    for code in catalogue():
        ran = run("explain", code, "--lang", lang)
        assert ran.code == 0, code
        assert ran.out.startswith(f"{code} ")
        assert len(ran.out.splitlines()) > 3


def test_a_code_in_small_letters_and_an_unknown_one(run: Run) -> None:
    assert run("explain", "p002").out.startswith("P002 unknown-key (error)")
    assert run("explain", "P999").code == 2


@pytest.mark.parametrize("lang", ["id", "en"])
def test_exit_codes_are_those_of_the_program(run: Run, lang: str) -> None:
    out = run("explain", "exit-codes", "--lang", lang).out
    told = {int(line.split()[0]) for line in out.splitlines() if line.strip()[:1].isdigit()}
    codes = (main.DONE, main.NO, main.MISUSED, main.UNUSABLE, main.BUG, main.INTERRUPTED, main.TERMINATED)
    assert told == set(codes)


def test_an_indicator_and_a_group(run: Run) -> None:
    out = run("explain", "pusat_data", "-F", "k.yaml").out
    assert out.splitlines()[0] == "Network › Data centre"
    assert "Services need a home" in out
    assert "\n3  certified" in out
    assert "Villages with 4G (desa_4g)" in run("explain", "jaringan", "-F", "k.yaml").out
    assert "tersertifikasi" in run("explain", "pusat_data", "-F", "k.yaml", "--lang", "id").out


@pytest.mark.parametrize("framework", ["ipm", "screening", "smart-city", "spbe-2020"])
def test_every_node_of_every_bundled_framework(run: Run, framework: str) -> None:
    from readiness.pipeline import load_framework

    tree = load_framework(framework).framework
    assert tree is not None
    for node in list(tree.walk())[:12]:
        assert node.label.id in run("explain", node.id, "-F", framework, "--lang", "id").out


def test_a_region_of_a_result(run: Run, folder: Path) -> None:
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    assert "97.6" in run("explain", "Tiga", "-r", "r.json").out
    assert "Villages with 4G" in run("explain", "desa_4g", "-r", "r.json").out


def test_nearest_names(run: Run, folder: Path) -> None:
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    assert "Did you mean 'desa_4g'?" in run("explain", "desa_5g", "-F", "k.yaml").err
    assert "Did you mean 'Tiga'?" in run("explain", "Tigaa", "-r", "r.json").err
