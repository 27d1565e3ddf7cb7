"""Findings as SARIF 2.1.0, which code hosts show at the lines they concern.

Source of the form: OASIS, Static Analysis Results Interchange Format 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from readiness.cli.safe import safe_json, safe_text
from readiness.cli.session import Session
from readiness.findings import Finding, Severity, entry, hint, message, worst_first

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "note"}


def sarif(found: Sequence[Finding], session: Session) -> str:
    """The document; the rules are the codes that were found, each with its page."""
    from readiness import __version__

    ordered = worst_first(found)
    codes = sorted({finding.code for finding in ordered})
    driver = {"name": "readiness", "version": __version__, "rules": [_rule(code, session.lang) for code in codes]}
    results = [_result(finding, codes, session.lang) for finding in ordered]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return safe_json(json.dumps(document, ensure_ascii=False, indent=2))


def _rule(code: str, lang: str) -> dict[str, Any]:
    known = entry(code)
    return {
        "id": code,
        "name": known["name"],
        "shortDescription": {"text": f"{code} {known['name']}"},
        "help": {"text": known[lang]["page"].strip()},
        "defaultConfiguration": {"level": _LEVELS[known["severity"]]},
    }


def _result(finding: Finding, codes: Sequence[str], lang: str) -> dict[str, Any]:
    words = " ".join(part for part in (message(finding, lang), hint(finding, lang)) if part)
    found: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": safe_text(words)},
    }
    if finding.path:
        region = {"startLine": finding.line, "startColumn": finding.column}
        place: dict[str, Any] = {"artifactLocation": {"uri": uri_of(finding.path)}}
        if finding.line:
            place["region"] = {key: value for key, value in region.items() if value}
        found["locations"] = [{"physicalLocation": place}]
    return found


def uri_of(path: str) -> str:
    """A path as a relative URI reference, or as ``file:`` where it is absolute.

    >>> uri_of("data/a b.csv"), uri_of("/srv/a.csv")
    ('data/a%20b.csv', 'file:///srv/a.csv')
    """
    text = quote(PurePath(path).as_posix(), errors="replace")
    return f"file://{text}" if text.startswith("/") else text
