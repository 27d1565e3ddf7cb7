"""From bytes to text, never by statistics: BOM, then strict UTF-8, then cp1252 with a warning."""

from __future__ import annotations

from readiness.findings import Finding

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decode(data: bytes, path: str) -> tuple[str | None, list[Finding]]:
    """The text and what must be told of it; None where the bytes are no text.

    Bytes that are partly UTF-8 and partly not are refused at the first bad line: two encodings in
    one file means that some names are already wrong.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], name, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error.start, path)
    return _without_nul(text, path)


def _strict(data: bytes, name: str, path: str) -> tuple[str | None, list[Finding]]:
    try:
        return _without_nul(data.decode(name), path)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(name, "replace")
        return None, [Finding("D011", path, *_place_of(before), {"byte": _hex(data, error.start)})]


def _legacy(data: bytes, start: int, path: str) -> tuple[str | None, list[Finding]]:
    place = _place_of(data[:start].decode("utf-8", "replace"))
    params = {"byte": _hex(data, start)}
    if not data.decode("utf-8", "ignore").isascii():
        return None, [Finding("D011", path, *place, params)]
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        place = _place_of(data[: error.start].decode("latin-1"))
        return None, [Finding("D012", path, *place, {"byte": _hex(data, error.start)})]
    found, findings = _without_nul(text, path)
    return found, findings or [Finding("D010", path, *place, params | {"character": text[start]})]


def _without_nul(text: str, path: str) -> tuple[str | None, list[Finding]]:
    at = text.find("\0")
    return (text, []) if at < 0 else (None, [Finding("D013", path, *_place_of(text[:at]))])


def _place_of(before: str) -> tuple[int, int]:
    """The line and column of what follows."""
    line = 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
    return line, len(before) - max(before.rfind("\n"), before.rfind("\r"))


def _hex(data: bytes, at: int) -> str:
    return f"0x{data[at]:02X}" if at < len(data) else "end"
