"""The method: the framework as it stands, what was remarked of it, and every method in use explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readiness import explained
from readiness.explained import Method
from readiness.framework.model import Gate
from readiness.report.pages.marks import counted_in_all, legend
from readiness.report.pages.method_tree import Part, TreeLine, general, method_part, tree
from readiness.report.pages.opinions import opinions
from readiness.report.pages.provenance import foot, provenance, weights
from readiness.report.pages.standing import consequence, limits
from readiness.report.pages.told import Told, told
from readiness.report.pages.view import BandView, View
from readiness.report.shell import render

ACCEPTED = "M079"  # the note that counts what the framework accepts: it has a table of its own


@dataclass(frozen=True, slots=True)
class Condition:
    """A minimum condition as the framework sets it."""

    label: str
    looks_at: str
    limit: str
    consequence: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A remark of the linter that the framework accepts: where, and why."""

    code: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """Everything that the page and its Markdown twin say of a method."""

    rules: tuple[tuple[str, tuple[Part, ...]], ...]
    weights: str
    tree: tuple[TreeLine, ...]
    bands: tuple[tuple[BandView, str, str], ...]
    gates: tuple[Condition, ...]
    remarks: tuple[Told, ...]
    accepted: tuple[Accepted, ...]
    explained: tuple[Method, ...]
    touched: str
    legend: tuple[str, ...]


def method_page(view: View) -> str:
    """The whole page as text."""
    return render(
        "method.html.j2",
        v=view,
        t=view.t,
        kind="method",
        here="method.html",
        m=method_view(view),
        example=_example(view),
        opinions=opinions(view),
        provenance=provenance(view, None),
        foot=foot(view),
    )


def _example(view: View) -> tuple[str, str] | None:
    """A unit whose page shows the sum: its name and where it stands. The best that has a page."""
    pages = ((unit.name, view.page(unit.code)) for unit in view.ranked)
    return next(((name, f"{page}#sum") for name, page in pages if page), None)


def method_view(view: View) -> MethodView:
    """The method in the reader's words."""
    found, rules = tree(view), general(view)
    return MethodView(
        rules=rules,
        weights=weights(view),
        tree=found,
        bands=tuple((band, view.score(band.from_), view.score(band.to)) for band in view.bands.values()),
        gates=tuple(_condition(view, gate) for gate in view.framework.gates),
        remarks=tuple(one for one in told(view) if one.code.startswith("M") and one.code != ACCEPTED),
        accepted=tuple(_accepted(view)),
        explained=tuple(
            _in_use(view, [*(p for _, parts in rules for p in parts), *(p for n in found for p in n.parts)])
        ),
        touched=counted_in_all(view),
        legend=legend(view, ()),
    )


def _condition(view: View, gate: Gate) -> Condition:
    node = view.labels.get(gate.on, view.t("col.index"))
    return Condition(
        label=view.text(gate.label),
        looks_at=view.t(f"method.of_{gate.of}", node=node),
        limit=limits(view, gate, gate.at_least, gate.at_most),
        consequence=consequence(view, gate),
    )


def _accepted(view: View) -> Iterator[Accepted]:
    """Each entry of the framework with the nodes that it silenced in this run, else those that it is meant for."""
    silenced = {}
    for record in view.results.findings:
        if record.code == ACCEPTED and isinstance(record.params.get("nodes"), dict):
            silenced = record.params["nodes"]
    for number, entry in enumerate(view.framework.lint.ignore):
        names = [str(name) for name in silenced.get(str(number), [entry.on] if entry.on else [])]
        where = ", ".join(view.labels.get(name, view.t("col.index") if name == "index" else name) for name in names)
        yield Accepted(entry.code, where or view.t("method.everywhere"), entry.reason)


def _in_use(view: View, parts: list[Part]) -> Iterator[Method]:
    """Every method that the page names, once, in the order in which a value meets them."""
    named = {(part.kind, part.name) for part in [*parts, *_others(view)]}
    for kind in explained.kinds(view.lang):
        for name, method in explained.methods(kind, view.lang).items():
            if (kind, name) in named:
                yield method


def _others(view: View) -> Iterator[Part]:
    """Methods outside the tree: conditions, second opinions, and the set of weights that was chosen."""
    for gate in view.framework.gates:
        for name in ("at_least", "at_most", "cap", "cap_score"):
            if getattr(gate, name) is not None:
                yield Part("", "gates", name)
    for one in view.results.opinions or ():
        yield method_part(view, "opinions", one.method)
    chosen = view.framework.weights_sets.get(str(view.results.options.get("weights")))
    if chosen is not None:
        kinds = [kind for kind in ("weights", "ahp", "budget") if getattr(chosen, kind) is not None]
        yield Part("", "weights_sets", chosen.from_data or kinds[0])
