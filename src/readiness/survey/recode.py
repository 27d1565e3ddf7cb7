"""A CSV in another encoding, copied as UTF-8, block by block."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from readiness.findings import Finding
from readiness.survey.dialect import Dialect, encoding_of
from readiness.survey.opening import Opened, write_table
from readiness.survey.rawlines import numbered

BLOCK = 1 << 20


def recoded(path: Path, shown: str, folder: Path) -> tuple[Path | None, list[Finding]]:
    """A copy in UTF-8; or why there can be none. What is no UTF-8 is read as cp1252, and told.

    A file that is partly UTF-8 and partly not is refused: some of its names are already wrong.
    """
    with path.open("rb") as file:
        encoding = encoding_of(file.read(4))
    findings: list[Finding] = []
    if encoding != "utf-16":
        place = _first_bad(path)
        if place is None:
            encoding = "utf-8-sig"
        elif isinstance(place, Finding):
            return None, [Finding(place.code, shown, place.line, params=place.params)]
        else:
            line, byte = place
            encoding = "cp1252"
            params = {"byte": f"0x{byte:02X}", "character": bytes([byte]).decode("cp1252", "replace")}
            findings = [Finding("D010", shown, line, params=params)]
    copy = folder / f"{len(list(folder.iterdir()))}.csv"
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as source, copy.open("w", encoding="utf-8", newline="") as target:
        while True:
            block = source.read(BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                code = "D012" if encoding == "cp1252" else "D011"
                at = error.object[error.start : error.start + 1]
                return None, [Finding(code, shown, line, params={"byte": f"0x{at.hex().upper()}"})]
            if not block:
                target.write(text)
                return copy, findings
            line += text.count("\n")
            target.write(text)


def _first_bad(path: Path) -> tuple[int, int] | Finding | None:
    """Line and value of the first byte that is no UTF-8; a finding where other bytes are, for then two are mixed."""
    line, found, beyond = 1, None, False
    with path.open("rb") as file:
        carried = b""
        while block := file.read(BLOCK):
            data = carried + block
            carried = b""
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError as error:
                if error.end >= len(data) - 3 and error.reason == "unexpected end of data":
                    carried = data[error.start :]
                    data = data[: error.start]
                elif found is None:
                    found = (line + data[: error.start].count(b"\n"), data[error.start])
                text = data.decode("utf-8", "ignore")
            beyond = beyond or not text.isascii()
            line += data.count(b"\n")
    if carried and found is None:
        found = (line, carried[0])
    if found is not None and beyond:
        return Finding("D011", line=found[0], params={"byte": f"0x{found[1]:02X}"})
    return found


def rewritten(opened: Opened, folder: Path) -> tuple[Opened | None, list[Finding]]:
    """A file that an engine cannot read as it stands, in UTF-8 and with plain lines; or why it is no table."""
    copy, findings = recoded(opened.path, opened.shown, folder)
    if copy is None:
        return None, findings
    lines: list[int] = []
    plain = folder / f"{len(list(folder.iterdir()))}.csv"
    try:
        write_table(plain, _kept(numbered(replace(opened, path=copy)), lines))
    except csv.Error as error:
        code = "D021" if "limit" in str(error) else "D020"
        line = lines[-1] + 1 if lines else 1
        return None, [*findings, Finding(code, opened.shown, line, params={"most": "1 MiB"})]
    with plain.open(encoding="utf-8", newline="") as file:
        file.readline()
        rows = [row for row, _ in zip(csv.reader(file), range(len(opened.rows) or 1), strict=False)]
    return replace(opened, path=plain, rows=rows, dialect=Dialect(passed=1), lines=tuple(lines), first_line=1), findings


def _kept(rows: Iterable[tuple[int, list[str]]], lines: list[int]) -> Iterator[list[str]]:
    for line, row in rows:
        lines.append(line)
        yield row
