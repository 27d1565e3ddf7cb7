"""How an indicator is made of answers: its items, their codes, and what each code counts for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from readiness.framework.model import Framework, Indicator, ShareAtLeast, ShareOf, Text
from readiness.survey.questions import NO_RUBRIC


@dataclass(frozen=True, slots=True)
class Scale:
    """One indicator of measure ``survey``.

    ``codes`` are the answers that count, with their words; ``no_answer`` codes that say "don't know". ``wanted`` are
    the codes that a share counts; None for a mean or a median. Items in ``reverse`` are turned round first.
    """

    indicator: str
    statistic: str
    items: tuple[str, ...]
    codes: Mapping[int, Text]
    no_answer: frozenset[int] = frozenset()
    reverse: frozenset[str] = frozenset()
    wanted: frozenset[int] | None = None

    @property
    def times(self) -> float:
        """A share is a percentage."""
        return 1.0 if self.wanted is None else 100.0

    @property
    def range(self) -> tuple[float, float]:
        """What a value can be: from the least code to the greatest, or a percentage."""
        return (float(min(self.codes)), float(max(self.codes))) if self.wanted is None else (0.0, 100.0)

    def value(self, item: str, code: int) -> int:
        """What an answer counts for: its code, turned round where the item is; or 1 and 0 for a share.

        >>> text = Text(id="-", en="-")
        >>> scale = Scale("puas", "mean", ("a", "b"), {1: text, 4: text}, reverse=frozenset({"b"}))
        >>> scale.value("a", 1), scale.value("b", 1)
        (1, 4)
        """
        if item in self.reverse:
            code = min(self.codes) + max(self.codes) - code
        return code if self.wanted is None else int(code in self.wanted)


def scales_of(framework: Framework) -> tuple[Scale, ...]:
    """The scales of a framework, in its order."""
    return tuple(_scale(leaf) for leaf in framework.indicators() if leaf.measure == "survey")


def _scale(leaf: Indicator) -> Scale:
    codes = leaf.answers or {code: Text(id=str(code), en=str(code)) for code in NO_RUBRIC}
    statistic, wanted = _statistic(leaf, codes)
    return Scale(
        leaf.id,
        statistic,
        tuple(leaf.items or (leaf.id,)),
        codes,
        frozenset(leaf.no_answer or ()),
        frozenset(leaf.reverse or ()),
        wanted,
    )


def _statistic(leaf: Indicator, codes: Mapping[int, Text]) -> tuple[str, frozenset[int] | None]:
    asked = leaf.statistic
    if isinstance(asked, ShareAtLeast):
        return "share_at_least", frozenset(code for code in codes if code >= asked.share_at_least)
    if isinstance(asked, ShareOf):
        return "share_of", frozenset(_named(asked.share_of, codes))
    return asked or "mean", None


def _named(names: Iterable[str | int], codes: Mapping[int, Text]) -> Iterable[int]:
    """Codes by number or by word; the framework's rules saw to it that each is there."""
    for name in names:
        for code, words in codes.items():
            if str(name) in (str(code), words.id, words.en):
                yield code
