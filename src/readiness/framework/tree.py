"""The safe YAML reader: bytes to plain values with the place of each.

The values are built from the parser's events in one pass, so nothing is ever expanded: anchors,
aliases, tags, deep nesting, duplicate, complex and null keys and second documents are refused where
they stand. Keys are always text, as written; plain scalars follow the YAML 1.2 core rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from readiness.findings import Finding
from readiness.framework.decoding import HIDDEN, STAND_IN, decode, lines_of
from readiness.framework.places import Mark, Places, Pointer
from readiness.framework.scalars import is_overflow, is_too_long, resolve
from readiness.framework.syntax import DEEPEST, syntax_finding

MOST_NODES = 100_000
_WITH_COMMAS = re.compile(r"[-+]?[0-9]+(?:,[0-9]+)+")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Tree:
    """One file as plain values. ``value`` is None where it cannot be read; what stands at a pointer
    of ``broken`` has been told and holds a stand-in."""

    value: Any
    places: Places
    findings: list[Finding]
    broken: frozenset[Pointer] = frozenset()


class _UnreadableError(Exception):
    """Reading on makes no sense."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read. ``pointer`` is None where nothing below is kept."""

    value: dict[str, Any] | list[Any]
    pointer: Pointer | None
    is_key: bool = False
    key: str | None = None
    key_place: tuple[int, int] = (1, 1)
    keep: bool = True


def read_tree(data: bytes, path: str) -> Tree:
    """Read YAML safely; never raises. The root must be a mapping."""
    text, findings = decode(data, path)
    if text is None:
        return Tree(None, Places(), findings)
    places = Places({}, lines_of(text))
    reader = _Reader(path, places, findings)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.take(event)
    except _UnreadableError:
        return Tree(None, places, findings)
    except yaml.YAMLError as error:
        findings.append(syntax_finding(error, places, path))
        return Tree(None, places, findings)
    if not isinstance(reader.root, dict):
        findings.append(Finding("C002", path, *places.at(()), excerpt=places.excerpt(places.at(())[0])))
        return Tree(None, places, findings)
    return Tree(reader.root, places, findings, frozenset(reader.broken))


