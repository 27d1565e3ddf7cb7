"""The questions that a form adds of its own, and ``applies_to`` as an XPath condition on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from readiness.data.units import Unit
from readiness.framework.model import AppliesTo
from readiness.survey.fields import free_name

_UNIT = ("kode", "kode_wilayah", "kode_daerah")  # as the reader knows a unit's code


@dataclass(frozen=True, slots=True)
class Helpers:
    """The names of a form's own questions. ``province`` and ``kind`` are empty where nothing is known of them."""

    unit: str
    province: str
    kind: str
    start: str
    end: str


def helpers_of(units: Sequence[Unit], taken: Collection[str]) -> Helpers:
    """Names that no question has."""
    return Helpers(
        free_name(_UNIT, taken),
        free_name(["provinsi_unit"], taken) if any(unit.province for unit in units) else "",
        free_name(["jenis_unit"], taken) if any(unit.kind for unit in units) else "",
        free_name(["start"], taken),
        free_name(["end"], taken),
    )


def relevant(rules: Sequence[AppliesTo], helpers: Helpers) -> str:
    """The condition under which a question is asked; empty: always.

    Where a form knows nothing of kinds or provinces, a rule that names one is not applied: the question is asked of
    all, and scoring leaves out whom it does not concern.
    """
    return " and ".join(_condition(rule, helpers) for rule in rules) if all(_known(r, helpers) for r in rules) else ""


def _known(rule: AppliesTo, helpers: Helpers) -> bool:
    known = (helpers.kind or not rule.kind) and (helpers.province or not rule.province)
    return bool(known) and (rule.not_ is None or _known(rule.not_, helpers))


def _condition(rule: AppliesTo, helpers: Helpers) -> str:
    provinces = [slug(name) for name in rule.province or ()]
    fields = ((helpers.kind, rule.kind), (helpers.unit, rule.code), (helpers.province, provinces))
    parts = [f"({_one_of(name, values)})" for name, values in fields if values]
    if rule.not_ is not None:
        parts.append(f"not({_condition(rule.not_, helpers)})")
    return " and ".join(parts) if parts else "true()"


def _one_of(field: str, values: Sequence[str]) -> str:
    return " or ".join(f"${{{field}}} = {_literal(value)}" for value in values)


def _literal(text: str) -> str:
    """A text of XPath 1.0, which has no way to escape a quote.

    >>> _literal("16.07"), _literal("d'Or")
    ("'16.07'", '"d\\'Or"')
    """
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    return "concat(" + ', "\'", '.join(f"'{part}'" for part in text.split("'")) + ")"


def slug(name: str) -> str:
    """A choice's value: letters, digits and underscores, the same for any spelling of case.

    >>> slug("DI Yogyakarta")
    'di_yogyakarta'
    """
    return "_".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
