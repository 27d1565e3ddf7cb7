"""The document of an improvement (``readiness/improvement/1``): to text and back, and its JSON Schema."""

from __future__ import annotations

import json
from typing import Any

from readiness.results.document import DocumentError, text_of
from readiness.results.improvement import SCHEMA, ImprovementOf
from readiness.results.schema import schema_of
from readiness.results.typed import MismatchError, reader

OPEN_LEVELS = 5  # document, improvement, plans, plan, steps: broken into lines; a step is one line


def dumps(found: ImprovementOf) -> str:
    """The document's text, with a last line feed: the same improvement gives the same bytes."""
    return text_of(found, OPEN_LEVELS)


def loads(text: str) -> ImprovementOf:
    """A document's records; nothing is computed anew. Raises DocumentError."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"not a JSON document: {error}") from error
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema != SCHEMA:
        raise DocumentError(f"not an improvement: 'schema' is {schema!r}, and {SCHEMA!r} is expected")
    try:
        found: ImprovementOf = reader(ImprovementOf)(value, "improvement")
    except MismatchError as error:
        raise DocumentError(str(error)) from error
    return found


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12); ``schema/improvement.schema.json`` is kept equal to it by a test."""
    return schema_of(ImprovementOf, SCHEMA, "Improvement plans of readiness")
