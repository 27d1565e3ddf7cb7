"""The mapping file: which column of an export holds what, and what its answers mean, where names do not say it.

columns:
  "Kabupaten atau kota tempat tinggal Anda": unit
  "Q7": mutu_mudah
  "@H": mutu_murah          # the column under letter H, where headings repeat
  "Saran": ignore
answers:
  "*": {"Tidak ingat": unknown}      # of every item
  mutu_mudah: {"Gampang sekali": 5}
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from readiness.findings import Finding, nearest
from readiness.framework.places import Pointer
from readiness.framework.tree import Tree, read_tree
from readiness.survey.questions import Question

ROLES: dict[str, tuple[str, ...]] = {  # by the folded headings that are known without a mapping, the surest first
    "unit": (
        "kode", "code", "kode_wilayah", "kode wilayah", "kode_daerah", "kode daerah", "kode_kab_kota",
        "kode_kabupaten_kota", "unit_code", "unit", "kab_kota", "kab/kota", "kabupaten_kota", "kabupaten/kota",
        "kabupaten / kota", "kabupaten atau kota", "regency or city", "kode atau nama daerah",
        "code or name of the region", "code of the region", "nama_daerah", "nama daerah", "nama_wilayah",
        "nama wilayah", "daerah", "region",
    ),
    "respondent": ("respondent", "responden", "respondent_id", "id_responden", "responden_id"),
    "weight": ("weight", "bobot", "penimbang"),
    "stratum": ("stratum", "strata"),
    "cluster": ("cluster", "klaster", "psu", "blok_sensus"),
    "fpc": ("fpc",),
    "wave": ("wave", "gelombang", "tahun_penilaian", "tahun penilaian"),
    "synthetic": ("synthetic", "simulasi"),
    "item": ("item", "butir", "pertanyaan", "question"),
    "answer": ("answer", "jawaban", "response"),
}  # fmt: skip
INDONESIAN = {
    "daerah": "unit", "responden": "respondent", "bobot": "weight", "strata": "stratum", "klaster": "cluster",
    "gelombang": "wave", "butir": "item", "jawaban": "answer", "abaikan": "ignore",
}  # fmt: skip
IGNORE = "ignore"
APART = {
    "unknown": "unknown", "tidak_tahu": "unknown", "not_applicable": "not_applicable",
    "tidak_berlaku": "not_applicable", "missing": "missing", "kosong": "missing",
}  # fmt: skip
EVERY = "*"
_KEYS = {"columns": "columns", "kolom": "columns", "answers": "answers", "jawaban": "answers"}
_LETTERS = re.compile(r"@([A-Z]{1,3})")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry of the mapping file stands."""

    line: int
    column: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class UserMapping:
    """``columns``: heading (or ``@H``) to an item, a role or ``ignore``. ``answers``: item to word to code.

    A code is one of the item's, or ``unknown``, ``not_applicable``, ``missing``. Words are as written in the file.
    """

    path: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def finding(self, code: str, heading: str, /, **params: Any) -> Finding:
        """A finding on the entry of a column."""
        place = self.places.get(heading, Place(1, 1, ""))
        return Finding(code, self.path, place.line, place.column, params, excerpt=place.excerpt or None)


def read_mapping(data: bytes, path: str, questions: Collection[Question]) -> tuple[UserMapping | None, list[Finding]]:
    """A mapping file, checked against the questions; None where it cannot be used."""
    tree = read_tree(data, path)
    if tree.value is None:
        return None, tree.findings
    reader = _Reader(tree, path, {question.name: question for question in questions}, list(tree.findings))
    reader.read()
    if any(finding.severity == "error" for finding in reader.findings):
        return None, reader.findings
    return UserMapping(path, reader.columns, reader.answers, reader.where), reader.findings


def column_of_letters(text: str) -> int | None:
    """The column, from 0, that ``@H`` names; None where the text is no such name.

    >>> column_of_letters("@A"), column_of_letters("@AB"), column_of_letters("H")
    (0, 27, None)
    """
    found = _LETTERS.fullmatch(text)
    if found is None:
        return None
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


