"""The part of ``readiness.yaml`` that says what ``readiness select`` chooses where nothing is said."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

MOST_DRAWS = 1_000_000
QUOTA = r"^\s*\w+\s*=\s*[^=]+:\s*(\d+(\.\.(\d+)?)?|\.\.\d+)\s*$"


_Path = Annotated[str, Field(min_length=1)]
_Places = Annotated[int, Field(strict=True, ge=1)]


def _draws(value: Any) -> Any:
    """``auto``, or a number of draws."""
    if value in (None, "auto") or (type(value) is int and 1 <= value <= MOST_DRAWS):
        return value
    raise ValueError("draws")


_Draws = Annotated[
    Any,
    BeforeValidator(_draws),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1, "maximum": MOST_DRAWS}, {"const": "auto"}]}),
]
_Gates = Annotated[
    list[str],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
_Quota = Annotated[str, Field(pattern=QUOTA)]
EXAMPLES = {"quotas": "kind=kota:10", "draws": "10000", "seed": "1", "waiting": "10"}  # of values, in P011


class Select(BaseModel):
    """What ``readiness select`` chooses where nothing is said. ``candidates`` is relative to the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    top: Annotated[_Places | None, Field(description="how many places there are")] = None
    quotas: Annotated[list[_Quota], Field(description="kind=kota:10, island=Papua:2..5, size=small:..3")] = []
    gates: Annotated[_Gates, Field(description="minimum conditions that bar: all, none, or ids")] = ["all"]
    candidates: Annotated[_Path | None, Field(description="a list of candidates (CSV, XLSX, TXT)")] = None
    where: Annotated[list[str], Field(description="filters of candidates: kind=kota, or codes")] = []
    draws: Annotated[_Draws, Field(description="number of draws, or auto")] = None
    seed: Annotated[int | None, Field(strict=True, ge=0, description="seed of the draws")] = None
    waiting: Annotated[int | None, Field(strict=True, ge=0, description="length of the waiting list")] = None
