"""What a framework asks of the run that scores it, and does not get."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from readiness.checks.context import pointers
from readiness.findings import Finding, nearest
from readiness.framework.model import Framework
from readiness.framework.places import Places, Problem
from readiness.framework.ways import custom_of


def demands(
    framework: Framework, waves: Collection[str | None], methods: Collection[str], places: Places, path: str
) -> list[Finding]:
    """A function that nobody brings (M120), a reference wave that was not read (M121): errors, at their places.

    ``waves`` are those that were read, ``methods`` the names of the functions that a program brings.
    """
    return places.findings(path, [*_functions(framework, methods), *_reference(framework, waves)])


def _functions(framework: Framework, methods: Collection[str]) -> Iterator[Problem]:
    at = dict(pointers(framework.criteria))
    for leaf in framework.indicators():
        name = custom_of(leaf)
        if name is not None and name not in methods:
            yield Problem("M120", (*at[leaf.id], "normalise", "custom"), {"indicator": leaf.id, "method": name})


def _reference(framework: Framework, waves: Collection[str | None]) -> Iterator[Problem]:
    name = framework.reference_wave
    if name is not None and name not in waves:
        known = sorted(wave for wave in waves if wave is not None)
        yield Problem("M121", ("reference_wave",), {"wave": name, "nearest": nearest(name, known), "known": known})
