"""Inputs spoilt at random: a few in every test run, ``FUZZ`` of each kind where that is set, as in CI. A long run is
``make fuzz``; what it finds is kept in tests/corpus, and stays mended."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.cli.main import run as run_main
from readiness.framework.load import loads
from tests.cli.conftest import FRAMEWORK, folder, run
from tests.fuzz.mutate import TOKENS, VALUES
from tests.fuzz.run import batch
from tests.fuzz.targets import CORPUS, TARGETS, check_data

__all__ = ["folder", "run"]
COUNT = int(os.environ.get("FUZZ", "400"))  # of criteria and of data; a tenth of the others
CHUNKS = 20  # so that several processes share them
KEPT = sorted(path for path in CORPUS.rglob("*.*") if path.is_file() and path.suffix != ".md")


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("name", list(TARGETS))
def test_spoilt_inputs_are_read_or_refused(name: str, chunk: int) -> None:
    count = COUNT if name in ("criteria", "data") else COUNT // 10
    before = batch(name, range(1), keeping=False).memory
    tally = batch(name, range(chunk, count, CHUNKS), keeping=False)
    assert tally.failed == []
    assert sum(tally.became.values()) == len(range(chunk, count, CHUNKS))
    assert tally.memory - before < 256, "MB more than at the start"


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_was_found_stays_mended(path: Path, tmp_path: Path) -> None:
    assert TARGETS[path.parent.name].check(path.read_bytes(), tmp_path)


def test_the_same_number_is_the_same_input() -> None:
    for target in TARGETS.values():
        assert target.make(7) == target.make(7)
        assert len({target.make(number) for number in range(20)}) > 10


_KEYS = (
    "id",
    "label",
    "weight",
    "measure",
    "criteria",
    "levels",
    "worst",
    "best",
    "per",
    "applies_to",
    "aggregate",
    "x",
)
_TREES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(VALUES) | st.text(max_size=8) | st.floats() | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_KEYS) | st.text(max_size=4), inner, max_size=6)
    ),
    max_leaves=20,
)


@settings(max_examples=60)
@given(place=st.integers(0, 12), value=_TREES)
def test_any_tree_anywhere_is_read_or_refused(place: int, value: Any) -> None:
    tree = yaml.safe_load(FRAMEWORK)
    nodes = [tree, tree["label"], tree["bands"], tree["bands"][0], tree["criteria"], tree["criteria"][0]]
    node = nodes[place % len(nodes)]
    keys = list(node) if isinstance(node, dict) else range(len(node))
    node[list(keys)[place % len(keys)]] = value
    try:
        text = yaml.safe_dump(tree, allow_unicode=True)
    except yaml.YAMLError:
        return
    loaded = loads(text.encode("utf-8", "surrogatepass"), "k.yaml")
    assert (loaded.framework is None) == any(found.severity == "error" for found in loaded.findings)


_CELLS = st.sampled_from([token.decode("utf-8", "replace") for token in TOKENS]) | st.text(max_size=6)


@settings(max_examples=60)
@given(
    rows=st.lists(st.lists(_CELLS, min_size=1, max_size=6), max_size=8),
    mark=st.sampled_from([",", ";", "\t"]),
    head=st.lists(st.sampled_from(["code", "nama", "jumlah", "persen", "tingkat", "indikator", "nilai"]), max_size=5),
)
def test_any_cells_under_any_headings(rows: list[list[str]], mark: str, head: list[str], tmp_path_factory: Any) -> None:
    lines = [mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [head, *rows]]
    check_data("\n".join(lines).encode("utf-8", "replace"), tmp_path_factory.mktemp("cells"))


COMMANDS = (
    "validate",
    "score",
    "report",
    "compare",
    "select",
    "improve",
    "gate",
    "weights",
    "form",
    "reduce",
    "explain",
)
WORDS = (
    *(
        "d.csv",
        "w.csv",
        "k.yaml",
        "r.json",
        ".",
        "-",
        "--",
        "",
        "absent",
        "-F",
        "k.yaml",
        "-o",
        "out.json",
        "out.md",
        "--wave",
    ),
    *(
        "2021",
        "--top",
        "1",
        "0",
        "-1",
        "9" * 30,
        "--set",
        "desa_4g=5",
        "x=",
        "=",
        "--only",
        "A1",
        "--why",
        "--lang",
        "id",
    ),
    *(
        "--format",
        "json",
        "md",
        "html",
        "--weights",
        "--decimal",
        ",",
        "--skip-rows",
        "--force",
        "--strict",
        "-r",
        "--help",
    ),
    *(
        "--version",
        "C012",
        "desa_4g",
        "exit-codes",
        "\u202e",
        "\x1b[31m",
        "../..",
        "~",
        "*",
        "a" * 300,
        "--no-such",
        "-x",
    ),
)


@pytest.mark.parametrize("seed", range(max(4, COUNT // 200)))
def test_any_command_line_ends_in_an_exit_code(folder: Path, seed: int, capfd: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(f"argv/{seed}")
    assert run_main(["score", "d.csv", "-F", "k.yaml", "-o", "r.json"]) == 0
    for _ in range(6):
        argv = [rng.choice(COMMANDS), *(rng.choice(WORDS) for _ in range(rng.randrange(7)))]
        code = run_main(argv)
        captured = capfd.readouterr()
        assert code in (0, 1, 2, 3), argv
        assert "Traceback" not in captured.out + captured.err, argv
        assert code != 2 or captured.err, argv
