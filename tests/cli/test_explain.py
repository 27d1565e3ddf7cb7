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


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_method_has_a_page(run: Run, lang: str) -> None:
    from readiness import explained

    for kind in explained.kinds(lang):
        for name, method in explained.methods(kind, lang).items():
            ran = run("explain", f"{kind}.{name}", "--lang", lang)
            assert ran.code == 0
            assert ran.out.startswith(f"{name} · {method.label}\n{kind} · ")
            assert method.yaml in ran.out


def test_a_name_of_two_methods_shows_both(run: Run) -> None:
    out = run("explain", "log").out
    assert "treat · Outliers treated" in out and "transform · Value bent" in out
    assert "Depends on the group" in out.split("transform ·")[0]
    assert "Depends on the group" not in out.split("transform ·")[1]


def test_all_methods_and_those_of_a_kind(run: Run) -> None:
    out = run("explain", "methods").out
    assert "  geometric" in out and "  benefit_of_the_doubt" in out
    kind = run("explain", "opinions", "--lang", "id").out
    assert "  kemeny" in kind and "geometric" not in kind
    assert run("explain", "weights").out.count("weights · ") == 2  # the key, and the set of that name


def test_a_node_that_is_called_like_a_method_comes_first(run: Run, folder: Path) -> None:
    text = (folder / "k.yaml").read_text(encoding="utf-8").replace("id: perda", "id: rank")
    (folder / "k.yaml").write_text(text, encoding="utf-8")
    out = run("explain", "rank", "-F", "k.yaml").out
    assert out.startswith("Rules › Has a bylaw\n")
    assert "rank · place in the order" in out


def test_nearest_method(run: Run) -> None:
    ran = run("explain", "geometrik")
    assert ran.code == 2
    assert "Did you mean 'geometric'?" in ran.err


def test_a_node_names_the_methods_that_its_value_meets(run: Run, folder: Path) -> None:
    text = (folder / "k.yaml").read_text(encoding="utf-8")
    keys = "normalise: {zscore: {mean: 50, sd: 10}}, better: low, impute: median, treat: auto, measure: number"
    text = text.replace("measure: percent", keys, 1)
    (folder / "k.yaml").write_text(text, encoding="utf-8")
    out = run("explain", "desa_4g", "-F", "k.yaml").out
    for words in ("zscore: {mean: 50, sd: 10}", "less is better", "median", "auto"):
        assert words in out
