"""A comparison for people: what each indicator gives to the difference, the greatest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readiness.cli import grid
from readiness.cli.grid import Heading
from readiness.cli.numbers import NOTHING, published, rounded
from readiness.cli.session import Session
from readiness.cli.show_scores import short_name

if TYPE_CHECKING:
    from readiness.cli.compare import Asked
    from readiness.framework.model import Framework
    from readiness.report.pages.view import View
    from readiness.results.insights import Comparison
    from readiness.results.records import Results, UnitResult


@dataclass(frozen=True, slots=True)
class Part:
    """A title, what is said below it (it may be nothing), and a table."""

    title: str
    said: str
    headings: list[Heading]
    rows: list[list[str]]


def show(document: Results, asked: Asked, session: Session) -> None:
    """Print side by side, then each difference by its parts."""
    for number, part in enumerate(parts(document, asked, session)):
        if number:
            session.out("")
        session.out(session.safe(part.title))
        session.out("")
        if part.said:
            grid.notes([session.safe(part.said)])
            session.out("")
        grid.show(part.headings, part.rows)


def plain(document: Results, asked: Asked, session: Session) -> str:
    """The same for a file."""
    found = [
        text
        for part in parts(document, asked, session)
        for text in (session.safe(part.title), session.safe(part.said), grid.plain(part.headings, part.rows))
    ]
    return "\n\n".join(text for text in found if text)


def parts(document: Results, asked: Asked, session: Session) -> list[Part]:
    """The scores of all side by side, and each difference in sentences and as a table."""
    from readiness.framework.model import Framework
    from readiness.report.pages.peers import distances, lead
    from readiness.report.pages.view import View

    framework = Framework.model_validate(document.framework.snapshot)
    view = View(document, framework, session.lang)
    units = {unit.code: unit for unit in document.units}
    title = " · ".join([framework.label.in_(session.lang), *([document.wave] if document.wave else [])])
    if document.synthetic:
        title += " · " + session.say("score.synthetic")
    headings, rows = _side_by_side([units[code] for code in asked.codes], framework, session)
    said = ""
    if asked.peers is not None:
        said, apart = lead(view, asked.peers), distances(view, asked.codes, asked.peers)
        rows += [[session.say("compare.distance"), *apart]] if apart else []
    return [
        Part(title, said, headings, rows),
        *(_difference(comparison, units, view, session) for comparison in asked.found),
    ]


def _side_by_side(
    units: Sequence[UnitResult], framework: Framework, session: Session
) -> tuple[list[Heading], list[list[str]]]:
    lang = session.lang
    bands = {band.id: band.label.in_(lang) for band in framework.bands}
    headings = [
        Heading(session.say("compare.columns.what"), folds=True),
        *(Heading(short_name(u.name), right=True, folds=True) for u in units),
    ]
    rows = [
        [session.say("score.columns.index"), *(published(u.index.published, lang) for u in units)],
        [session.say("score.columns.band"), *(bands.get(u.index.band or "", NOTHING) for u in units)],
        [session.say("score.columns.rank"), *(str(u.index.rank or NOTHING) for u in units)],
        *(
            [node.label.in_(lang), *(published(u.nodes[node.id].published, lang) for u in units)]
            for node in framework.criteria
        ),
    ]
    return headings, rows


def _difference(comparison: Comparison, units: dict[str, UnitResult], view: View, session: Session) -> Part:
    """What is printed adds up to the printed total."""
    from readiness.report.pages.why import why_in_words
    from readiness.results.differences import NOISE, printed_difference

    framework, lang, decimals = view.framework, session.lang, view.framework.decimals
    names = (units[comparison.a].name, units[comparison.b].name)
    headings = [Heading(session.say("compare.columns.indicator"), folds=True)]
    headings += [Heading(short_name(name), right=True, folds=True) for name in names]
    headings.append(Heading(session.say("compare.columns.part"), right=True))
    printed = printed_difference(comparison, decimals)
    if printed is None:
        return Part(session.say("compare.no_total", a=names[0], b=names[1]), "", headings, [])
    labels = {leaf.id: leaf.label.in_(lang) for leaf in framework.indicators()}
    moved = sorted((row for row in comparison.rows if abs(row.part) > NOISE), key=lambda row: -abs(row.part))
    rows = [
        [labels[row.indicator], *scores, signed(printed.parts[row.indicator], lang)]
        for row in moved
        for scores in [[rounded(score, decimals, lang) for score in (row.a_score, row.b_score)]]
    ]
    extras = [(printed.availability, "compare.availability"), (printed.cap, "compare.cap")]
    rows += [[session.say(key), "", "", signed(text, lang)] for text, key in extras if text is not None]
    rows.append(
        [
            session.say("compare.total"),
            *(published(units[c].index.published, lang) for c in (comparison.a, comparison.b)),
            signed(printed.total, lang),
        ]
    )
    title = session.say("compare.title", a=names[0], b=names[1])
    return Part(title, why_in_words(view, comparison, names), headings, rows)


def signed(text: str, lang: str) -> str:
    """A difference with its sign.

    >>> signed("1.5", "id"), signed("-0.5", "en"), signed("0.0", "en")
    ('+1,5', '−0.5', '0.0')
    """
    shown = published(text, lang)
    return f"+{shown}" if not text.startswith("-") and any(char in "123456789" for char in text) else shown
