"""Weights as files: JSON with everything, and the tree as CSV, Markdown or XLSX."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING

from readiness.cli import show_weights
from readiness.cli.safe import safe_json, safe_text
from readiness.cli.session import Session
from readiness.results.publish import published

if TYPE_CHECKING:
    from readiness.cli.grid import Heading
    from readiness.framework.model import Framework
    from readiness.results.records import Results
    from readiness.results.weighting import Influence

Cell = str | Decimal | None
DECIMALS = 9
HEADS = ("node", "parent", "label", "weight", "share", "effective", "correlation", "units", "explained")


def content(framework: Framework, document: Results | None, found: Influence, form: str, session: Session) -> bytes:
    """The weights in one of ``json``, ``csv``, ``md`` and ``xlsx``. The same weights give the same bytes."""
    if form == "json":
        return as_json(framework, document, found).encode()
    if form == "md":
        return as_markdown(framework, document, found, session).encode()
    rows = table(framework, found, session.lang)
    return as_csv(rows).encode() if form == "csv" else as_book(rows, session)


def as_json(framework: Framework, document: Results | None, found: Influence) -> str:
    """Keys sorted, LF, doubles as Python writes them."""
    from readiness.results.weighting import SCHEMA

    body = {
        "schema": SCHEMA,
        "framework": {"id": framework.id, "version": framework.version},
        "wave": document.wave if document else None,
        "synthetic": document.synthetic if document else False,
        "digest": document.digest if document else None,
        **asdict(found),
    }
    return safe_json(json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)) + "\n"


def table(framework: Framework, found: Influence, lang: str) -> list[list[Cell]]:
    """The heads, then one row a node; fractions with 9 decimals, and one column more for each further set."""
    labels = {node.id: node.label.in_(lang) for node in framework.walk()}
    sets = [each for each in found.sets if each.kind != "written"]
    rows: list[list[Cell]] = [[*HEADS, *(f"effective.{each.name}" for each in sets)]]
    for node in found.nodes:
        numbers = [node.weight, node.share, node.effective, node.correlation]
        more = [None if each.effective is None else each.effective[node.node] for each in sets]
        rows.append(
            [
                *(node.node, node.parent, labels[node.node]),
                *map(_number, numbers),
                None if node.units is None else Decimal(node.units),
                _number(node.explained),
                *map(_number, more),
            ]
        )
    return rows


def _number(value: float | None) -> Decimal | None:
    if value is None:
        return None
    text = published(value, DECIMALS)
    return Decimal(text.rstrip("0").rstrip("."))


def as_csv(rows: list[list[Cell]]) -> str:
    """UTF-8, comma, dot; text in quotes and harmless for spreadsheets."""
    from readiness.report.tables import harmless

    def field(cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, Decimal):
            return format(cell, "f")
        return '"' + harmless(cell, ";\t").replace('"', '""') + '"'

    return "\n".join(",".join(map(field, row)) for row in rows) + "\n"


def as_markdown(framework: Framework, document: Results | None, found: Influence, session: Session) -> str:
    """The same tables as on a terminal, without bars."""
    from readiness.report.markdown import blocks
    from readiness.report.markdown.escape import inline

    def shown(headings: list[Heading], rows: list[list[str]]) -> str:
        heads = [blocks.Head(each.text, number=each.right) for each in headings]
        return blocks.table(heads, [[_indented(cell) for cell in row] for row in rows])

    def _indented(cell: str) -> str:
        deep = len(cell) - len(cell.lstrip(" "))
        return "&emsp;" * (deep // 2) + inline(cell)

    parts = [blocks.heading(1, show_weights.title(framework, document, found, session))]
    parts.append(shown(*show_weights.tree(framework, found, session, bars=False)))
    parts += [inline(note) for note in show_weights.told(framework, found, session)]
    for title, (headings, rows), notes in show_weights.sections(framework, found, session):
        parts += [blocks.heading(2, title), shown(headings, rows), *map(inline, notes)]
    return blocks.document(parts)


def as_book(rows: list[list[Cell]], session: Session) -> bytes:
    """One sheet, one row a node."""
    import xlsxwriter

    from readiness.cli.findings_book import EPOCH

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": EPOCH})
    sheet, bold = book.add_worksheet(session.say("weights.sheet")), book.add_format({"bold": True})
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, Decimal):
                sheet.write_number(at, column, float(cell))
            elif cell is not None:
                sheet.write_string(at, column, safe_text(cell), bold if at == 0 else None)
    sheet.set_column(0, 2, 26)
    sheet.set_column(3, len(rows[0]) - 1, 13)
    sheet.freeze_panes(1, 1)
    book.close()
    return buffer.getvalue()
