"""A criteria file to a ``Framework``, with every mistake in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from readiness.findings import Finding, has_errors, worst_first
from readiness.framework.draft import Draft
from readiness.framework.model import Framework
from readiness.framework.places import Places, Problem
from readiness.framework.rules import RULES
from readiness.framework.shape import read_shape
from readiness.framework.tree import read_tree

MOST_NODES = 5_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """A criteria file as read. ``framework`` is None where any finding is an error.

    ``sha256`` is that of the very bytes that were read; ``places`` answers where a pointer stands.
    """

    framework: Framework | None
    findings: list[Finding]
    places: Places
    sha256: str
    path: str


def load(path: Path) -> Loaded:
    """Read a criteria file. It never raises: what is wrong is a finding, an unreadable file too."""
    name = path.as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        finding = Finding("C001", name, params={"reason": error.strerror or type(error).__name__})
        return Loaded(None, [finding], Places(), sha256(b"").hexdigest(), name)
    return loads(data, name)


def loads(data: bytes, path: str) -> Loaded:
    """Read the bytes of a criteria file; ``path`` is what findings name."""
    digest = sha256(data).hexdigest()
    tree = read_tree(data, path)
    if tree.value is None:
        return Loaded(None, worst_first(tree.findings), tree.places, digest, path)
    nodes = Draft(tree.value, tree.places).nodes
    if len(nodes) > MOST_NODES:
        crowd = tree.places.finding(path, Problem("C019", nodes[MOST_NODES], {"most": MOST_NODES}))
        return Loaded(None, worst_first([*tree.findings, crowd]), tree.places, digest, path)
    shape = read_shape(tree)
    draft = shape.draft
    told = {(problem.pointer, problem.key) for problem in shape.problems if problem.code != "C020"}
    problems = list(shape.problems)
    for rule in RULES:
        for problem in rule(draft):
            place = (problem.pointer, problem.key)
            if place not in told and problem.pointer not in draft.wrong:
                told.add(place)
                problems.append(problem)
    findings = worst_first([*tree.findings, *draft.places.findings(path, problems)])
    framework = None if has_errors(findings) else shape.framework
    return Loaded(framework, findings, draft.places, digest, path)
