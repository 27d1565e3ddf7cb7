"""The account of a reduction: what became of every row, by reason and by unit; as records and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from readiness.framework.model import Framework
from readiness.survey.records import Answers, File, Log, Reduction, Rows
from readiness.survey.reliability import reliabilities
from readiness.survey.scales import Scale
from readiness.survey.tables import Part, Where

SCHEMA = "readiness/reduction/1"
_CLASSES = ("valid", "unknown", "not_applicable", "missing", "invalid")


def rows_of(counted: Iterable[tuple[tuple[Where, str], int]]) -> Rows:
    """What became of rows, from how many have each status.

    >>> rows_of([((("", "32.01"), "used"), 3), ((("", "32.01"), "skipped:empty"), 1)])
    Rows(read=4, used=3, refused={}, skipped={'empty': 1})
    """
    kinds: dict[str, dict[str, int]] = {"used": {}, "refused": {}, "skipped": {}}
    for (_, status), n in counted:
        kind, _, reason = status.partition(":")
        kinds[kind][reason] = kinds[kind].get(reason, 0) + n
    used = sum(kinds["used"].values())
    refused, skipped = dict(sorted(kinds["refused"].items())), dict(sorted(kinds["skipped"].items()))
    return Rows(used + sum(refused.values()) + sum(skipped.values()), used, refused, skipped)


def account(framework: Framework, sha256: str, part: Part, scales: Sequence[Scale]) -> Log:
    """The log of everything that was counted."""
    counts = part.counts
    items = list(dict.fromkeys(item for scale in scales for item in scale.items))
    units: dict[Where, list[tuple[tuple[Where, str], int]]] = {}
    for key, n in counts.rows.items():
        units.setdefault(key[0], []).append((key, n))
    answers: dict[str, dict[str, int]] = {item: {} for item in items}
    for (_, item, kind), n in counts.answers.items():
        answers[item][kind] = answers[item].get(kind, 0) + n
    return Log(
        framework.id,
        framework.version,
        sha256,
        tuple(part.files),
        rows_of(counts.rows.items()),
        {where: rows_of(units[where]) for where in sorted(units)},
        tuple(Answers(item, *(found.get(kind, 0) for kind in _CLASSES)) for item, found in answers.items() if found),
        tuple(reliabilities(counts, scales)),
        part.weighted,
        part.synthetic,
    )


def log_json(reduction: Reduction) -> bytes:
    """The log as JSON: keys sorted, the same bytes for the same inputs."""
    log = reduction.log
    data = {
        "schema": SCHEMA,
        "framework": {"id": log.framework, "version": log.version, "sha256": log.sha256},
        "weighted": log.weighted,
        "synthetic": log.synthetic,
        "rows": _rows(log.rows),
        "units": [
            {"wave": wave or None, "unit": unit, "rows": _rows(rows)} for (wave, unit), rows in log.units.items()
        ],
        "answers": {each.item: {kind: getattr(each, kind) for kind in _CLASSES} for each in log.answers},
        "reliability": {
            each.indicator: {"items": each.items, "n": each.n, "alpha": each.alpha} for each in log.reliability
        },
        "no_standard_error": [
            {"wave": figure.wave or None, "unit": figure.code, "indicator": figure.indicator, "stratum": lonely or None}
            for figure in reduction.figures
            if (lonely := figure.estimate.lonely) is not None
        ],
        "files": [_file(file) for file in log.files],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8", "backslashreplace")


def _rows(rows: Rows) -> dict[str, Any]:
    return {"read": rows.read, "used": rows.used, "refused": dict(rows.refused), "skipped": dict(rows.skipped)}


def _file(file: File) -> dict[str, Any]:
    return {
        "path": file.path,
        "tool": file.tool,
        "layout": file.layout,
        "rows": _rows(file.rows),
        "columns": [{"heading": each.heading, "is": each.target, "by": each.how} for each in file.columns],
        "personal": list(file.personal),
        "unmatched": list(file.unmatched),
        "missing": list(file.missing),
        "places": list(file.places),
        "sha256": file.sha256 or None,
    }
