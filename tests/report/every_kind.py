"""A site with every kind of page, made by the command line alone, and its pages by their kind.

A kind is what ``<body class>`` says, and every template of a whole page is one: a kind that nobody makes here fails the
tests of every kind, so a new one cannot go untested. What it needs beyond the commands below is a line of ``make``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from readiness.cli.main import run
from readiness.report.shell import FOLDER

ROOT = Path(__file__).resolve().parents[2]
LANGS = ("id", "en")
UNITS = ("16.07", "11.08", "91.71", "64.02")  # chosen, contested, barred by a gate, and without an index
_BODY = re.compile(r'<body class="([\w-]+)')


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page in one language; the landing page speaks both, so it stands once."""

    name: str
    lang: str

    def __str__(self) -> str:
        return f"{self.name}-{self.lang}"


def kinds() -> list[str]:
    """The templates that are a whole page: those that build on the base."""
    found = sorted((FOLDER / "templates").glob("*.html.j2"))
    return [path.name.partition(".")[0] for path in found if "base.html.j2" in path.read_text(encoding="utf-8")]


KINDS = [Kind(name, lang) for name in kinds() for lang in LANGS if name != "landing" or lang == LANGS[0]]


def make(out: Path) -> Path:
    """The simulated candidates with a selection of 25, a baseline that differs in one indicator, and pages of four of
    them; the folder of the site."""
    before = Path.cwd()
    os.chdir(ROOT)  # paths in the pages are relative, and the same on every machine
    try:
        results, chosen, baseline = out / "results.json", out / "selection.json", out / "baseline.json"
        _run("score", "data/smart-city-simulated", "-F", "smart-city", "-o", results)
        _run("score", "data/smart-city-simulated", "-F", "smart-city", "--set", "ipm=70", "-o", baseline)
        _run("select", results, "--top", "25", "--draws", "1000", "-o", chosen)
        return report(out / "site", [results], chosen, UNITS, "--baseline", baseline)
    finally:
        os.chdir(before)


def report(site: Path, results: Sequence[Path], chosen: Path, codes: Sequence[str], *options: object) -> Path:
    """The site of these waves, a selection from the last of them, and the pages of these units; its folder."""
    only = [word for code in codes for word in ("--only", code)]
    _run("report", *results, "--selection", chosen, "-o", site, *only, *options)
    return site


def found(site: Path) -> Mapping[Kind, Path]:
    """Of each kind the longest page, for it holds most."""
    longest: dict[Kind, Path] = {}
    for path in sorted(site.rglob("*.html")):
        kind = kind_of(path)
        if kind not in longest or path.stat().st_size > longest[kind].stat().st_size:
            longest[kind] = path
    return longest


def kind_of(path: Path) -> Kind:
    """What the page says that it is."""
    text = path.read_text(encoding="utf-8")
    body = _BODY.search(text)
    assert body is not None, f"{path.name} does not say its kind"
    lang = re.search(r'<html lang="(\w+)"', text)
    assert lang is not None, f"{path.name} does not say its language"
    return Kind(body[1], lang[1])


def _run(*words: object) -> None:
    argv = [*map(str, words), *(() if words[0] == "report" else ("--lang", "en"))]
    code = run(argv)
    assert code == 0, f"readiness {' '.join(argv)}: exit {code}"
