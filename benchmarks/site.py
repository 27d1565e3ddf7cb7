"""Pages of a site against the same charts and the same table by two plotting libraries, and a whole report.

    python -m pip install -e '.[bench]'      # plotly and matplotlib
    python benchmarks/site.py

The page of a region, made 514 times from the screening of the country (bundled framework and data), and as often as
there are regions from the simulated data of the largest bundled framework. The libraries make one page of the very same
figures: the index on its bands, the pillars with their medians, the regions that are alike, and the table of the sum;
none of the rest of ours (levers, sources, what-if, provenance). plotly: ``to_html`` of three figures and a table,
its script not counted in time. matplotlib: three figures as SVG text, and the table joined by hand. CPU time of one
process beyond a fixed start (imports, templates, a first page), best of several rounds in turns; then all pages of a
site together, of every kind and in both languages, as they are written. Last ``readiness
report`` as a whole, in a process of its own: both languages, everything new, and once more with nothing changed.
"""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from readiness.analysis.insights import insights
from readiness.framework.model import Framework
from readiness.pipeline import Request, score
from readiness.report.pages.brief_page import brief_page
from readiness.report.pages.the_sum import TheSum, the_sum
from readiness.report.pages.unit_page import unit_page
from readiness.report.pages.view import View
from readiness.report.site import write_site
from readiness.resources import bundled
from readiness.results.document import dumps
from readiness.results.insights import UnitInsight
from readiness.results.records import Results, UnitResult

ROUNDS, BY_PLOTLY, BY_MATPLOTLIB = 5, 40, 8
COLOURS = ("#a6321e", "#c77700", "#6b6b63", "#2a7fb8", "#1d3f8f")


@dataclass(frozen=True)
class Scene:
    """One result and all that its pages are made of."""

    results: Results
    insights: dict[str, UnitInsight]
    view: View

    def of(self, unit: UnitResult) -> UnitInsight:
        return self.insights[unit.code]


@dataclass(frozen=True)
class Drawn:
    """What the libraries draw of one unit, read from the records before any time is taken."""

    name: str
    bands: list[tuple[str, float, float]]
    index: float
    below: float
    above: float
    median: float
    pillars: list[tuple[str, float, float]]
    peers: list[tuple[str, float]]
    rows: TheSum


def scene(framework: str, data: str) -> Scene:
    results = score(Request(framework=framework, data=(Path(bundled("data", data)),))).results[-1]
    found = {unit.code: UnitInsight(unit.code) for unit in results.units} | dict(insights([results]))
    view = View(results, Framework.model_validate(results.framework.snapshot), "id", "readiness report")
    return Scene(results, found, view)


def drawn(of: Scene, unit: UnitResult) -> Drawn:
    view, insight, index = of.view, of.of(unit), unit.index
    peers = insight.peers.peers if insight.peers else ()
    value = index.value or 0.0
    values = {other.code: other.index.value or 0.0 for other in of.results.units}
    return Drawn(
        name=unit.name,
        bands=[(band.label, band.from_, band.to) for band in view.bands.values()],
        index=value,
        below=max(0.0, value - (index.low or 0.0)),
        above=max(0.0, (index.high or 0.0) - value),  # a gate that caps the index leaves it below both
        median=next((s.median or 0.0 for s in insight.standings if s.scope == "all"), 0.0),
        pillars=[
            (view.labels[p.id], unit.nodes[p.id].score or 0.0, insight.medians.get(p.id) or 0.0)
            for p in view.framework.criteria
        ],
        peers=[(view.names[peer.code], values[peer.code]) for peer in peers],
        rows=the_sum(view, unit),
    )


def cells(found: Drawn) -> list[tuple[str, ...]]:
    return [(line.label, line.score, line.weight, line.points, line.lost) for line in found.rows.lines]


def by_plotly(found: Drawn) -> str:
    import plotly.graph_objects as go

    scale = go.Figure(layout={"barmode": "stack", "title": found.name})
    for (label, low, high), colour in zip(found.bands, COLOURS * 2, strict=False):
        scale.add_trace(go.Bar(x=[high - low], y=[""], orientation="h", name=label, marker_color=colour))
    around = {"type": "data", "array": [found.above], "arrayminus": [found.below]}
    scale.add_trace(
        go.Scatter(x=[found.index], y=[""], error_x=around, mode="markers+text", text=[f"{found.index:.1f}"])
    )
    scale.add_vline(x=found.median, line_dash="dot")
    names, scores, medians = zip(*found.pillars, strict=True)
    bars = go.Figure(go.Bar(x=scores, y=names, orientation="h", text=[f"{value:.1f}" for value in scores]))
    bars.add_trace(go.Scatter(x=medians, y=names, mode="markers", marker_symbol="line-ns-open"))
    strip = go.Figure(go.Scatter(x=[v for _, v in found.peers], y=[""] * len(found.peers), mode="markers"))
    strip.add_trace(go.Scatter(x=[found.index], y=[""], mode="markers", text=[found.name]))
    columns = [list(column) for column in zip(*cells(found), strict=True)]
    table = go.Figure(go.Table(header={"values": ["", "", "", "", ""]}, cells={"values": columns}))
    parts = [figure.to_html(full_html=False, include_plotlyjs=False) for figure in (scale, bars, strip, table)]
    return "<!doctype html>" + "".join(parts)


