"""Partial tables: counts without a single answer of anybody, to be sent and joined.

A region reduces at home and sends what this writes; whoever joins the parts gets, to the byte, what one reduction of
all files gives. The framework's digest stands in it: counts under another framework mean something else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from readiness.findings import Finding
from readiness.survey.records import Column, File, Rows
from readiness.survey.tables import Counts, Part

SCHEMA = "readiness/partial/1"


def partial_json(part: Part, framework: str, sha256: str) -> bytes:
    """A part as JSON, in a fixed order."""
    counts = part.counts
    data = {
        "schema": SCHEMA,
        "framework": {"id": framework, "sha256": sha256},
        "weighted": part.weighted,
        "synthetic": part.synthetic,
        "cells": [
            [*where, indicator, *design, *sums]
            for (where, indicator), cells in sorted(counts.cells.items())
            for design, sums in sorted(cells.items())
        ],
        "rows": [[*where, status, n] for (where, status), n in sorted(counts.rows.items())],
        "answers": [[*where, item, kind, n] for (where, item, kind), n in sorted(counts.answers.items())],
        "whole": [[*key, n] for key, n in sorted(counts.whole.items())],
        "population": [
            [*where, stratum, sorted(texts)] for (where, stratum), texts in sorted(counts.population.items())
        ],
        "files": [asdict(file) for file in part.files],
    }
    lines = [f'"{key}": {_list(value) if isinstance(value, list) else _json(value)}' for key, value in data.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8", "backslashreplace")


def _list(values: list[Any]) -> str:
    return "[\n" + ",\n".join(map(_json, values)) + "\n]" if values else "[]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def is_partial(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first rows of a file, read as if it were a CSV, are those of a partial table."""
    return any(SCHEMA in cell for row in rows[:2] for cell in row)


def read_partial(data: bytes, path: str, sha256: str) -> Part | Finding:
    """A part from JSON, checked; or why it is refused."""
    try:
        found = json.loads(data)
        if found["schema"] != SCHEMA:
            raise ValueError(found["schema"])
        if found["framework"]["sha256"] != sha256:
            params = {"framework": str(found["framework"]["id"]), "theirs": str(found["framework"]["sha256"])[:12]}
            return Finding("D145", path, params={**params, "ours": sha256[:12]})
        return _part(found)
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError) as error:
        return Finding("D144", path, params={"reason": type(error).__name__})


def _part(found: Mapping[str, Any]) -> Part:
    counts = Counts()
    for wave, unit, indicator, stratum, cluster, total, answered, *sums in found["cells"]:
        design = (_text(stratum), _text(cluster), _whole(total), _whole(answered, 1))
        n, w, w2 = (_whole(number, 0) for number in sums)
        counts.count((_text(wave), _text(unit)), _text(indicator), design, (n, w, w2))
    for wave, unit, status, n in found["rows"]:
        counts.rows[(_text(wave), _text(unit)), _text(status)] += _whole(n, 0)
    for wave, unit, item, kind, n in found["answers"]:
        counts.answers[(_text(wave), _text(unit)), _text(item), _text(kind)] += _whole(n, 0)
    for indicator, item, value, n in found["whole"]:
        counts.whole[_text(indicator), _text(item), _whole(value)] += _whole(n, 0)
    for wave, unit, stratum, texts in found["population"]:
        counts.population.setdefault(((_text(wave), _text(unit)), _text(stratum)), set()).update(map(_text, texts))
    return Part(counts, [_file(file) for file in found["files"]], [], bool(found["weighted"]), bool(found["synthetic"]))


def _file(found: Mapping[str, Any]) -> File:
    rows = Rows(**found["rows"])
    columns = tuple(Column(**column) for column in found["columns"])
    lists = {key: tuple(map(_text, found[key])) for key in ("personal", "unmatched", "missing", "places")}
    digest = _text(found.get("sha256", ""))
    return File(
        _text(found["path"]), _text(found["tool"]), _text(found["layout"]), rows, columns, **lists, sha256=digest
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: Any, least: int | None = None) -> int:
    if type(value) is not int or (least is not None and value < least):
        raise ValueError(value)
    return value
