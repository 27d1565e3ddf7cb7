"""What a column of a table of results takes from a unit: text as it is, numbers as decimals of what was printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from readiness.results.publish import published
from readiness.results.records import NodeResult, OpinionResult, UnitResult

Cell = str | Decimal | None
PART_DECIMALS = 4  # of fractions such as data coverage
RAW_DECIMALS = 9


def score_of(node_id: str) -> Callable[[UnitResult], Cell]:
    """A node's printed score."""
    return lambda unit: printed(unit.nodes[node_id].published)


def raw_of(node_id: str) -> Callable[[UnitResult], Cell]:
    """An indicator's raw value; why there is none where it does not apply."""
    return lambda unit: _raw(unit.nodes[node_id])


def imputed_of(node_id: str) -> Callable[[UnitResult], Cell]:
    """What was put into an indicator's gap."""
    return lambda unit: None if (made := unit.nodes[node_id].imputed) is None else plain_number(made.value)


def treated_of(node_id: str) -> Callable[[UnitResult], Cell]:
    """An indicator's value after treatment."""
    return lambda unit: None if (made := unit.nodes[node_id].treated) is None else plain_number(made.after)


def precision_of(node_id: str, key: str) -> Callable[[UnitResult], Cell]:
    """One part of how precise a value from a sample is."""
    return lambda unit: (
        None if (part := getattr(unit.nodes[node_id].interval, key, None)) is None else plain_number(part)
    )


def _raw(node: NodeResult) -> Cell:
    if node.status == "not_applicable" and node.note:
        return f"tidak berlaku: {node.note}"  # as the reader takes it; without a reason the framework says so itself
    if node.raw is None or isinstance(node.raw, str):
        return node.raw
    return plain_number(node.raw)


def plain_number(value: float) -> Decimal:
    """A value as a decimal, without the zeros at its end."""
    text = published(value, RAW_DECIMALS)
    return Decimal(text.rstrip("0").rstrip("."))


def gate_of(at: int) -> Callable[[UnitResult], Cell]:
    """How one minimum condition stands."""
    return lambda unit: {True: "yes", False: "no", None: None}[unit.gates[at].passed]


def rank_of(opinion: OpinionResult) -> Callable[[UnitResult], Cell]:
    """The rank by a second opinion."""
    return lambda unit: whole(opinion.units[unit.code].rank) if unit.code in opinion.units else None


def with_status(leaves: Sequence[str], status: str) -> Callable[[UnitResult], Cell]:
    """The ids of the indicators of one status, None where there are none."""
    return lambda unit: " ".join(leaf for leaf in leaves if unit.nodes[leaf].status == status) or None


def printed(text: str | None) -> Decimal | None:
    """A printed number."""
    return None if text is None else Decimal(text)


def number(value: float | None, decimals: int) -> Decimal | None:
    """A number at so many decimals."""
    return None if value is None else Decimal(published(value, decimals))


def part(value: float | None) -> Decimal | None:
    """A fraction."""
    return number(value, PART_DECIMALS)


def whole(value: int | None) -> Decimal | None:
    """A whole number."""
    return None if value is None else Decimal(value)
