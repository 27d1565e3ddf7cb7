"""What every Markdown report begins and ends with: the stamp, the index in words, and where it came from."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.framework.model import Framework
from readiness.report.beside import Beside
from readiness.report.markdown.blocks import Head, heading, strong, table
from readiness.report.markdown.escape import code, inline, paragraph
from readiness.report.numbers import NOTHING
from readiness.report.pages.provenance import WEIGHTS, weights
from readiness.report.pages.view import View
from readiness.results.records import Results, UnitResult
from readiness.results.selection import Selection
from readiness.words import say


def view_of(results: Results, lang: str, command: str, selection: Selection | None = None) -> View:
    """The result in one language. ValidationError where the snapshot is no framework."""
    framework = Framework.model_validate(results.framework.snapshot)
    return View(results, framework, lang, command, beside=Beside(selection=selection))


def words(view: View, key: str, **params: object) -> str:
    """Words of the Markdown reports; params are any text and stand escaped."""
    return paragraph(say("markdown", view.lang, key, **{name: inline(value) for name, value in params.items()}))


def label(view: View, key: str, **params: object) -> str:
    """Words that the caller escapes itself: headings and heads of tables."""
    return say("markdown", view.lang, key, **params)


def stamp(view: View) -> str:
    """The stamp of simulated data, on every report made from it."""
    return f"> {strong(label(view, 'stamp.word'))}: {words(view, 'stamp.meaning')}" if view.results.synthetic else ""


def subject(view: View) -> str:
    """Framework, version and wave in one line."""
    framework, results = view.framework, view.results
    parts = [f"{view.text(framework.label)} ({framework.id} {framework.version})"]
    if results.wave:
        parts.append(label(view, "head.wave", wave=results.wave))
    return paragraph(inline(" · ".join(parts)))


def index_in_words(view: View, unit: UnitResult) -> str:
    """The paragraph that says the index: value, band, rank, data coverage, low and high."""
    index = unit.index
    open_ = index.low is not None and index.low != index.high
    range_ = words(view, "head.range", range=view.low_high(index)) if open_ else ""
    if index.published is None:
        lead = words(view, "head.no_index", coverage=view.percent(index.coverage))
        return " ".join(part for part in (lead, range_) if part)
    lead = words(
        view,
        "head.index",
        index=view.number(index.published),
        top=view.number(f"{view.framework.scale.max:g}"),
        band=band(view, unit),
        rank=index.rank or NOTHING,
        of=index.of,
    )
    coverage = words(view, "head.coverage", coverage=view.percent(index.coverage))
    return " ".join(part for part in (lead, coverage, range_, *_gates(view, unit)) if part)


def band(view: View, unit: UnitResult) -> str:
    """The band's label, or a dash."""
    found = view.bands.get(unit.index.band or "")
    return found.label if found else NOTHING


def _gates(view: View, unit: UnitResult) -> list[str]:
    index = unit.index
    said = []
    if index.value_before_gates is not None and index.value != index.value_before_gates:
        said.append(words(view, "head.capped_score", before=view.score(index.value_before_gates)))
    if index.band != index.band_before_gates and index.band_before_gates in view.bands:
        said.append(words(view, "head.capped_band", before=view.bands[index.band_before_gates].label))
    return said


def provenance(view: View) -> str:
    """Digests, files, tool and command: enough to make the same report again, and to know that it is the same."""
    results = view.results
    rows = [
        (label(view, "provenance.framework"), code(f"{results.framework.id} {results.framework.version}")),
        (label(view, "provenance.framework_digest"), code(results.framework.sha256)),
        (label(view, "provenance.result_digest"), code(results.digest)),
        *(_input(view, item.path, item.sha256, item.rows) for item in results.inputs),
        (label(view, "provenance.weights"), inline(weights(view))),
        *((inline(key), code(value)) for key, value in _options(results)),
        (label(view, "provenance.tool"), code(results.tool)),
        (label(view, "provenance.command"), code(view.command)),
    ]
    heads = [Head(label(view, "provenance.what")), Head(label(view, "provenance.value"))]
    return "\n\n".join(
        [heading(2, label(view, "provenance.title")), table(heads, [list(row) for row in rows if row[1]])]
    )


def _input(view: View, path: str, sha256: str, rows: int) -> tuple[str, str]:
    return words(view, "provenance.input", path=path, rows=view.number(str(rows))), code(sha256)


def _options(results: Results) -> Sequence[tuple[str, str]]:
    return [
        (str(key), str(results.options[key]))
        for key in sorted(results.options)
        if results.options[key] and key != WEIGHTS
    ]
