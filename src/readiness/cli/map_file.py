"""``report --map FILE``: the regions as areas, from a file of boundaries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli import show_findings
from readiness.cli.session import Session, coloured
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.data.boundaries.records import Outlines
    from readiness.results.records import Results


def split(named: str) -> tuple[Path, str | None]:
    """``FILE#PROPERTY`` as its parts; a file whose own name holds ``#`` is meant as it stands."""
    path, _, key = named.rpartition("#")
    return (Path(path), key) if path and key and not Path(named).is_file() else (Path(named), None)


def outlines_of(named: str, document: Results, session: Session) -> Outlines | None:
    """The outlines of the units of a result, with everything that is wrong told; None where the file is refused.

    Raises MisuseError where there is no such file.
    """
    from readiness.data.boundaries.reading import read_boundaries
    from readiness.data.units import Unit

    path, key = split(named)
    if not path.is_file():
        raise MisuseError("path", path=path)
    units = [Unit(unit.code, unit.name, unit.kind, unit.province, unit.attributes) for unit in document.units]
    reading = read_boundaries(path, units, key)
    told = show_findings.talk(reading.findings, session, colour=coloured(sys.stderr))
    if told:
        session.tell(told)
    if reading.boundaries is None:
        session.hint("report.no_map")
        return None
    from readiness.data.boundaries.outlines import outlines

    return outlines(reading.boundaries, units)
