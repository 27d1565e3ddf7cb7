"""DuckDB reads a CSV in blocks, and tells of a row where it begins within one: from there to its place in the file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

BUFFER = 1 << 23  # larger ones take memory and save no time
STRIDE = BUFFER - 2048  # from block to block


def offsets(path: Path, rows: Iterable[tuple[int, str]], stride: int = STRIDE) -> list[int] | None:
    """Where rows begin in the file, in bytes. Of each, in the order of the file: the place, counted from 1 in a block
    that is not told, and its text.

    A row is looked for at that place of every block, from where the row before was found: so all of them together cost
    one look a row and one a block. None where a row is at none of them.
    """
    found: list[int] = []
    reached = -1
    with path.open("rb", buffering=0) as file:  # short looks, far apart
        size = file.seek(0, 2)
        for place, text in rows:
            wanted = text.lstrip("\r\n").encode()
            first = place - 1 + max(0, reached - place) // stride * stride
            for start in range(first, size, stride):
                file.seek(start)
                block = file.read(len(wanted) + 8)
                begin = len(block) - len(block.lstrip(b"\r\n"))
                if start + begin > reached and block[begin : begin + len(wanted)] == wanted:
                    reached = start + begin
                    found.append(reached)
                    break
            else:
                return None
    return found
