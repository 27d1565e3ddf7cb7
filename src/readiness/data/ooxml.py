"""The parts of a workbook, read as a stream: no entities, no document type, nothing outside the file.

A library for values alone would not do: a percent format, a formula that was never calculated and
hidden or merged cells decide what a cell means, and they stand in the same XML as the values.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers import expat

from readiness.data.files import MAX_BYTES
from readiness.data.safe import brief, clean

MAX_RATIO = 200
_SMALL = 1_000_000
_PERCENT_IDS = frozenset((9, 10))
_DATE_IDS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Start = Callable[[str, Mapping[str, str]], None]


class UnreadableError(Exception):
    """A workbook that is refused; ``code`` and ``params`` make the finding, names from the file made safe to show."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = {key: brief(clean(value)) if isinstance(value, str) else value for key, value in params.items()}


class Package:
    """A zip whose declared sizes were checked before anything was unpacked."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(BytesIO(data))
            entries = self.zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError) as error:
            raise UnreadableError("D090", reason="zip") from error
        size, packed = sum(e.file_size for e in entries), max(1, sum(e.compress_size for e in entries))
        worst = max((e.file_size / max(1, e.compress_size) for e in entries if e.file_size > _SMALL), default=1.0)
        if size > MAX_BYTES or max(worst, size / packed if size > _SMALL else 1.0) > MAX_RATIO:
            raise UnreadableError("D091", megabytes=size // 1_000_000, ratio=round(max(worst, size / packed)))
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableError("D092")
        self.names = {entry.filename for entry in entries}

    def walk(self, name: str, start: Start, end: Callable[[str, str], None] | None = None) -> None:
        """Call ``start(tag, attributes)`` and ``end(tag, text)`` for every element, without name spaces."""
        if name not in self.names:
            raise UnreadableError("D090", reason=name)
        text: list[str] = []
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def began(tag: str, attributes: dict[str, str]) -> None:
            text.clear()
            start(tag[tag.find(":") + 1 :], attributes)

        def ended(tag: str) -> None:
            if end:
                end(tag[tag.find(":") + 1 :], "".join(text))
            text.clear()

        def doctype(*_: object) -> None:
            raise UnreadableError("D097", part=name)

        parser.StartElementHandler = began
        parser.EndElementHandler = ended
        parser.CharacterDataHandler = text.append
        parser.StartDoctypeDeclHandler = doctype
        try:
            with self.zip.open(name) as file:
                parser.ParseFile(file)
        except (expat.ExpatError, zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError) as error:
            raise UnreadableError("D090", reason=name) from error
        except LookupError as error:  # an encoding that nobody knows
            raise UnreadableError("D090", reason=name) from error
        except Exception as error:
            if isinstance(error, UnreadableError) or type(error).__module__ != "zlib":
                raise
            raise UnreadableError("D090", reason=name) from error

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Of a part (``""`` for the package): id → (kind, path of the target)."""
        where = PurePosixPath(part)
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, at: Mapping[str, str]) -> None:
            if tag == "Relationship" and at.get("TargetMode") != "External":
                found[at.get("Id", "")] = (at.get("Type", "").rsplit("/", 1)[-1], _join(where.parent, at["Target"]))

        name = f"{where.parent}/_rels/{where.name}.rels".removeprefix("./") if part else "_rels/.rels"
        if name in self.names:
            self.walk(name, start)
        return found


def _join(folder: PurePosixPath, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    parts: list[str] = []
    for part in (folder / target).parts:
        if part == ".." and parts:
            parts.pop()
        elif part not in (".", ".."):
            parts.append(part)
    return "/".join(parts)


def shared_strings(package: Package, part: str | None) -> list[str]:
    """The workbook's texts; phonetic readings left out."""
    texts: list[str] = []
    pieces: list[str] = []
    phonetic = [0]

    def start(tag: str, _: Mapping[str, str]) -> None:
        phonetic[0] += tag == "rPh"

    def end(tag: str, text: str) -> None:
        if tag == "t" and not phonetic[0]:
            pieces.append(text)
        elif tag == "rPh":
            phonetic[0] -= 1
        elif tag == "si":
            texts.append(plain("".join(pieces)))
            pieces.clear()

    if part:
        package.walk(part, start, end)
    return texts


def plain(text: str) -> str:
    """A text of OOXML with its ``_x000D_`` escapes undone."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def cell_kinds(package: Package, part: str | None) -> list[str]:
    """For each cell style ``percent``, ``date`` or ``number``."""
    formats: dict[int, str] = {}
    kinds: list[str] = []
    inside = [False]

    def start(tag: str, at: Mapping[str, str]) -> None:
        if tag == "numFmt":
            formats[_int(at.get("numFmtId"))] = _kind_of_format(at.get("formatCode", ""))
        elif tag == "cellXfs":
            inside[0] = True
        elif tag == "xf" and inside[0]:
            known = _int(at.get("numFmtId"))
            built_in = "percent" if known in _PERCENT_IDS else "date" if known in _DATE_IDS else "number"
            kinds.append(formats.get(known, built_in))

    def end(tag: str, _: str) -> None:
        if tag == "cellXfs":
            inside[0] = False

    if part:
        package.walk(part, start, end)
    return kinds


def _kind_of_format(code: str) -> str:
    shown = _LITERALS.sub("", code.split(";", maxsplit=1)[0]).lower()
    if "%" in shown:
        return "percent"
    return "date" if shown != "general" and any(letter in shown for letter in "ymdhs") else "number"


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
