"""The workbook: ranking, values and scores of all, how it was made, and the findings.

Every text is a typed string, so nothing becomes a formula or a link; codes stay text. The same results
give the same bytes: the dates inside are fixed, and the zip's too.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from decimal import Decimal

from readiness.findings import Finding, hint, message
from readiness.framework.forms import written_form
from readiness.framework.model import Framework, Group, Indicator
from readiness.report.cells import HEADS, PRECISE_HEADS, precise_rows, touched_rows
from readiness.report.columns import (
    PRECISION,
    Column,
    gap_columns,
    gate_columns,
    head_columns,
    node_columns,
    opinion_columns,
    run_columns,
)
from readiness.report.pages.method_tree import tree
from readiness.report.pages.provenance import WEIGHTS, weights
from readiness.report.pages.view import View
from readiness.report.sheets import plain, table, workbook
from readiness.report.tables import chosen
from readiness.report.taken import Cell
from readiness.results.records import FindingRecord, Results
from readiness.words import say

FORMATS = {"share": "0%", "whole": "0"}
_PRECISE = ("@", "@", "@", "", *["General"] * (len(PRECISE_HEADS) - 4))
_CELLS = ("@", "@", "@", "", "", "General", "General", "", "")


def workbook_bytes(
    results: Results, *, only: Collection[str] | None = None, top: int | None = None, lang: str = "en"
) -> bytes:
    """An XLSX file with headings in ``id`` or ``en``. ``only`` and ``top`` choose rows and move no rank."""
    framework = Framework.model_validate(results.framework.snapshot)
    buffer = io.BytesIO()
    book = workbook(buffer, framework.label.in_(lang), results.digest)
    units = chosen(results, only=only, top=top)
    for name, found in _sheets(results, framework).items():
        body = [[column.shown(unit, lang) for column in found] for unit in units]
        kinds = [_format(column, framework) for column in found]
        table(book, _title(name, lang), [column.label.in_(lang) for column in found], body, kinds, frozen=2)
    view = View(results, framework, lang)
    cells = touched_rows(view, units)
    if cells:
        table(book, _title("touched", lang), [_word("touched", key, lang) for key in HEADS], cells, _CELLS, frozen=2)
    precise = precise_rows(view, units)
    if precise:
        precise_heads = [_precise_head(key, lang) for key in PRECISE_HEADS]
        table(book, _title("precision", lang), precise_heads, precise, _PRECISE, frozen=2)
    plain(book, _title("method", lang), _method(view))
    heads = [_word("findings", key, lang) for key in ("severity", "code", "unit", "place", "message", "hint")]
    told = [_finding(record, lang) for record in results.findings]
    table(book, _title("findings", lang), heads, told, [""] * len(heads), frozen=0)
    book.close()
    return buffer.getvalue()


def _sheets(results: Results, framework: Framework) -> dict[str, list[Column]]:
    """The columns of the sheets that have one row a unit."""
    nodes = {column.key: column for column in node_columns(framework)}
    groups = [column for key, column in nodes.items() if _is_group(framework, key)]
    leaves = [leaf.id for leaf in framework.indicators()]
    who = head_columns(framework)
    return {
        "ranking": [
            *(*who, *opinion_columns(results), *groups, *gate_columns(framework)),
            *(*gap_columns(framework), *run_columns(results)),
        ],
        "values": [*who[:2], *(nodes[leaf] for leaf in leaves)],
        "scores": [*who[:2], *(nodes[f"{leaf}.score"] for leaf in leaves)],
    }


def _word(section: str, key: str, lang: str) -> str:
    return say("markdown", lang, f"workbook.{section}.{key}")


def _precise_head(key: str, lang: str) -> str:
    if key in PRECISION:
        words = PRECISION[key].in_(lang)
        return words[0].upper() + words[1:]
    return say("report", lang, "source.value") if key == "value" else _word("touched", key, lang)


def _title(name: str, lang: str) -> str:
    return _word("sheets", name, lang)


def _is_group(framework: Framework, key: str) -> bool:
    return "." not in key and isinstance(framework.node(key), Group)


def _format(column: Column, framework: Framework) -> str:
    """Excel's number format: published figures keep their decimals, raw values show what they have."""
    if column.kind != "number":
        return FORMATS.get(column.kind, "@")
    node_id = column.key.removesuffix(".score")
    raw = any(leaf.id == column.key for leaf in framework.indicators()) and node_id == column.key
    return "General" if raw else "0" + ("." + "0" * framework.decimals if framework.decimals else "")


def _method(view: View) -> list[list[Cell]]:
    """Where the numbers come from, then every node with its weight and how it gets its score."""
    results, framework, lang = view.results, view.framework, view.lang

    def word(key: str) -> str:
        return _word("method", key, lang)

    lines: list[list[Cell]] = [
        [word("framework"), f"{framework.label.in_(lang)} ({framework.id} {framework.version})"],
        [word("source"), framework.source.in_(lang) if framework.source else None],
        [word("note"), framework.note.in_(lang) if framework.note else None],
        [word("wave"), results.wave],
        [word("simulated"), word("simulated_yes") if results.synthetic else None],
        [word("framework_digest"), results.framework.sha256],
        [word("result_digest"), results.digest],
        [word("tool"), results.tool],
    ]
    lines += [[word("input"), item.path, item.sha256, Decimal(item.rows)] for item in results.inputs]
    lines.append([word("weights"), weights(view) or None])
    lines += [[str(key), str(results.options[key])] for key in sorted(results.options) if key != WEIGHTS]
    lines.append([word("aggregate"), written_form(framework.aggregate)])
    lines.append([word("scale"), f"{framework.scale.min:g}–{framework.scale.max:g}"])
    lines += [[word("band"), band.label.in_(lang), Decimal(repr(band.from_))] for band in framework.bands]
    heads: list[Cell] = [word(key) for key in ("node", "label", "weight", "measure", "worst", "best", "how")]
    return [*(line for line in lines if line[1] is not None), [], heads, *_nodes(view)]


def _nodes(view: View) -> list[list[Cell]]:
    found: list[list[Cell]] = []
    how = {line.id: " · ".join(part.written or part.text for part in line.parts) for line in tree(view)}
    for node in view.framework.walk():
        weight = Decimal(repr(1.0 if node.weight is None else node.weight))
        line: list[Cell] = [node.id, view.labels[node.id], weight]
        if isinstance(node, Indicator):
            line += [node.measure, _goalpost(node.worst), _goalpost(node.best)]
        else:
            line += [None, None, None]
        found.append([*line, how[node.id]])
    return found


def _goalpost(end: float | list[float] | None) -> Cell:
    """A typed number; two ends, where the best lies in the middle, as text."""
    if isinstance(end, list):
        return " – ".join(f"{each:g}" for each in end)
    return None if end is None else Decimal(repr(end))


def _finding(record: FindingRecord, lang: str) -> list[Cell]:
    """In the reader's language where the code is known, else in the words that were kept."""
    try:
        found = Finding(record.code, record.path, record.line, record.column, record.params, record.unit)
        said, advice = message(found, lang), hint(found, lang)
    except (KeyError, IndexError, ValueError):
        said, advice = record.message, record.hint
    place = ":".join(str(part) for part in (record.path, record.line, record.column) if part)
    return [_word("severity", record.severity, lang), record.code, record.unit, place, said, advice]
