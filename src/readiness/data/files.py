"""From paths to bytes: folders opened, everything that is no ordinary data file refused before it is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from readiness.findings import Finding

MAX_BYTES = 200_000_000
SUFFIXES = (".csv", ".xlsx")
_SKIPPED = ("~$", ".", "_")
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"PAR1", "Parquet"),
    (b"\x7fELF", "program"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
)


def gather(paths: Iterable[Path]) -> tuple[list[Path], list[Finding]]:
    """The files that the paths mean, each once, in the order given; a folder's own by name.

    A folder means its ``*.csv`` and ``*.xlsx``, not subfolders, not names that begin with ``~$``, ``.`` or ``_``.
    """
    files: dict[str, Path] = {}
    findings: list[Finding] = []
    for path in paths:
        found = [path]
        if path.is_dir():
            found = _inside(path)
            if not found:
                findings.append(Finding("D003", path.as_posix()))
        for file in found:
            files.setdefault(os.path.realpath(file), file)
    return list(files.values()), findings


def _inside(folder: Path) -> list[Path]:
    return sorted(
        (
            p
            for p in folder.iterdir()
            if p.suffix.lower() in SUFFIXES and not p.name.startswith(_SKIPPED) and p.is_file()
        ),
        key=lambda p: p.name,
    )


def load(path: Path) -> bytes | Finding:
    """The bytes of one file, read once; or the finding that says why not. Devices and pipes are never opened."""
    shown = path.as_posix()
    if path.name.startswith("~$"):
        return Finding("D004", shown, params={"original": path.name[2:]})
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return Finding("D002", shown)
        if about.st_size > MAX_BYTES:
            return _too_large(shown, about.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Finding("D001", shown)
    except PermissionError:
        return Finding("D004", shown, params={"original": path.name})
    except (OSError, ValueError) as error:
        return Finding("D006", shown, params={"reason": getattr(error, "strerror", None) or "OSError"})
    return data if len(data) <= MAX_BYTES else _too_large(shown, len(data))


def _too_large(path: str, size: int) -> Finding:
    return Finding("D005", path, params={"megabytes": size // 1_000_000, "most": MAX_BYTES // 1_000_000})


def kind_of(data: bytes, path: Path) -> str | Finding:
    """``"csv"`` or ``"xlsx"`` by content, or the finding that names what the file really is."""
    suffix = path.suffix.lower()
    true = _true_type(data)
    if true == "XLSX" and suffix in (".xlsx", ".xlsm"):
        return "xlsx"
    if true is None and suffix not in (".xlsx", ".xlsm", ".xls"):
        return "csv"
    code = "D092" if true == "XLSX with a password" else "D007"
    return Finding(code, path.as_posix(), params={"suffix": suffix or path.name, "true": true or "text"})


def _true_type(data: bytes) -> str | None:
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_type(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "XLSX with a password" if "EncryptedPackage".encode("utf-16-le") in data else "XLS (Excel 97-2003)"
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")):
        return "HTML"
    return "XML" if head.startswith(b"<?xml") else None


def _zip_type(data: bytes) -> str:
    if b"xl/" in data:
        return "XLSB" if b"xl/workbook.bin" in data else "XLSX"
    if b"opendocument.spreadsheet" in data[:200]:
        return "ODS"
    return "DOCX" if b"word/document.xml" in data else "ZIP"
