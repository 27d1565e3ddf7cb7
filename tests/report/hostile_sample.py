"""One result with a text of a person wherever one can stand: five hundred units, and every label, note and evidence.

``say`` gives the k-th text. With hostile texts and with harmless ones the same pages must come out, but for the words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

from readiness.data.units import Unit
from readiness.report.links import link_of
from readiness.results.document import digest
from readiness.results.records import Results
from readiness.results.selection import Selection
from tests.hostile_texts import COUNT, texts
from tests.report import selection_sample
from tests.report.sample import cell, results
from tests.scoring.making import group, leaf

Say = Callable[[int], str]
TEXTS = texts()
LEAVES = 48  # sixteen a pillar
FIELDS = ("label", "why", "evidence", "remediation", "owner", "source", "note", "stands_for")
LONG = TEXTS.index("W" * 300)  # from here on, words without end
SHOWN = ("h000", f"h{LONG:03d}", f"h{LONG + 8:03d}")


def hostile(k: int) -> str:
    """The k-th hostile text, over and over."""
    return TEXTS[k % COUNT]


def harmless(k: int) -> str:
    """A text for it that cannot be taken for anything else; an address where that one is an address."""
    word = f"Kata{k % COUNT:03d}z"
    return f"https://{word}.example/" if link_of(hostile(k)) else word


def scored(say: Say, wave: str = "2026", shift: float = 0.0) -> Results:
    """Scored as the tool scores; ``shift`` moves the values, for another wave."""
    at = count()

    def next_() -> dict[str, str]:
        text = say(next(at))
        return {"id": text, "en": text}

    def long(k: int) -> dict[str, str]:
        return {"id": say(LONG + k), "en": say(LONG + k)}

    def level() -> dict[str, Any]:
        return {**next_(), "remediation": next_()}

    def one(k: int) -> dict[str, Any]:
        words = {name: next_() for name in FIELDS}
        if k % 2:
            return leaf(f"x{k:02d}", 1, measure="level", levels={1: level(), 2: level(), 3: next_()}, **words)
        return leaf(f"x{k:02d}", 2, measure="number", worst=0, best=100, unit_of_measure=next_(), **words)

    third = LEAVES // 3
    criteria = [
        group(name, [one(k) for k in range(p * third, (p + 1) * third)], 1, label=next_() if p else long(2))
        for p, name in enumerate(("jaringan", "aturan", "orang"))
    ]
    bands = [{"id": "rendah", "from": 0, "label": next_()}, {"id": "tinggi", "from": 50, "label": long(0)}]
    gates = [{"id": "g", "on": "aturan", "at_least": 40, "cap": "rendah", "label": long(1)}]
    sets = {"s": {"label": next_(), "source": next_(), "weights": {"x00": 3}}}
    version = say(next(at))
    found = results(
        criteria,
        {f"h{u:03d}": _row(u, say, shift) for u in range(COUNT)},
        units=[_unit(u, say) for u in range(COUNT)],
        label=long(3),
        source=next_(),
        note=long(4),
        version=version,
        bands=bands,
        gates=gates,
        wave=wave,
        weights_sets=sets,
        opinions=["borda"],
        missing={"policy": "exclude", "min_coverage": 0.1},
        lint={"ignore": [{"code": "M026", "reason": say(next(at))}]},
    )
    assert next(at) > COUNT
    found = replace(found, options={"weights": "s", "set": {"x00": say(7)}})
    return replace(found, digest=digest(found))


def chosen(found: Results, say: Say) -> Selection:
    """Twenty-five of them, decided for reasons that a person wrote."""
    made = selection_sample.selection(found, 25)
    candidates = tuple(
        replace(one, decision=one.decision and replace(one.decision, reason=say(11), by=say(12)))
        for one in made.candidates
    )
    return replace(made, candidates=candidates)


def _unit(u: int, say: Say) -> Unit:
    place = {
        "latitude": -11.0 + u % 17,
        "longitude": 95.0 + u % 46,
        "population_2024": 1e5 + 1e3 * u,
        "area_km2": 50.0 + u,
        "island": say(u % 7),
    }
    return Unit(f"h{u:03d}", say(u), say(u % 3), say(u % 40), place)


def _row(u: int, say: Say, shift: float) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for k in range(LEAVES):
        if (u + k) % 11 == 5:
            row[f"x{k:02d}"] = None
            continue
        raw = 1.0 + (u + 2 * k) % 3 if k % 2 else (7.0 * u + 13 * k + shift) % 100
        at = u * LEAVES + k
        words = {"evidence": say(at), "note": say(at + 1), "text": say(at + 2), "path": say(at + 3)}
        row[f"x{k:02d}"] = cell(raw, **words)
    return row
