"""Bytes to text: the encoding is settled, and what nobody can see is refused, before YAML is read."""

from __future__ import annotations

import codecs
import re

from readiness.findings import Finding

LARGEST = 1024 * 1024
# Control characters, direction marks and overrides, line separators, surrogates, non-characters.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
STAND_IN = "\ufffd"
_LINE_END = re.compile(r"\r\n|\r|\n")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines as YAML and editors count them."""
    return tuple(_LINE_END.split(text))


def decode(data: bytes, path: str) -> tuple[str | None, list[Finding]]:
    """The text of a file and what is wrong with it; None where it cannot be read at all.

    UTF-8 with or without a byte order mark is read; UTF-16 with one is read with a warning; any other
    encoding is refused at its first strange byte. A hidden character is refused, and stands as U+FFFD.
    """
    if len(data) > LARGEST:
        return None, [Finding("C005", path, 1, 1, {"size": f"{len(data) / LARGEST:.1f}"})]
    findings: list[Finding] = []
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
        findings.append(Finding("C004", path, 1, 1))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return None, [_not_utf8(data, error, path)]
    findings += _hidden(text, path)
    return HIDDEN.sub(STAND_IN, text), findings


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Finding:
    before = data[: error.start].decode(error.encoding, errors="replace")
    lines = lines_of(before)
    whole = lines_of(data.decode("cp1252", errors="replace"))
    byte = f"0x{data[error.start]:02X}"
    excerpt = HIDDEN.sub(STAND_IN, whole[len(lines) - 1])
    return Finding("C003", path, len(lines), len(lines[-1]) + 1, {"byte": byte}, excerpt=excerpt)


def _hidden(text: str, path: str) -> list[Finding]:
    if not HIDDEN.search(text):
        return []
    findings = []
    for number, line in enumerate(lines_of(text), 1):
        if found := HIDDEN.search(line):
            shown = HIDDEN.sub(STAND_IN, line)
            params = {"character": f"U+{ord(found[0]):04X}"}
            findings.append(Finding("C017", path, number, found.start() + 1, params, excerpt=shown))
    return findings
