"""What was made, from what, and how: the manifest beside every output, an in-toto Statement v1.

Form: https://in-toto.io/Statement/v1, whose ``predicate`` is ``readiness/manifest/1``. Paths are relative to the folder
of the manifest. ``self`` is the SHA-256 of the statement's canonical form (RFC 8785) without it: it shows an accident,
never a forger, who can make it anew; against forgers only a signature helps.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readiness.results.canonical import canonical
from readiness.results.document import DocumentError
from readiness.results.plain import plain
from readiness.results.schema import schema_of
from readiness.results.typed import MismatchError, reader

SCHEMA = "readiness/manifest/1"
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "urn:readiness:manifest:1"


@dataclass(frozen=True, slots=True)
class Digest:
    """Of the bytes of a file, hexadecimal."""

    sha256: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A file that was made."""

    name: str
    digest: Digest


@dataclass(frozen=True, slots=True)
class FrameworkUsed:
    """``sha256`` of the file's bytes; ``meaning`` of the canonical form of what it says, the same for other spellings.

    ``path`` is None for a framework that comes with the tool.
    """

    id: str
    version: str
    path: str | None
    sha256: str
    meaning: str


@dataclass(frozen=True, slots=True)
class InputUsed:
    """A file that was read. Rows of data: how many there are, how many a result rests on, how many were refused; the
    rest was read and not needed, such as earlier stages. None for a file that is no data."""

    path: str
    sha256: str
    rows: int | None = None
    used: int | None = None
    refused: int | None = None


@dataclass(frozen=True, slots=True)
class ResultMade:
    """The digest of one wave: of what was measured and said, whatever the files look like."""

    wave: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class Made:
    """The predicate. ``command`` is run in ``folder``, under ``environment`` (variables of ours), to make the same
    again; ``previous`` is the SHA-256 of the
    manifest that stood here before; ``made`` the time that SOURCE_DATE_EPOCH gives."""

    tool: str
    command: tuple[str, ...]
    folder: str
    lang: str
    framework: FrameworkUsed | None
    inputs: tuple[InputUsed, ...]
    results: tuple[ResultMade, ...]
    options: Mapping[str, Any]
    environment: Mapping[str, str]
    made: int | None = None
    previous: str | None = None
    schema: str = SCHEMA


@dataclass(frozen=True, slots=True)
class Manifest:
    """A statement: what was made, and how."""

    subject: tuple[Subject, ...]
    predicate: Made


def dumps(manifest: Manifest) -> str:
    """The document's text, with a last line feed: the same manifest gives the same bytes."""
    said = _statement(manifest)
    text = json.dumps({**said, "self": _self(said)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return text.encode("utf-8", "backslashreplace").decode()  # a file name need not be text: JSON's own escape


def loads(text: str) -> Manifest:
    """A manifest as written. Raises DocumentError; where one byte is not as ``dumps`` writes it, too."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"not a JSON document: {error}") from error
    if not isinstance(value, dict) or value.get("_type") != STATEMENT or value.get("predicateType") != PREDICATE:
        raise DocumentError("not a manifest of readiness")
    try:
        found: Manifest = reader(Manifest)(value, "manifest")
    except MismatchError as error:
        raise DocumentError(str(error)) from error
    if found.predicate.schema != SCHEMA:
        raise DocumentError(f"made by a later version of readiness ({found.predicate.schema}): update the tool")
    if dumps(found) != text:
        raise DocumentError("changed since it was made: its own digest is not that of its text")
    return found


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12); ``schema/manifest.schema.json`` is kept equal to it by a test."""
    schema = schema_of(Manifest, SCHEMA, "Manifest of readiness")
    del schema["properties"]["schema"]  # it stands in the predicate
    fixed = {"_type": {"const": STATEMENT}, "predicateType": {"const": PREDICATE}, "self": {"type": "string"}}
    schema["properties"] = {**schema["properties"], **fixed}
    schema["required"] = sorted([*schema["required"], *fixed])
    return schema


def sha256(content: bytes) -> str:
    """The digest of bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def meaning(snapshot: Mapping[str, Any]) -> str:
    """The digest of what a framework says: comments, order of keys and spelling of numbers do not enter."""
    return sha256(canonical(snapshot).encode())


def _statement(manifest: Manifest) -> dict[str, Any]:
    return {"_type": STATEMENT, "predicateType": PREDICATE, **plain(manifest)}


def _self(statement: Mapping[str, Any]) -> str:
    return sha256(canonical(statement).encode("utf-8", "surrogatepass"))
