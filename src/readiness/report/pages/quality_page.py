"""The quality of the data: what is there, what is absent and why, what was found, and which files were read."""

from __future__ import annotations

from readiness.report.pages.indicator_values import Counts, counts
from readiness.report.pages.precision import FEW
from readiness.report.pages.provenance import foot, provenance
from readiness.report.pages.quality_counts import by_indicator, by_unit, least, made, reasons
from readiness.report.pages.quality_sources import files, samples, sources
from readiness.report.pages.told import refused, told
from readiness.report.pages.view import View
from readiness.report.shell import render

SHOWN, FOLDED = 3, 300  # findings of one code that are shown, and that are folded; the rest is counted


def quality_page(view: View) -> str:
    """The whole page as text."""
    found = counts(view, [leaf.id for leaf in view.leaves])
    why, more = reasons(view)
    units, alike = least(view)
    return render(
        "quality.html.j2",
        v=view,
        t=view.t,
        kind="quality",
        here="quality.html",
        lead=_lead(view, found),
        counts=_tiles(view, found),
        lines=list(by_indicator(view)),
        treated=found.treated,
        estimated=found.estimated,
        spread=by_unit(view),
        least=units,
        alike=alike,
        reasons=why,
        more_reasons=more,
        made=list(made(view)),
        samples=list(samples(view)),
        few=FEW,
        findings=told(view, shown=SHOWN, folded=FOLDED),
        refused=refused(view),
        files=list(files(view)),
        sources=sources(view),
        provenance=provenance(view),
        foot=foot(view),
    )


def _lead(view: View, found: Counts) -> str:
    """What there is in a sentence or two, and that it is simulated where it is."""
    numbers = {key: view.number(str(getattr(found, key))) for key in ("applies", "observed", "missing", "estimated")}
    share = view.percent(found.observed / found.applies, 1) if found.applies else view.number(None)
    units, indicators = view.number(str(len(view.results.units))), len(view.leaves)
    there = {"applies": numbers["applies"], "observed": numbers["observed"], "share": share}
    said = [view.t("quality.lead", units=units, indicators=indicators, **there)]
    if found.missing:
        said.append(view.t("quality.lead_missing", missing=numbers["missing"]))
    if found.estimated:
        said.append(view.t("quality.lead_estimated", estimated=numbers["estimated"]))
    if view.results.synthetic:
        said.append(view.t("quality.lead_simulated"))
    return " ".join(said)


def _tiles(view: View, found: Counts) -> list[tuple[str, str, str]]:
    """Words, count and share of the values that apply; states that do not occur are left out."""
    keys = [key for key in ("observed", "estimated", "missing", "not_applicable", "treated") if getattr(found, key)]
    return [
        (
            view.t(f"quality.{key}"),
            view.number(str(getattr(found, key))),
            view.percent(getattr(found, key) / found.applies, 1) if found.applies and key != "not_applicable" else "",
        )
        for key in keys
    ]
