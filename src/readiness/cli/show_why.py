"""Why this index: the sum behind it, every row with the cell that it came from. What is printed adds up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readiness.cli import grid
from readiness.cli.grid import Heading
from readiness.cli.numbers import NOTHING, percent, published, raw, rounded
from readiness.cli.session import Session

if TYPE_CHECKING:
    from readiness.framework.model import Framework
    from readiness.results.records import Results, Source, UnitResult
    from readiness.results.sums import SumRow

_INDENT = "  "


def show(results: Results, unit: UnitResult, session: Session) -> None:
    """Print the sum of one unit."""
    from readiness.framework.model import Framework
    from readiness.results.sums import is_product, sum_rows

    framework = Framework.model_validate(results.framework.snapshot)
    rows = sum_rows(framework, unit)
    product = is_product(rows)
    session.out(_head(results, unit, framework, session))
    session.out("")
    headings, cells = _headings(product, session), [_cells(row, framework, product, session) for row in rows]
    short = _short_places(rows) if not grid.fits(headings, cells) else None
    grid.show(
        headings,
        [[*row[:-1], place] for row, place in zip(cells, short or (row[-1] for row in cells), strict=True)],
        strong=3,
    )
    notes = [
        session.say("why.product" if product else "why.lost", top=published(f"{framework.scale.max:g}", session.lang))
    ]
    if short:
        notes.append(session.say("why.places", path=next(row.source.path for row in rows if row.source)))
    notes += _gates(unit, framework, session)
    session.out("")
    grid.notes(notes)


def _head(results: Results, unit: UnitResult, framework: Framework, session: Session) -> str:
    """The index in words: value, band, rank, coverage, low and high."""
    index, lang = unit.index, session.lang
    title = f"{unit.code} {unit.name}" + (f" · {results.wave}" if results.wave else "")
    if results.synthetic:
        title += " · " + session.say("score.synthetic")
    if index.published is None:
        second = session.say("why.no_index", coverage=percent(index.coverage))
    else:
        band = next((b.label.in_(lang) for b in framework.bands if b.id == index.band), NOTHING)
        second = session.say(
            "why.index",
            index=published(index.published, lang),
            band=band,
            rank=index.rank or NOTHING,
            of=index.of,
            coverage=percent(index.coverage),
        )
    low, high = (rounded(end, framework.decimals, lang) for end in (index.low, index.high))
    return f"{session.safe(title)}\n{second}\n{session.say('why.range', low=low, high=high)}"


def _headings(product: bool, session: Session) -> list[Heading]:
    names = [("points" if product else "lost", True), ("value", True), ("source", False)]
    return [
        Heading(session.say("why.columns.node"), folds=True),
        Heading(session.say("why.columns.score"), right=True),
        *([Heading(session.say("why.columns.weight"), right=True)]),
        *(Heading(session.say(f"why.columns.{name}"), right=right) for name, right in names),
    ]


def _cells(row: SumRow, framework: Framework, product: bool, session: Session) -> list[str]:
    lang = session.lang
    name = session.say("why.total") if row.kind == "index" else row.label.in_(lang)
    if row.kind == "cap":
        name = session.say("why.cap", gate=name)
    weight = NOTHING if row.effective is None else rounded(row.effective * 100, 2, lang) + "%"
    return [
        _INDENT * row.depth + name,
        published(row.printed_score, lang) if row.kind != "cap" else "",
        weight if row.kind in ("group", "indicator") else "",
        published(row.printed_points if product else row.printed_lost, lang),
        _value(row, framework, session) if row.kind == "indicator" else "",
        _place(row.source),
    ]


def _value(row: SumRow, framework: Framework, session: Session) -> str:
    """The raw value as people write it, or why there is none."""
    if row.status in ("missing", "not_applicable"):
        return session.say(f"why.{row.status}")
    leaf = framework.node(row.node)
    measure = getattr(leaf, "measure", None)
    if measure == "boolean":
        return session.say("why.yes" if row.raw == 1.0 else "why.no")
    labels = getattr(leaf, "choice_labels", None) or {}
    if isinstance(row.raw, str) and row.raw in labels:
        return str(labels[row.raw].in_(session.lang))
    return raw(row.raw, session.lang) + ("%" if measure == "percent" else "")


def _place(source: Source | None) -> str:
    return f"{source.path}:{source.line}:{source.column}" if source else ""


def _short_places(rows: Sequence[SumRow]) -> list[str] | None:
    """Line and column alone, for a narrow terminal, where all values come from one file."""
    if len({row.source.path for row in rows if row.source}) != 1:
        return None
    return [f"{row.source.line}:{row.source.column}" if row.source else "" for row in rows]


def _gates(unit: UnitResult, framework: Framework, session: Session) -> list[str]:
    labels = {gate.id: gate.label.in_(session.lang) for gate in framework.gates}
    words = {True: "why.gate_met", False: "why.gate_unmet", None: "why.gate_unknown"}
    return [session.say(words[gate.passed], gate=labels.get(gate.id, gate.id)) for gate in unit.gates]
