"""What a file of answers is: the tools whose exports are known, and the way they are told apart.

A further tool is one record and one line in ``IMPORTERS``.
"""

from __future__ import annotations

from collections.abc import Collection

from readiness.findings import Finding
from readiness.survey.exports.limesurvey import LIMESURVEY
from readiness.survey.exports.plain import PLAIN
from readiness.survey.exports.qualtrics import QUALTRICS
from readiness.survey.exports.shape import Rows, Tool, fold, missing, read
from readiness.survey.exports.surveymonkey import SURVEYMONKEY
from readiness.survey.exports.webforms import GOOGLE, MICROSOFT
from readiness.survey.exports.xlsforms import KOBO, ODK, SURVEYCTO
from readiness.survey.mapping import ROLES, column_of_letters
from readiness.survey.source import Export

IMPORTERS: dict[str, Tool] = {  # in the order in which they are tried
    "qualtrics": QUALTRICS,
    "surveymonkey": SURVEYMONKEY,
    "kobo": KOBO,
    "surveycto": SURVEYCTO,
    "odk": ODK,
    "limesurvey": LIMESURVEY,
    "msforms": MICROSOFT,
    "gforms": GOOGLE,
    "plain": PLAIN,
}
MOST_LOOKED_AT = 100  # rows that are enough to tell what a file is
MOST_TITLES = 10  # rows above the headings that are looked through
TITLES = {
    "kobo": "KoboToolbox",
    "odk": "ODK Central",
    "surveycto": "SurveyCTO",
    "limesurvey": "LimeSurvey",
    "gforms": "Google Forms",
    "msforms": "Microsoft Forms",
    "surveymonkey": "SurveyMonkey",
    "qualtrics": "Qualtrics",
    "plain": "plain",
}


def recognise(rows: Rows, path: str = "", tool: str = "auto", expected: Collection[str] = ()) -> Export | Finding:
    """What the file is, by its first rows (``MOST_LOOKED_AT``); or why that cannot be told.

    ``tool`` is the one that the user names. ``expected`` are headings by which a file of no tool is known to be
    answers: names and words of the items, columns that the mapping or an option names.
    """
    if not rows or not any(cell.strip() for row in rows for cell in row):
        return Finding("D193", path)
    if not any(cell.strip() for cell in rows[0]):
        return Finding("D180", path, 1, params={"found": ["–"]})
    name = _told(rows) if tool == "auto" else tool
    lacking = missing(IMPORTERS[name], rows)
    if lacking:
        other = _told(rows)
        looks = {"looks": TITLES[other], "option": other} if other != "plain" else {}
        return Finding("D181", path, 1, params={"tool": TITLES[name], "missing": list(lacking), **looks})
    if tool == "auto" and name == "plain" and not _is_plain(rows, expected):
        found = [cell for cell in rows[0] if cell.strip()][:6]
        return Finding("D180", path, 1, params={"found": found, "row": _headings_below(rows, expected)})
    export = read(name, IMPORTERS[name], rows)
    below = rows[export.header_rows :]
    return export if any(cell.strip() for row in below for cell in row) else Finding("D193", path, 1)


def _told(rows: Rows) -> str:
    return next(name for name, tool in IMPORTERS.items() if not missing(tool, rows))


def _headings_below(rows: Rows, expected: Collection[str]) -> int | None:
    """The row where the headings seem to stand, from 1, where titles stand above them."""
    below = ((at + 1, rows[at:]) for at in range(1, min(MOST_TITLES, len(rows))) if any(map(str.strip, rows[at])))
    return next((row for row, rest in below if _told(rest) != "plain" or _is_plain(rest, expected)), None)


def _is_plain(rows: Rows, expected: Collection[str]) -> bool:
    """Whether a unit, or anything that is expected (by heading or by letter), stands among the headings."""
    headings = set(map(fold, rows[0]))
    lettered = any((column_of_letters(text) or 0) < len(rows[0]) for text in expected if text.startswith("@"))
    return lettered or not headings.isdisjoint((*ROLES["unit"], *map(fold, expected)))
