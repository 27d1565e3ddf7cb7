"""Every unit by every indicator: the score in each cell, one colour for one score, and a sign for every gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from readiness.framework.model import Group, Indicator
from readiness.framework.ways import is_relative
from readiness.report.pages.heat import GAPS, gap_of, step, steps
from readiness.report.pages.marks import legend
from readiness.report.pages.names import indicator_file
from readiness.report.pages.provenance import foot, provenance
from readiness.report.pages.touched import GROUPED, marked
from readiness.report.pages.view import View
from readiness.report.shell import render
from readiness.results.records import UnitResult

MOST_WIDE = 14  # columns whose heads can be read lying; more of them stand upright


@dataclass(frozen=True, slots=True)
class Column:
    """A pillar or an indicator; ``page`` is that of an indicator, ``mark`` of one that rests on the group."""

    id: str
    label: str
    page: str | None
    mark: str
    pillar: bool


@dataclass(frozen=True, slots=True)
class Pillar:
    """A pillar over its columns, its own score first; ``page`` where it is itself an indicator."""

    label: str
    page: str | None
    span: int


def matrix_page(view: View) -> str:
    """The whole page as text."""
    families = [list(_columns(view, pillar)) for pillar in view.framework.criteria]
    columns = [column for family in families for column in family]
    units = [*view.ranked, *view.unranked]
    body, gaps = _body(view, units, columns)
    pages = [None if isinstance(p, Group) else indicator_file(p.id) for p in view.framework.criteria]
    nodes = (unit.nodes[column.id] for unit in units for column in columns)
    return render(
        "matrix.html.j2",
        v=view,
        t=view.t,
        kind="matrix",
        here="matrix.html",
        pillars=[Pillar(f[0].label, page, len(f)) for f, page in zip(families, pages, strict=True)],
        columns=columns,
        many=len(columns) > MOST_WIDE,
        body=body,
        n=len(units),
        indicators=len(view.leaves),
        steps=steps(view),
        gaps=[(GAPS[key], view.t(f"absent.{key}")) for key in GAPS if key in gaps],
        kinds=sorted({unit.kind for unit in units if unit.kind}),
        provinces=sorted({unit.province for unit in units if unit.province}),
        legend=legend(view, nodes),
        provenance=provenance(view),
        foot=foot(view),
    )


def _columns(view: View, pillar: Group | Indicator) -> Iterator[Column]:
    """The pillar's own score, then its indicators; groups between them have their row on the method page."""
    yield Column(pillar.id, view.labels[pillar.id], None, "", pillar=True)
    for leaf in _leaves(pillar) if isinstance(pillar, Group) else ():
        mark = GROUPED if is_relative(leaf) else ""
        yield Column(leaf.id, view.labels[leaf.id], indicator_file(leaf.id), mark, pillar=False)


def _leaves(group: Group) -> Iterator[Indicator]:
    for child in group.criteria:
        if isinstance(child, Group):
            yield from _leaves(child)
        else:
            yield child


def _body(view: View, units: Sequence[UnitResult], columns: Sequence[Column]) -> tuple[Markup, set[str]]:
    """The rows as markup, and which gaps are among them. Written here and not in the template, for there may be
    25,000 cells: ``hK`` is a score of step K, ``pK`` that of a pillar, ``g`` a gap."""
    gaps: set[str] = set()
    words = {key: f"{sign}<i>{escape(view.t(f'absent.{key}'))}</i>" for key, sign in GAPS.items()}
    kept = [(column.id, view.nodes[column.id], "p" if column.pillar else "h") for column in columns]
    rows = []
    for unit in units:
        cells = [_head(view, unit)]
        for node_id, criterion, letter in kept:
            node = unit.nodes[node_id]
            if node.published is None:
                gap = gap_of(criterion, node)
                gaps.add(gap)
                cells.append(f'<td class="g">{words[gap]}</td>')
            else:
                shown = marked(view.number(node.published), node)
                cells.append(f'<td class="{letter}{step(view, node.published)}">{shown}</td>')
        rows.append("".join(cells))
    return Markup("<tr") + Markup("</tr>\n<tr".join(rows)) + Markup("</tr>") if rows else Markup(""), gaps


def _head(view: View, unit: UnitResult) -> str:
    """Rank, code, name and index of one unit, with what the filters ask."""
    index, page = unit.index, view.page(unit.code)
    band = view.bands.get(index.band or "")
    data = {"kind": unit.kind or "", "band": band.id if band else "-", "province": unit.province or ""}
    attributes = "".join(f' data-{key}="{escape(value)}"' for key, value in data.items())
    name = f'<a href="{escape(page)}">{escape(unit.name)}</a>' if page else escape(unit.name)
    rank = view.number(None) if index.rank is None else str(index.rank)
    tint = step(view, index.published)
    shown = f'<td class="{"g" if tint is None else f"p{tint}"}">{view.number(index.published)}</td>'
    return f'{attributes}><td>{rank}</td><td>{escape(unit.code)}</td><th scope="row">{name}</th>{shown}'
