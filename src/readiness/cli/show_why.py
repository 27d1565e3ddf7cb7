"""Why this index: the sum behind it, every row with the cell that it came from. What is printed adds up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readiness.cli import grid
from readiness.cli.grid import Heading
from readiness.cli.numbers import NOTHING, percent, published, raw, rounded
from readiness.cli.session import Session

if TYPE_CHECKING:
    from readiness.framework.model import Framework, Gate
    from readiness.results.records import GateResult, Results, Source, UnitResult
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
        notes.append(session.say("why.places", path=next(row.source.file for row in rows if row.source)))
    notes += [*_touched(unit, framework, session), *_gates(unit, framework, session)]
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
    lines = [session.safe(title), second]
    if index.low is not None:
        low, high = (rounded(end, framework.decimals, lang) for end in (index.low, index.high))
        lines.append(session.say("why.range", low=low, high=high))
        if index.value != index.value_before_gates:
            lines[-1] += session.say("why.range_uncapped")
    return "\n".join(lines)


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
    if row.status in ("missing", "not_applicable", "imputed"):
        return session.say(f"why.{row.status}")
    leaf = framework.node(row.node)
    measure = getattr(leaf, "measure", None)
    if measure == "boolean":
        return session.say("why.yes" if row.raw == 1.0 else "why.no")
    labels = getattr(leaf, "choice_labels", None) or {}
    if isinstance(row.raw, str) and row.raw in labels:
        return str(labels[row.raw].in_(session.lang))
    return raw(row.raw, session.lang) + ("%" if measure == "percent" else "")


def _touched(unit: UnitResult, framework: Framework, session: Session) -> list[str]:
    """The values that are not as they were read: put into a gap, or moved as an outlier."""
    found = []
    for leaf in framework.indicators():
        node, name = unit.nodes[leaf.id], leaf.label.in_(session.lang)
        if node.imputed is not None:
            found.append(session.say("why.estimated", node=name, value=raw(node.imputed.value, session.lang)))
        if node.treated is not None:
            before, after = (raw(value, session.lang) for value in (node.treated.before, node.treated.after))
            found.append(session.say("why.treated", node=name, before=before, after=after))
    return found


def _place(source: Source | None) -> str:
    return source.place if source else ""


def _short_places(rows: Sequence[SumRow]) -> list[str] | None:
    """Line and column alone, for a narrow terminal, where all values come from one file."""
    if len({(row.source.path, row.source.sheet) for row in rows if row.source}) != 1:
        return None
    return [f"{row.source.line}:{row.source.column}" if row.source else "" for row in rows]


def _gates(unit: UnitResult, framework: Framework, session: Session) -> list[str]:
    """Each condition with its limit, how it stands and, where it is not met, what it caps."""
    rules = {gate.id: gate for gate in framework.gates}
    words = {True: "why.gate_met", False: "why.gate_unmet", None: "why.gate_unknown"}
    found = []
    for gate in unit.gates:
        rule = rules[gate.id]
        said = session.say(words[gate.passed], gate=rule.label.in_(session.lang), limit=_limit(gate, session))
        if gate.value is not None:
            said += session.say("why.gate_now", value=_looked_at(rule, gate.value, framework, session))
        caps = [] if gate.passed or _spared(rule, unit) else _caps(rule, framework, session)
        found.append("; ".join([said, *caps]))
    return found


def _looked_at(rule: Gate, value: float, framework: Framework, session: Session) -> str:
    return rounded(value, framework.decimals if rule.of == "score" else 2, session.lang)


def _spared(rule: Gate, unit: UnitResult) -> bool:
    """What does not apply caps nothing."""
    return rule.on in unit.nodes and unit.nodes[rule.on].status == "not_applicable"


def _caps(rule: Gate, framework: Framework, session: Session) -> list[str]:
    labels = {band.id: band.label.in_(session.lang) for band in framework.bands}
    band = [] if rule.cap is None else [session.say("why.caps_band", band=labels[rule.cap])]
    if rule.cap_score is None:
        return band
    return [*band, session.say("why.caps_score", score=rounded(rule.cap_score, framework.decimals, session.lang))]


def _limit(gate: GateResult, session: Session) -> str:
    """One limit, or both."""
    low, high = (raw(limit, session.lang) for limit in (gate.at_least, gate.at_most))
    if gate.at_most is None:
        return session.say("why.at_least", low=low)
    return (
        session.say("why.at_most", high=high)
        if gate.at_least is None
        else session.say("why.between", low=low, high=high)
    )
