"""Why one region is below another, in sentences whose printed numbers add up to the printed difference."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.report.numbers import signed
from readiness.report.pages.view import View
from readiness.results.insights import Comparison
from readiness.results.why import AVAILABILITY, CAP, Cause, why


def why_in_words(view: View, comparison: Comparison, names: tuple[str, str]) -> str:
    """What ``b`` is above or below ``a``, and by what; ``names`` are theirs, in the order of the comparison."""
    found = why(comparison, view.framework.decimals)
    a, b = names
    if found is None:
        return view.t("why.unknown", a=a, b=b)
    number = float(found.total)
    points = view.number(found.total.lstrip("-"))
    key = "why.above" if number > 0 else "why.below" if number < 0 else "why.equal"
    said = [view.t(key, a=a, b=b, points=points)]
    if found.causes:
        said.append(view.t("why.causes" if number else "why.gained", parts=_parts(view, found.causes)))
    if found.against:
        said.append(view.t("why.against" if number else "why.given_up", parts=_parts(view, found.against)))
    if found.rest is not None:
        said.append(view.t("why.rest", part=signed(found.rest, view.lang)))
    return " ".join(said)


def _parts(view: View, causes: Sequence[Cause]) -> str:
    return "; ".join(f"{_label(view, cause.key)} ({signed(cause.part, view.lang)})" for cause in causes)


def _label(view: View, key: str) -> str:
    if key == AVAILABILITY:
        return view.t("split.availability")
    return view.t("split.cap") if key == CAP else view.labels[key]
