"""What counting one file gives, and where the keys of an answer's row stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from readiness.data.vocabulary import YES, fold_word
from readiness.survey import sql
from readiness.survey.plan import Item, Plan
from readiness.survey.table import Place, Row
from readiness.survey.tables import Counts, Where

MOST_TEXTS = 5_000  # different texts of one item that cannot be read: then the column holds no answers


class NoAnswersError(Exception):
    """A column that holds no answers; ``item`` and some ``texts``."""

    def __init__(self, item: str, column: int, texts: list[str]) -> None:
        super().__init__(item)
        self.item, self.column, self.texts = item, column, texts


@dataclass
class Counted:
    """Counts of one file, units and waves still as it writes them.

    ``invalid``: of a column, the texts that cannot be read, with the item and how many they are; ``odd``: of items
    that the framework does not have, how many answers. ``places`` are the rows where something may be wrong, by line;
    None where they were not looked for. ``uneven``: respondents of a long file who have several weights. ``synthetic``:
    any row says that it is simulated.
    """

    counts: Counts = field(default_factory=Counts)
    invalid: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    odd: Counter[str] = field(default_factory=Counter)
    places: list[Place] | None = None
    uneven: int = 0
    synthetic: bool = False


Run = Callable[[str, Mapping[int, Collection[str]]], Iterable[Row]]


def column_of(item: Item) -> int:
    """Where an item stands in a wide file; -1 in a long one."""
    return -1 if item.column is None else item.column


class Layout:
    """Where the keys of an answer's row stand."""

    def __init__(self, plan: Plan) -> None:
        present = [key for key in sql.KEYS if key in plan.roles or key == "unit"]
        self.place = {key: number for number, key in enumerate(present)}
        self.width = len(present)

    def where(self, row: Row) -> Where:
        """Wave and unit, as the file writes them."""
        return self._text(row, "wave"), self._text(row, "unit")

    def design(self, row: Row) -> tuple[str, str]:
        """Stratum and cluster."""
        return self._text(row, "stratum"), self._text(row, "cluster")

    def fpc(self, row: Row) -> str:
        """The finite population, as the file writes it."""
        return self._text(row, "fpc")

    def synthetic(self, row: Row) -> bool:
        """Whether the row says that it is simulated."""
        return "synthetic" in self.place and fold_word(self._text(row, "synthetic")) in YES

    def _text(self, row: Row, key: str) -> str:
        place = self.place.get(key)
        return "" if place is None else (row[place] or "").strip()
