"""The memo (*nota dinas*) of one unit: two sheets that an office edits in Word before anybody signs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from readiness.report import word
from readiness.report.folder import Page
from readiness.report.pages import robustness
from readiness.report.pages.brief_page import not_counted, peers_in_a_line, steps
from readiness.report.pages.names import file_name
from readiness.report.pages.peers import peers
from readiness.report.pages.profile import facts
from readiness.report.pages.provenance import provenance
from readiness.report.pages.standing import gates
from readiness.report.pages.story import story
from readiness.report.pages.the_sum import SumLine, TheSum, the_sum
from readiness.report.pages.view import View
from readiness.report.sheets import xml_text
from readiness.results.insights import UnitInsight
from readiness.results.records import UnitResult

if TYPE_CHECKING:
    from docx.document import Document

LINES = ("to", "from", "date", "number")  # left blank: only the office knows them
MOST_ROWS = 14  # of the sum: what leaves room for the rest
WIDTH = 166.0  # mm of text on A4


def memo_pages(
    view: View,
    insights: Mapping[str, UnitInsight],
    units: Sequence[UnitResult],
    *,
    template: bytes | None = None,
    paper: str = "a4",
) -> Iterator[Page]:
    """``docx/LANG/CODE.docx`` of each unit: its name and what makes it."""
    for unit in units:
        insight = insights.get(unit.code, UnitInsight(unit.code))
        name = f"docx/{view.lang}/{file_name(unit.code).removesuffix('.html')}.docx"
        yield name, partial(memo_bytes, view, unit, insight, template=template, paper=paper)


def memo_bytes(
    view: View, unit: UnitResult, insight: UnitInsight, *, template: bytes | None = None, paper: str = "a4"
) -> bytes:
    """A DOCX file, in the template's own styles where one is given."""
    document = word.start(template, view.lang, paper)
    _head(document, view, unit)
    _figures(document, view, unit)
    word.paragraph(document, " ".join(story(view, unit, insight)))
    _sum(document, view, unit)
    _levers(document, view, insight)
    _conditions(document, view, unit, insight)
    _origin(document, view)
    _signature(document, view)
    return word.saved(document, _about(view, unit), view.results.tool, view.results.digest)


def _about(view: View, unit: UnitResult) -> str:
    return " ".join(part for part in (view.text(view.framework.label), view.results.wave, "·", unit.name) if part)