@dataclass(slots=True)
class _Reader:
    tree: Tree
    path: str
    questions: Mapping[str, Question]
    findings: list[Finding]
    columns: dict[str, str] = field(default_factory=dict)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    where: dict[str, Place] = field(default_factory=dict)

    def tell(self, code: str, pointer: Pointer, /, *, key: bool = False, **params: Any) -> None:
        line, column = self.tree.places.at(pointer, key=key)
        excerpt = self.tree.places.excerpt(line)
        self.findings.append(Finding(code, self.path, line, column, params, excerpt=excerpt))

    def text(self, pointer: Pointer, value: Any) -> str:
        """A scalar as it is written."""
        written = self.tree.places.text(pointer)
        return (written if written is not None else str(value)).strip()

    def read(self) -> None:
        for key, value in self.tree.value.items():
            known = _KEYS.get(key)
            if known is None:
                if key != "schema":
                    near = nearest(key, ("columns", "answers"))
                    self.tell("D188", (key,), key=True, key_name=key, nearest=near, known="columns, answers")
            elif value is not None and not isinstance(value, dict):
                self.tell("D189", (key,), key_name=key)
            elif known == "columns":
                self.read_columns(key, value or {})
            else:
                self.read_answers(key, value or {})

    def read_columns(self, key: str, value: Mapping[str, Any]) -> None:
        taken: dict[str, str] = {}
        for heading, entry in value.items():
            pointer = (key, heading)
            if isinstance(entry, dict | list):
                self.tell("D189", pointer, key_name=heading)
                continue
            target = self.target("" if entry is None else self.text(pointer, entry))
            if target is None:
                known = [*self.questions, *ROLES, IGNORE]
                written = self.text(pointer, entry)
                self.tell("D186", pointer, target=written, nearest=nearest(written, known), roles=[*ROLES, IGNORE])
            elif target != IGNORE and target in taken:
                self.tell("D187", pointer, target=target, first=taken[target])
            else:
                taken[target] = heading
                line, column = self.tree.places.at(pointer, key=True)
                self.columns[heading] = target
                self.where[heading] = Place(line, column, self.tree.places.excerpt(line))

    def target(self, written: str) -> str | None:
        if written in self.questions:
            return written
        word = INDONESIAN.get(written.casefold(), written.casefold())
        return word if word in ROLES or word == IGNORE else (None if written else IGNORE)

    def read_answers(self, key: str, value: Mapping[str, Any]) -> None:
        for item, words in value.items():
            if item != EVERY and item not in self.questions:
                self.tell("D186", (key, item), key=True, target=item, nearest=nearest(item, self.questions))
            elif words is not None and not isinstance(words, dict):
                self.tell("D189", (key, item), key_name=item)
            else:
                self.read_words(key, item, words or {})

    def read_words(self, key: str, item: str, words: Mapping[str, Any]) -> None:
        """Codes of one item; those of every item must be codes of some."""
        asked = self.questions.values() if item == EVERY else [self.questions[item]]
        codes = [code for question in asked for code, _ in question.choices]
        for word, entry in words.items():
            written = "" if entry is None else self.text((key, item, word), entry)
            code = APART.get(written.casefold(), written)
            if code in APART or code in codes:
                self.answers.setdefault(item, {})[word] = code
            else:
                known = list(dict.fromkeys((*codes, *dict.fromkeys(APART.values()))))
                self.tell("D195", (key, item, word), code=written, word=word, known=known)


def answers_of(mapping: UserMapping, question: Question) -> dict[str, str]:
    """The words of one item: its own before those of every item."""
    codes = {code for code, _ in question.choices} | set(APART.values())
    every = {word: code for word, code in mapping.answers.get(EVERY, {}).items() if code in codes}
    return {**every, **mapping.answers.get(question.name, {})}
