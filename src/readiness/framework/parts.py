"""The small parts a framework is made of: words, scale, bands, gates, rules.

Keys of the file are the field names, except ``from`` and ``not``, which Python reserves. Numbers are
strict: text, true and false are no numbers. What each key means is told in ``keys.toml``.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

Language = Literal["id", "en"]
NODE_ID = r"^[a-z][a-z0-9_]*$"
NodeId = Annotated[str, Field(pattern=NODE_ID, max_length=64)]
FrameworkId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=64)]
Finite = Annotated[float, Field(strict=True, allow_inf_nan=False)]
WHOLE_KEY = r"^-?(0|[1-9][0-9]{0,8})$"
_ZERO_WIDTH = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff"))


def _visible(value: Any) -> Any:
    """Characters without width are taken out of words; nobody sees or means them."""
    return value.translate(_ZERO_WIDTH) if isinstance(value, str) else value


def _code(value: Any) -> Any:
    """A whole number as a key: YAML and JSON keys are text. One number has one spelling."""
    return int(value) if isinstance(value, str) and re.match(WHOLE_KEY, value) else value


Words = Annotated[str, BeforeValidator(_visible), Field(pattern=r"\S")]
Code = Annotated[int, BeforeValidator(_code), Field(strict=True)]


class Model(BaseModel):
    """Frozen, and a stranger's key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Text(Model):
    """Words in both languages; one plain string stands for both."""

    id: Words
    en: Words

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return {"id": value, "en": value} if isinstance(value, str) else value

    def in_(self, lang: str) -> str:
        """The words in ``id`` or ``en``."""
        return self.id if lang == "id" else self.en


class Level(Text):
    """One line of a rubric, and what to do to rise from it."""

    remediation: Text | None = None


class Scale(Model):
    """The numbers a score can be, from worst to best."""

    min: Finite = 0.0
    max: Finite = 100.0


class Missing(Model):
    """What happens where there is no data, and how much of the weight must have some."""

    policy: Literal["exclude", "worst", "fail"] = "exclude"
    min_coverage: Annotated[Finite, Field(ge=0, le=1)] = 0.65


class Band(Model):
    """A labelled stretch of the scale, from its start (inclusive) to the next band."""

    id: NodeId
    from_: Finite = Field(alias="from")
    label: Text


class Gate(Model):
    """A hard condition, shown beside the score and never hidden in it."""

    id: NodeId
    on: NodeId
    of: Literal["score", "raw", "coverage"] = "score"
    at_least: Finite | None = None
    at_most: Finite | None = None
    cap: NodeId | None = None
    cap_score: Finite | None = None
    label: Text


class Per(Model):
    """A denominator: a registry column, a data column or another indicator; raw / of × times."""

    of: Words
    times: Annotated[Finite, Field(gt=0)] = 1.0

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return {"of": value} if isinstance(value, str) else value


class AppliesTo(Model):
    """The units a node applies to; every key given must match, ``not`` turns its inner match round."""

    kind: Annotated[list[Literal["kabupaten", "kota"]], Field(min_length=1)] | None = None
    province: Annotated[list[Words], Field(min_length=1)] | None = None
    code: Annotated[list[Words], Field(min_length=1)] | None = None
    not_: AppliesTo | None = Field(default=None, alias="not")

    def matches(self, *, code: str, kind: str | None, province: str | None) -> bool:
        """Whether a unit is meant. ``province`` matches by name, case aside."""
        if self.kind is not None and kind not in self.kind:
            return False
        if self.province is not None and (province or "").casefold() not in {p.casefold() for p in self.province}:
            return False
        if self.code is not None and code not in self.code:
            return False
        return self.not_ is None or not self.not_.matches(code=code, kind=kind, province=province)


class Step(Model):
    """One step of ``thresholds``: the score from this raw value on."""

    from_: Finite = Field(alias="from")
    score: Finite


class ShareAtLeast(Model):
    """The percentage of answers at this code or above."""

    share_at_least: Finite


class ShareOf(Model):
    """The percentage of answers that are one of these."""

    share_of: Annotated[list[str | Annotated[int, Field(strict=True)]], Field(min_length=1)]


def _statistic(value: Any) -> str:
    if isinstance(value, dict):
        return "<of>" if "share_of" in value else "<at_least>"
    if isinstance(value, ShareOf):
        return "<of>"
    return "<at_least>" if isinstance(value, ShareAtLeast) else "<word>"


Statistic = Annotated[
    Annotated[Literal["mean", "median"], Tag("<word>")]
    | Annotated[ShareAtLeast, Tag("<at_least>")]
    | Annotated[ShareOf, Tag("<of>")],
    Discriminator(_statistic),
]
AppliesTo.model_rebuild()
