"""Two sheets of the workbook: where the numbers come from, and the framework node by node."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from readiness.framework.forms import written_form
from readiness.framework.model import Group, Indicator
from readiness.framework.ways import normaliser_of
from readiness.report.pages.method_tree import general, tree
from readiness.report.pages.provenance import WEIGHTS, weights
from readiness.report.pages.the_sum import weights_that_add_up
from readiness.report.pages.view import View
from readiness.report.taken import Cell
from readiness.results.method import Rule, goalposts_of, rules
from readiness.words import say

HEADS = (
    *("node", "label", "role", "depth", "weight", "share", "effective", "way"),
    *("measure", "unit", "worst", "best", "rubric", "how", "origin", "owner"),
)
FORMATS = ("@", "", "", "0", "General", "0.00%", "0.00%", "", "", "", "General", "General", "", "", "", "")


def provenance_lines(view: View) -> list[list[Cell]]:
    """What was computed, from which files, and the rules that hold for all nodes; lines that say nothing are left
    out."""
    results, framework, lang = view.results, view.framework, view.lang

    def word(key: str) -> str:
        return say("markdown", lang, f"workbook.method.{key}")

    lines: list[list[Cell]] = [
        [word("framework"), f"{framework.label.in_(lang)} ({framework.id} {framework.version})"],
        [word("source"), framework.source.in_(lang) if framework.source else None],
        [word("note"), framework.note.in_(lang) if framework.note else None],
        [word("wave"), results.wave],
        [word("simulated"), word("simulated_yes") if results.synthetic else None],
        [word("framework_digest"), results.framework.sha256],
        [word("result_digest"), results.digest],
        [word("tool"), results.tool],
    ]
    lines += [[word("input"), item.path, item.sha256, Decimal(item.rows)] for item in results.inputs]
    lines.append([word("weights"), weights(view) or None])
    lines += [[str(key), str(results.options[key])] for key in sorted(results.options) if key != WEIGHTS]
    lines.append([word("aggregate"), written_form(framework.aggregate)])
    lines.append([word("scale"), f"{framework.scale.min:g}–{framework.scale.max:g}"])
    lines += [[title, "; ".join(part.text for part in parts)] for title, parts in general(view)]
    lines += [[word("band"), band.label.in_(lang), Decimal(repr(band.from_))] for band in framework.bands]
    return [line for line in lines if line[1] is not None]


def framework_rows(view: View) -> list[list[Cell]]:
    """One row a node, a parent before its children; the effective weights of the indicators add up to 100%."""
    found = rules(view.framework)
    how = {line.id: " · ".join(part.written or part.text for part in line.parts) for line in tree(view)}
    leaves = {rule.node.id: rule.effective for rule in found if isinstance(rule.node, Indicator)}
    effective = weights_that_add_up(view, leaves)
    return [[*_place(view, rule, effective), *_rule(view, rule, how[rule.node.id])] for rule in found]


def _place(view: View, rule: Rule, effective: dict[str, Decimal]) -> list[Cell]:
    role = "indicator" if isinstance(rule.node, Indicator) else "group" if rule.depth else "pillar"
    percent = effective.get(rule.node.id)
    return [
        rule.node.id,
        view.labels[rule.node.id],
        say("markdown", view.lang, f"workbook.role.{role}"),
        Decimal(rule.depth),
        Decimal(repr(rule.weight)),
        Decimal(repr(round(rule.share, 9))),
        None if percent is None else percent / 100,
    ]


def _rule(view: View, rule: Rule, how: str) -> list[Cell]:
    node = rule.node
    if isinstance(node, Group):
        return [None if rule.aggregate is None else written_form(rule.aggregate), *[None] * 5, how, None, None]
    origin = ", ".join(filter(None, (view.text(node.source), str(node.data_year or ""))))
    return [
        normaliser_of(node),
        node.measure,
        "%" if node.measure == "percent" else view.text(node.unit_of_measure) or None,
        *map(_goalpost, goalposts_of(node) or ((), ())),
        _rubric(view, node),
        how,
        origin or None,
        view.text(node.owner) or None,
    ]


def _rubric(view: View, leaf: Indicator) -> Cell:
    """The levels, or what each answer is worth."""
    lines = [f"{level}: {view.text(words)}" for level, words in (leaf.levels or {}).items()]
    lines += [f"{view.raw(leaf, answer)}: {score:g}" for answer, score in (leaf.choices or {}).items()]
    return "; ".join(lines) or None


def _goalpost(ends: Sequence[float]) -> Cell:
    """A typed number; two ends, where the best lies in the middle, as text."""
    if len(ends) > 1:
        return " – ".join(f"{each:g}" for each in ends)
    return Decimal(repr(float(ends[0]))) if ends else None
