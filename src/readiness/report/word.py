"""What a Word file is made of: paragraphs and tables in named styles, in the office's own template where it gives one.

``python-docx`` is an extra of this package. The same content gives the same bytes: the dates inside are fixed, and
the zip's too. Texts are runs of text: whatever is in them, they make no field and no link.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.misuse import MisuseError
from readiness.report.sheets import xml_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

SIZES = {"a4": (210, 297), "f4": (215, 330)}  # mm
EPOCH = dt.datetime(2000, 1, 1)  # no clock: the same results are the same file
ZIPPED = (1980, 1, 1, 0, 0, 0)
FONT, POINTS = "Arial", 10.5
LOCALES = {"id": "id-ID", "en": "en-GB"}


def need() -> None:
    """Raises MisuseError where ``python-docx`` is not installed."""
    try:
        import docx  # noqa: F401
    except ImportError:
        raise MisuseError("no_docx") from None


def opened(template: Path | None) -> bytes | None:
    """A template's bytes, once it has been read as a Word file. Raises MisuseError."""
    if template is None:
        return None
    if not template.is_file():
        raise MisuseError("path", path=template)
    import docx

    content = template.read_bytes()
    try:
        docx.Document(io.BytesIO(content))
    except Exception as error:  # zip, XML, parts that are missing: each library beneath has errors of its own
        raise MisuseError("template", path=template) from error
    return content


def start(template: bytes | None, lang: str, paper: str) -> Document:
    """A new document; a template keeps its own paper, margins, heads and styles."""
    import docx
    from docx.shared import Mm, Pt

    if template is not None:
        return docx.Document(io.BytesIO(template))
    document = docx.Document()
    section = document.sections[0]
    width, height = SIZES[paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(18), Mm(16)
    for style in document.styles:
        if getattr(style, "font", None) is not None and style.name in ("Normal", "Title", "Heading 1", "Heading 2"):
            _plain(style, POINTS if style.name == "Normal" else 12.0)
    normal: Any = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(3)
    for element in document.styles.element.iter(_name("w:lang")):
        element.set(_name("w:val"), LOCALES[lang])
    return document


def _plain(style: Any, points: float) -> None:
    """Black, and one family for every script."""
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(points), RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(_name(key), None)
    style.font.bold = style.name != "Normal"
    if style.name == "Title":
        for border in style.element.pPr.findall(_name("w:pBdr")):
            style.element.pPr.remove(border)


def paragraph(document: Document, text: str, style: str = "", *, bold: bool = False, points: float = 0) -> Paragraph:
    """A paragraph in a style, or as the document's own text where it has no style of that name."""
    known = has_style(document, style)
    made = document.add_paragraph(style=style if known else None)
    run = made.add_run(xml_text(text))
    run.bold = True if bold or (style and not known) else None
    if points:
        from docx.shared import Pt

        run.font.size = Pt(points)
    return made


def table(
    document: Document, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], numbers: str
) -> Table:
    """A real table: a head that repeats, rows that are not cut, widths in mm; ``numbers`` says "n" for each
    column of numbers, which stand to the right."""
    from docx.shared import Mm

    made: Any = document.add_table(rows=0, cols=len(widths))
    if has_style(document, "Table Grid"):
        made.style = "Table Grid"
    made.autofit = False
    for at, row in enumerate([heads, *rows] if heads else rows):
        cells = made.add_row().cells
        for cell, text, width, kind in zip(cells, row, widths, numbers, strict=True):
            _fill(cell, text, width, right=kind == "n", bold=at == 0 and bool(heads))
        _row(made, at, head=at == 0 and bool(heads))
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    found: Table = made
    return found


def embolden(made: Table, rows: Sequence[int]) -> None:
    """These rows in bold; 0 is the head."""
    for at in rows:
        for cell in made.rows[at].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True


def _fill(cell: _Cell, text: str, width: float, *, right: bool, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    cell.width = Mm(width)
    inside = cell.paragraphs[0]
    inside.paragraph_format.space_after = inside.paragraph_format.space_before = Pt(1)
    run = inside.add_run(xml_text(text))
    run.font.size, run.bold = Pt(9), bold or None
    if right:
        inside.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _row(made: Table, at: int, *, head: bool) -> None:
    from docx.oxml import OxmlElement

    properties = made.rows[at]._tr.get_or_add_trPr()
    for name in ["w:cantSplit", "w:tblHeader"] if head else ["w:cantSplit"]:
        properties.append(OxmlElement(name))


def has_style(document: Document, style: str) -> bool:
    """Whether the document knows a style by this name."""
    return bool(style) and style in {each.name for each in document.styles}


def _name(key: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(key))


def saved(document: Document, title: str, tool: str, digest: str) -> bytes:
    """The file's bytes, with nothing in them of the hour or the person."""
    own = document.core_properties
    own.title, own.author, own.last_modified_by, own.comments = xml_text(title)[:255], tool, "", digest
    own.created = own.modified = EPOCH
    own.revision = 1
    written, again = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as book:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, ZIPPED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(entry, parts.read(name))
    return again.getvalue()
