"""An improvement for people: where the region stands, each plan step by step, and what to do in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readiness.cli import grid
from readiness.cli.grid import Heading
from readiness.cli.session import Session
from readiness.cli.show_scores import short_name

if TYPE_CHECKING:
    from readiness.report.pages.improvement import PlanView
    from readiness.report.pages.view import View
    from readiness.results.improvement import ImprovementOf
    from readiness.results.records import Results

STEP = ("step", "label", "now", "then", "adds", "index", "cost", "owner")
LEVER = ("label", "now", "then", "gain", "owner")
WORDS = ("label", "owner")
Block = list[str] | tuple[list[Heading], list[list[str]]]


def show(document: Results, found: ImprovementOf, session: Session) -> None:
    """Print it."""
    for number, block in enumerate(_blocks(document, found, session)):
        if number:
            session.out("")
        if isinstance(block, list):
            grid.notes(block)
        else:
            grid.show(*block)


def plain(document: Results, found: ImprovementOf, session: Session) -> str:
    """The same for a file."""
    blocks = _blocks(document, found, session)
    return "\n\n".join("\n".join(block) if isinstance(block, list) else grid.plain(*block) for block in blocks)


def _blocks(document: Results, found: ImprovementOf, session: Session) -> list[Block]:
    """Lines and tables; levers are shown where there is no plan with steps."""
    from readiness.framework.model import Framework
    from readiness.report.pages import improvement as pages
    from readiness.report.pages.view import View

    view = View(document, Framework.model_validate(document.framework.snapshot), session.lang)
    seen = found.improvement
    blocks: list[Block] = [[_title(view, found, session), session.safe(pages.standing(view, seen.now))]]
    for plan in pages.plans(view, seen):
        blocks += _plan(view, plan, session)
    if not any(plan.steps for plan in seen.plans) and (levers := pages.levers(view, seen)):
        rows = [[each.label, each.now, each.then, each.gain, each.owner] for each in levers]
        blocks += [[view.t("improve.levers")], _table(view, LEVER, rows)]
    notes = [session.safe(note) for note in pages.notes(view, seen)]
    return [*blocks, *([notes] if notes else [])]


def _title(view: View, found: ImprovementOf, session: Session) -> str:
    parts = [f"{found.improvement.code} {short_name(found.name)}", view.text(view.framework.label)]
    parts += [session.say("score.wave", wave=found.wave)] if found.wave else []
    parts += [session.say("score.synthetic")] if found.synthetic else []
    return session.safe(" · ".join(parts))


def _plan(view: View, plan: PlanView, session: Session) -> list[Block]:
    blocks: list[Block] = [[session.safe(line) for line in (plan.title, *plan.said)]]
    if plan.steps:
        rows = [[s.at, s.label, s.now, s.then, s.adds, s.index, s.cost, s.owner] for s in plan.steps]
        blocks.append(_table(view, STEP, rows))
        said = {(s.label, s.action): s.at for s in reversed(plan.steps) if s.action}  # what is the same is said once
        blocks.append([session.safe(f"{at}. {label}: {action}") for (label, action), at in reversed(said.items())])
    return [block for block in blocks if block]


def _table(view: View, keys: Sequence[str], rows: list[list[str]]) -> Block:
    from readiness.report.pages.improvement import heads

    texts = zip(keys, heads(view, keys), strict=True)
    return [Heading(text, right=key not in WORDS, folds=key in WORDS) for key, text in texts], rows
