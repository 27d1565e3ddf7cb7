"""Scores as tables: what a Python program does next is pandas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from readiness.api.errors import UsageError
from readiness.findings import Finding
from readiness.framework.model import Framework

if TYPE_CHECKING:
    import pandas as pd

    from readiness.results.records import Results
    from readiness.scoring.matrix import MatrixScores
    from readiness.scoring.vectors import Vector


@dataclass(frozen=True, repr=False)
class Scores:
    """One wave scored. Every table has one row a unit, by code; NaN where there is no number.

    ``framework`` is the one that scored, with the weights and methods that were asked for; ``findings`` is all that
    was found on the way.
    """

    framework: Framework
    codes: tuple[str, ...]
    findings: tuple[Finding, ...]
    document: Results | None = None
    matrix: MatrixScores | None = None

    @property
    def results(self) -> Results:
        """The whole document, as the command line writes it. Raises UsageError for scores without detail."""
        if self.document is None:
            raise UsageError("these are numbers alone: score with detail=True for points, tables and the document.")
        return self.document

    @cached_property
    def index(self) -> pd.Series[float]:
        """The index of every unit, unrounded, minimum conditions applied."""
        import pandas as pd

        if self.matrix is not None:
            return pd.Series(self.matrix.index, self._codes, name="index")
        return pd.Series([unit.index.value for unit in self.results.units], self._codes, dtype=float, name="index")

    @cached_property
    def ranks(self) -> pd.Series[int]:
        """Competition ranks (1, 2, 2, 4); missing where there is no index."""
        import pandas as pd

        from readiness.scoring.verdict import competition_ranks

        ranks = competition_ranks(self._values())
        return pd.Series(ranks, self._codes, dtype="Int64", name="rank")

    @cached_property
    def bands(self) -> pd.Series[str]:
        """The band of every unit by its id, ordered from the lowest; missing where there is no index."""
        import pandas as pd

        order = [band.id for band in self.framework.bands]
        return pd.Series(pd.Categorical(self._bands(), order, ordered=True), self._codes, name="band")

    def _bands(self) -> list[str | None]:
        from readiness.results.publish import published
        from readiness.scoring.verdict import band_of

        if self.document is not None:
            return [unit.index.band for unit in self.document.units]
        places = self.framework.decimals
        return [
            None if value is None else band_of(self.framework, value, published(value, places))
            for value in self._values()
        ]

    def _values(self) -> list[float | None]:
        found: list[float | None] = self.index.astype(object).where(self.index.notna(), None).tolist()
        return found

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Units × nodes: the score of every pillar, group and indicator on the framework's scale."""
        return self._nodes("score").drop(columns="index")

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """Units × (``index`` and nodes): the part of the weight that has data, 0 to 1."""
        return self._nodes("coverage")

    @cached_property
    def points(self) -> pd.DataFrame:
        """Units × nodes: what each brings to the index. Indicators add up to their group, pillars to the index
        (before any condition that caps it)."""
        return self._nodes("points").drop(columns="index")

    def table(self, lang: Literal["id", "en"] | None = None) -> pd.DataFrame:
        """The flat table that ``readiness score -o table.csv`` writes, units by rank: published figures.

        Columns are ids; with ``lang`` they are labels for people, and so are the words.
        """
        import pandas as pd

        from readiness.report.columns import columns
        from readiness.report.tables import rows

        heads, *body = rows(self.results, lang=lang)
        names = pd.Index([str(head) for head in heads])
        frame = pd.DataFrame([[_plain(cell) for cell in row] for row in body], columns=names)
        for name, column in zip(names, columns(self.framework, self.results), strict=True):
            if column.kind == "whole":
                frame[name] = frame[name].astype("Int64")
        return frame.set_index(names[0])

    def to_json(self) -> str:
        """``results.json``, byte for byte as the command line writes it."""
        from readiness.results.document import dumps

        return dumps(self.results)

    @property
    def _codes(self) -> pd.Index[str]:
        import pandas as pd

        return pd.Index(self.codes, name="code", dtype="str")

    def _nodes(self, name: Literal["score", "coverage", "points"]) -> pd.DataFrame:
        import pandas as pd

        ids = ["index", *(node.id for node in self.framework.walk())]
        return pd.DataFrame(self._rows(ids, name).T, self._codes, pd.Index(ids, name="node"))

    def _rows(self, ids: list[str], name: Literal["score", "coverage", "points"]) -> Vector:
        import numpy as np

        if self.matrix is not None and name != "points":
            return self.matrix.score if name == "score" else self.matrix.coverage
        units = self.results.units
        root = [unit.index.coverage if name == "coverage" else unit.index.value for unit in units]
        return np.array([root, *([getattr(unit.nodes[node], name) for unit in units] for node in ids[1:])], float)

    def __repr__(self) -> str:
        wave = f", wave {self.document.wave}" if self.document is not None and self.document.wave else ""
        ranked = int(self.index.notna().sum())
        return f"<Scores of {self.framework.id}{wave}: {len(self.codes)} units, {ranked} ranked>"


def _plain(cell: object) -> object:
    from decimal import Decimal

    return float(cell) if isinstance(cell, Decimal) else cell
