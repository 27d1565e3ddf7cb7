"""Help: in both languages, with examples, at once; and the words that it is made of."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from readiness import cli
from readiness.cli.app import COMMANDS, build
from readiness.cli.help import words
from readiness.files import REASONS
from readiness.words import table
from tests.cli.conftest import Run, clean_environment

HEAVY = ("pandas", "numpy", "jinja2", "duckdb", "babel", "xlsxwriter", "python_calamine", "pydantic", "rich", "yaml")
ROOT = Path(cli.__file__).parents[1]
SOURCES = [
    *Path(cli.__file__).parent.glob("*.py"),
    *(ROOT / "pipeline.py", ROOT / "selecting.py", ROOT / "analysis" / "selecting" / "written.py"),
]


def leaves(words_: dict[str, Any], above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in words_.items():
        found |= leaves(value, f"{above}{key}.") if isinstance(value, dict) else {above + key: str(value)}
    return found


def params(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(run: Run, command: str, lang: str) -> None:
    ran = run(command, "--help", "--lang", lang)
    assert ran.code == 0
    assert {"id": "Contoh:", "en": "Examples:"}[lang] in ran.out
    assert f"\n  readiness {command}" in ran.out
    assert max(len(line) for line in ran.out.split("Contoh:" if lang == "id" else "Examples:")[0].split("\n")) <= 80


@pytest.mark.parametrize("lang", ["id", "en"])
def test_examples_in_help_are_command_lines_that_parse(lang: str) -> None:
    group = build()
    for name in COMMANDS:
        for line in table("cli", lang)["commands"][name]["examples"].strip().splitlines():
            options = re.findall(r"(?<=\s)(--?[a-z-]+)", line.split(" | ")[0])
            known = {option for param in group.commands[name].params for option in param.opts}
            assert set(options) <= known, line


def test_front_page_without_a_command(run: Run) -> None:
    assert run().out == run("--help").out
    assert all(f"\n  {name} " in run().out for name in COMMANDS)


def test_version(run: Run) -> None:
    from readiness import __version__

    assert run("--version").out == f"readiness {__version__}\n"


def test_both_languages_have_the_same_keys_and_params() -> None:
    indonesian, english = leaves(table("cli", "id")), leaves(table("cli", "en"))
    assert list(indonesian) == list(english)
    assert {key for key in english if params(indonesian[key]) != params(english[key])} == set()


def test_every_option_and_argument_has_words() -> None:
    group = build()
    for lang in ("id", "en"):
        for param in group.params:
            assert words("front", param.name, lang)
        for name, command in group.commands.items():
            for param in command.params:
                assert words(name, param.name, lang)


def test_every_key_that_the_program_names_has_words() -> None:
    known = set(leaves(table("cli", "en")))
    used = set()
    for source in SOURCES:
        text = source.read_text(encoding="utf-8")
        used |= set(re.findall(r'(?:say|hint)\(\s*(?:"cli", \w+, )?"([a-z_.]+)"[,)]', text))
        used |= set(re.findall(r'"((?:node|why|compare|findings|score)\.[a-z_]+)"', text))
        used |= {f"misuse.{key}" for key in re.findall(r'MisuseError\(\s*"([a-z_]+)"', text)}
    assert used - known == {"cli"}, "the name of the locale stands there too"
    assert {f"write.{reason}" for reason in REASONS} <= known


def test_start_up_imports_nothing_heavy() -> None:
    code = (
        "import sys; from readiness.cli.main import run; code = run(['--help']); "
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, env=clean_environment(), check=True)
    assert ran.stderr.strip() == b"[]"


def test_scoring_needs_no_pandas(folder: Path) -> None:
    code = (
        "import sys; from readiness.cli.main import run; "
        "code = run(['score', 'd.csv', '-F', 'k.yaml', '-o', 'r.json']); "
        "print('pandas' in sys.modules, 'rich' in sys.modules, file=sys.stderr); sys.exit(code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=clean_environment(), cwd=folder, check=True
    )
    assert ran.stderr.splitlines()[-1] == b"False False"
