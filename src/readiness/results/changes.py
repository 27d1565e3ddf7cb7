"""The document of changes (``readiness/change/1``): to text and back, and its JSON Schema."""

from __future__ import annotations

from typing import Any

from readiness.results.change import SCHEMA, Changes
from readiness.results.document import record_of, text_of
from readiness.results.schema import schema_of

OPEN_LEVELS = 5  # document, changes, change, units: broken into lines; a unit is one line


def dumps(found: Changes) -> str:
    """The document's text, with a last line feed: the same results give the same bytes."""
    return text_of(found, OPEN_LEVELS)


def loads(text: str) -> Changes:
    """A document's records; nothing is computed anew. Raises DocumentError."""
    return record_of(Changes, text, SCHEMA, "change")


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12); ``schema/change.schema.json`` is kept equal to it by a test."""
    return schema_of(Changes, SCHEMA, "What changed between results of readiness")
