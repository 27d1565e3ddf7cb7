"""The workbook: ranking, values and scores of all, how it was made, and the findings.

Every text is a typed string, so nothing becomes a formula or a link; codes stay text. The same results
give the same bytes: the dates inside are fixed, and the zip's too.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from readiness.findings import Finding, hint, message
from readiness.framework.model import Framework, Group
from readiness.report.book_method import FORMATS as FRAMEWORK_FORMATS
from readiness.report.book_method import HEADS as FRAMEWORK_HEADS
from readiness.report.book_method import framework_rows, provenance_lines
from readiness.report.book_sources import (
    MOST,
    QUALITY_FORMATS,
    QUALITY_HEADS,
    SOURCE_FORMATS,
    SOURCE_HEADS,
    quality_rows,
    source_rows,
    too_many,
)
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
from readiness.report.pages.provenance import SHORT
from readiness.report.pages.view import View
from readiness.report.sheets import dress, plain, table, workbook
from readiness.report.tables import chosen
from readiness.report.taken import Cell
from readiness.results.records import FindingRecord, Results, UnitResult
from readiness.words import say

FORMATS = {"share": "0%", "whole": "0"}
LARGE = 10_000  # from here on thousands are set apart; a year is none of these
_PRECISE = ("@", "@", "@", "", "General", *("0" if key == "n" else "0.000" for key in PRECISION))
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
        kinds = [_format(column, framework, [row[at] for row in body]) for at, column in enumerate(found)]
        table(book, _title(name, lang), [column.label.in_(lang) for column in found], body, kinds, frozen=2)
    view = View(results, framework, lang)
    cells = touched_rows(view, units)
    if cells:
        table(book, _title("touched", lang), [_word("touched", key, lang) for key in HEADS], cells, _CELLS, frozen=2)
    precise = precise_rows(view, units)
    if precise:
        precise_heads = [_precise_head(key, lang) for key in PRECISE_HEADS]
        table(book, _title("precision", lang), precise_heads, precise, _PRECISE, frozen=2)
    _behind(book, view, units)
    heads = [_word("findings", key, lang) for key in ("severity", "code", "unit", "place", "message", "hint")]
    told = [_finding(record, lang) for record in results.findings]
    table(book, _title("findings", lang), heads, told, [""] * len(heads), frozen=0)
    dress(book, f"{framework.id} {framework.version} · {results.digest[:SHORT]} · {results.tool}", _stamp(view))
    book.close()
    return buffer.getvalue()


def _behind(book: Any, view: View, units: Sequence[UnitResult]) -> None:
    """Where the numbers come from, the framework, how good the data are, and the cell of each value."""
    lang, lines = view.lang, provenance_lines(view)
    if too_many(view, units):
        cells = len(units) * len(view.leaves)
        lines.append([_title("sources", lang), say("markdown", lang, "workbook.too_many", n=cells, most=MOST)])
    plain(book, _title("method", lang), lines)
    heads = [_word("framework", key, lang) for key in FRAMEWORK_HEADS]
    table(book, _title("framework", lang), heads, framework_rows(view), FRAMEWORK_FORMATS, frozen=2)
    heads = [_word("quality", key, lang) for key in QUALITY_HEADS]
    table(book, _title("quality", lang), heads, quality_rows(view, units), QUALITY_FORMATS, frozen=2)
    if not too_many(view, units):
        heads = [_word("sources", key, lang) for key in SOURCE_HEADS]
        table(book, _title("sources", lang), heads, source_rows(view, units), SOURCE_FORMATS, frozen=2)


def _stamp(view: View) -> str:
    return f"{view.t('stamp.word')} · {view.t('stamp.meaning')}" if view.results.synthetic else ""


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


def _format(column: Column, framework: Framework, cells: Sequence[Cell]) -> str:
    """Excel's number format: published figures keep their decimals, raw values show what they have; in a column of
    large ones thousands stand apart, by the mark of the reader's own Excel."""
    if column.kind != "number":
        return FORMATS.get(column.kind, "@")
    node_id = column.key.removesuffix(".score")
    if node_id == column.key and any(leaf.id == column.key for leaf in framework.indicators()):
        numbers = [cell for cell in cells if isinstance(cell, Decimal)]
        large = any(abs(number) >= LARGE for number in numbers)
        return "General" if not large else "#,##0" if all(n == n.to_integral_value() for n in numbers) else "#,##0.00"
    return "0" + ("." + "0" * framework.decimals if framework.decimals else "")


def _finding(record: FindingRecord, lang: str) -> list[Cell]:
    """In the reader's language where the code is known, else in the words that were kept."""
    try:
        found = Finding(record.code, record.path, record.line, record.column, record.params, record.unit)
        said, advice = message(found, lang), hint(found, lang)
    except (KeyError, IndexError, ValueError):
        said, advice = record.message, record.hint
    place = ":".join(str(part) for part in (record.path, record.line, record.column) if part)
    return [_word("severity", record.severity, lang), record.code, record.unit, place, said, advice]