def by_matplotlib(found: Drawn) -> str:
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt

    figures = []
    figure, axes = plt.subplots(figsize=(6.4, 1.2))
    for (_, low, high), colour in zip(found.bands, COLOURS * 2, strict=False):
        axes.barh([0], [high - low], left=[low], color=colour)
    axes.errorbar([found.index], [0], xerr=[[found.below], [found.above]], fmt="o")
    axes.axvline(found.median, linestyle=":")
    axes.annotate(f"{found.index:.1f}", (found.index, 0))
    figures.append(figure)
    names, scores, medians = zip(*found.pillars, strict=True)
    figure, axes = plt.subplots(figsize=(6.4, 0.6 * len(names)))
    axes.bar_label(axes.barh(names, scores), fmt="%.1f")
    axes.plot(medians, names, "|")
    figures.append(figure)
    figure, axes = plt.subplots(figsize=(6.4, 1.0))
    axes.plot([value for _, value in found.peers], [0] * len(found.peers), "o")
    axes.plot([found.index], [0], "D")
    figures.append(figure)
    parts = []
    for figure in figures:
        svg = io.StringIO()
        figure.savefig(svg, format="svg")
        plt.close(figure)
        parts.append(svg.getvalue().partition("<svg")[2])
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells(found))
    return "<!doctype html>" + "".join("<svg" + part for part in parts) + f"<table>{rows}</table>"


def best(makers: dict[str, tuple[int, Callable[[int], str]]]) -> dict[str, tuple[float, float]]:
    """Milliseconds and bytes a page, the first page made before the clock runs."""
    taken = dict.fromkeys(makers, (float("inf"), 0.0))
    for _ in range(ROUNDS):
        for name, (many, make) in makers.items():
            make(0)
            start = time.process_time()
            size = sum(len(make(k).encode()) for k in range(many))
            spent = (time.process_time() - start) * 1000 / many
            taken[name] = min(taken[name], (spent, size / many))
    return taken


def pages(of: Scene) -> dict[str, tuple[float, float]]:
    units = of.results.units
    figures = [drawn(of, unit) for unit in units[:BY_PLOTLY]]
    return best(
        {
            "readiness: the page of a region": (len(units), lambda k: unit_page(of.view, units[k], of.of(units[k]))),
            "readiness: its summary of two sheets": (
                len(units),
                lambda k: brief_page(of.view, units[k], of.of(units[k])),
            ),
            "plotly: three charts and a table": (len(figures), lambda k: by_plotly(figures[k])),
            "matplotlib: three charts, a table by hand": (BY_MATPLOTLIB, lambda k: by_matplotlib(figures[k])),
        }
    )


def site(of: Scene) -> dict[str, tuple[float, float]]:
    """Every page there is, in both languages, with the writing of the files."""
    taken = (float("inf"), 0.0)
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as room:
            start = time.process_time()
            written = write_site([of.results], Path(room), insights=of.insights)
            spent = (time.process_time() - start) * 1000 / len(written)
            size = sum(path.stat().st_size for path in written) / len(written)
        taken = min(taken, (spent, size))
    return {"readiness: every page of the site, written": taken}


def told(title: str, taken: dict[str, tuple[float, float]]) -> None:
    ours = next(iter(taken.values()))[0]
    print(f"{title:46} {'ms a page':>10} {'x ours':>8} {'KB':>6}")
    for name, (spent, size) in taken.items():
        print(f"{name:46} {spent:10.2f} {spent / ours:8.1f} {size / 1000:6.0f}")
    print()


def whole(results: Results) -> None:
    """``readiness report`` of all regions in both languages, and again."""
    with tempfile.TemporaryDirectory() as room:
        source = Path(room) / "results.json"
        source.write_text(dumps(results), encoding="utf-8")
        command = [sys.executable, "-m", "readiness", "report", str(source), "-o", str(Path(room) / "site")]
        for name in ("everything new", "nothing changed"):
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env={**os.environ, "NO_COLOR": "1"})
            after, took = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            made = sum(1 for _ in (Path(room) / "site").rglob("*.html"))
            print(f"readiness report, {made} pages, {name}: {took:.1f} s, {used:.1f} s of CPU")


def main() -> None:
    country = scene("screening", "screening-public.csv")
    told(f"{len(country.results.units)} regions, screening", pages(country) | site(country))
    city = scene("smart-city", "smart-city-simulated")
    told(f"{len(city.results.units)} regions, smart-city (34 indicators)", pages(city) | site(city))
    from plotly.offline import get_plotlyjs

    print(f"plotly's script, which each of its pages needs beside it: {len(get_plotlyjs()) / 1e6:.1f} MB\n")
    whole(country.results)


if __name__ == "__main__":
    main()
