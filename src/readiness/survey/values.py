"""The figures as the long data file that ``readiness score`` reads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict

from readiness.survey.records import Figure

COLUMNS = ("code", "indicator", "value", "n", "n_effective", "se", "low", "high", "deff")


def is_values(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first rows of a file are those of values that were written here."""
    return bool(rows) and tuple(rows[0][: len(COLUMNS)]) == COLUMNS


def values_csv(figures: Sequence[Figure], *, synthetic: bool = False) -> bytes:
    """One row a figure; numbers as Python writes them, so that nothing is lost; waves where there are any.

    Of simulated answers every row says so.
    """
    waves = any(figure.wave for figure in figures)
    marks = ("ya",) if synthetic else ()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*COLUMNS, *(("wave",) if waves else ()), *(("simulasi",) if synthetic else ())))
    for figure in figures:
        found = figure.estimate
        numbers = (found.value, found.n, found.n_effective, found.se, found.low, found.high, found.deff)
        row = (figure.code, figure.indicator, *("" if each is None else repr(each) for each in numbers))
        writer.writerow((*row, *((figure.wave,) if waves else ()), *marks))
    return text.getvalue().encode("utf-8", "backslashreplace")


def values_json(figures: Sequence[Figure], *, synthetic: bool = False) -> bytes:
    """The same as JSON, for programs."""
    rows = [
        {"code": figure.code, "indicator": figure.indicator, "wave": figure.wave or None, "small": figure.small}
        | asdict(figure.estimate)
        for figure in figures
    ]
    data = {"schema": "readiness/values/1", "synthetic": synthetic, "figures": rows}
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8", "backslashreplace")
