"""The framework as a tree in words: what each node weighs, and how it gets its score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from readiness import explained
from readiness.framework.forms import name_of, options_of, written_form
from readiness.framework.model import AppliesTo, Framework, Indicator
from readiness.framework.parts import Model, Step
from readiness.framework.ways import imputer_of, is_relative, normaliser_of, treatment_of
from readiness.report.numbers import DASH, plain, span
from readiness.report.pages.the_sum import in_percent, weights_that_add_up
from readiness.report.pages.touched import GROUPED
from readiness.report.pages.view import View
from readiness.results.method import Rule, Touched, goalposts_of
from readiness.results.method import rules as rules_of
from readiness.results.method import touched as touched_of
from readiness.results.publish import largest_remainder

MOST_CODES = 6  # codes of units that a rule names in full


@dataclass(frozen=True, slots=True)
class Part:
    """A few words on how a node gets its score. ``kind`` and ``name`` are of the method that they name, else empty;
    ``written`` is the method as the file writes it, where it has options."""

    text: str
    kind: str = ""
    name: str = ""
    written: str = ""

    @property
    def anchor(self) -> str:
        """Where the page explains the method; empty where the words name none."""
        return f"m-{self.kind}-{self.name}" if self.kind else ""


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One node: its weight as written, its share of the parent and of the index, and how it gets its score."""

    id: str
    label: str
    depth: int
    group: bool
    weight: str
    share: str
    effective: str
    parts: tuple[Part, ...]
    mark: str
    touched: str


def tree(view: View) -> tuple[TreeLine, ...]:
    """Every node in the framework's order. Printed shares of siblings, and of the indicators, add up to 100."""
    found = rules_of(view.framework)
    leaves = {rule.node.id: rule.effective for rule in found if isinstance(rule.node, Indicator)}
    effective = weights_that_add_up(view, leaves)
    shares = _printed_shares(found)
    return tuple(
        TreeLine(
            id=rule.node.id,
            label=view.labels[rule.node.id],
            depth=rule.depth,
            group=rule.aggregate is not None,
            weight=plain(rule.weight, view.lang, 6),
            share=view.number(shares[rule.node.id]) + "%",
            effective=in_percent(view, effective.get(rule.node.id)),
            parts=tuple(leaf_parts(view, rule.node) if isinstance(rule.node, Indicator) else _group(view, rule)),
            mark=GROUPED if isinstance(rule.node, Indicator) and is_relative(rule.node) else "",
            touched=_touched(view, rule),
        )
        for rule in found
    )


def _printed_shares(found: Sequence[Rule]) -> dict[str, str]:
    """Shares within each parent in percent, by largest remainder."""
    printed: dict[str, str] = {}
    for siblings in _families(found):
        total = "100.00" if any(rule.share for rule in siblings) else "0.00"
        texts = largest_remainder([rule.share * 100 for rule in siblings], total, 2)
        printed |= {rule.node.id: text for rule, text in zip(siblings, texts, strict=True)}
    return printed


def _families(found: Sequence[Rule]) -> Iterator[list[Rule]]:
    """The children of each parent: neighbours of one depth with nothing shallower between them."""
    for depth in range(max(rule.depth for rule in found) + 1):
        family: list[Rule] = []
        for rule in found:
            if rule.depth < depth and family:
                yield family
                family = []
            if rule.depth == depth:
                family.append(rule)
        if family:
            yield family


def method_part(view: View, kind: str, form: str | Model) -> Part:
    """A method in words; its options as they are written."""
    name = name_of(form)
    known = explained.methods(kind, view.lang).get(name)
    written = "" if options_of(form) is None else written_form(form)
    return Part(known.label, kind, name, written) if known else Part(name, written=written)


def _group(view: View, rule: Rule) -> Iterator[Part]:
    if rule.aggregate is not None:
        yield method_part(view, "aggregate", rule.aggregate)
    if rule.missing is not None and rule.missing != view.framework.missing:
        yield missing_part(view, rule.missing.policy, rule.missing.min_coverage)
    yield from _applies(view, rule.node.applies_to)


def missing_part(view: View, policy: str, least: float) -> Part:
    """What happens without data, and how much of the weight must have some."""
    part = method_part(view, "missing", policy)
    if policy != "exclude":
        return part
    words = view.t("method.min_coverage", policy=part.text, least=view.percent(least))
    return Part(words, part.kind, part.name)


