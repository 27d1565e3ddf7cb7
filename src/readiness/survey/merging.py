"""Partial tables of several, joined; what may have been counted in two of them."""

from __future__ import annotations

from collections.abc import Mapping

from readiness.findings import Finding
from readiness.survey.partial import read_partial
from readiness.survey.tables import Part, Where

_LISTED = 12


def merged(tables: Mapping[str, bytes], sha256: str) -> Part:
    """The counts of all tables, by path. One with a file of answers that is counted already is left out, and told."""
    part = Part()
    files: dict[str, tuple[str, str]] = {}  # digest to the table and the file
    regions: dict[Where, str] = {}
    for path, data in tables.items():
        found = read_partial(data, path, sha256)
        if isinstance(found, Finding):
            part.findings.append(found)
            continue
        twice = next((files[file.sha256] for file in found.files if file.sha256 in files), None)
        if twice is not None:
            part.findings.append(Finding("D147", path, params={"other": twice[0], "file": twice[1]}))
            continue
        part.findings += _overlap(found, path, regions)
        files |= {file.sha256: (path, file.path) for file in found.files if file.sha256}
        part.add(found)
    return part


def _overlap(found: Part, path: str, regions: dict[Where, str]) -> list[Finding]:
    """The regions that an earlier table has, too; the others are put among ``regions``."""
    both: dict[str, list[str]] = {}
    for where in sorted({where for where, _ in found.counts.cells}):
        if (other := regions.setdefault(where, path)) != path:
            wave, unit = where
            both.setdefault(other, []).append(f"{unit} ({wave})" if wave else unit)
    return [
        Finding(
            "D148",
            path,
            params={
                "other": other,
                "count": len(units),
                "units": units[:_LISTED],
                "more": max(0, len(units) - _LISTED) or None,
            },
        )
        for other, units in both.items()
    ]