def _head(document: Document, view: View, unit: UnitResult) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    title = word.paragraph(document, view.t("memo.title"), "Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if view.results.synthetic:
        stamp = word.paragraph(document, f"{view.t('stamp.word')} · {view.t('stamp.meaning')}", bold=True)
        stamp.alignment = WD_ALIGN_PARAGRAPH.CENTER
    rows = [(view.t(f"memo.{key}"), ": ") for key in LINES]
    rows.append((view.t("memo.subject"), f": {_about(view, unit)}"))
    made = word.table(document, (), rows, (30, WIDTH - 30), "tt")
    if word.has_style(document, "Normal Table"):
        made.style = "Normal Table"
    word.paragraph(document, "")


def _figures(document: Document, view: View, unit: UnitResult) -> None:
    """The index, its band and the figures beside it, in one row."""
    index, band = unit.index, view.bands.get(unit.index.band or "")
    pairs = [
        (view.t("col.index"), view.number(index.published)),
        (view.t("col.band"), band.label if band else view.t("band.none")),
        *facts(view, unit),
    ]
    width = WIDTH / len(pairs)
    made = word.table(document, [p[0] for p in pairs], [[p[1] for p in pairs]], [width] * len(pairs), "t" * len(pairs))
    word.embolden(made, [1])
    word.paragraph(document, "", points=4)


def _sum(document: Document, view: View, unit: UnitResult) -> None:
    found = the_sum(view, unit)
    lines = _shown(found)
    word.paragraph(document, view.t("sum.title"), "Heading 2")
    heads = [view.t("sum.node"), view.t("col.score"), view.t("sum.weight"), view.t("memo.points"), view.t("sum.lost")]
    rows = [_sum_row(view, line, found) for line in lines]
    keep = [0, 1, 2, 3, 4] if found.product else [0, 1, 2, 4]
    widths = [WIDTH - 24 * (len(keep) - 1), *[24] * (len(keep) - 1)]
    numbers = "t" + "n" * (len(keep) - 1)
    made = word.table(document, [heads[k] for k in keep], [[row[k] for k in keep] for row in rows], widths, numbers)
    word.embolden(made, [at for at, line in enumerate(lines, 1) if line.kind == "index" or line.depth == 0])
    word.paragraph(document, "", points=4)


def _sum_row(view: View, line: SumLine, found: TheSum) -> list[str]:
    """As on the page: where the rows are products, the total is that of weights and points."""
    if line.kind == "index" and found.product:
        return [view.t("sum.total"), "", view.t("sum.hundred"), line.points, line.lost]
    return [_label(view, line), line.score, line.weight, line.points, line.lost]


def _shown(found: TheSum) -> list[SumLine]:
    """As deep as leaves room: of what is left out the parent tells the sum."""
    deepest = max(line.depth for line in found.lines)
    levels: list[list[SumLine]] = [
        [line for line in found.lines if line.kind in ("cap", "index") or line.depth <= depth]
        for depth in range(deepest + 1)
    ]
    return max((lines for lines in levels if len(lines) <= MOST_ROWS), key=len, default=levels[0])


def _label(view: View, line: SumLine) -> str:
    if line.kind == "index":
        return view.t("sum.total")
    return view.t("sum.cap", gate=line.label) if line.kind == "cap" else "\u2003" * line.depth + line.label


def _levers(document: Document, view: View, insight: UnitInsight) -> None:
    found = steps(view, insight)
    if not found:
        return
    word.paragraph(document, view.t("brief.levers", n=len(found)), "Heading 2")
    heads = [view.t(f"levers.{key}") for key in ("what", "gain", "effort", "owner")]
    rows: list[Sequence[str]] = [
        (
            f"{step.label}: {step.now} → {step.then}" + (f". {step.action}" if step.action else ""),
            step.gain,
            view.t(f"effort.{step.effort}") if step.effort else "–",
            step.owner or "–",
        )
        for step in found
    ]
    word.table(document, heads, rows, (WIDTH - 72, 22, 20, 30), "tntt")
    word.paragraph(document, view.t("memo.levers_note"), points=8)


def _conditions(document: Document, view: View, unit: UnitResult, insight: UnitInsight) -> None:
    """Conditions, gaps, peers and the certainty of the rank: a paragraph each, where there is something to say."""
    unmet = [gate for gate in gates(view, unit) if gate.state != "met"]
    said = [(view.t("brief.gates"), "; ".join(f"{g.label}: {view.t('gate.' + g.state)} ({g.value})" for g in unmet))]
    gaps = not_counted(view, unit, insight)
    more = (view.t("brief.more", n=gaps.more),) if gaps.more else ()
    said.append((view.t("brief.gaps"), "; ".join((*gaps.shown, *more))))
    near = peers(view, unit, insight, chart=False)
    said.append((view.t("brief.peers"), peers_in_a_line(view, near) if near else ""))
    sure = robustness.robustness(view, unit)
    said.append((view.t("brief.selection"), sure.words if sure else ""))
    for title, text in said:
        if text:
            made = word.paragraph(document, f"{title}. ", bold=True)
            made.add_run(xml_text(text))


def _origin(document: Document, view: View) -> None:
    p = provenance(view)
    said = [
        f"{view.t('origin.framework')}: {p.framework} ({p.framework_digest})",
        f"{view.t('origin.data')}: {p.digest}",
        f"{view.t('origin.tool')}: {p.tool}",
        *([f"{view.t('origin.weights')}: {p.weights}"] if p.weights else []),
        *([f"{view.t('origin.made')}: {p.made}"] if p.made else []),
        *([f"{view.t('origin.command')}: {p.command}"] if p.command else []),
    ]
    word.paragraph(document, view.t("origin.title"), "Heading 2")
    word.paragraph(document, "; ".join(said) + ".", points=8)


def _signature(document: Document, view: View) -> None:
    """Room to sign at the right; no name is made up."""
    from docx.shared import Mm

    lines = (view.t("brief.post"), "", "", view.t("brief.name"), view.t("brief.nip"))
    for text in lines:
        made = word.paragraph(document, f"{text}:" if text else "")
        made.paragraph_format.left_indent, made.paragraph_format.keep_with_next = Mm(WIDTH / 2), text != lines[-1]
