"""A framework changed by a program: other weights, normalisers of one's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from readiness.api.errors import FrameworkError, UsageError, unknown
from readiness.api.frameworks import Framework
from readiness.framework.forms import CustomNormaliser
from readiness.framework.load import loads
from readiness.framework.model import Group, Node, Scale
from readiness.framework.ways import custom_of

if TYPE_CHECKING:
    from readiness.scoring.vectors import Vector

    Method = Callable[[Vector], Vector]


def with_weights(framework: Framework, weights: Mapping[str, float]) -> Framework:
    """The framework with other numbers as the weights of some nodes, groups or indicators, by id.

    Weights count as ratios among siblings, whatever the file says of them; who is not named keeps the file's
    number. Raises UsageError for an unknown node, FrameworkError for weights that cannot be.
    """
    from readiness.scoring.weights import with_weights as weighted

    _known("node", weights, [node.id for node in framework.model.walk()])
    model = weighted(framework.model, {name: float(weight) for name, weight in weights.items()})
    loaded = loads(json.dumps(model.snapshot(), ensure_ascii=False).encode(), "")
    if loaded.framework is None:
        wrong = [finding for finding in loaded.findings if finding.severity == "error"]
        nowhere = [replace(finding, line=None, column=None, excerpt=None) for finding in wrong]
        raise FrameworkError("these weights cannot be used:", nowhere)
    return replace(framework, model=loaded.framework)


def with_methods(framework: Framework, methods: Mapping[str, Method]) -> Framework:
    """The framework whose indicators say ``normalise: {custom: ID}`` where a function is given by their id.

    Raises UsageError for what is neither an indicator nor a custom normaliser of the file, for a choice, and for a
    custom normaliser without a function.
    """
    wanted = {leaf.id: name for leaf in framework.model.indicators() if (name := custom_of(leaf)) is not None}
    _known("indicator or custom normaliser", methods, [*framework.indicators, *wanted.values()])
    for name in sorted({name for leaf, name in wanted.items() if not {leaf, name} & set(methods)}):
        raise UsageError(f"the framework asks for the normaliser '{name}': bring it, methods={{'{name}': function}}.")

    def changed(node: Node) -> Node:
        if isinstance(node, Group):
            return node.model_copy(update={"criteria": [changed(child) for child in node.criteria]})
        if node.id not in methods:
            return node
        if node.measure == "choice":
            raise UsageError(f"'{node.id}' is a choice: its scores stand in the framework, and no function makes them.")
        return node.model_copy(update={"normalise": CustomNormaliser(custom=node.id)})

    criteria = [changed(node) for node in framework.model.criteria] if methods else framework.model.criteria
    model = framework.model.model_copy(update={"criteria": criteria})
    return replace(framework, model=model)


def held(methods: Mapping[str, Method], scale: Scale) -> dict[str, Method]:
    """The functions, each held to its word: one score a unit, on the scale. Raises UsageError when one is called."""
    return {name: _held(name, function, scale) for name, function in methods.items()}


def _held(name: str, function: Method, scale: Scale) -> Method:
    from readiness.scoring.normalise import Recipe, custom

    def scores(values: Vector) -> Vector:
        given = function(values)  # what it raises itself is its author's to see
        try:
            return custom(values, Recipe(low=scale.min, high=scale.max, method=lambda _values: given))
        except (TypeError, ValueError) as error:
            raise UsageError(f"methods['{name}']: {error}.") from None

    return scores


def called(methods: Mapping[str, Callable[..., object]]) -> dict[str, str]:
    """How a document names functions that it cannot hold."""
    return {name: getattr(each, "__qualname__", type(each).__name__) for name, each in sorted(methods.items())}


def _known(what: str, names: Collection[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise UsageError(unknown(f"the framework has no {what} '{name}'.", name, known))
