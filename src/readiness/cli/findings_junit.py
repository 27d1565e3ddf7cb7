"""Findings as JUnit XML: one suite a file, one case a finding; a warning fails where warnings do."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.cli.safe import safe_text
from readiness.cli.session import Session
from readiness.cli.show_findings import concise, refusing
from readiness.findings import Finding, hint, message, worst_first
from readiness.report.junit import Case, junit


def findings_junit(found: Sequence[Finding], session: Session, *, strict: bool) -> str:
    """The document. Without findings it holds one case that passed: what was looked at has nothing to object to."""
    ordered = worst_first(found)
    if not ordered:
        return junit([("validate", [Case(session.say("findings.none"), "validate")])])
    paths = list(dict.fromkeys(finding.path for finding in ordered))
    return junit(
        [
            (safe_text(path) or "validate", [_case(f, session, strict) for f in ordered if f.path == path])
            for path in paths
        ]
    )


def _case(finding: Finding, session: Session, strict: bool) -> Case:
    lang = session.lang
    line = concise(finding, lang)
    words = "\n".join(part for part in (line, safe_text(hint(finding, lang))) if part)
    failure = (finding.code, safe_text(message(finding, lang)), words)
    return Case(line, finding.code, failure if finding.severity in refusing(strict=strict) else None)
