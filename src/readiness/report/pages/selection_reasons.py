"""Why each candidate is chosen or not, in sentences made from the numbers."""

from __future__ import annotations

from readiness.report.pages.selection_rows import chance
from readiness.report.pages.view import View
from readiness.results.selection import Candidate, Selection


def reasons(view: View, selection: Selection) -> dict[str, str]:
    """By code: what its place is, what lies between it and the line, and in how many draws it is chosen."""
    names = {each.code: each.name for each in selection.candidates}
    last, first = names.get(selection.cut.last_in or ""), names.get(selection.cut.first_out or "")
    found = {}
    for each in selection.candidates:
        other = first if each.chosen else last
        found[each.code] = " ".join(
            (_by_order(view, each, other), view.t("reason.chance", chance=chance(view, each.chance)))
        )
    return found


def _by_order(view: View, each: Candidate, other: str | None) -> str:
    if each.barred == "no_index":
        return view.t("reason.no_index")
    if each.barred == "gate":
        labels = {gate.id: view.text(gate.label) for gate in view.framework.gates}
        unmet = "; ".join(labels.get(gate, gate) for gate in each.barred_by)
        return view.t("reason.gate", place=each.place, labels=unmet)
    if each.moved:
        return view.t("reason.moved_in" if each.chosen else "reason.moved_out", place=each.place)
    if other is None or each.to_line is None:
        return view.t("reason.in" if each.chosen else "reason.out", place=each.place)
    key = "reason.above" if each.chosen else "reason.below"
    return view.t(key, place=each.place, gap=view.number(each.to_line.lstrip("-")), other=other)
