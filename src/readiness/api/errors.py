"""What can go wrong, as exceptions: in Python nobody reads a list of findings that is not raised."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from readiness.findings import Finding, hint, message, nearest, worst_first
from readiness.misuse import MisuseError
from readiness.words import say

MOST_KNOWN = 40
MOST_TOLD = 100  # in the exception's text; its ``findings`` hold all


class _FoundError(ValueError):
    """Something was read and refused. ``findings`` holds everything that was found, worst first."""

    def __init__(self, what: str, findings: Iterable[Finding]) -> None:
        self.findings = tuple(worst_first(findings))
        lines = [what, *(_told(finding) for finding in self.findings[:MOST_TOLD])]
        if len(self.findings) > MOST_TOLD:
            lines.append(f"  and {len(self.findings) - MOST_TOLD} more")
        super().__init__("\n".join(lines))


class FrameworkError(_FoundError):
    """A criteria file that cannot be used."""


class DataError(_FoundError):
    """Data that cannot be scored."""


class UsageError(ValueError):
    """A question that cannot be asked: an unknown framework, wave, weights set or node."""


def _told(finding: Finding) -> str:
    place = f"{finding.place}: " if finding.place else ""
    cell = f" (cell {finding.cell})" if finding.cell else ""
    line = f"{place}{finding.severity} {finding.code}{cell}: {message(finding)}"
    more = hint(finding)
    return f"  {line}\n    hint: {more}" if more else f"  {line}"


def unknown(what: str, name: str, known: Collection[str]) -> str:
    """What is not there, with the nearest of what is, or all of it where that is little."""
    near = nearest(name, known)
    lines = [what, f"Did you mean '{near}'?" if near else "", _listed(known)]
    return " ".join(line for line in lines if line)


def _listed(known: Collection[object]) -> str:
    return say("cli", "en", "misuse.known", known=", ".join(map(str, known))) if 0 < len(known) <= MOST_KNOWN else ""


@contextmanager
def asked() -> Iterator[None]:
    """What the rooms below raise for a question that cannot be asked, in words."""
    try:
        yield
    except MisuseError as error:
        params = dict(error.params)
        near, known = params.pop("nearest", None), params.pop("known", None)
        lines = [say("cli", "en", f"misuse.{error.key}", **params).replace("--set:", "what_if:")]
        if near:
            lines.append(say("cli", "en", "misuse.nearest", nearest=near))
        if isinstance(known, list | tuple):
            lines.append(_listed(known))
        raise UsageError(" ".join(line for line in lines if line)) from None
