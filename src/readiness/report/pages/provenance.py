"""Where the numbers come from, at the foot of every page."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.report.pages.view import View
from readiness.report.shell import made_on, page_foot

SHORT = 12
WEIGHTS = "weights"  # the option that names a set of weights


@dataclass(frozen=True, slots=True)
class InputView:
    """A file that was read: its path, its rows as they print, and its digest."""

    path: str
    rows: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """All that is needed to make the same page again."""

    framework: str
    framework_digest: str
    digest: str
    wave: str | None
    tool: str
    command: str
    inputs: tuple[InputView, ...]
    options: tuple[tuple[str, str], ...]
    made: str | None
    weights: str
    method: str | None


def provenance(view: View, method: str | None = "method.html") -> Provenance:
    """From the result alone; the day only where SOURCE_DATE_EPOCH gives it. ``method`` leads to the method page,
    where there is one beside."""
    results = view.results
    return Provenance(
        framework=f"{results.framework.id} {results.framework.version}",
        framework_digest=results.framework.sha256[:SHORT],
        digest=results.digest[:SHORT],
        wave=results.wave,
        tool=results.tool,
        command=view.command,
        inputs=tuple(InputView(i.path, view.number(str(i.rows)), i.sha256) for i in results.inputs),
        options=tuple((str(key), _words(results.options[key])) for key in sorted(results.options) if key != WEIGHTS),
        made=made_on(view.lang),
        weights=weights(view),
        method=None if view.alone else method,
    )


def weights(view: View) -> str:
    """The set of weights that was chosen: its label, name and source; empty where it is the file's own."""
    name = view.results.options.get(WEIGHTS)
    if name is None:
        return ""
    found = view.framework.weights_sets.get(str(name))
    if found is None:
        return str(name)
    named = f"{view.text(found.label)} ({name})" if found.label else str(name)
    return ", ".join(part for part in (named, view.text(found.source)) if part)


def foot(view: View) -> str:
    """The style that prints framework, digests and tool at the foot of every sheet."""
    p = provenance(view)
    words = f"{p.framework} {p.framework_digest} · {view.t('origin.data')} {p.digest} · {p.tool}"
    return page_foot(words, view.t("stamp.word") if view.results.synthetic else "")


def _words(option: object) -> str:
    if isinstance(option, dict):
        return ", ".join(f"{key}={option[key]}" for key in sorted(option))
    if isinstance(option, list | tuple):
        return ", ".join(map(str, option))
    return str(option)
