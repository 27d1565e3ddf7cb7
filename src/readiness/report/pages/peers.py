"""The peers of one unit: how alike they are, and how it stands among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.strip import Dot, strip
from readiness.report.numbers import NOTHING, signed
from readiness.report.pages.view import View
from readiness.report.pages.why import why_in_words
from readiness.results.differences import gap
from readiness.results.insights import UnitInsight
from readiness.results.peers import Peer, Peers
from readiness.results.records import UnitResult

SIZES = ("population", "area")


@dataclass(frozen=True, slots=True)
class PeerView:
    """One row: a peer, or the unit itself, which has no distance."""

    name: str
    page: str | None
    distance: str
    sizes: tuple[str, ...]
    index: str
    difference: str
    ahead: str
    behind: str


@dataclass(frozen=True, slots=True)
class PeersView:
    """What the section says; without rows only ``lead``, which then tells why."""

    lead: str
    why: str
    sizes: tuple[str, ...]
    rows: tuple[PeerView, ...]
    chart: Markup | None


def peers(view: View, unit: UnitResult, insight: UnitInsight, *, chart: bool = True) -> PeersView | None:
    """None where nobody looked for peers. ``chart``: with the drawing, which Markdown has no place for."""
    found = insight.peers
    if found is None:
        return None
    if found.reason is not None:
        return PeersView(lead(view, found), "", (), (), None)
    best = view.names.get(found.best or "", "")
    return PeersView(
        lead=lead(view, found),
        why=why_in_words(view, insight.beside, (best, unit.name)) if insight.beside else "",
        sizes=tuple(name for name in SIZES if name in found.variables),
        rows=(_own(view, unit, found), *(_row(view, unit, peer, found) for peer in found.peers)),
        chart=_strip(view, unit, found) if chart else None,
    )


def lead(view: View, found: Peers) -> str:
    """What the peers are nearest in, what was left out, and the unit's rank among them; or why there are none."""
    if found.reason is not None:
        return view.t(f"peers.{found.reason}")
    said = [view.t("peers.lead", n=len(found.peers), variables=_names(view, found.variables))]
    if found.unused:
        said.append(view.t("peers.unused", variables=_names(view, found.unused)))
    if found.rank is not None:
        said.append(view.t("peers.place", rank=view.t("word.rank_of", rank=found.rank, of=found.of)))
    return " ".join(said)


def distances(view: View, codes: Sequence[str], found: Peers) -> list[str]:
    """How far each unit of a comparison is from the one whose peers they are; empty where it has none."""
    known = {peer.code: view.number(peer.distance, 2) for peer in found.peers}
    return [known.get(code, NOTHING) for code in codes] if known else []


def _names(view: View, variables: Iterable[str]) -> str:
    return ", ".join(view.t(f"variable.{name}") for name in variables)


def _own(view: View, unit: UnitResult, found: Peers) -> PeerView:
    sizes = _sizes(view, found.values, found)
    return PeerView(unit.name, None, "", sizes, view.number(unit.index.published), "", "", "")


def _row(view: View, unit: UnitResult, peer: Peer, found: Peers) -> PeerView:
    own = unit.index.value
    return PeerView(
        name=peer.name,
        page=view.page(peer.code),
        distance=view.number(peer.distance, 2),
        sizes=_sizes(view, peer.values, found),
        index=view.number(peer.published),
        difference=NOTHING if own is None else signed(gap(own, peer.value, view.framework.decimals), view.lang),
        ahead=view.labels.get(peer.ahead or "", NOTHING),
        behind=view.labels.get(peer.behind or "", NOTHING),
    )


def _sizes(view: View, values: Mapping[str, float], found: Peers) -> tuple[str, ...]:
    return tuple(view.number(values.get(name), 0) for name in SIZES if name in found.variables)


def _strip(view: View, unit: UnitResult, found: Peers) -> Markup:
    """What is heard of it are the figures; whose they are is in the table, which repeats them."""
    shapes = view.once(_shapes)
    dots = [Dot(peer.value, view.number(peer.published), shapes[peer.code]) for peer in found.peers]
    value = unit.index.value
    own = None if value is None else Dot(value, view.number(unit.index.published), _shape(view, unit))
    spoken = "; ".join(dot.printed for dot in ([own] if own else []) + dots)
    return strip(dots, own, title=view.t("peers.chart", name=unit.name), description=spoken)


def _shapes(view: View) -> dict[str, int]:
    return {unit.code: _shape(view, unit) for unit in view.results.units}


def _shape(view: View, unit: UnitResult) -> int:
    band = view.bands.get(unit.index.band or "")
    return band.shape if band else 0
