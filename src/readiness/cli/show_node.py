"""One indicator or group of a framework, in words: what is asked, how it counts, what must be shown."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from readiness.cli.numbers import published
from readiness.cli.safe import safe_text
from readiness.cli.session import Session, width
from readiness.framework.forms import written_form
from readiness.framework.model import Framework, Group, Indicator, Text

if TYPE_CHECKING:
    from readiness.framework.model import Node

_TEXTS = ("why", "source", "stands_for", "evidence", "remediation", "owner", "note")


def text(framework: Framework, node_id: str, session: Session) -> str:
    """The page of one node."""
    node = framework.node(node_id)
    path = " › ".join(n.label.in_(session.lang) for n in (*_above(framework.criteria, node_id), node))
    head = [safe_text(path), safe_text(f"{node.id} · {framework.id} {framework.version}"), ""]
    rows = [("weight", "1" if node.weight is None else _number(node.weight, session))]
    if isinstance(node, Group):
        rows.append(("aggregate", _aggregate(node, framework)))
        rows.append(("children", ", ".join(f"{child.label.in_(session.lang)} ({child.id})" for child in node.criteria)))
    else:
        rows += _indicator(node, framework, session)
    rows += [(key, words.in_(session.lang)) for key in _TEXTS if isinstance(words := getattr(node, key, None), Text)]
    lines = [line for key, words in rows for line in _row(session.say(f"node.{key}"), words)]
    return "\n".join([*head, *lines, *(_scores(node, session) if isinstance(node, Indicator) else [])])


def _above(nodes: list[Node], node_id: str) -> tuple[Group, ...]:
    for node in nodes:
        if isinstance(node, Group):
            if any(child.id == node_id for child in node.criteria):
                return (node,)
            below = _above(node.criteria, node_id)
            if below:
                return (node, *below)
    return ()


def _aggregate(node: Group, framework: Framework) -> str:
    return written_form(node.aggregate or framework.aggregate)


def _indicator(leaf: Indicator, framework: Framework, session: Session) -> list[tuple[str, str]]:
    """How a value becomes a score."""
    unit = f" ({leaf.unit_of_measure.in_(session.lang)})" if leaf.unit_of_measure else ""
    rows = [("measure", session.say(f"node.measures.{leaf.measure}") + unit)]
    if leaf.per is not None:
        rows.append(("per", leaf.per.of + ("" if leaf.per.times == 1 else f" × {leaf.per.times:g}")))
    if leaf.worst is not None:
        rows.append(("worst", _goalpost(leaf.worst, session)))
    if leaf.best is not None:
        rows.append(("best", _goalpost(leaf.best, session)))
    if leaf.transform != "none":
        rows.append(("transform", leaf.transform))
    rows += _ways(leaf, framework, session)
    if leaf.effort is not None:
        rows.append(("effort", session.say(f"node.efforts.{leaf.effort}")))
    if leaf.data_year is not None:
        rows.append(("data_year", str(leaf.data_year)))
    return rows


def _ways(leaf: Indicator, framework: Framework, session: Session) -> list[tuple[str, str]]:
    """The methods that a value meets, as the file names them: ``explain NAME`` tells more of each."""
    from readiness.framework.ways import imputer_of, is_relative, treatment_of

    rows = [] if leaf.normalise is None else [("normalise", written_form(leaf.normalise))]
    if is_relative(leaf) and leaf.better == "low":
        rows.append(("better", session.say("node.low")))
    ways = (("impute", imputer_of(framework, leaf)), ("treat", treatment_of(framework, leaf)))
    return rows + [(key, written_form(form)) for key, form in ways if form != "none"]


def _goalpost(end: float | list[float], session: Session) -> str:
    ends = end if isinstance(end, list) else [end]
    return " – ".join(_number(each, session) for each in ends)


def _scores(leaf: Indicator, session: Session) -> list[str]:
    """The rubric, the choices or the steps."""
    rows: list[tuple[str, str]] = []
    if leaf.levels:
        rows = [(str(key), line.in_(session.lang)) for key, line in sorted(leaf.levels.items())]
    elif leaf.choices:
        labels = leaf.choice_labels or {}
        rows = [
            (
                labels[key].in_(session.lang) if key in labels else key,
                session.say("node.gives", score=_number(score, session)),
            )
            for key, score in leaf.choices.items()
        ]
    elif leaf.thresholds:
        rows = [
            ("≥ " + _number(step.from_, session), session.say("node.gives", score=_number(step.score, session)))
            for step in leaf.thresholds
        ]
    elif leaf.items:
        labels = leaf.item_labels or {}
        rows = [(item, labels[item].in_(session.lang) if item in labels else "") for item in leaf.items]
    if not rows:
        return []
    return [
        "",
        session.say(_title(leaf)),
        *(line for row in rows for line in _row(*row, left=max(len(name) for name, _ in rows) + 2)),
    ]


def _title(leaf: Indicator) -> str:
    if leaf.levels:
        return "node.levels"
    return "node.scores" if leaf.choices or leaf.thresholds else "node.items"


def _row(name: str, words: str, left: int = 22) -> list[str]:
    wrapped = textwrap.wrap(safe_text(words), max(20, min(width(), 100) - left), break_on_hyphens=False) or [""]
    head = f"{safe_text(name)} ".ljust(left)
    return [head + wrapped[0], *(" " * left + line for line in wrapped[1:])]


def _number(value: float, session: Session) -> str:
    return published(f"{value:.15g}", session.lang)
