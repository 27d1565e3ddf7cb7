"""Data as a Python program holds them: what was read, and every finding of reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from readiness.api.errors import DataError, UsageError, asked, unknown
from readiness.api.frameworks import Framework, loaded
from readiness.findings import Finding, has_errors
from readiness.pipeline import Checked, Request, check_data, checked_with

if TYPE_CHECKING:
    import pandas as pd

    from readiness.data.table import Table


@dataclass(frozen=True, slots=True, repr=False)
class Data:
    """Data read for one framework, one table a wave. ``request`` says how they were read."""

    framework: Framework
    checked: Checked
    request: Request

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found in framework and data: errors here refuse single units."""
        return self.checked.findings

    @property
    def waves(self) -> list[str]:
        """The waves by name, in order; empty where the data name none."""
        return sorted(wave for wave in self.checked.tables if wave is not None)

    @property
    def refused(self) -> list[str]:
        """Codes of the units that an error refuses, as they were written."""
        return sorted({code for table in self.checked.tables.values() for code in table.refused})

    def frame(self) -> pd.DataFrame:
        """Raw values: units by code × indicators, then denominators and groups; NaN where there is none, also
        where an indicator does not apply.

        With several waves the rows are ``(wave, code)``. A choice is its key, a boolean 1 or 0.
        """
        import pandas as pd

        tables = self.checked.tables
        if len(tables) == 1:
            return _frame(next(iter(tables.values())), self.framework).rename_axis("code")
        frames = {wave: _frame(table, self.framework) for wave, table in tables.items() if wave is not None}
        return pd.concat({wave: frames[wave] for wave in sorted(frames)}, names=["wave", "code"])

    def table(self, wave: str | None = None) -> Table:
        """The table of a wave; without a name, the only one there is. Raises UsageError."""
        tables = self.checked.tables
        if wave is None and len(tables) == 1:
            return next(iter(tables.values()))
        if wave is None:
            raise UsageError(f"the data have several waves, choose one with wave=: {', '.join(self.waves)}.")
        if wave not in tables:
            raise UsageError(unknown(f"the data have no wave '{wave}'.", wave, self.waves))
        return tables[wave]

    def __repr__(self) -> str:
        units = {unit.code for table in self.checked.tables.values() for unit in table.units}
        waves = f", waves {', '.join(self.waves)}" if self.waves else ""
        return f"<Data for {self.framework.id}: {len(units)} units{waves}>"


def _frame(table: Table, framework: Framework) -> pd.DataFrame:
    import pandas as pd

    found = table.frame(framework.indicators)
    for columns in (table.denominators, table.groups):
        beside = pd.DataFrame.from_dict(columns, orient="index")
        found = found.join(beside[sorted(beside.columns)])
    return found


def read_data(
    framework: Framework,
    *paths: str | PathLike[str],
    stage: str | None = None,
    decimal: Literal[".", ","] | None = None,
    wave: str | None = None,
    skip_rows: int = 0,
    allow_unknown: bool = False,
) -> Data:
    """Read CSV and XLSX files, or folders of them, as one table a wave.

    ``stage`` and ``decimal`` as the options of ``readiness score``; ``wave`` keeps only that one. Raises DataError
    where a file is refused, or every unit: it tells all findings. A refused unit is left out, and told in
    ``findings``. Raises UsageError for a path, a stage or a wave that is not there.
    """
    loaded(framework)
    request = Request(
        framework.loaded.path, tuple(map(Path, paths)), None, stage, decimal=decimal, skip_rows=skip_rows,
        allow_unknown=allow_unknown,
    )  # fmt: skip
    if not paths:
        raise UsageError("no data was named: give the paths of CSV or XLSX files.")
    with asked():
        checked = check_data(framework.loaded, request)
    data = _standing(Data(framework, checked, request))
    if wave is None:
        return data
    table = data.table(wave)
    return Data(framework, Checked(checked.loaded, {wave: table}, checked.findings), request)


def data_of(framework: Framework, frame: pd.DataFrame) -> Data:
    """A DataFrame as data. Numbers need not be whole there: a level may be the mean of several assessors.

    Raises DataError as ``read_data`` does.
    """
    from readiness.data.frame import read_frame
    from readiness.data.registry import load_registry
    from readiness.layout import layout_of

    registry = load_registry()
    layout = layout_of(framework.model, registry.columns)
    layout = replace(layout, columns=tuple(replace(column, whole=False) for column in layout.columns))
    reading = read_frame(frame, layout, registry=registry)
    request = Request(framework.loaded.path, ())
    return _standing(Data(framework, checked_with(framework.loaded, reading, request), request))


def _standing(data: Data) -> Data:
    tables = data.checked.tables.values()
    if has_errors(found for found in data.findings if found.unit is None) or not any(table.units for table in tables):
        raise DataError("the data cannot be scored:", data.findings)
    return data
