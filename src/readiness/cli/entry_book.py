"""``data.xlsx``: the table to type into. Codes are text, words are chosen from lists, a second sheet explains."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from readiness.cli.findings_book import EPOCH
from readiness.framework.model import Framework, Indicator
from readiness.layout import column_of, layout_of

if TYPE_CHECKING:
    from readiness.data.units import Unit

BLANK_ROWS = 200  # where a framework is for any unit, rows with nothing in them
_LONGEST_LIST, _LONGEST_TITLE, _LONGEST_MESSAGE = 255, 32, 255  # what Excel takes
_INSTRUCTIONS = (
    "Isi lembar pertama saja; hanya lembar pertama yang dibaca.",
    "Jangan mengubah judul kolom dan kolom kode. Kolom kode berformat Teks: 32.10 bukan 32.1.",
    "Kosongkan sel bila belum ada data. Nol adalah nilai, bukan tanda belum ada data.",
    "Bila sebuah indikator tidak berlaku, tulis alasannya: tidak berlaku: tanpa APBD sendiri",
    "Persen ditulis sebagai angka 0 sampai 100: 87,5 (bukan 0,875).",
    "Periksa dengan 'readiness validate', hitung dengan 'readiness score'.",
)
_MEASURES = {
    "number": "bilangan",
    "percent": "persen, 0 sampai 100",
    "count": "bilangan bulat",
    "boolean": "ya atau tidak",
    "level": "tingkat",
    "choice": "pilihan",
    "survey": "hasil survei",
}


def entry_book(framework: Framework, units: Sequence[Unit]) -> bytes:
    """The workbook for these units (none: empty rows). The same framework and units give the same bytes."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": EPOCH})
    _data_sheet(book, framework, units)
    _guide_sheet(book, framework)
    book.close()
    return buffer.getvalue()


def _data_sheet(book: Any, framework: Framework, units: Sequence[Unit]) -> None:
    from readiness.data.registry import load_registry

    sheet = book.add_worksheet("Data")
    text, head = (
        book.add_format({"num_format": "@"}),
        book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1}),
    )
    last = len(units) or BLANK_ROWS
    sheet.set_column(0, 0, 10, text)
    sheet.set_column(1, 1, 32)
    extras = layout_of(framework, load_registry().columns).extras
    leaves = framework.indicators()
    for number, name in enumerate(("kode", "nama", *extras, *(leaf.id for leaf in leaves))):
        sheet.write_string(0, number, name, head)
    for row, unit in enumerate(units, start=1):
        sheet.write_string(row, 0, unit.code, text)
        sheet.write_string(row, 1, unit.name)
    for number, leaf in enumerate(leaves, start=2 + len(extras)):
        sheet.set_column(number, number, max(12, len(leaf.id) + 2))
        sheet.write_comment(0, number, _note(leaf), {"author": "readiness", "x_scale": 2, "y_scale": 2})
        sheet.data_validation(1, number, last, number, _rule(leaf))
    sheet.freeze_panes(1, 2)


def _note(leaf: Indicator) -> str:
    parts = [leaf.label.id, _measure(leaf), *([f"Bukti dukung: {leaf.evidence.id}"] if leaf.evidence else [])]
    return "\n".join(parts)


def _measure(leaf: Indicator) -> str:
    unit = f" ({leaf.unit_of_measure.id})" if leaf.unit_of_measure and leaf.measure != "percent" else ""
    return _MEASURES[leaf.measure] + unit


def _rule(leaf: Indicator) -> dict[str, Any]:
    """What Excel checks while a person types. The reader checks again; this only helps early."""
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": leaf.label.id[:_LONGEST_TITLE],
        "input_message": _message(leaf)[:_LONGEST_MESSAGE],
        "error_type": "warning",
    }
    words = _words(leaf)
    if words and len(",".join(words)) <= _LONGEST_LIST and not any("," in word for word in words):
        return {**rule, "validate": "list", "source": words}
    if leaf.measure == "percent":
        return {**rule, "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    if leaf.measure == "count":
        return {**rule, "validate": "integer", "criteria": ">=", "value": 0}
    return rule


def _words(leaf: Indicator) -> list[str]:
    match leaf.measure:
        case "boolean":
            return ["ya", "tidak"]
        case "level":
            return [str(key) for key in sorted(leaf.levels or range(1, 6))]
        case "choice":
            known = column_of(leaf).words
            labels = {key: label.id for key, label in (leaf.choice_labels or {}).items() if known.get(label.id) == key}
            return [labels.get(key, key) for key in leaf.choices or {}]
        case _:
            return []


def _message(leaf: Indicator) -> str:
    if leaf.measure == "percent":
        return f"{leaf.label.id}. Tulis 87,5 untuk 87,5%."
    return f"{leaf.label.id}. {_measure(leaf).capitalize()}."


def _guide_sheet(book: Any, framework: Framework) -> None:
    """How to fill the sheet in, then every indicator with its rubric and the evidence to show."""
    sheet = book.add_worksheet("Petunjuk")
    wrap, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
    for number, width in enumerate((24, 40, 24, 60, 40)):
        sheet.set_column(number, number, width, wrap)
    sheet.write_string(0, 0, framework.label.id, bold)
    for row, line in enumerate(_INSTRUCTIONS, start=1):
        sheet.write_string(row, 0, line, book.add_format())
    start = len(_INSTRUCTIONS) + 2
    for number, title in enumerate(("Kolom", "Indikator", "Isi", "Tingkat atau pilihan", "Bukti dukung")):
        sheet.write_string(start, number, title, bold)
    for row, leaf in enumerate(framework.indicators(), start=start + 1):
        cells = (leaf.id, leaf.label.id, _measure(leaf), _rubric(leaf), leaf.evidence.id if leaf.evidence else "")
        for number, cell in enumerate(cells):
            sheet.write_string(row, number, cell, wrap)


def _rubric(leaf: Indicator) -> str:
    if leaf.levels:
        return "\n".join(f"{key}: {line.id}" for key, line in sorted(leaf.levels.items()))
    return "\n".join(_words(leaf)) if leaf.measure in ("choice", "boolean") else ""
