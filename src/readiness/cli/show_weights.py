"""Weights for people: the tree with what each node weighs and does, how a set came about, the sets side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readiness.cli import grid
from readiness.cli.grid import Heading
from readiness.cli.numbers import NOTHING, raw, rounded
from readiness.cli.session import Session

if TYPE_CHECKING:
    from readiness.framework.model import Framework
    from readiness.results.records import Results
    from readiness.results.weighting import GroupWeights, Influence, NodeWeight

Table = tuple[list[Heading], list[list[str]]]
BAR = 16  # columns of the longest bar
EIGHTHS = " ▏▎▍▌▋▊▉"
MOST_EXPERTS = 8  # whose shares are shown one by one


def show(framework: Framework, document: Results | None, found: Influence, session: Session) -> None:
    """Print the tree, then its notes, then each further table with its title."""
    session.out(session.safe(title(framework, document, found, session)))
    session.out("")
    headings, rows = tree(framework, found, session, bars=True)
    if not grid.fits(headings, rows):
        headings, rows = tree(framework, found, session, bars=False)
    grid.show(headings, rows, strong=3)
    for head, (headings, rows), notes in [
        ("", ([], []), told(framework, found, session)),
        *sections(framework, found, session),
    ]:
        session.out("")
        if head:
            session.out(session.safe(head))
            for block in grid.blocks(headings, rows):
                session.out("")
                grid.show(*block)
            session.out("")
        grid.notes(notes)


def title(framework: Framework, document: Results | None, found: Influence, session: Session) -> str:
    """Framework, set, wave, and the mark of simulated data."""
    parts = [f"{framework.label.in_(session.lang)} ({framework.id} {framework.version})"]
    parts.append(session.say("weights.written") if found.weighting.kind == "written" else found.weighting.name)
    if document is not None and document.wave:
        parts.append(session.say("score.wave", wave=document.wave))
    if document is not None and document.synthetic:
        parts.append(session.say("score.synthetic"))
    return " · ".join(parts)


def tree(framework: Framework, found: Influence, session: Session, *, bars: bool) -> Table:
    """One row a node, children set in; with data also what the node does."""
    say, lang = session.say, session.lang
    labels = {node.id: node.label.in_(lang) for node in framework.walk()}
    most = max(node.effective for node in found.nodes)
    headings = [Heading(say("weights.columns.node"), folds=not bars)]  # a bar is not worth a folded name
    headings += [Heading(say(f"weights.columns.{key}"), right=True) for key in ("weight", "share", "effective")]
    headings += [Heading("")] if bars else []
    rows = [
        [
            "  " * node.depth + labels[node.node],
            raw(round(node.weight, 4), lang),
            percent(node.share, lang),
            percent(node.effective, lang),
            *([bar(node.effective / most if most else 0.0)] if bars else []),
        ]
        for node in found.nodes
    ]
    if found.of is None:
        return headings, rows
    headings += [Heading(say(f"weights.columns.{key}"), right=True) for key in ("correlation", "explained")]
    cells = [[rounded(node.correlation, 2, lang), percent(node.explained, lang)] for node in found.nodes]
    return headings, [[*row, *more] for row, more in zip(rows, cells, strict=True)]


def percent(fraction: float | None, lang: str) -> str:
    """A fraction in percent with one decimal.

    >>> percent(0.125, "id"), percent(None, "en")
    ('12,5%', '–')
    """
    return NOTHING if fraction is None else rounded(100 * fraction, 1, lang) + "%"


def bar(part: float) -> str:
    """A bar of blocks, in eighths of a column.

    >>> bar(0.5), bar(0.0)
    ('████████', '')
    """
    eighths = round(part * BAR * 8)
    return "█" * (eighths // 8) + (EIGHTHS[eighths % 8] if eighths % 8 else "")


def told(framework: Framework, found: Influence, session: Session) -> list[str]:
    """What the numbers of the tree do not say by themselves."""
    notes = [session.say("weights.effective"), *_other_means(framework, session)]
    if found.of is not None:
        notes.append(session.say("weights.correlation", of=found.of))
        explained = any(node.explained is not None for node in found.nodes)
        if explained:
            notes.append(session.say("weights.explained", n=found.complete or 0, of=found.of))
            notes += _surprises(found.nodes, session)
        else:
            notes.append(session.say("weights.unexplained", n=found.complete or 0, of=found.of))
    return notes


def _other_means(framework: Framework, session: Session) -> list[str]:
    """Groups under whose mean a weight is no fixed part of the index."""
    from readiness.scoring.plan import plan_of

    names = [row.id for row in plan_of(framework).rows if len(row.children) > 1 and row.aggregate != "arithmetic"]
    return [session.say("weights.other_means", nodes=", ".join(names))] if names else []


def _surprises(nodes: Sequence[NodeWeight], session: Session) -> list[str]:
    """Indicators that pull against the index."""
    against = [node.node for node in nodes if node.leaf and node.correlation is not None and node.correlation < 0]
    return [session.say("weights.against", nodes=", ".join(against))] if against else []


def sections(framework: Framework, found: Influence, session: Session) -> list[tuple[str, Table, list[str]]]:
    """Title, table and notes: how the set came about, and the sets side by side."""
    labels = {node.id: node.label.in_(session.lang) for node in framework.walk()}
    labels["index"] = session.say("score.columns.index")
    report = found.weighting
    parts = []
    if report.kind == "ahp":
        limit = framework.weights_sets[report.name].accept_consistency_ratio
        parts = [_pairs(group, limit, labels, session) for group in report.groups]
    elif report.kind == "budget":
        parts = [_budget(group, labels, session) for group in report.groups]
    elif report.kind == "from_data" and report.units is not None:
        parts = [_from_data(found, labels, session)]
    return parts + ([_sets(framework, found, labels, session)] if found.sets else [])


def _pairs(group: GroupWeights, limit: float, labels: dict[str, str], session: Session) -> tuple[str, Table, list[str]]:
    lang, told = session.lang, group.consistency
    assert told is not None
    headings = [
        Heading(session.say("weights.columns.node"), folds=True),
        Heading(session.say("weights.columns.eigenvector"), right=True),
        Heading(session.say("weights.columns.geometric"), right=True),
    ]
    rows = [
        [labels[child], rounded(share, 4, lang), rounded(told.geometric[child], 4, lang)]
        for child, share in group.shares.items()
    ]
    note = session.say(
        "weights.consistency",
        ratio=rounded(told.ratio, 4, lang),
        index=rounded(told.index, 4, lang),
        lambda_max=rounded(told.lambda_max, 4, lang),
        limit=rounded(limit, 2, lang),
    )
    return session.say("weights.pairs", group=labels[group.group]), (headings, rows), [note]


def _budget(group: GroupWeights, labels: dict[str, str], session: Session) -> tuple[str, Table, list[str]]:
    lang, experts = session.lang, group.experts or {}
    few = list(experts) if len(experts) <= MOST_EXPERTS else []
    headings = [Heading(session.say("weights.columns.node"), folds=True)]
    headings += [Heading(session.say(f"weights.columns.{key}"), right=True) for key in ("mean", "sd", "least", "most")]
    headings += [Heading(expert, right=True, folds=True) for expert in few]
    rows = []
    for child, share in group.shares.items():
        spread = (group.spread or {})[child]
        shares = [share, spread.sd, spread.least, spread.most, *(experts[expert][child] for expert in few)]
        rows.append([labels[child], *(percent(each, lang) for each in shares)])
    title = session.say("weights.budget", group=labels[group.group], n=len(experts))
    return title, (headings, rows), [session.say("weights.spread")]


def _from_data(found: Influence, labels: dict[str, str], session: Session) -> tuple[str, Table, list[str]]:
    """Which units each group was weighed over, and what the factors explain."""
    report = found.weighting
    factors = any(group.factors for group in report.groups)
    keys = ["units", "constant", *(["factors", "factors_explain"] if factors else [])]
    headings = [Heading(session.say("weights.columns.group"), folds=True)]
    headings += [Heading(session.say(f"weights.columns.{key}"), right=key != "constant") for key in keys]
    rows = [
        [
            labels[group.group],
            str(group.units),
            ", ".join(group.constant) or NOTHING,
            *([str(group.factors or NOTHING), percent(group.explained, session.lang)] if factors else []),
        ]
        for group in report.groups
        if group.units is not None
    ]
    method = session.say(f"weights.methods.{report.method}")
    title = session.say("weights.from_data", method=method, units=report.units)
    return title, (headings, rows), [session.say("weights.depends")]


def _sets(
    framework: Framework, found: Influence, labels: dict[str, str], session: Session
) -> tuple[str, Table, list[str]]:
    """Effective weights of every set, a column a set."""
    depth = {node.node: node.depth for node in found.nodes}
    written = session.say("weights.written_short")
    headings = [Heading(session.say("weights.columns.node"), folds=True)]
    headings += [Heading(written if each.kind == "written" else each.name, right=True) for each in found.sets]
    rows = [
        [
            "  " * depth[node.id] + labels[node.id],
            *(NOTHING if s.effective is None else percent(s.effective[node.id], session.lang) for s in found.sets),
        ]
        for node in framework.walk()
    ]
    notes = [_set_line(framework, each.name, session) for each in found.sets if each.kind != "written"]
    absent = [each.name for each in found.sets if each.effective is None]
    if absent:
        key = "weights.sets_need_data" if found.of is None else "weights.sets_impossible"
        notes.append(session.say(key, sets=", ".join(absent)))
    return session.say("weights.sets"), (headings, rows), notes


def _set_line(framework: Framework, name: str, session: Session) -> str:
    """A set in one line: its name, what kind it is, its label."""
    from readiness.scoring.weights import kind_of

    each = framework.weights_sets[name]
    kind = session.say(f"weights.kinds.{kind_of(each)}")
    method = [session.say(f"weights.methods.{each.from_data}")] if each.from_data else []
    label = [each.label.in_(session.lang)] if each.label else []
    return session.safe(f"{name}: " + " · ".join([*label, kind, *method]))
