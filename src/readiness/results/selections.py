"""The document of a selection (``readiness/selection/1``): to text and back, its digest and its JSON Schema.

The same results, options and lists give the same bytes: keys sorted, LF, UTF-8, doubles as Python writes them.
"""

from __future__ import annotations

import hashlib
from typing import Any

from readiness.results.canonical import canonical
from readiness.results.document import record_of, text_of
from readiness.results.schema import schema_of
from readiness.results.selection import SCHEMA, Selection

OPEN_LEVELS = 3  # the document, what is in it, and the fields of that: broken into lines
OUTSIDE = ("tool", "inputs", "findings", "digest")  # of the digest


def dumps(selection: Selection) -> str:
    """The document's text, with a last line feed. Raises ValueError for NaN or infinity."""
    return text_of(selection, OPEN_LEVELS)


def loads(text: str) -> Selection:
    """A document's records; nothing is computed anew. Raises DocumentError."""
    return record_of(Selection, text, SCHEMA, "selection")


def digest(selection: Selection) -> str:
    """SHA-256 (hexadecimal) of who was chosen, how sure that is and what was decided; not of paths and findings."""
    return hashlib.sha256(canonical(selection, without=OUTSIDE).encode("utf-8")).hexdigest()


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12); ``schema/selection.schema.json`` is kept equal to it by a test."""
    return schema_of(Selection, SCHEMA, "Selection of readiness")
