"""Everything that draws need of a results document, as arrays: scores under every alternative, gaps, weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from readiness.analysis.doubt.cells import Gaps, Places, Samples, Stand, gaps_of, samples_of
from readiness.analysis.doubt.kinds import STRAIGHT, Kind, alternative
from readiness.analysis.doubt.scores import WRITTEN, scores_of
from readiness.analysis.doubt.widths import Widths, widths_of
from readiness.framework.doubt import Uncertainty
from readiness.framework.model import Framework
from readiness.results.doubt import Source
from readiness.results.records import Results, UnitResult
from readiness.scoring.fold import Leaves, fold, full_weights
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.vectors import Flags, Vector


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is drawn. Arrays are rows of the plan × units drawn.

    ``score``: of leaves, by alternative normaliser first. ``enters``: leaves that count (they apply, and have a score,
    or a gap that is drawn or scored worst). ``kinds``: by inner row, its mean under each alternative aggregate.
    ``failed``: by inner row, no score by the policy ``fail``. ``raw``: by row, of leaves whose value a gate looks at.
    ``coverage``: under the weights as written. ``columns``: how many numbers a draw needs for gaps and for samples.
    ``counted``: leaves with a weight.
    ``moved``: by alternative normaliser and row, where it is no ``written``; ``elsewhere``: as in ``Stand``.
    ``everyone``: all units of the document, of which ``chosen`` are drawn. ``bases`` keeps what draws share.
    """

    plan: Plan
    everyone: tuple[UnitResult, ...]
    chosen: Places
    normalisers: tuple[str, ...]
    aggregates: tuple[str, ...]
    score: Vector
    moved: Flags
    elsewhere: bool
    applicable: Flags
    observed: Flags
    coverage: Vector
    enters: Flags
    failed: Flags
    raw: Mapping[int, Vector]
    gaps: Mapping[int, Gaps]
    samples: Mapping[int, Samples]
    columns: tuple[int, int]
    widths: Widths
    kinds: Mapping[int, tuple[Kind, ...]]
    counted: Places
    left_out: Mapping[str, str]
    bases: dict[tuple[int, int, Kind], tuple[Vector, Vector | None]] = field(default_factory=dict, repr=False)

    @property
    def units(self) -> list[UnitResult]:
        """The units drawn, in the document's order."""
        return [self.everyone[j] for j in self.chosen.tolist()]

    @property
    def codes(self) -> list[str]:
        """Their codes."""
        return [unit.code for unit in self.units]

    @property
    def doubt(self) -> Uncertainty:
        """What the framework declares."""
        return self.plan.framework.uncertainty

    @property
    def strict(self) -> bool:
        """Whether gaps are treated as the framework says."""
        return self.doubt.missing == "none"

    @property
    def active(self) -> tuple[Source, ...]:
        """The sources that move anything here, in the order of ``results.doubt.SOURCES``."""
        moves: dict[Source, bool] = {
            "weights": self.widths.moving > 0,
            "normalise": len(self.normalisers) > 1,
            "aggregate": len(self.aggregates) > 1,
            "missing": bool(self.gaps),
            "sampling": bool(self.samples),
            "leave_one_out": self.doubt.leave_one_out and self.counted.size > 1,
        }
        return tuple(source for source, moving in moves.items() if moving)


def scene_of(framework: Framework, results: Results, codes: Sequence[str] | None = None) -> Scene:
    """The scene of a results document: all its units, or those of ``codes``, which are then ranked among themselves
    (what compares units, and peers, is still looked for among all). KeyError for an unknown code.

    The framework is the one that made the document; it says what is in doubt.
    """
    plan, units = plan_of(framework), results.units
    places = {unit.code: j for j, unit in enumerate(units)}
    chosen = np.array(sorted(places[code] for code in codes) if codes is not None else range(len(units)), int)
    aggregates, lost = _aggregates(plan)
    names, scores, moved, kept = _normalisers(plan, units)
    applicable, observed, imputed = _statuses(plan, units)
    widths, sets = widths_of(plan, results)
    gap = _gaps(plan, applicable, observed, imputed)
    drawn = gap | imputed if framework.uncertainty.missing != "none" else np.zeros_like(gap)
    elsewhere = framework.reference_wave not in (None, results.wave)
    stand = Stand(plan, units, chosen, names, scores, moved, elsewhere)
    samples, unsampled = samples_of(stand) if framework.uncertainty.sampling else ({}, {})
    gaps = gaps_of(stand, drawn, observed)
    notes = {"weights": sets, "normalise": kept, "aggregate": lost, "sampling": unsampled}
    return Scene(
        plan=plan,
        everyone=units,
        chosen=chosen,
        normalisers=names,
        aggregates=aggregates,
        score=_at_worst(plan, scores, gap)[:, :, chosen],
        moved=moved,
        elsewhere=elsewhere,
        applicable=applicable[:, chosen],
        observed=observed[:, chosen],
        coverage=coverage_of(plan, scores[0], observed, applicable)[:, chosen],
        enters=(drawn | ~np.isnan(_at_worst(plan, scores, gap)[0]))[:, chosen] & applicable[:, chosen],
        failed=_failing(plan, gap)[:, chosen],
        raw=_raws(plan, units, chosen),
        gaps=gaps,
        samples=samples,
        columns=(_columns(gaps), _columns(samples)),
        widths=widths,
        kinds={at: tuple(alternative(plan, plan.rows[at], a) for a in aggregates) for at, _kids in widths.families},
        counted=np.array([at for at, _leaf in plan.leaves() if full_weights(plan)[1][at] > 0], int),
        left_out={f"{source}: {what}": why for source, each in notes.items() for what, why in each.items()},
    )


