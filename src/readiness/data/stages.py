"""The stages of an assessment, in their order, by either language's word."""

from __future__ import annotations

from readiness.findings import nearest

STAGES = ("mandiri", "dokumen", "interviu", "visitasi", "akhir")
_WORDS = {
    **{stage: stage for stage in STAGES},
    **dict(zip(("self", "documents", "interview", "visit", "final"), STAGES, strict=True)),
    "penilaian mandiri": "mandiri",
    "self-assessment": "mandiri",
    "document": "dokumen",
    "wawancara": "interviu",
}


class UnknownStageError(ValueError):
    """A stage was asked for that does not exist; ``nearest`` is the closest word or None."""

    def __init__(self, stage: str) -> None:
        super().__init__(stage)
        self.stage = stage
        self.nearest = nearest(stage, _WORDS)


def stage_of(text: str) -> str | None:
    """The stage of a word, or None.

    >>> stage_of("Interview"), stage_of("lisan")
    ('interviu', None)
    """
    return _WORDS.get(" ".join(text.casefold().split()))


def rank(stage: str | None) -> int:
    """The place in the order; no stage stands before all."""
    return -1 if stage is None else STAGES.index(stage)
