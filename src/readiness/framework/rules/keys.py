"""Keys of an indicator that do not go together: nothing that is written is ignored silently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from readiness.framework.draft import Draft
from readiness.framework.model import RELATIVE, Measure
from readiness.framework.places import Pointer, Problem

_NUMBERS = ("number", "percent", "count")
_GRADED = (*_NUMBERS, "level", "survey")
LISTED = 10
# The measures that a key belongs to; a key that is not here belongs to all.
BELONGS: dict[str, tuple[str, ...]] = {
    "levels": ("level",),
    "choices": ("choice",),
    "choice_labels": ("choice",),
    "items": ("survey",),
    "item_labels": ("survey",),
    "statistic": ("survey",),
    "answers": ("survey",),
    "reverse": ("survey",),
    "no_answer": ("survey",),
    "per": _NUMBERS,
    "transform": _GRADED,
    "impute": (*_GRADED, "boolean"),
    "treat": _GRADED,
    "thresholds": _GRADED,
    "interpolate": _GRADED,
    "outside": _GRADED,
    "worst": (*_GRADED, "boolean"),
    "best": (*_GRADED, "boolean"),
}
# A key, and the key it says nothing without.
NEEDS = {"interpolate": "thresholds", "item_labels": "items", "reverse": "items", "choice_labels": "choices"}
# A key whose names must be names of another key.
NAMES = {"item_labels": "items", "choice_labels": "choices"}


def method(draft: Draft, pointer: Pointer) -> str | None:
    """The name of the method that is written here; None where there is none or it cannot be read."""
    value = draft.get(pointer)
    return next(iter(value), None) if isinstance(value, dict) else value if isinstance(value, str) else None


def normaliser(draft: Draft, leaf: Pointer) -> str | None:
    """The name of the normaliser, as written or implied; None where it cannot be read."""
    if draft.has((*leaf, "normalise")):
        return method(draft, (*leaf, "normalise"))
    return next((key for key in ("thresholds", "choices") if draft.has((*leaf, key))), "goalposts")


def takes_outside(draft: Draft, how: str | None) -> bool:
    """Whether a value can lie outside: of goalposts, or of the least and the most of a reference wave."""
    return how in ("goalposts", "distance_to_target") or (how == "minmax" and draft.has(("reference_wave",)))


def listed(names: list[str]) -> list[str]:
    """Names for a message: the first ten, and a sign that there are more."""
    return names if len(names) <= LISTED else [*names[:LISTED], "…"]


def strangers(draft: Draft) -> Iterator[Problem]:
    """Keys of another measure. Several of one other measure are one mistake: the measure's."""
    for leaf in draft.leaves:
        measure = draft.word((*leaf, "measure"))
        keys = [k for k, measures in BELONGS.items() if measure not in measures and _says(draft, (*leaf, k))]
        if measure not in get_args(Measure) or not keys:
            continue
        keys.sort(key=lambda key: draft.places.at((*leaf, key), key=True))
        common = [m for m in BELONGS[keys[0]] if all(m in BELONGS[key] for key in keys)]
        for told in [keys] if common else [[key] for key in keys]:
            params = {"key": told, "measure": measure, "measures": common or BELONGS[told[0]]}
            yield Problem("C086", (*leaf, told[0]), params, key=True)


def _says(draft: Draft, pointer: Pointer) -> bool:
    """Whether a key is written and asks for something: 'impute: none' is true of every measure."""
    return draft.has(pointer) and not (pointer[-1] in ("impute", "treat") and draft.raw(pointer) == "none")


def needs(draft: Draft) -> Iterator[Problem]:
    """A key that says nothing without another, or names what the other lacks."""
    for leaf in draft.leaves:
        measure = draft.word((*leaf, "measure"))
        if measure == "choice" and not draft.has((*leaf, "choices")):
            yield Problem("C082", (*leaf, "measure"), {"id": draft.name(leaf)})
        elif normaliser(draft, leaf) in ("thresholds", "choices") and draft.has((*leaf, "normalise")):
            wanted = str(normaliser(draft, leaf))
            if not draft.has((*leaf, wanted)):
                yield Problem("C094", (*leaf, "normalise"), {"key": f"normalise: {wanted}", "wanted": wanted})
        for key, wanted in NEEDS.items():
            if key == "interpolate" and normaliser(draft, leaf) == "percentile_steps":
                continue
            if draft.has((*leaf, key)) and not draft.has((*leaf, wanted)) and measure in BELONGS[key]:
                yield Problem("C094", (*leaf, key), {"key": key, "wanted": wanted}, key=True)
        for key, of in NAMES.items():
            yield from _unknown_names(draft, (*leaf, key), (*leaf, of))


def _unknown_names(draft: Draft, labels: Pointer, of: Pointer) -> Iterator[Problem]:
    known = draft.get(of)
    if isinstance(known, list | dict):
        names = [str(name) for name in known]
        for label in draft.under(labels):
            name = str(label[-1])
            if name not in names:
                params = {"name": name, "of": of[-1], "nearest": draft.nearest(name, names), "known": names}
                yield Problem("C089", label, params, key=True)


def clashes(draft: Draft) -> Iterator[Problem]:
    """A normaliser and keys that belong to another one."""
    for leaf in draft.leaves:
        how = normaliser(draft, leaf)
        if how is None:
            continue
        written = (*leaf, "normalise")
        idle = {"thresholds": how != "thresholds", "choices": how != "choices"}
        idle |= {
            "worst": how in (*RELATIVE, "thresholds"),
            "best": how in (*RELATIVE, "thresholds", "distance_to_target"),
            "outside": not takes_outside(draft, how),
        }
        for key, is_idle in idle.items():
            if is_idle and draft.has((*leaf, key)):
                other = written if draft.has(written) else (*leaf, how)
                at = draft.later((*leaf, key), other)
                yield Problem("C095", at, {"key": key, "how": how}, key=True)
                break
        if draft.has((*leaf, "better")) and (how not in RELATIVE or how == "custom"):
            yield Problem("C096", (*leaf, "better"), {"how": how}, key=True)
