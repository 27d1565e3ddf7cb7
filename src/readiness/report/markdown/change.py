"""What changed between two results: short enough for a comment on a Git host, whatever the number of units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from readiness.report.markdown.blocks import Head, document, folded, heading, table
from readiness.report.markdown.escape import code, inline, paragraph
from readiness.report.markdown.head import label, provenance, stamp, view_of, words
from readiness.report.markdown.ranking import cut
from readiness.report.markdown.summary import MOST_INPUTS
from readiness.report.pages import changed, changed_rows
from readiness.report.pages.changed_rows import DifferenceRow, MovedRow, UnitRow
from readiness.report.pages.view import View
from readiness.results.change import ResultsChange
from readiness.results.records import Results

LIMIT = 60_000  # characters; GitHub takes 65,536 in a comment
LONGEST = 80  # characters of a name, label or value
ROWS = (1000, 300, 100, 30, 10, 3, 0)  # of each table, as many as fit
DETAILED = 5  # units whose indicators are told


def changes(results: Sequence[Results], found: Sequence[ResultsChange], lang: str, command: str = "") -> str:
    """From each results document to the next; all together within ``LIMIT``."""
    room = LIMIT // max(1, len(found))
    pairs = zip(results[1:], found, strict=True)
    shown = ((replace(now, inputs=now.inputs[:MOST_INPUTS]), each) for now, each in pairs)
    return "\n".join(_fitting(view_of(now, lang, command), each, room) for now, each in shown)


def _fitting(view: View, change: ResultsChange, room: int) -> str:
    """With as many rows as there is room for; then without provenance, then the verdict alone."""
    for most in ROWS:
        text = document([*_blocks(view, change, most), provenance(view)])
        if len(text) <= room:
            return text
    short = document([*_head(view, change), words(view, "summary.too_long")])
    return short if len(short) <= room else document([words(view, "summary.too_long")])


def _blocks(view: View, change: ResultsChange, most: int) -> Iterator[str]:
    yield from _head(view, change)
    yield _pillars(view, change)
    yield _bands(view, change, most)
    yield _line(view, change)
    yield _units(view, change, most)
    yield _framework(view, change, most)
    yield from _details(view, change, most)
    yield _sided(view, change, most)
    yield paragraph(inline(changed.note_on_group(view)))
    yield words(view, "change.unchanged", n=view.number(str(change.counts.unchanged)))


def _head(view: View, change: ResultsChange) -> list[str]:
    names = changed.side_names(view, change)
    sides = zip((change.before, change.after), names, strict=True)
    return [
        heading(1, cut(changed.title(view, change), 2 * LONGEST)),
        stamp(view),
        " → ".join(code(cut(changed.side_line(side, name), 2 * LONGEST)) for side, name in sides),
        paragraph(inline(" ".join(changed.verdict(view, change)))),
    ]


def _pillars(view: View, change: ResultsChange) -> str:
    names = changed.side_names(view, change)
    heads = [Head(view.t("col.pillar"))]
    heads += [Head(view.t(f"tile.{key}"), number=True) for key in ("risen", "fallen", "unchanged")]
    heads += [Head(name, number=True) for name in names]
    return table(heads, [_cells(row) for row in changed_rows.pillar_rows(view, change)])


def _bands(view: View, change: ResultsChange, most: int) -> str:
    names = changed.side_names(view, change)
    moved = changed_rows.band_moves(view, change)
    rows = [_cells((unit.name, old, new)) for unit, old, new in moved[:most]]
    body = table([Head(view.t("col.name")), *map(Head, names)], rows)
    return _fold(view, label(view, "change.bands", n=len(moved)), body, len(moved) - len(rows))


def _line(view: View, change: ResultsChange) -> str:
    if change.top is None or not (change.entered or change.left):
        return ""
    sides = (("change.entered", change.entered), ("change.left", change.left))
    found = [f"{inline(view.t(key))}: {inline(', '.join(_names(change, codes)))}" for key, codes in sides if codes]
    return paragraph(". ".join(found) + ".")


def _names(change: ResultsChange, codes: Sequence[str]) -> list[str]:
    return [cut(name, LONGEST) for name in changed_rows.crossed(change, codes[:DETAILED])] + ["…"] * (
        len(codes) > DETAILED
    )


def _units(view: View, change: ResultsChange, most: int) -> str:
    """Who moved, the greatest difference first; then who cannot be told."""
    names = changed.side_names(view, change)
    moved = changed_rows.most_moved(change, len(change.units))
    moved += [unit for unit in change.units if unit.total is None]
    keys = ("difference", "data", "by_framework", "both")
    heads = [Head(view.t("col.name")), *(Head(name, number=True) for name in names)]
    heads += [Head(view.t(f"change.{key}"), number=True) for key in keys]
    rows = [_unit(changed_rows.unit_row(view, unit)) for unit in moved[:most]]
    return _fold(view, label(view, "change.units", n=len(moved)), table(heads, rows), len(moved) - len(rows))


def _unit(row: UnitRow) -> list[str]:
    name = f"{row.name} ({row.why})" if row.why else row.name
    return _cells((name, row.before, row.after, row.total, row.data, row.framework, row.both))


def _framework(view: View, change: ResultsChange, most: int) -> str:
    rows = changed_rows.difference_rows(view, change, counts=True)
    names = changed.side_names(view, change)
    heads = [Head(view.t("change.node")), Head(view.t("change.key")), *map(Head, names)]
    body = table(heads, [_difference(row) for row in rows[:most]])
    return _fold(view, label(view, "change.framework", n=len(rows)), body, max(0, len(rows) - most))


def _difference(row: DifferenceRow) -> list[str]:
    node, before, after = _cells((row.node, row.before, row.after))
    return [node, code(cut(row.key, LONGEST)), before, after]


def _details(view: View, change: ResultsChange, most: int) -> Iterator[str]:
    """The indicators of who moved most."""
    names = changed.side_names(view, change)
    heads = [Head(view.t("col.indicator")), *(Head(name, number=True) for name in names)]
    heads.append(Head(view.t("change.part"), number=True))
    for unit in changed_rows.most_moved(change, DETAILED if most else 0):
        rows: list[MovedRow] = changed_rows.moved_rows(view, change, unit)
        body = table(heads, [_cells((row.label, row.before, row.after, row.part)) for row in rows[:most]])
        title = cut(unit.name, LONGEST) + " " + changed_rows.unit_row(view, unit).total
        yield _fold(view, title, body, max(0, len(rows) - most))


def _sided(view: View, change: ResultsChange, most: int) -> str:
    sides = ((view.t("tile.new"), change.new), (view.t("tile.gone"), change.gone))
    told = [(side, changed_rows.one_sided(view, units)) for side, units in sides]
    rows = [_cells((name, side, index)) for side, units in told for _code, name, index, _rank in units]
    heads = [Head(view.t("col.name")), Head(view.t("change.what")), Head(view.t("col.index"), number=True)]
    return _fold(view, view.t("change.sided"), table(heads, rows[:most]), max(0, len(rows) - most))


def _fold(view: View, title: str, body: str, more: int) -> str:
    """A fold; what did not fit is counted. Empty where there is nothing at all."""
    rest = words(view, "change.more", n=view.number(str(more))) if more else ""
    return folded(title, "\n\n".join(part for part in (body, rest) if part))


def _cells(texts: Sequence[str]) -> list[str]:
    return [inline(cut(text, LONGEST)) for text in texts]
