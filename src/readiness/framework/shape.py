"""Values to ``Framework``, and pydantic's errors as problems: one mistake, one problem.

An unknown key that is plainly another one mistyped is told, and then read as that other one: so a
typo hides nothing below it and leaves no gap that would be told as well.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import ValidationError

from readiness.findings import nearest
from readiness.framework import adjusting, doubt, forms, sets
from readiness.framework.draft import Draft, holds
from readiness.framework.model import Framework, Group, Indicator, Model, kind_of_node
from readiness.framework.places import Pointer, Problem
from readiness.framework.translate import problem_of, shown
from readiness.framework.tree import Tree
from readiness.framework.written import EXAMPLES, forms_of, is_method, methods_of, words_of

PYTHON_ONLY = {"from_": "from", "not_": "not", "schema_": "schema"}
INDONESIAN = {
    "abaikan": "ignore",
    "alasan": "reason",
    "ambang": "thresholds",
    "arah": "better",
    "bobot": "weight",
    "bukti": "evidence",
    "butir": "items",
    "jawaban": "answers",
    "kategori": "bands",
    "kriteria": "criteria",
    "mengapa": "why",
    "nama": "label",
    "penanggung_jawab": "owner",
    "pilihan": "choices",
    "satuan": "unit_of_measure",
    "skala": "scale",
    "sumber": "source",
    "syarat": "gates",
    "terbaik": "best",
    "terburuk": "worst",
    "tingkat": "levels",
    "ukuran": "measure",
    "versi": "version",
}
TAGS = frozenset(["<group>", "<indicator>", "<at_least>", "<of>"]) | forms.TAGS | adjusting.TAGS | sets.TAGS
TAGS |= doubt.TAGS
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Shape:
    """The framework where nothing is wrong with its shape, and the draft that the rules read."""

    framework: Framework | None
    draft: Draft
    problems: list[Problem]


def read_shape(tree: Tree) -> Shape:
    """Check keys and values against the model; every problem in one go."""
    value, places = copy.deepcopy(tree.value), tree.places
    problems = list(_blanks(value, (), tree.broken))
    emptied = {problem.pointer[:-1] for problem in problems if problem.key}
    mended: set[Pointer] = set()
    lost: set[Pointer] = set()
    framework, errors = _validate(value)
    for _ in range(_ROUNDS):
        strangers = [_pointer(error["loc"], value) for error in errors if error["type"] == "extra_forbidden"]
        if not strangers:
            break
        names: dict[Pointer, Pointer] = {}
        for stranger in strangers:
            if not isinstance(_at(value, stranger[:-1]), dict):
                continue  # a method of two strange keys: told once, and a word stands in its place
            if (key := _method(stranger)) and not _renamed(value, stranger, key):
                problems.append(_no_method(value, stranger, key))
                lost.add(stranger[:-1])
                continue
            problem, meant = _mend(value, stranger)
            problems.append(problem)
            if meant:
                names[stranger] = (*stranger[:-1], meant)
        places = places.renamed(names)
        mended.update(names.values())
        framework, errors = _validate(value)
    problems += [problem_of(error, _pointer(error["loc"], value), value, places) for error in errors]
    # A value that its new key does not like was not meant for it: the unknown key has been told. So has the blank
    # that leaves a method without a name.
    kept = [p for p in problems if p.pointer not in mended or p.code == "C020"]
    problems = _one_each([p for p in kept if p.code != "C027" or p.pointer not in emptied], tree.broken)
    wrong = {p.pointer for p in problems if not p.key and p.code != "C020"} | tree.broken | lost
    return Shape(framework, Draft(value, places, frozenset(wrong)), problems)


def _validate(value: Any) -> tuple[Framework | None, list[Any]]:
    try:
        return Framework.model_validate(value), []
    except ValidationError as error:
        return None, list(error.errors(include_url=False))


def _blanks(value: Any, pointer: Pointer, broken: frozenset[Pointer]) -> Iterator[Problem]:
    """Keys without a value, which are then left out; and names that only Python knows."""
    if isinstance(value, list):
        for i, item in enumerate(value):
            if item is None and (*pointer, i) not in broken:
                yield Problem("C035", (*pointer, i), {"key": "-"})
            yield from _blanks(item, (*pointer, i), broken)
    elif isinstance(value, dict):
        for key in list(value):
            here = (*pointer, key)
            yield from _blanks(value[key], here, broken)
            if value[key] is None and not (pointer and _method(here) and key in words_of(str(_method(here)))):
                del value[key]
                yield Problem("C035", here, {"key": key}, key=True)
            elif key in PYTHON_ONLY:
                yield Problem("C012", here, {"key": key, "nearest": PYTHON_ONLY[key]}, key=True)


def _pointer(loc: tuple[str | int, ...], value: Any) -> Pointer:
    """Pydantic's place as a pointer: without tags, and no deeper than the file goes."""
    pointer: list[str | int] = []
    here = value
    for number, part in enumerate(loc, 1):
        if part in TAGS and not (number == len(loc) and holds(here, part)):
            continue
        known = str(part) if isinstance(here, dict) else part
        if not holds(here, known):
            break
        here = here[known]
        pointer.append(known)
    return tuple(pointer)