def _normalisers(plan: Plan, units: Sequence[UnitResult]) -> tuple[tuple[str, ...], Vector, Flags, dict[str, str]]:
    """The alternatives that move some score, the scores under each, which rows they move, and what keeps its own."""
    asked = plan.framework.uncertainty.normalise
    scores, kept = scores_of(plan, units, [WRITTEN, *asked])
    moved = np.array(
        [[not np.array_equal(a, b, equal_nan=True) for a, b in zip(s, scores[0], strict=True)] for s in scores]
    )
    useful = [v for v, name in enumerate(asked, start=1) if name == WRITTEN or moved[v].any()] or [0]
    names = tuple([WRITTEN, *asked][v] for v in useful)
    return names, scores[useful], moved[useful], kept if len(asked) > 1 or asked[0] != WRITTEN else {}


def _aggregates(plan: Plan) -> tuple[tuple[str, ...], dict[str, str]]:
    """The alternatives that move some node, and why another does not."""
    found: list[str] = []
    lost: dict[str, str] = {}
    straight = [row for row in plan.rows if row.children and row.aggregate in STRAIGHT]
    for name in plan.framework.uncertainty.aggregate:
        if name in ("geometric", "harmonic") and plan.low < 0:
            lost[name] = "below_zero"
        elif name == WRITTEN or any(row.aggregate != name for row in straight):
            found.append(name)
    return tuple(found) or (WRITTEN,), lost


def _statuses(plan: Plan, units: Sequence[UnitResult]) -> tuple[Flags, Flags, Flags]:
    """Rows × units: applicable, observed, imputed."""
    shape = (len(plan.rows), len(units))
    applicable, observed, imputed = np.ones(shape, bool), np.zeros(shape, bool), np.zeros(shape, bool)
    for at, row in enumerate(plan.rows[1:], start=1):
        status = [unit.nodes[row.id].status for unit in units]
        applicable[at] = [each != "not_applicable" for each in status]
        if not row.children:
            observed[at] = [each == "observed" for each in status]
            imputed[at] = [each == "imputed" for each in status]
    applicable[0] = applicable[list(plan.rows[0].children)].any(axis=0)
    return applicable, observed, imputed


def _gaps(plan: Plan, applicable: Flags, observed: Flags, imputed: Flags) -> Flags:
    is_leaf = np.array([[not row.children] for row in plan.rows])
    return is_leaf & applicable & ~observed & ~imputed


def _at_worst(plan: Plan, scores: Vector, gap: Flags) -> Vector:
    """Gaps under the policy ``worst`` score the scale's minimum, where nothing else is drawn."""
    if plan.framework.uncertainty.missing != "none":
        return scores
    worst = np.array([[plan.rows[row.parent].missing.policy == "worst"] for row in plan.rows])
    return np.where(worst & gap, plan.low, scores)


def coverage_of(plan: Plan, score: Vector, observed: Flags, applicable: Flags) -> Vector:
    """Coverages as scoring has them, rows × units. A score without data was put into a gap."""
    imputed = ~observed & ~np.isnan(score)
    return fold(plan, Leaves(score, observed, applicable, imputed)).coverage


def _failing(plan: Plan, gap: Flags) -> Flags:
    """By inner row: units that have no score there, by the policy ``fail``, where nothing else is drawn."""
    found = np.zeros_like(gap)
    if plan.framework.uncertainty.missing == "none":
        for at, row in enumerate(plan.rows):
            if row.children and row.missing.policy == "fail":
                found[at] = gap[list(row.children)].any(axis=0)
    return found


def _columns(cells: Mapping[int, Gaps] | Mapping[int, Samples]) -> int:
    return max((each.at.stop for each in cells.values()), default=0)


def _raws(plan: Plan, units: Sequence[UnitResult], chosen: Places) -> dict[int, Vector]:
    found = {}
    for gate in plan.framework.gates:
        if gate.of == "raw":
            values = [units[j].nodes[gate.on].raw for j in chosen.tolist()]
            found[plan.at()[gate.on]] = np.array([v if isinstance(v, float) else np.nan for v in values])
    return found
