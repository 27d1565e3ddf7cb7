"""JUnit XML, as continuous integration reads it: suites of cases, each passed or failed with its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

# what XML 1.0 has no way to write, not even as a reference
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Case:
    """One case; ``failure`` is None where it passed, else what is wrong: a kind, a line, and the whole text."""

    name: str
    group: str
    failure: tuple[str, str, str] | None = None


def junit(suites: Sequence[tuple[str, Sequence[Case]]]) -> str:
    """The document, a suite after the other; times are left out, for none is measured."""
    cases = [case for _, each in suites for case in each]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="readiness" {_counts(cases)}>']
    for name, each in suites:
        lines.append(f"  <testsuite name={_attribute(name)} {_counts(each)}>")
        lines += [_case(case) for case in each]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"])


def _counts(cases: Sequence[Case]) -> str:
    failures = sum(case.failure is not None for case in cases)
    return f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="0"'


def _case(case: Case) -> str:
    head = f"    <testcase classname={_attribute(case.group)} name={_attribute(case.name)}"
    if case.failure is None:
        return head + "/>"
    kind, line, words = case.failure
    inner = f"<failure type={_attribute(kind)} message={_attribute(line)}>{escape(_legal(words))}</failure>"
    return f"{head}>{inner}</testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_legal(text).replace("\n", " "))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
