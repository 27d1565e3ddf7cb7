"""A change in sentences: one source for the page, Markdown and the terminal."""

from __future__ import annotations

from readiness.framework.ways import rests_on_group
from readiness.report.pages.view import View
from readiness.results.change import ResultsChange, Side


def side_names(view: View, change: ResultsChange) -> tuple[str, str]:
    """What to call both sides: by wave, else by framework, else before and after."""
    a, b = change.before, change.after
    if a.wave and b.wave and a.wave != b.wave:
        return a.wave, b.wave
    one, other = f"{a.framework} {a.version}", f"{b.framework} {b.version}"
    if one != other:
        return one, other
    return view.t("change.before"), view.t("change.after")


def title(view: View, change: ResultsChange) -> str:
    """What changed, from where to where as far as the sides have names of their own."""
    before, after = side_names(view, change)
    if before == view.t("change.before"):
        return view.t("change.title_plain")
    return view.t("change.title", before=before, after=after)


def since_title(view: View, change: ResultsChange) -> str:
    """The same for one unit."""
    before, _ = side_names(view, change)
    if before == view.t("change.before"):
        return view.t("change.since_plain")
    return view.t("change.since", before=before)


def side_line(side: Side, name: str) -> str:
    """One side in a line: its name, framework and the head of its digest."""
    parts = [name, f"{side.framework} {side.version}", side.wave or "", side.digest[:12]]
    return " · ".join(dict.fromkeys(part for part in parts if part))


def verdict(view: View, change: ResultsChange) -> list[str]:
    """Sentences: how many moved, then what moved them, then who is new and who crossed the line."""
    counts = change.counts
    said = [view.t("change.mixed")] if change.before.synthetic != change.after.synthetic else []
    said += [_moved(view, change), *([] if not counts.moved else [_cause(view, change)])]
    said += [view.t("change.bands_moved", n=_n(view, counts.band))] if counts.band else []
    said += [view.t("change.unknown", n=_n(view, counts.unknown))] if counts.unknown else []
    if counts.new or counts.gone:
        said.append(view.t("change.one_sided", new=_n(view, counts.new), gone=_n(view, counts.gone)))
    if change.top is not None:
        numbers = {"entered": len(change.entered), "left": len(change.left)}
        said.append(view.t("change.line", top=change.top, **{key: _n(view, n) for key, n in numbers.items()}))
    return said


def _moved(view: View, change: ResultsChange) -> str:
    counts = change.counts
    if not counts.moved:
        return view.t("change.nothing", n=_n(view, counts.both))
    known = {"n": counts.both, "risen": counts.risen, "fallen": counts.fallen, "unchanged": counts.unchanged}
    return view.t("change.moved", **{key: _n(view, number) for key, number in known.items()})


def _cause(view: View, change: ResultsChange) -> str:
    counting = any(each.counts for each in change.differences)
    if change.same_data and not counting:
        return view.t("change.neither")
    if change.same_data:
        return view.t("change.only_framework")
    if change.same_framework or not counting:
        return view.t("change.only_data")
    return view.t("change.both_moved")


def note_on_group(view: View) -> str:
    """That a score may move although its own value stands still; empty where none can."""
    grouped = any(rests_on_group(view.framework, leaf) for leaf in view.leaves)
    return view.t("change.grouped") if grouped else ""


def _n(view: View, count: int) -> str:
    return view.number(str(count))
