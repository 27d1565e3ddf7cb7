"""Cells that are not as they were written: estimated or treated. Their records are machine words; here they are said.

A text that is not known stays as it is, so a result of a later tool still renders.
"""

from __future__ import annotations

import re

from readiness.framework.model import Indicator
from readiness.report.numbers import number, plain
from readiness.report.pages.view import View
from readiness.results.records import Imputed, NodeResult, Treated

ESTIMATED, TREATED, GROUPED = "≈", "†", "‡"  # beside a number; told in a legend
_UNITS = re.compile(r"(?:(?P<group>.*), )?(?P<n>\d+) units?")
_WAVES = re.compile(r"waves? (?P<first>.*?)(?: and (?P<last>.*))?")
_PREDICTED = re.compile(r"(?P<k>\d+) of (?P<of>\d+) predictors, (?P<n>\d+) units?")
_POINTS = re.compile(r"(?P<n>\d+) points? of (?P<end>each end|the high end|the low end)")
_SHAPE = re.compile(
    r"skew (?P<skew>\S+) [<>] (?P<limit>\S+), kurtosis (?P<kurtosis>\S+) > (?P<most>[^\s;]+)(?P<after>.*)"
)
_AFTER = re.compile(r"; after (?P<n>\d+) points? still (?P<skew>\S+) and (?P<kurtosis>\S+)")
_ENDS = {"each end": "each", "the high end": "high", "the low end": "low"}
_KNOWN_GROUPS = ("province", "kind", "island")


def estimate(view: View, leaf: Indicator, node: NodeResult) -> str:
    """What was put into a gap, and what it rests on; empty where nothing was."""
    made = node.imputed
    if made is None:
        return ""
    return view.t("estimate.made", value=amount(view, leaf, made.value), how=estimated_how(view, made))


def estimated_how(view: View, made: Imputed) -> str:
    """How an estimate was made and what it rests on, in words."""
    method, _, option = made.how.partition(": ")
    if found := _PREDICTED.fullmatch(made.basis):
        return view.t("estimate.regression", **found.groupdict())
    if found := _UNITS.fullmatch(made.basis):
        words = {"n": view.number(found["n"]), "group": _group(view, option, found["group"] or "")}
        return view.t(f"estimate.{method}", **words) if method in _OF_UNITS else f"{made.how}, {made.basis}"
    if method in ("last_wave", "linear") and (found := _WAVES.fullmatch(made.basis)):
        return view.t(f"estimate.{method}", **found.groupdict())
    return f"{made.how}, {made.basis}"


_OF_UNITS = ("mean", "median", "group_mean", "group_median")


def _group(view: View, column: str, told: str) -> str:
    """``kind kota`` as the reader calls it."""
    label = told.removeprefix(f"{column} ")
    if column == "kind" and label in ("kabupaten", "kota"):
        label = view.t(f"kind.{label}")
    return view.t(f"column.{column}", label=label) if column in _KNOWN_GROUPS else told


def treated(view: View, leaf: Indicator, node: NodeResult) -> str:
    """What treatment made of a value, and why; empty where it was left alone."""
    made = node.treated
    if made is None:
        return ""
    stays = made.how.startswith("winsorise")
    before = amount(view, leaf, made.before)
    after = amount(view, leaf, made.after) if stays else plain(made.after, view.lang)
    return view.t("treated.made", before=before, after=after, how=treated_how(view, made), why=treated_why(view, made))


def treated_how(view: View, made: Treated) -> str:
    """How a value was moved, in words."""
    method, _, power = made.how.partition(", lambda ")
    key = method.replace(" ", "_")
    if key not in ("winsorise_high", "winsorise_low", "log", "box_cox"):
        return made.how
    return view.t(f"treated.{key}", power=number(power, view.lang) if power else "")


def treated_why(view: View, made: Treated) -> str:
    """Why a value was moved, in words."""
    if made.why == "asked for by the framework":
        return view.t("treated.asked")
    if found := _POINTS.fullmatch(made.why):
        return view.t("treated.points", n=view.number(found["n"]), end=view.t(f"end.{_ENDS[found['end']]}"))
    if not (found := _SHAPE.fullmatch(made.why)):
        return made.why
    numbers = {key: _figure(view, found[key]) for key in ("skew", "limit", "kurtosis", "most")}
    said = view.t("treated.shape", **numbers)
    if after := _AFTER.fullmatch(found["after"]):
        still = {key: _figure(view, after[key]) for key in ("n", "skew", "kurtosis")}
        return f"{said}; {view.t('treated.after', **still)}"
    return said + found["after"]


def _figure(view: View, text: str) -> str:
    try:
        return view.number(text)
    except (ArithmeticError, ValueError):
        return text


def amount(view: View, leaf: Indicator, value: float) -> str:
    """A value after ``per``: in the unit of measure where nothing was divided, else the plain ratio."""
    return view.raw(leaf, value) if leaf.per is None else plain(value, view.lang)


def marked(printed: str, node: NodeResult) -> str:
    """A printed number with the mark of what it rests on: estimates alone, or a treated value."""
    sign = ESTIMATED if node.status == "imputed" and node.score is not None else TREATED if node.treated else ""
    return f"{sign}\u00a0{printed}" if sign == ESTIMATED else f"{printed}\u00a0{sign}" if sign else printed