@dataclass(slots=True)
class _Reader:
    path: str
    places: Places
    findings: list[Finding]
    root: Any = None
    stack: list[_Open] = field(default_factory=list)
    broken: set[Pointer] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    documents: int = 0
    nodes: int = 0

    def tell(self, code: str, place: tuple[int, int], **params: Any) -> None:
        self.findings.append(Finding(code, self.path, *place, params, excerpt=self.places.excerpt(place[0])))

    def take(self, event: Any) -> None:
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.NodeEvent):
            self.node(event, place)
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self.stack.pop()
            if closed.is_key:
                self.stack[-1].key, self.stack[-1].keep = "", False
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.tell("C015", place)
                raise _UnreadableError

    def node(self, event: Any, place: tuple[int, int]) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.tell("C019", place, most=MOST_NODES)
            raise _UnreadableError
        self.refuse_extras(event, place)
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self.key(event, place, top)
        elif isinstance(event, yaml.ScalarEvent):
            self.scalar(event, place)
        elif isinstance(event, yaml.AliasEvent):
            pointer = self.attach("", place, None)
            if pointer is not None:
                self.broken.add(pointer)
        else:
            self.open(event, place)

    def refuse_extras(self, event: Any, place: tuple[int, int]) -> None:
        """Anchors, aliases without one, and tags. An alias of a told anchor is the same mistake."""
        if event.anchor and event.anchor not in self.anchors:
            self.anchors.add(event.anchor)
            self.tell("C010", place, name=event.anchor)
        if getattr(event, "tag", None) is not None:
            self.tell("C011", place, tag=event.tag)

    def open(self, event: Any, place: tuple[int, int], *, is_key: bool = False) -> None:
        if len(self.stack) >= DEEPEST:
            self.tell("C014", place, most=DEEPEST)
            raise _UnreadableError
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        pointer = None if is_key else self.attach(value, place, None)
        self.stack.append(_Open(value, pointer, is_key))

    def key(self, event: Any, place: tuple[int, int], top: _Open) -> None:
        top.key_place, top.keep = place, top.pointer is not None
        if isinstance(event, yaml.CollectionStartEvent):
            self.tell("C016", place)
            self.open(event, place, is_key=True)
            return
        top.key = getattr(event, "value", "")
        if isinstance(event, yaml.AliasEvent) or self.is_refused_key(event, place, top):
            top.keep = False

    def is_refused_key(self, event: Any, place: tuple[int, int], top: _Open) -> bool:
        key = event.value
        if event.implicit[0] and resolve(key) is None:
            self.tell("C016", place)
        elif event.implicit[0] and key == "<<":
            if not self.anchors:
                self.tell("C010", place, name="<<")
        elif key in top.value and self.split_number(top) is None:
            first = self.places.at((*(top.pointer or ()), key), key=True)[0]
            self.tell("C013", place, key=key, first=first)
        elif key in top.value:
            return True  # a piece of a number, told when its value turns out to be none
        elif STAND_IN in key:
            return self.is_told()
        elif HIDDEN.search(key):
            self.tell("C017", place, character=_shown(key))
        else:
            return False
        return True

    def scalar(self, event: Any, place: tuple[int, int]) -> None:
        text: str = event.value
        plain = event.implicit[0]
        value = resolve(text) if plain else text
        if plain and value is None and self.told_comma():
            return
        pointer = self.attach(value, place, text if plain else None)
        if plain and (is_too_long(text) or is_overflow(text)):
            self.tell("C018", place)
        elif HIDDEN.search(text):
            self.tell("C017", place, character=_shown(text))
        elif not (event.tag or (STAND_IN in text and self.is_told())):
            return
        if pointer is not None:
            self.broken.add(pointer)

    def is_told(self) -> bool:
        """Whether a hidden character was refused already, for which U+FFFD stands; a file may hold that one itself."""
        return any(finding.code == "C017" for finding in self.findings)

    def split_number(self, top: _Open) -> tuple[Pointer, str] | None:
        """The number, and its place, of which the key that is being read is a later piece: ``{weight: 0,25}``."""
        last = next(reversed(top.value), None) if isinstance(top.value, dict) else None
        if last is None or top.pointer is None:
            return None
        mark, (line, column) = self.places.mark((*top.pointer, last)), top.key_place
        source = self.places.excerpt(line)
        found = _WITH_COMMAS.match(source, mark.column - 1) if mark.text and mark.line == line else None
        if found is None or not mark.text or not mark.text.lstrip("+-").isdecimal() or column > found.end():
            return None
        is_whole = source[found.end() :].lstrip()[:1] in ("", ",", "}", "#")
        return ((*top.pointer, last), found[0]) if is_whole else None

    def told_comma(self) -> bool:
        """A key without a value that is a piece of a number is told as a comma in it, once."""
        top = self.stack[-1] if self.stack else None
        split = None if top is None else self.split_number(top)
        if top is None or split is None:
            return False
        (first, text), mark = split, self.places.mark(split[0])
        code, write = ("C023", text.replace(",", ".")) if text.count(",") == 1 else ("C022", text.replace(",", ""))
        if first not in self.broken:
            self.tell(code, (mark.line, mark.column), key=first[-1], value=text, write=write)
        self.broken.add(first)
        top.key = None
        return True

    def attach(self, value: Any, place: tuple[int, int], text: str | None) -> Pointer | None:
        """Put a value where it belongs; its pointer, or None where it is not kept."""
        if not self.stack:
            self.root = value
            return self.record((), place, place, text)
        top = self.stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
            part: str | int = len(top.value) - 1
            return None if top.pointer is None else self.record((*top.pointer, part), place, place, text)
        key, top.key = top.key or "", None
        if not top.keep or top.pointer is None:
            return None
        top.value[key] = value
        return self.record((*top.pointer, key), place, top.key_place, text)

    def record(self, pointer: Pointer, place: tuple[int, int], key: tuple[int, int], text: str | None) -> Pointer:
        marks: Any = self.places.marks
        marks[pointer] = Mark(*place, *key, text)
        return pointer


def _shown(text: str) -> str:
    found = HIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""
