"""From counts to figures with their precision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from readiness.data.numerals import number, proof
from readiness.data.safe import clean
from readiness.findings import Finding
from readiness.survey.cells import Cell, columns
from readiness.survey.estimate import STATISTICS, within
from readiness.survey.records import Figure
from readiness.survey.scales import Scale
from readiness.survey.tables import MICRO, Counts, Design, Where

_LISTED = 12


def figures_of(counts: Counts, scales: Sequence[Scale], least: int) -> tuple[list[Figure], list[Finding]]:
    """Every indicator in every unit that has respondents, by wave, code and the order of ``scales``."""
    figures: list[Figure] = []
    populations, findings = _populations(counts)
    wheres = sorted({where for where, _ in counts.cells})
    for where in wheres:
        for scale in scales:
            cells = counts.cells.get((where, scale.indicator), {})
            if any(w > 0 for _, w, _ in cells.values()):
                population = populations.get(where)
                found = STATISTICS[scale.statistic](columns(_cells(cells), scale.times, population))
                found = within(found, *scale.range)
                figures.append(Figure(*where, scale.indicator, found, found.n < least))
    return figures, [*findings, *_small(figures, least), *_lonely(figures)]


def _cells(cells: Mapping[Design, Sequence[int]]) -> Iterable[Cell]:
    for (stratum, cluster, total, answered), (n, w, w2) in cells.items():
        yield Cell(stratum, cluster, total, answered, n, w / 10**MICRO, w2 / 10 ** (2 * MICRO))


def _populations(counts: Counts) -> tuple[dict[Where, dict[str, float]], list[Finding]]:
    """The finite population of each stratum; a stratum has one, whatever its rows say."""
    found: dict[Where, dict[str, float]] = {}
    findings = []
    for (where, stratum), texts in sorted(counts.population.items()):
        values = {_number(text) for text in texts if text}
        value = next(iter(values)) if len(values) == 1 else None
        if value is None or value <= 0:
            params = {"stratum": stratum or "-", "texts": sorted(texts)[:3]}
            findings.append(Finding("D136", params=params, unit=where[1]))
        else:
            found.setdefault(where, {})[stratum] = value
    return found, findings


def _number(text: str) -> float | None:
    proved = proof(text)
    if proved is None or proved == "?":
        return None
    return number(text, "," if proved == "," else ".")


def _small(figures: Sequence[Figure], least: int) -> list[Finding]:
    """One warning for all figures that rest on few respondents."""
    small = [figure for figure in figures if figure.small]
    if not small:
        return []
    units = list(dict.fromkeys(figure.code for figure in small))
    params = {"count": len(small), **_listed("units", units), "least": least}
    return [Finding("D138", params=params)]


def _lonely(figures: Sequence[Figure]) -> list[Finding]:
    """Why figures have no standard error: one warning for all whose only, and one for all of which one stratum has a
    single sampling unit."""
    told: dict[str, list[str]] = {"D151": [], "D154": []}
    for figure in figures:
        stratum = figure.estimate.lonely
        if stratum is not None:
            name = f"{figure.code} {figure.indicator}"
            told["D154" if stratum else "D151"].append(f"{name} ({clean(stratum)})" if stratum else name)
    return [
        Finding(code, params={"count": len(names), **_listed("values", names)}) for code, names in told.items() if names
    ]


def _listed(name: str, texts: Sequence[str]) -> dict[str, object]:
    """The first of them, and how many more there are."""
    return {name: list(texts[:_LISTED]), "more": max(0, len(texts) - _LISTED) or None}
