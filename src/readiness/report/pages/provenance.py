"""Where the numbers come from, at the foot of every page."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.report.pages.view import View
from readiness.report.shell import made_on, page_foot

SHORT = 12


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


def provenance(view: View) -> Provenance:
    """From the result alone; the day only where SOURCE_DATE_EPOCH gives it."""
    results = view.results
    return Provenance(
        framework=f"{results.framework.id} {results.framework.version}",
        framework_digest=results.framework.sha256[:SHORT],
        digest=results.digest[:SHORT],
        wave=results.wave,
        tool=results.tool,
        command=view.command,
        inputs=tuple(InputView(i.path, view.number(str(i.rows)), i.sha256) for i in results.inputs),
        options=tuple((str(key), _words(results.options[key])) for key in sorted(results.options)),
        made=made_on(view.lang),
    )


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
