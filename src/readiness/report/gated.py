"""The verdict of a gate in words, and for continuous integration: one suite a demand, one case a unit."""

from __future__ import annotations

from readiness.findings import Finding, hint, message
from readiness.report.junit import Case
from readiness.report.junit import junit as document
from readiness.report.numbers import number
from readiness.results.gate import DEFAULT, OPTION, Demand, Gate
from readiness.results.records import FindingRecord
from readiness.words import say


def junit(gate: Gate, lang: str) -> str:
    """The verdict as JUnit XML; who failed says so in ``id`` or ``en``."""
    told = {(each.unit, each.params["demand"]): each for each in gate.findings if "demand" in each.params}
    suites = []
    for at, demand in enumerate(gate.demands):
        judged = [each for each in gate.judged if each.demand == at]
        found = [(each, told.get((each.code, demand.name)) if each.state != "passed" else None) for each in judged]
        cases = [Case(f"{each.code} {each.name}", suite(demand), _failure(record, lang)) for each, record in found]
        suites.append((suite(demand), cases))
    return document(suites)


def suite(demand: Demand) -> str:
    """A demand's name, with the group that set it."""
    return f"{demand.name} ({demand.group})"


def demand_words(demand: Demand, lang: str) -> str:
    """A demand in words; one of a group, with its name.

    >>> demand_words(Demand("min_coverage", "index", 0.8, "kota"), "en")
    'data coverage of index at least 80% (kota)'
    """
    limit = demand.limit * 100 if demand.kind == "min_coverage" else demand.limit
    shown = number(f"{limit:.9f}".rstrip("0").rstrip("."), lang)
    said = say("markdown", lang, f"gate.{demand.kind}", node=demand.node, limit=shown)
    return said if demand.group in (OPTION, DEFAULT) else f"{said} ({demand.group})"


def words(record: FindingRecord, lang: str) -> tuple[str, str]:
    """What a kept finding says in one language, and its hint."""
    finding = Finding(record.code, params=record.params)
    return message(finding, lang), hint(finding, lang)


def _failure(record: FindingRecord | None, lang: str) -> tuple[str, str, str] | None:
    if record is None:
        return None
    said, advice = words(record, lang)
    return record.code, said, "\n".join(part for part in (said, advice) if part)
