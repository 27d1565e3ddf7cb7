"""Weights in doubt: shares between the named sets, and how far siblings may move around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readiness.framework.doubt import WeightsDoubt
from readiness.framework.model import Framework
from readiness.results.records import Results
from readiness.scoring.fold import full_weights
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.vectors import Vector
from readiness.scoring.weights import resolve_with

WRITTEN = "written"
LEAST = 1e-280  # α, so that ln U / α stays a number


@dataclass(frozen=True, slots=True, eq=False)
class Widths:
    """``sets``: shares within the parent, sets × rows. ``within`` and ``dirichlet`` by row, 0 where nothing moves.
    ``families``: row numbers of the children of each inner node, children before parents."""

    sets: Vector
    within: Vector
    dirichlet: Vector
    families: tuple[tuple[int, npt.NDArray[np.intp]], ...]

    @property
    def moving(self) -> int:
        """How many weights move."""
        shares = self.sets.max(axis=0)
        apart = np.ptp(self.sets, axis=0) > 0
        return int((((self.within > 0) | (self.dirichlet > 0) | apart) & (shares > 0)).sum())


def widths_of(plan: Plan, results: Results) -> tuple[Widths, dict[str, str]]:
    """The doubt of all weights, and the sets that could not be made (their weights need data that do not tell)."""
    doubt = plan.framework.uncertainty.weights
    within, dirichlet = np.zeros(len(plan.rows)), np.zeros(len(plan.rows))
    families = tuple((at, np.array(row.children)) for at, row in reversed(list(enumerate(plan.rows))) if row.children)
    sets, lost = [_shares(plan.framework)], dict[str, str]()
    if isinstance(doubt, WeightsDoubt):
        if doubt.between is not None:
            sets, lost = _between(plan.framework, doubt.between, results)
        counted = np.max(sets, axis=0) > 0  # in some set
        for at, kids in families:
            width = doubt.width(_level(plan, at))
            if width is not None and counted[kids].sum() > 1:
                within[kids], dirichlet[kids] = width.within or 0.0, width.dirichlet or 0.0
    return Widths(np.array(sets), within, dirichlet, families), lost


def _level(plan: Plan, at: int) -> str:
    """The children of the root are pillars; siblings with a group among them are groups, else indicators."""
    has_group = any(plan.rows[kid].children for kid in plan.rows[at].children)
    return "pillars" if at == 0 else "groups" if has_group else "indicators"


def _between(framework: Framework, names: list[str], results: Results) -> tuple[list[Vector], dict[str, str]]:
    found, lost = [], {}
    for name in names:
        weighted = resolve_with(framework, name, lambda: results)
        if any(finding.severity == "error" for finding in weighted.findings):
            lost[name] = "no_weights"
        else:
            found.append(_shares(weighted.framework))
    return found or [_shares(framework)], lost


def _shares(framework: Framework) -> Vector:
    return full_weights(plan_of(framework))[0]


def shares_of(widths: Widths, n: int, rng: np.random.Generator) -> Vector:
    """``n`` draws of every row's share within its parent, draws × rows; each family sums to 1."""
    mixture = rng.standard_exponential((n, len(widths.sets)))
    uniform = rng.random((n, widths.within.size))
    shares = mixture / mixture.sum(axis=1, keepdims=True) @ widths.sets
    shares *= 1.0 + widths.within * (2.0 * uniform - 1.0)
    for _at, kids in widths.families:
        if widths.dirichlet[kids[0]] > 0:
            shares[:, kids] = _around(shares[:, kids], widths.dirichlet[kids[0]], rng)
    return normalised(widths, shares)


def _around(shares: Vector, concentration: float, rng: np.random.Generator) -> Vector:
    """Dirichlet(concentration × share) in each draw, a share of 0 staying 0.

    By logarithms of gamma numbers, ln G(α) = ln G(α + 1) + ln U / α, so that the least of them is no 0 / 0.
    """
    counted = shares > 0
    alpha = concentration * shares / shares.sum(axis=1, keepdims=True)
    alpha = np.where(counted, np.maximum(alpha, LEAST), 1.0)
    gamma = np.log(rng.standard_gamma(alpha + 1.0)) + np.log1p(-rng.random(alpha.shape)) / alpha
    gamma = np.where(counted, gamma, -np.inf)
    found: Vector = np.exp(gamma - gamma.max(axis=1, keepdims=True))
    return found


def normalised(widths: Widths, shares: Vector) -> Vector:
    """Shares that sum to 1 in each family, in place. A group that has lost all weight loses its own, and keeps equal
    shares, which then count nowhere."""
    for at, kids in widths.families:
        part = shares[:, kids]
        total = part.sum(axis=1, keepdims=True)
        empty = total[:, 0] <= 0
        if empty.any():
            shares[empty, at] = 0.0
            part[empty], total[empty] = 1.0, len(kids)
        shares[:, kids] = part / total
    return shares
