"""``readiness compare``: why one region stands above another, or what changed from one result to the next."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readiness.cli import options, outputs, results_source
from readiness.cli.compare_results import compare_results
from readiness.cli.safe import safe_json
from readiness.cli.session import Session
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.results.insights import Comparison
    from readiness.results.peers import Peers
    from readiness.results.records import Results

FORMATS = ("text", "json", "md", "html")
SUFFIXES = ("json", "md", "html", "txt")
SCHEMA = "readiness/comparison/1"
FEWEST, MOST = 2, 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be shown: the units side by side, their differences, and the peers of the first where they are so."""

    codes: tuple[str, ...]
    found: tuple[Comparison, ...]
    peers: Peers | None = None


def compare(
    ctx: typer.Context,
    *,
    units: Annotated[list[str], typer.Argument(metavar="REGION|RESULTS")],
    results: options.ResultsPath = None,
    peers: Annotated[bool, typer.Option("--peers")] = False,
    form: Annotated[str, typer.Option("--format", metavar="text|json|md|html")] = "text",
    output: options.Outputs = None,
    top: options.Top = None,
    fail_on_change: Annotated[bool, typer.Option("--fail-on-change")] = False,
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    options.language(lang)
    session: Session = ctx.obj
    shown = options.choice("--format", form, FORMATS)
    plan = {path: shown if path == options.STDOUT else options.suffix(path, SUFFIXES) for path in output or []}
    files = [_is_results(unit) for unit in units]
    if any(files):
        if not all(files) or len(files) < FEWEST or results is not None or peers:
            raise MisuseError("compare_files")
        line = None if top is None else options.whole("--top", top, 1)
        paths = [results_source.file_of(Path(unit)) for unit in units]
        return compare_results(paths, plan, shown, session, top=line, fail=fail_on_change)
    if top is not None or fail_on_change:
        raise MisuseError("compare_of_results", option="--fail-on-change" if fail_on_change else "--top")
    if peers and len(units) != 1:
        raise MisuseError("compare_peers")
    if not peers and not FEWEST <= len(units) <= MOST:
        raise MisuseError("compare_count", fewest=FEWEST, most=MOST)
    document = results_source.find(session, results)[-1]
    asked = _with_peers(document, units[0]) if peers else _named(document, units)
    if plan:
        outputs.write({path: content(document, asked, word, session).encode() for path, word in plan.items()}, session)
    elif shown == "text":
        from readiness.cli.show_comparison import show

        show(document, asked, session)
    else:
        sys.stdout.write(content(document, asked, shown, session))
    return 0


def _is_results(unit: str) -> bool:
    """Whether an argument is a results document, or a folder of them, and no region."""
    return unit.lower().endswith(".json") or bool(Path(unit).is_dir() and results_source.in_folder(Path(unit)))


def _named(document: Results, units: Sequence[str]) -> Asked:
    from readiness import comparing

    codes = codes_of(document, units)
    return Asked(tuple(codes), tuple(comparing.compare(document, codes)))


def _with_peers(document: Results, unit: str) -> Asked:
    from readiness import comparing, pipeline

    code = pipeline.find_code(unit, {one.code: one.name for one in document.units})
    peers, found = comparing.compare_peers(document, code)
    return Asked((code, *(peer.code for peer in peers.peers)), tuple(found), peers)


def codes_of(document: Results, texts: Sequence[str]) -> list[str]:
    """Codes of units named by code or name, each once. Raises MisuseError."""
    from readiness.pipeline import find_code

    names = {unit.code: unit.name for unit in document.units}
    codes = list(dict.fromkeys(find_code(text, names) for text in texts))
    if len(codes) < FEWEST:
        raise MisuseError("compare_same", text=texts[0])
    return codes


def content(document: Results, asked: Asked, form: str, session: Session) -> str:
    """The comparison in one of the forms, as text."""
    if form == "json":
        return as_json(document, asked)
    if form in ("text", "txt"):
        from readiness.cli.show_comparison import plain

        return plain(document, asked, session) + "\n"
    if form == "md":
        from readiness.report.markdown import comparison

        return comparison(document, asked.codes, asked.found, session.lang, session.command, peers=asked.peers)
    from readiness.report.site import comparison_html

    return comparison_html(document, asked.codes, asked.found, session.lang, session.command, peers=asked.peers)


def as_json(document: Results, asked: Asked) -> str:
    """Keys sorted, LF, doubles as Python writes them."""
    units = {unit.code: unit for unit in document.units}
    body: dict[str, Any] = {
        "schema": SCHEMA,
        "framework": {"id": document.framework.id, "version": document.framework.version},
        "wave": document.wave,
        "synthetic": document.synthetic,
        "digest": document.digest,
        "units": [{"code": code, "name": units[code].name, "index": asdict(units[code].index)} for code in asked.codes],
        "comparisons": [asdict(comparison) for comparison in asked.found],
    }
    if asked.peers is not None:
        body["peers"] = asdict(asked.peers)
    return safe_json(json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True)) + "\n"
