"""The document of a gate (``readiness/gate/1``): to text and back, and its JSON Schema."""

from __future__ import annotations

from typing import Any

from readiness.results.document import record_of, text_of
from readiness.results.gate import SCHEMA, Gate
from readiness.results.schema import schema_of

OPEN_LEVELS = 2  # document and lists: one demand, one judgement a line


def dumps(found: Gate) -> str:
    """The document's text, with a last line feed: the same verdict gives the same bytes."""
    return text_of(found, OPEN_LEVELS)


def loads(text: str) -> Gate:
    """A document's records; nothing is computed anew. Raises DocumentError."""
    return record_of(Gate, text, SCHEMA, "gate")


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12); ``schema/gate.schema.json`` is kept equal to it by a test."""
    return schema_of(Gate, SCHEMA, "Verdict of readiness gate")
