"""From the text of an answer to what it counts for; the few distinct texts are read, never every cell.

Codes are written as numbers (``4``, ``4.0``), as the words of the framework in either language, as both
(``4 - Setuju``), or as yes and no where the codes are 1 and 0. "Don't know", "not applicable" and a blank are told
apart. Nothing is guessed: any other text is invalid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from readiness.data.names import fold
from readiness.data.vocabulary import BOOLEAN, MISSING, not_applicable
from readiness.survey.scales import Scale
from readiness.survey.source import Multiple

# What is no value, above every code (a code has nine digits at most). The order is that of usefulness.
UNKNOWN, NOT_APPLICABLE, BLANK, INVALID = range(2_000_000_001, 2_000_000_005)
CLASSES = {UNKNOWN: "unknown", NOT_APPLICABLE: "not_applicable", BLANK: "missing", INVALID: "invalid"}
_APART = {word: number for number, word in CLASSES.items()}
DONT_KNOW = frozenset(
    (
        "tt", "tidak tahu", "tidak diketahui", "tidak tahu / tidak menjawab", "tidak tahu/tidak menjawab", "dk",
        "don't know", "don\u2019t know", "do not know", "dont know", "unknown", "tidak yakin", "not sure", "unsure",
    )
)  # fmt: skip
_REFUSED = frozenset(
    ("tidak menjawab", "tidak dijawab", "menolak menjawab", "no answer", "refused", "prefer not to say")
)
OTHER = frozenset(
    ("other", "others", "lainnya", "lain-lain", "yang lain", "lain", "other (please specify)", "lainnya (sebutkan)")
)  # chosen beside or instead of the answers listed: an answer, and none that is wanted
_SEPARATORS = (", ", ";", " ")  # between several answers, where a tool's own does not do: each part must be an answer
_CODE = re.compile(r"([+-]?[0-9]{1,9})(?:[.,]0+)?")
_CODE_AND_WORD = re.compile(r"(-?[0-9]{1,9})\s*[.):=\u2013-]\s*(.+)", re.DOTALL)


@dataclass(frozen=True)
class Reader:
    """Reads the answers of one item. ``words``: folded texts to codes or classes; ``tool``: a tool's own spellings."""

    scale: Scale
    item: str
    words: Mapping[str, int]
    tool: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""

    def read(self, text: str) -> int:
        """What an answer counts for, or one of ``CLASSES``."""
        code = self.code(text)
        if code == INVALID and self.separator and self.scale.wanted is not None:
            return self._several(text)
        return code if code >= UNKNOWN else self.scale.value(self.item, code)

    def code(self, text: str) -> int:
        """The code of one answer, or one of ``CLASSES``."""
        folded = fold(text)
        if folded in self.words:
            return self.words[folded]
        code = self._number(text.strip())
        if code is not None:
            return code
        if folded in self.tool:
            told = self._number(self.tool[folded])
            return INVALID if told is None else told
        if folded in DONT_KNOW:
            return UNKNOWN
        if folded in MISSING or folded in _REFUSED:
            return BLANK
        if not_applicable(folded) is not None:
            return NOT_APPLICABLE
        both = _CODE_AND_WORD.fullmatch(folded)
        return int(both[1]) if both and self.words.get(both[2]) == int(both[1]) else INVALID

    def _number(self, text: str) -> int | None:
        found = _CODE.fullmatch(text) if text.isascii() else None
        if found is None:
            return None
        code = int(found[1])
        return code if code in self.scale.codes else UNKNOWN if code in self.scale.no_answer else INVALID

    def _several(self, text: str) -> int:
        """Of several answers: 1 where one is wanted; each must be an answer, and may hold the separator itself."""
        found = (self._split(text, separator) for separator in dict.fromkeys((self.separator, *_SEPARATORS)))
        return next((value for value in found if value != INVALID), INVALID)

    def _split(self, text: str, separator: str) -> int:
        parts = text.split(separator)
        values: list[int] = []
        while parts:
            if not parts[0].strip():
                parts = parts[1:]
                continue
            ends = range(len(parts), 0, -1)
            options = ((end, self.option(separator.join(parts[:end]))) for end in ends)
            end, value = next(((end, option) for end, option in options if option is not None), (0, 0))
            if not end:
                return INVALID
            values.append(value)
            parts = parts[end:]
        return max(values, default=INVALID)

    def option(self, word: str) -> int | None:
        """Of one of several answers: 1 where it is wanted, else 0; None where it is no answer."""
        code = self.code(word)
        if code < UNKNOWN:
            return self.scale.value(self.item, code)
        return 0 if fold(word) in OTHER else None

    def spellings(self, seen: Iterable[str] = ()) -> dict[str, int]:
        """Texts that are likely in a file, and those seen in it, with what each counts for; none is invalid."""
        texts = ["", *(str(code) for code in (*self.scale.codes, *self.scale.no_answer)), *seen]
        for words in self.scale.codes.values():
            texts += [form for word in (words.id, words.en) for form in (word, word.lower(), word.upper())]
        found = {text: self.read(text) for text in dict.fromkeys(texts)}
        return {text: value for text, value in found.items() if value != INVALID}


def reader_of(scale: Scale, item: str, mapped: Mapping[str, str], tool: Mapping[str, str], separator: str) -> Reader:
    """The reader of an item. ``mapped`` are folded words to codes or classes, as the user's mapping says."""
    words: dict[str, int] = {}
    clashing: set[str] = set()
    for code, text in scale.codes.items():
        for word in dict.fromkeys((fold(text.id), fold(text.en))):
            if words.setdefault(word, code) != code:
                clashing.add(word)
    words = {word: code for word, code in words.items() if word not in clashing}
    if set(scale.codes) <= {0, 1}:
        for word, number in BOOLEAN.items():
            words.setdefault(fold(word), int(number))
    words |= {word: _APART.get(code) or int(code) for word, code in mapped.items()}
    return Reader(scale, item, words, {fold(text): code for text, code in tool.items()}, separator)


def chosen_parts(reader: Reader, question: Multiple) -> tuple[tuple[int, bool, tuple[str, ...]], ...] | None:
    """Of 0/1 columns: each with whether its answer is wanted, and the texts beside the usual ones that say "chosen"
    (none: any text does); None where one is no answer."""
    marks = dict(question.marks)
    options = [(column, word, reader.option(word) if word else 0) for column, word in question.parts]
    if any(option is None for _, _, option in options):
        return None
    return tuple(
        (column, option == 1, tuple(text for text in (word, marks.get(column, "")) if text))
        for column, word, option in options
    )