def leaf_parts(view: View, leaf: Indicator) -> Iterator[Part]:
    """How an indicator gets its score, in the order in which a value meets it."""
    yield Part(view.t(f"measure.{leaf.measure}"))
    if leaf.per is not None:
        of = view.labels.get(leaf.per.of, leaf.per.of)
        key = "method.per" if leaf.per.times == 1 else "method.per_times"
        yield Part(view.t(key, of=of, times=plain(leaf.per.times, view.lang)), "per", "per")
    framework = view.framework
    impute, treat = imputer_of(framework, leaf), treatment_of(framework, leaf)
    for key, kind, form in (("method.imputed", "impute", impute), ("method.tamed", "treat", treat)):
        if name_of(form) != "none":
            part = method_part(view, kind, form)
            yield replace(part, text=view.t(key, how=part.text))
    if leaf.outside != "clip":
        yield method_part(view, "outside", leaf.outside)
    if leaf.transform != "none":
        yield method_part(view, "transform", leaf.transform)
    if normaliser_of(leaf) != "goalposts":  # worst and best say so themselves
        yield method_part(view, "normalise", leaf.normalise or normaliser_of(leaf))
    yield from _ends(view, leaf)
    yield from _applies(view, leaf.applies_to)


def _ends(view: View, leaf: Indicator) -> Iterator[Part]:
    """Goalposts, steps, choices, or which way is better."""
    ends = goalposts_of(leaf)
    if ends is not None:
        worst, best = ([_value(view, leaf, end) for end in side] for side in ends)
        low = view.t("method.both", low=worst[0], high=worst[1]) if len(worst) == 2 else "".join(worst)
        high = span(best[0], best[1]) if len(best) == 2 else "".join(best)
        yield Part(view.t("method.ends", worst=low or DASH, best=high or DASH), "normalise", normaliser_of(leaf))
    elif is_relative(leaf) and leaf.better == "low":
        yield Part(view.t("method.low_is_better"))
    steps: list[Step] = (leaf.thresholds or []) if normaliser_of(leaf) == "thresholds" else []
    for step in steps:
        words = {"from": _value(view, leaf, step.from_), "score": plain(step.score, view.lang)}
        yield Part(view.t("method.step", **words))
    for answer, score in (leaf.choices or {}).items():
        yield Part(view.t("method.choice", answer=view.raw(leaf, answer), score=plain(score, view.lang)))


def _value(view: View, leaf: Indicator, value: float) -> str:
    return view.raw(leaf, value) if leaf.per is None else plain(value, view.lang)


def _applies(view: View, rule: AppliesTo | None) -> Iterator[Part]:
    if rule is not None:
        yield Part(view.t("method.applies", who=_who(view, rule)))


def _who(view: View, rule: AppliesTo) -> str:
    """The units that a rule means."""
    said = [view.t(f"kind.{kind}") for kind in rule.kind or ()]
    said += rule.province or []
    codes = rule.code or []
    said += codes if len(codes) <= MOST_CODES else [*codes[:MOST_CODES], f"… ({len(codes)})"]
    if rule.not_ is not None:
        said.append(view.t("method.but", who=_who(view, rule.not_)))
    return ", ".join(said)


def _touched(view: View, rule: Rule) -> str:
    """How many cells of an indicator were estimated and treated, where any were."""
    found = touched_of(view.results, rule.node.id) if rule.aggregate is None else Touched(0, 0, 0)
    if not found.imputed and not found.treated:
        return ""
    numbers = {"imputed": found.imputed, "treated": found.treated, "of": found.units}
    return view.t("method.touched", **{key: view.number(str(n)) for key, n in numbers.items()})


def general(view: View) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    """The rules that hold for all: a word, and what holds."""
    f: Framework = view.framework
    scale = f"{plain(f.scale.min, view.lang)}{DASH}{plain(f.scale.max, view.lang)}"
    rows: list[tuple[str, Part]] = [
        ("scale", Part(scale)),
        ("decimals", Part(view.number(str(f.decimals)))),
        ("aggregate", method_part(view, "aggregate", f.aggregate)),
        ("weights", method_part(view, "weights", f.weights)),
        ("missing", missing_part(view, f.missing.policy, f.missing.min_coverage)),
        ("impute", method_part(view, "impute", f.impute)),
        ("treat", method_part(view, "treat", f.treat)),
        ("bands_from", Part(view.t("method.published" if f.bands_from == "published" else "method.exact"))),
    ]
    if f.reference_wave is not None:
        rows.append(("reference_wave", Part(f.reference_wave)))
    return tuple((view.t(f"method.{key}"), (part,)) for key, part in rows)
