"""What an indicator asks, what it weighs, and how its values become scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readiness.framework.model import Group, Indicator, ShareAtLeast, ShareOf
from readiness.report.numbers import DASH, plain
from readiness.report.pages.indicator_values import Standing
from readiness.report.pages.method_tree import Part, leaf_parts
from readiness.report.pages.the_sum import in_percent, weights_that_add_up
from readiness.report.pages.view import View
from readiness.results.method import effective_weights

Row = tuple[str, tuple[Part, ...]]
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a survey: its name in the framework, and how it is asked where that is written."""

    name: str
    asked: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A column that values were read from: file, number of the column, and how many cells."""

    file: str
    column: str
    cells: str


def effective(view: View) -> dict[str, str]:
    """The share of every node in the index in percent, as the method page prints it."""
    weights = effective_weights(view.framework)
    found = weights_that_add_up(view, {leaf.id: weights[leaf.id] for leaf in view.leaves})
    return {node_id: in_percent(view, found.get(node_id)) for node_id in view.nodes}


def above(view: View, leaf: Indicator) -> list[str]:
    """The labels of the nodes over an indicator, the pillar first."""

    def under(nodes: Sequence[Group | Indicator], over: list[str]) -> list[str] | None:
        for node in nodes:
            if node.id == leaf.id:
                return over
            if isinstance(node, Group):
                found = under(node.criteria, [*over, view.labels[node.id]])
                if found is not None:
                    return found
        return None

    return under(view.framework.criteria, []) or []


def definition(view: View, leaf: Indicator, share: str) -> tuple[Row, ...]:
    """What the framework says of an indicator: a word, and what holds. What it does not say is left out."""
    weight = view.t("indicator.weight", weight=plain(1.0 if leaf.weight is None else leaf.weight, view.lang, 6))
    source = ", ".join(filter(None, (view.text(leaf.source), "" if leaf.data_year is None else str(leaf.data_year))))
    rows: list[tuple[str, tuple[Part, ...]]] = [
        ("indicator.stands_for", _plain(view.text(leaf.stands_for))),
        ("indicator.unit", _plain(view.text(leaf.unit_of_measure))),
        ("indicator.statistic", _plain(_statistic(view, leaf))),
        ("indicator.scored", tuple(leaf_parts(view, leaf))),
        ("indicator.counts", (Part(f"{share} ({weight})"),)),
        ("levers.evidence", _plain(view.text(leaf.evidence))),
        ("levers.action", _plain(view.text(leaf.remediation))),
        ("levers.owner", _plain(view.text(leaf.owner))),
        ("levers.effort", _plain(view.t(f"effort.{leaf.effort}") if leaf.effort else "")),
        ("origin.source", _plain(source)),
        ("indicator.note", _plain(view.text(leaf.note))),
    ]
    return tuple((view.t(key).rstrip(":"), parts) for key, parts in rows if parts)


def _statistic(view: View, leaf: Indicator) -> str:
    """How the answers of a survey become one value."""
    match leaf.statistic:
        case ShareAtLeast(share_at_least=code):
            return view.t("indicator.share_at_least", code=plain(code, view.lang))
        case ShareOf(share_of=codes_):
            return view.t("indicator.share_of", codes=", ".join(map(str, codes_)))
        case None:
            return ""
        case name:
            return view.t("indicator.middle" if name == "median" else "indicator.mean")


def _plain(text: str) -> tuple[Part, ...]:
    return (Part(text),) if text else ()


def items(view: View, leaf: Indicator) -> tuple[Item, ...]:
    """The questions of a survey."""
    labels = leaf.item_labels or {}
    return tuple(Item(name, view.text(labels.get(name))) for name in leaf.items or ())


def codes(view: View, leaf: Indicator) -> str:
    """The answers that a survey offers, in words: ``1 = Sangat tidak setuju; 5 = Sangat setuju``."""
    return "; ".join(f"{plain(code, view.lang)} = {view.text(words)}" for code, words in (leaf.answers or {}).items())


def origins(view: View, found: Sequence[Standing]) -> tuple[Origin, ...]:
    """The columns of the files from which the values were read, the one with most cells first."""
    return tuple(
        Origin(file, str(column), view.number(str(cells)))
        for (file, column), cells in sorted(_read(found).items(), key=lambda item: (-item[1], item[0]))
    )


def _read(found: Sequence[Standing]) -> Counter[tuple[str, int]]:
    return Counter((s.file, s.column) for each in found if (s := each.node.source) is not None)


def highest_and_lowest(view: View, found: Sequence[Standing]) -> Iterator[str]:
    """Who has the highest and who the lowest score, by name where they are few. Nothing where all have the same."""
    ranked = [each for each in found if each.rank is not None]
    if len({each.node.published for each in ranked}) < 2:
        return
    for key, at in (("highest", ranked[0]), ("lowest", ranked[-1])):
        same = [each.unit.name for each in ranked if each.node.published == at.node.published]
        who = view.t("indicator.many", n=len(same)) if len(same) > MOST_NAMES else ", ".join(same)
        yield view.t(f"indicator.{key}", who=who, score=view.number(at.node.published) or DASH)
