"""Findings as a workbook: what a planner sends back to who filled in the data."""

from __future__ import annotations

import io
from datetime import datetime

from readiness.cli.findings_copy import add_copies
from readiness.cli.safe import safe_text
from readiness.cli.session import Session
from readiness.findings import Finding, hint, message, worst_first

EPOCH = datetime(2000, 1, 1)  # a workbook must not say when it was made, or no two runs would be alike
_COLUMNS = (
    ("severity", 12),
    ("code", 8),
    ("path", 36),
    ("line", 8),
    ("column", 8),
    ("cell", 8),
    ("message", 70),
    ("hint", 60),
)


def findings_book(found: list[Finding], session: Session) -> bytes:
    """One row a finding, worst first; then a copy of the data with each bad cell marked. The same findings of the same
    files give the same bytes."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": EPOCH})
    sheet = book.add_worksheet(session.say("findings.sheet"))
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for number, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(number, number, width, wrap)
        sheet.write_string(0, number, session.say(f"findings.columns.{name}"), bold)
    for row, finding in enumerate(worst_first(found), start=1):
        for number, value in enumerate(_row(finding, session)):
            if isinstance(value, int):
                sheet.write_number(row, number, value, wrap)
            elif value:
                sheet.write_string(row, number, value, wrap)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(found)), len(_COLUMNS) - 1)
    add_copies(book, worst_first(found), session, [sheet.get_name()])
    book.close()
    return buffer.getvalue()


def _row(finding: Finding, session: Session) -> list[str | int | None]:
    lang = session.lang
    severity = session.say(f"findings.severity.{finding.severity}")
    place = [safe_text(finding.path), finding.line, finding.column, finding.cell]
    return [severity, finding.code, *place, safe_text(message(finding, lang)), safe_text(hint(finding, lang))]
