"""The story of an improvement: a region, a target and costs asked for in words, found, and planned.

As in ``pipeline`` nothing is computed or printed here. What was asked and is not there raises MisuseError.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.asked import find_code, number_of
from readiness.findings import nearest
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.analysis.improving.certain import Certainty
    from readiness.framework.model import Framework
    from readiness.results.improvement import ImprovementOf, Target
    from readiness.results.records import Results, UnitResult

SEED, DRAWS = 1, 2_000
HEADS = {"indicator": "indicator", "indikator": "indicator", "cost": "cost", "biaya": "cost", "level": "level"}
HEADS |= {"tingkat": "level"}
Written = Mapping[tuple[str, int | None], Decimal]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked, as a person writes it. ``target``: a band, ``gate:ID`` or an index; without one, and without a
    ``budget``, the next band. ``draws`` 0: nothing is said of certainty."""

    unit: str
    target: str | None = None
    budget: str | None = None
    costs: Path | None = None
    draws: int = DRAWS
    seed: int = SEED


def improve(results: Results, request: Request) -> ImprovementOf:
    """Levers and plans of one unit. Raises MisuseError."""
    from readiness import __version__
    from readiness.analysis.improving.improve import improvement
    from readiness.analysis.improving.prices import Prices
    from readiness.framework.model import Framework
    from readiness.results.improvement import ImprovementOf

    framework = Framework.model_validate(results.framework.snapshot)
    code = find_code(request.unit, {unit.code: unit.name for unit in results.units})
    unit = next(each for each in results.units if each.code == code)
    targets = _targets(framework, unit, request)
    prices = Prices(None if request.costs is None else read_costs(request.costs, framework))
    certain = _certainty(framework, results, code, request) if request.draws and targets else None
    try:
        found = improvement(framework, unit, targets, prices, certain)
    except ValueError as error:
        raise MisuseError("improve_costs_range", path=request.costs) from error
    return ImprovementOf(
        tool=f"readiness {__version__}",
        framework=framework.id,
        version=framework.version,
        wave=results.wave,
        synthetic=results.synthetic,
        results=results.digest,
        name=unit.name,
        improvement=found,
        draws=request.draws,
        seed=request.seed,
    )


def _certainty(framework: Framework, results: Results, code: str, request: Request) -> Certainty:
    from readiness.analysis.improving.certain import certainty_of

    return certainty_of(framework, results, code, draws=request.draws, seed=request.seed)


def _targets(framework: Framework, unit: UnitResult, request: Request) -> list[Target]:
    from readiness.analysis.improving.improve import next_band
    from readiness.results.improvement import Target

    found = [] if request.target is None else [find_target(framework, request.target)]
    if request.budget is not None:
        found.append(Target("budget", None, float(_amount(request.budget, "improve_budget"))))
    if not found and (above := next_band(framework, unit)) is not None:
        found.append(above)
    return found


def find_target(framework: Framework, text: str) -> Target:
    """A band by id or label, ``gate:ID`` (or the id alone), or an index. Raises MisuseError with the nearest."""
    from readiness.results.improvement import Target

    word = text.strip().casefold()
    for band in framework.bands:
        if word in (band.id, band.label.id.casefold(), band.label.en.casefold()):
            return Target("band", band.id, band.from_)
    for gate in framework.gates:
        if word.removeprefix("gate:") == gate.id:
            return Target("gate", gate.id, gate.at_least if gate.at_least is not None else gate.at_most)
    number = number_of(text.strip(), thousands=False)
    if number is not None:
        return Target("index", None, float(number))
    known = [*(band.id for band in framework.bands), *(f"gate:{gate.id}" for gate in framework.gates)]
    raise MisuseError("improve_target", text=text, nearest=nearest(word, known), known=known)


def read_costs(path: Path, framework: Framework) -> Written:
    """``indicator,cost[,level]``: the cost of one step, of the step to ``level`` where there is one. Headings in either
    language, comma or semicolon. Raises MisuseError with the line."""
    if not path.is_file():
        raise MisuseError("path", path=path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise MisuseError("improve_costs_text", path=path) from error
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","))
    heads = [HEADS.get(head.strip().casefold()) for head in rows[0]] if rows else []
    if "indicator" not in heads or "cost" not in heads:
        raise MisuseError("improve_costs_head", path=path)
    found: dict[tuple[str, int | None], Decimal] = {}
    for line, row in enumerate(rows[1:], start=2):
        cells = {head: cell.strip() for head, cell in zip(heads, row, strict=False) if head}
        if any(cells.values()):
            key, cost = _priced(cells, framework, path, line)
            if key in found:
                raise MisuseError("improve_costs_twice", path=path, line=line, name=key[0])
            found[key] = cost
    return found


def _priced(
    cells: Mapping[str, str], framework: Framework, path: Path, line: int
) -> tuple[tuple[str, int | None], Decimal]:
    leaves = {leaf.id: leaf for leaf in framework.indicators()}
    name, level = cells.get("indicator", ""), cells.get("level", "")
    if name not in leaves:
        raise MisuseError("improve_costs_id", path=path, line=line, name=name, nearest=nearest(name, leaves))
    known = [str(key) for key in leaves[name].levels or range(1, 6)] if leaves[name].measure == "level" else []
    if level and level not in known:
        raise MisuseError("improve_costs_level", path=path, line=line, name=name, value=level)
    cost = _amount(cells.get("cost", ""), "improve_costs_number", path=path, line=line)
    return (name, int(level) if level else None), cost


def _amount(text: str, key: str, **params: object) -> Decimal:
    """A number that is not negative. Raises MisuseError."""
    found = number_of(text.strip())
    if found is None or found < 0:
        raise MisuseError(key, value=text, **params)
    return found
