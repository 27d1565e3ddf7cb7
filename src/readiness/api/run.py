"""``score``: a framework and data in, tables out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from math import isnan
from typing import TYPE_CHECKING, Any

from readiness.api.changes import called, held, with_methods, with_weights
from readiness.api.data import Data, data_of
from readiness.api.errors import DataError, UsageError, asked
from readiness.api.frameworks import Framework, loaded
from readiness.api.numbers import score_numbers
from readiness.api.scores import Scores
from readiness.asked import find_weights
from readiness.framework.model import Framework as Model
from readiness.layout import layout_of
from readiness.pipeline import Request, score_checked

if TYPE_CHECKING:
    import pandas as pd

    from readiness.api.changes import Method


def score(
    framework: Framework,
    data: Data | pd.DataFrame,
    *,
    wave: str | None = None,
    weights: str | Mapping[str, float] | None = None,
    methods: Mapping[str, Method] | None = None,
    what_if: Mapping[str, float | str | None] | None = None,
    only: Collection[str] | None = None,
    detail: bool = True,
) -> Scores:
    """Score one wave of data: what ``read_data`` read, or a DataFrame (codes in its index, indicators in columns).

    ``wave`` must say which where there are several. ``weights`` is the name of a set in the framework file, or
    numbers by node id, which count as ratios among siblings. ``methods`` brings normalisers of one's own by
    indicator id, or by the name in ``normalise: {custom: name}``: a function from raw values (an array over units,
    NaN where there is none) to scores on the framework's scale. ``what_if`` puts values by indicator id in the place
    of those that were read (None or NaN takes the value away), in the units ``only`` (codes or names) or in all.

    ``detail=False`` gives numbers alone (index, ranks, bands, scores, coverage) for tables of any length: a DataFrame
    of clean numbers under a framework without gates, imputation or treatment.

    Raises DataError, UsageError, FrameworkError.
    """
    loaded(framework)
    if not isinstance(data, Data) and not hasattr(data, "columns"):
        raise TypeError(f"data must be what read_data gives or a pandas DataFrame, not {type(data).__name__}")
    own, named = dict(methods or {}), weights if isinstance(weights, str) else None
    numbers = None if weights is None or isinstance(weights, str) else dict(weights)
    used = with_methods(framework if numbers is None else with_weights(framework, numbers), own)
    if only and not what_if:
        raise UsageError("only= says where what_if= holds; without one, choose from the result: scores.index[codes].")
    if not detail:
        if isinstance(data, Data) or wave or named or what_if or only:
            raise UsageError("detail=False takes a DataFrame, and no wave, named weights or what_if.")
        return score_numbers(used, data, held(own, used.model.scale))
    found = data if isinstance(data, Data) else data_of(framework, data)
    _same_questions(framework, found)
    request = replace(
        found.request,
        wave=found.table(wave).wave,
        weights=named,
        what_if={name: _text(value) for name, value in (what_if or {}).items()},
        only=tuple(only or ()),
        methods=held(own, used.model.scale),
    )
    options = {"methods": called(own)} if own else {}
    return _document(used, found, request, options if numbers is None else {**options, "weights_by_node": numbers})


def _text(value: float | str | None) -> str:
    """A value as a person writes it into a cell; three decimals could be thousands, so a number has others.

    >>> _text(1.234), _text(0.5), _text("ada")
    ('1.2340', '0.5', 'ada')
    """
    if value is None or isinstance(value, str) or isnan(value):
        return value if isinstance(value, str) else ""
    whole, _, fraction = format(Decimal(repr(float(value))), "f").partition(".")
    return f"{whole}.{fraction or '0'}{'0' if len(fraction) == 3 else ''}"


def _document(used: Framework, data: Data, request: Request, options: Mapping[str, Any]) -> Scores:
    """Score in full; ``options`` are the document's further ones, of what only a program can ask."""
    checked = replace(data.checked, loaded=replace(used.loaded, framework=used.model))
    with asked():
        if request.weights is not None:
            find_weights(used.model, request.weights)
        scored = score_checked(checked, request)
    if not scored.results:
        raise DataError("the data cannot be scored:", scored.findings)
    results = replace(scored.results[-1], options={**scored.results[-1].options, **options})
    model = Model.model_validate(results.framework.snapshot)
    return Scores(model, tuple(unit.code for unit in results.units), scored.findings, document=results)


def _same_questions(framework: Framework, data: Data) -> None:
    """Data are read for the columns of their framework; another one may ask others."""
    if framework is not data.framework and layout_of(framework.model, ()) != layout_of(data.framework.model, ()):
        asked = f"these data were read for the framework {data.framework.id}"
        raise UsageError(f"{asked}; read them again for {framework.id}, which asks other things.")
