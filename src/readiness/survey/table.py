"""What an engine is given, and what it gives back: one file as a view of texts, and the rows that did not fit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from readiness.survey.opening import Opened

Progress = Callable[[float], None]  # the fraction of the file that is done
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One file as the view ``responses``: its ``columns`` as texts ``c0``, ``c1``, ..., never null; the mark of a
    of a weight is a dot.

    ``known`` are texts that are likely in a column. An engine may use them to find the rows where another one stands
    (and where the ``weight`` is no number) while it reads; it must count those rows all the same.
    """

    opened: Opened
    header_rows: int
    columns: Sequence[int]
    weight: int | None = None
    mark: Literal[".", ","] = "."
    known: Mapping[int, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A row by its physical line, and its texts. ``ragged``: it has other columns than the header, and was left out."""

    line: int
    texts: tuple[str, ...]
    ragged: bool = False


class Engine(Protocol):
    """What runs a SELECT over the view ``responses``.

    ``places`` are rows of the last ``rows`` that did not fit; None where they were not looked for. ``ragged`` is how
    many had other columns than the header, and were left out.
    """

    name: str
    ragged: int
    places: list[Place] | None

    def rows(self, table: Table, select: str, progress: Progress | None = None) -> Iterator[Row]:
        """The rows of the answer. Raises UnreadableRowsError, BadEncodingError, TooManyPlacesError."""
        ...


class UnreadableRowsError(Exception):
    """The file cannot be read as rows; ``detail`` is the engine's own word."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class LargeWeightsError(UnreadableRowsError):
    """A square of a weight needs more than 64 bits: the SELECT must be that of a plan with ``large`` weights."""


class BadEncodingError(Exception):
    """The file is no UTF-8 further down."""


class TooManyPlacesError(Exception):
    """So many rows do not fit what is ``known`` that it is no help: read again without."""
