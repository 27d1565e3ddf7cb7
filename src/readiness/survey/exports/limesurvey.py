"""LimeSurvey: headings by code (``G1Q1[SQ001]``), by text (``Question [Row]``), or both (``code. text``)."""

from __future__ import annotations

import re

from readiness.data.safe import clean
from readiness.survey.exports.shape import Head, Rows, Rule, Tool, column, fold
from readiness.survey.source import Multiple

_ID = ("id", "response id", "id tanggapan", "id respons")  # Indonesian headings as its translation has them
_DONE = ("submitdate", "date submitted", "tanggal pengiriman", "tanggal dikirim")
_PAGE = ("lastpage", "last page", "halaman terakhir", "nama belakang")
_LANGUAGE = ("startlanguage", "start language", "bahasa utama", "bahasa awal")
_CODES = ("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl")
_BOTH = re.compile(r"id(\W{1,4})\S")
_CODE = re.compile(r"[A-Za-z0-9_]+(?:\[[^\]]*\])*")
_TICKED = {
    "", "y", "n", "ya", "yes", "tidak", "no", "n/a", "1", "0", "selected", "not selected", "dipilih", "tidak dipilih",
}  # fmt: skip
_OTHER, _COMMENT = "other", "comment"  # columns of free text beside the choices
_BRACKET = re.compile(r"(.+?)\s?\[([^\[\]]+)\]")


def _head(rows: Rows) -> Head:
    headings = tuple(map(clean, rows[0]))
    mark = next((found[1] for text in headings if (found := _BOTH.match(text))), None)
    pairs = [text.partition(mark) for text in headings] if mark else []
    if mark and all(_CODE.fullmatch(code) for code, _, _ in pairs) and any(code in _CODES[1:] for code, _, _ in pairs):
        return Head(1, tuple(code for code, _, _ in pairs), tuple(text.strip() or code for code, _, text in pairs))
    return Head(1, headings, headings)


def _multiples(head: Head, body: Rows) -> tuple[Multiple, ...]:
    """Sub-questions of one question that are only ticked or not, and the column of the respondents' own words."""
    found: dict[str, list[tuple[int, str]]] = {}
    labels: dict[str, str] = {}
    for index, name in enumerate(head.names):
        code, label = _BRACKET.fullmatch(name), _BRACKET.fullmatch((head.labels or head.names)[index])
        if code and code[2] == _OTHER:
            found.setdefault(code[1], []).append((index, ""))
        elif code and not code[2].endswith(_COMMENT) and {fold(text) for text in column(body, index)} <= _TICKED:
            found.setdefault(code[1], []).append((index, label[2] if label else code[2]))
            labels.setdefault(code[1], label[1] if label else code[1])
    return tuple(
        Multiple(name, labels[name], None, "", tuple(parts))
        for name, parts in found.items()
        if sum(bool(word) for _, word in parts) > 1
    )


LIMESURVEY = Tool(
    signs=(_ID, (*_DONE, *_PAGE), (*_LANGUAGE, *_PAGE, "seed")),
    metadata=(
        *_CODES, *_ID, *_DONE, *_PAGE, *_LANGUAGE, "date started", "date last action", "tanggal mulai",
        "tanggal tindakan terakhir", "interviewtime", "total time", "waktu total", "referrer url", "url perujuk",
    ),
    personal=("token", "access code", "kode akses", "ipaddr", "ip address", "alamat ip"),
    prefixes=("grouptime", "question time:", "group time:", "waktu kelompok:", "waktu pertanyaan:"),
    rules=(Rule(_DONE, "empty", (), "unfinished"), Rule(_DONE, "equals", ("n/a",), "unfinished")),
    respondent=_ID,
    head=_head,
    multiples=_multiples,
    finished="submitdate",
    answers={spelling: str(n) for n in range(1, 10) for spelling in (f"A{n}", f"AO{n:02d}", f"SQ{n:03d}")},
)  # fmt: skip
