"""The document of an improvement (``readiness/improvement/1``): to text and back, and its JSON Schema."""

from __future__ import annotations

from typing import Any

from readiness.results.document import record_of, text_of
from readiness.results.improvement import SCHEMA, ImprovementOf
from readiness.results.schema import schema_of

OPEN_LEVELS = 5  # document, improvement, plans, plan, steps: broken into lines; a step is one line


def dumps(found: ImprovementOf) -> str:
    """The document's text, with a last line feed: the same improvement gives the same bytes."""
    return text_of(found, OPEN_LEVELS)


def loads(text: str) -> ImprovementOf:
    """A document's records; nothing is computed anew. Raises DocumentError."""
    return record_of(ImprovementOf, text, SCHEMA, "improvement")


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12); ``schema/improvement.schema.json`` is kept equal to it by a test."""
    return schema_of(ImprovementOf, SCHEMA, "Improvement plans of readiness")
