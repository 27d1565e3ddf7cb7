"""What a file of answers is, once its tool is recognised: the seam between the exports' shapes and the reduction.

An importer (``exports/``) looks at the first rows of a file and says what they are; it reads no answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

TOOLS = ("kobo", "odk", "limesurvey", "surveycto", "gforms", "msforms", "surveymonkey", "qualtrics", "plain")


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows that are no answers: where the column's text is empty, one of ``values``, or none of them.

    Texts are compared without case and outer spaces. ``reason`` is a word of ``locales/cli`` (``reduce.reasons``):
    unfinished, rejected, preview, test.
    """

    column: int
    rule: Literal["equals", "empty", "not_equals"]
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Multiple:
    """A question of which several answers may be chosen.

    ``column`` holds all of them, joined by ``separator``; ``parts`` are columns of 0 and 1, each with the code or
    the word of its answer; without a word any text there is an answer of the respondent's own ("other"). Either may be
    lacking; where both stand, the parts are read. ``marks`` are further texts that say "chosen" in a column.
    """

    name: str
    label: str | None = None
    column: int | None = None
    separator: str = ""
    parts: tuple[tuple[int, str], ...] = ()
    marks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """One file as recognised. Columns are counted from 0.

    ``names`` are the columns' names, paths and all (``group/q1``, ``G1Q1[SQ001]``); ``labels`` the questions' words
    where the file has them. ``header_rows`` rows stand above the answers. ``metadata`` are columns of the tool's own,
    ``personal`` those of a person: neither is ever matched to an item, and the personal ones never leave the door.
    ``respondent`` is the column that names a row (``_uuid``, ``KEY``). ``answers`` are the tool's own spellings of
    answers (``A1``: ``1``), ``blanks`` its codes for what was not answered.
    """

    tool: str
    header_rows: int
    names: tuple[str, ...]
    labels: tuple[str, ...] | None = None
    skips: tuple[Skip, ...] = ()
    personal: tuple[int, ...] = ()
    metadata: tuple[int, ...] = ()
    multi: tuple[Multiple, ...] = ()
    respondent: int | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    blanks: tuple[str, ...] = ()
