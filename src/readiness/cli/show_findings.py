"""Findings for eyes and for machines. Whatever the form, one verdict stands behind it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from readiness.cli.safe import safe_json, safe_text
from readiness.cli.session import Session
from readiness.findings import SEVERITIES, Finding, Severity, entry, hint, message, worst_first

SCHEMA = "readiness/findings/1"
MOST_OF_A_CODE = 5  # where findings are the talk beside another product
MOST_ANNOTATIONS = 10  # what a code host shows of one level in one step
AT_REST = ("M040", "M077", "M079")  # notes of the linter that ask for nothing
_LONGEST = 100
_COLOURS: dict[Severity, str] = {"error": "31", "warning": "33", "note": "36"}
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def verdict(findings: Iterable[Finding], *, strict: bool = False) -> str:
    """``fail`` where there is an error, or under ``strict`` a warning; else ``pass``. The only place that decides."""
    return "fail" if any(finding.severity in refusing(strict=strict) for finding in findings) else "pass"


def refusing(*, strict: bool) -> tuple[Severity, ...]:
    """The severities that make a verdict ``fail``."""
    return ("error", "warning") if strict else ("error",)


def concise(finding: Finding, lang: str) -> str:
    """``path:line:column: CODE message``."""
    place = f"{safe_text(finding.place)}: " if finding.place else ""
    return f"{place}{finding.code} {safe_text(message(finding, lang))}"


def full(finding: Finding, session: Session, *, colour: bool = False) -> str:
    """The concise line, then the source line with a caret, the place in a spreadsheet, and what to write instead."""
    line = concise(finding, session.lang)
    if colour:
        paint = _COLOURS[finding.severity]
        line = line.replace(f"{finding.code} ", f"\x1b[1;{paint}m{finding.code}\x1b[0m ", 1)
    lines = [line, *_excerpt(finding)]
    wave = finding.params.get("of_wave")
    told = session.say("score.wave", wave=safe_text(wave)) if wave else _cell(finding, session)
    if told:
        lines.append(f"    {told}")
    advice = safe_text(hint(finding, session.lang))
    if advice:
        lines.append(f"    {session.say('findings.hint')}: {advice}")
    return "\n".join(lines)


def _excerpt(finding: Finding) -> list[str]:
    """The source line and a caret under the column; of a long line, the stretch around it."""
    if not finding.excerpt or not finding.excerpt.strip():
        return []
    column = max(1, min(finding.column or 1, len(finding.excerpt) + 1)) - 1
    start = max(0, column - _LONGEST // 2) if len(finding.excerpt) > _LONGEST else 0
    shown = finding.excerpt[start : start + _LONGEST]
    left, right = "… " if start else "", " …" if start + _LONGEST < len(finding.excerpt) else ""
    before = safe_text(shown[: column - start].replace("\t", " "))
    text = left + before + safe_text(shown[column - start :].replace("\t", " ")) + right
    gutter = f"{finding.line or '':>5} | "
    caret = f"{'':>5} | {'':{len(left) + len(before)}}^" if finding.column else ""
    return [gutter + text, *([caret] if caret else [])]


def _cell(finding: Finding, session: Session) -> str | None:
    """ "F118" as "baris 118, kolom F", with the sheet in front where the cell names one."""
    sheet, _, cell = (finding.cell or "").rpartition("!")
    letters = cell.rstrip("0123456789")
    if not letters or letters == cell:
        return None
    place = session.say("findings.cell", row=cell[len(letters) :], column=letters)
    return f"{place}, {session.say('findings.on_sheet', sheet=sheet)}" if sheet else place


def count_line(findings: Sequence[Finding], session: Session) -> str:
    """ "2 kesalahan, 1 peringatan"; or that there is nothing to object to."""
    counts = Counter(finding.severity for finding in findings)
    parts = []
    for severity in SEVERITIES:
        if counts[severity]:
            number = "one" if counts[severity] == 1 else "many"
            parts.append(session.say(f"findings.{severity}_{number}", n=counts[severity]))
    return ", ".join(parts) if parts else session.say("findings.none")


def text(findings: Iterable[Finding], session: Session, *, colour: bool = False, short: bool = False) -> str:
    """All findings, worst first, and the count."""
    ordered = worst_first(findings)
    shown = [concise(f, session.lang) if short else full(f, session, colour=colour) for f in ordered]
    return ("\n" if short else "\n\n").join([*shown, count_line(ordered, session)])


def talk(
    findings: Iterable[Finding], session: Session, *, colour: bool = False, rest: str = "readiness validate"
) -> str:
    """Findings beside another product: a few of each code, notes only counted; empty where there is nothing else.

    ``rest`` says where all of them are told.
    The linter's notes are no part of the product, and one line says where they are told.
    """
    ordered = worst_first(findings)
    method = sum(f.severity == "note" and f.code.startswith("M0") and f.code not in AT_REST for f in ordered)
    asked = [session.say("findings.method_one" if method == 1 else "findings.method_many", n=method)] if method else []
    seen: Counter[str] = Counter()
    lines = []
    for finding in ordered:
        if finding.severity == "note":
            continue
        seen[finding.code] += 1
        if seen[finding.code] <= MOST_OF_A_CODE:
            lines.append(full(finding, session, colour=colour))
    more = {code: count - MOST_OF_A_CODE for code, count in seen.items() if count > MOST_OF_A_CODE}
    lines += [session.say("findings.more", n=count, code=code, rest=rest) for code, count in more.items()]
    return "\n".join([*lines, *([count_line(ordered, session)] if lines else []), *asked])


def record(finding: Finding) -> dict[str, Any]:
    """One finding as ``results.json`` keeps it: English words, and the params to say it in another language."""
    return {
        "severity": finding.severity,
        "code": finding.code,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "message": message(finding),
        "params": dict(finding.params),
        "hint": hint(finding),
        "unit": finding.unit,
    }


def as_json(findings: Iterable[Finding], *, strict: bool = False) -> str:
    """``{"schema", "verdict", "findings"}``, worst first."""
    ordered = worst_first(findings)
    document = {"schema": SCHEMA, "verdict": verdict(ordered, strict=strict), "findings": [record(f) for f in ordered]}
    return safe_json(json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True, default=str))


def as_github(findings: Iterable[Finding], session: Session) -> str:
    """Annotations of a code host, and the count."""
    ordered = worst_first(findings)
    return f"{annotated(ordered, session)}\n{count_line(ordered, session)}".lstrip("\n")


def annotated(ordered: Sequence[Finding], session: Session) -> str:
    """At most ten of a level in the order given, the rest counted."""
    lines = []
    for severity in SEVERITIES:
        own = [finding for finding in ordered if finding.severity == severity]
        lines += [_annotation(finding, session.lang) for finding in own[:MOST_ANNOTATIONS]]
        if len(own) > MOST_ANNOTATIONS:
            rest = session.say("findings.not_shown", n=len(own) - MOST_ANNOTATIONS)
            lines.append(f"::{_COMMANDS[severity]}::{rest}")
    return "\n".join(lines)


def _annotation(finding: Finding, lang: str) -> str:
    named = {"file": finding.path, "line": finding.line, "col": finding.column}
    place = ",".join(f"{key}={_property(value)}" for key, value in named.items() if value)
    words = "%0A".join(_data(part) for part in (message(finding, lang), hint(finding, lang)) if part)
    title = f"{',' if place else ''}title={finding.code} {entry(finding.code)['name']}"
    return f"::{_COMMANDS[finding.severity]} {place}{title}::{words}"


def _data(value: object) -> str:
    return safe_text(value).replace("%", "%25")


def _property(value: object) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