def _mend(value: Any, stranger: Pointer) -> tuple[Problem, str | None]:
    """Tell an unknown key; rename it to the key it was meant to be, or leave it out."""
    holder, key = value, str(stranger[-1])
    for part in stranger[:-1]:
        holder = holder[part]
    known = known_keys(value, stranger[:-1])
    content = holder.pop(key)
    free = [name for name in known if name not in holder]
    words = {**{name: name for name in free}, **{w: name for w, name in INDONESIAN.items() if name in free}}
    meant = words.get(nearest(key, words) or "")
    if meant:
        holder[meant] = content
    params = {"key": shown(key), "nearest": meant or nearest(key, known), "known": known}
    return Problem("C012", stranger, params, key=True), meant


def _method(stranger: Pointer) -> str | None:
    """The key that names a method, where the stranger stands in such a method's mapping itself."""
    keys = [part for part in stranger[:-1] if isinstance(part, str)]
    is_direct = keys and (stranger[-2] == keys[-1] or stranger[-3:-2] == ("opinions",))
    is_named = stranger[-3:-2] == ("weights_sets",)
    return keys[-1] if is_direct and not is_named and is_method(keys[-1]) else None


def _renamed(value: Any, stranger: Pointer, key: str) -> bool:
    """Whether a strange method is plainly one with options, mistyped, and the only one that is written."""
    holder = _at(value, stranger[:-1])
    return len(holder) == 1 and nearest(str(stranger[-1]), methods_of(key)) in EXAMPLES[key]


def _no_method(value: Any, stranger: Pointer, key: str) -> Problem:
    """A mapping that names two methods, a word as if it had options, or nothing known; a stand-in takes its place."""
    name, holder = str(stranger[-1]), _at(value, stranger[:-1])
    methods, words = methods_of(key), words_of(key)
    _at(value, stranger[:-2])[stranger[-2]] = words[0]
    if name in methods and any(other in methods for other in holder if other != name):
        return Problem("C130", (*stranger[:-1], list(holder)[-1]), {"key": key, "methods": list(holder)}, key=True)
    if name in words:
        write = name if key == "opinions" else f"{key}: {name}"
        return Problem("C131", stranger, {"name": name, "write": write}, key=True)
    near = methods.get(nearest(name, methods) or "")
    return Problem("C012", stranger, {"key": shown(name), "nearest": near, "known": forms_of(key)}, key=True)


def _at(value: Any, pointer: Pointer) -> Any:
    for part in pointer:
        value = value[part]
    return value


def known_keys(value: Any, pointer: Pointer) -> list[str]:
    """The keys that a mapping at this place may have."""
    models: list[type[Model]] = [Framework]
    here, is_named = value, False
    for part in pointer:
        here = here[part]
        if is_named:  # a name of the planner's own, such as that of a set of weights
            is_named = False
            continue
        fields = [
            field for model in models for name, field in model.model_fields.items() if part == (field.alias or name)
        ]
        is_named = any(get_origin(field.annotation) is dict for field in fields)
        if fields:
            models = list(dict.fromkeys(model for field in fields for model in _models_in(field.annotation)))
        if Group in models and isinstance(here, dict) and ("measure" in here or kind_of_node(here) == "<group>"):
            models = [Group if kind_of_node(here) == "<group>" else Indicator]
    names = [field.alias or name for model in models for name, field in model.model_fields.items()]
    return list(dict.fromkeys(names))


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _one_each(problems: list[Problem], broken: frozenset[Pointer]) -> list[Problem]:
    """One problem a place, the first; only missing keys may share theirs."""
    kept: dict[Any, Problem] = {}
    for problem in problems:
        what = problem.params.get("key") if problem.code == "C020" else problem.key
        if problem.pointer not in broken or problem.code == "C020":
            kept.setdefault((problem.code == "C020", problem.pointer, what), problem)
    return list(kept.values())
