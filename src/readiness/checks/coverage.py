"""How much the statistics rest on: units and indicators with too little data (OECD/JRC step 3)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from readiness.checks.remarks import Remark
from readiness.checks.seen import FEWEST_UNITS, Seen, percent

ENOUGH = 0.65  # JRC's audits ask for at least this part, per unit and per indicator
SLACK = 1e-9


def few_units(seen: Seen) -> Iterator[Remark]:
    """Too few units for a correlation: said once, and the checks that need one are silent. Of one unit nobody
    expects any."""
    if seen.r is None and seen.units > 1:
        yield Remark("M040", ("criteria",), ("index",), {"units": seen.units, "fewest": FEWEST_UNITS})


def thin_units(seen: Seen) -> Iterator[Remark]:
    """Units that have data for less than 65 % of the weight, the emptiest first."""
    part = seen.coverage[0]
    short = np.flatnonzero(part < ENOUGH - SLACK).tolist()
    for j in sorted(short, key=lambda j: (part[j], seen.names[j])):
        yield Remark(
            "M041", ("missing",), ("index",), {"units": seen.units}, item=f"{seen.names[j]} ({percent(part[j])} %)"
        )


def thin_indicators(seen: Seen) -> Iterator[Remark]:
    """Indicators with data of less than 65 % of the units to which they apply."""
    for at, leaf in seen.counted():
        applies = ~np.isnan(seen.coverage[at])
        if applies.any():
            part = float(seen.observed[at].sum() / applies.sum())
            if part < ENOUGH - SLACK:
                yield Remark("M042", seen.pointer(at), (leaf.id,), item=f"{leaf.id} ({percent(part)} %)")
