"""Options that several commands share, and the checks of what was given."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from readiness.cli.language import LANGUAGES
from readiness.findings import nearest
from readiness.misuse import MisuseError

Lang = Annotated[str | None, typer.Option("--lang", metavar="id|en")]
Framework = Annotated[str | None, typer.Option("--framework", "-F", metavar="ID|PATH", envvar="READINESS_FRAMEWORK")]
ResultsPath = Annotated[Path | None, typer.Option("--results", "-r", metavar="RESULTS")]
Outputs = Annotated[list[Path] | None, typer.Option("--output", "-o", metavar="PATH")]
Wave = Annotated[str | None, typer.Option("--wave", metavar="W", envvar="READINESS_WAVE")]
Stage = Annotated[str | None, typer.Option("--stage", metavar="S")]
Decimal = Annotated[str | None, typer.Option("--decimal", metavar=".|,")]
SkipRows = Annotated[str, typer.Option("--skip-rows", metavar="N")]
AllowUnknown = Annotated[bool, typer.Option("--allow-unknown")]
Only = Annotated[list[str] | None, typer.Option("--only", metavar="CODE")]
Top = Annotated[str | None, typer.Option("--top", metavar="N")]

T = TypeVar("T", bound=str)
STDOUT = Path("-")
DIGITS = 15  # of a whole number, which none needs


def choice(option: str, value: str, known: Collection[T]) -> T:
    """One of the known words. Raises MisuseError with the nearest."""
    for word in known:
        if value.casefold() == word.casefold():
            return word
    raise MisuseError("choice", option=option, value=value, nearest=nearest(value, known), known=known)


def choices(option: str, values: Sequence[str], known: Collection[T]) -> list[T]:
    """Known words, given with commas or the option repeated, each once in the order given."""
    words = [word.strip() for value in values for word in value.split(",") if word.strip()]
    return list(dict.fromkeys(choice(option, word, known) for word in words))


def language(value: str | None) -> None:
    """Only checks: the language was decided before the command line was parsed. Raises MisuseError."""
    if value is not None:
        choice("--lang", value, LANGUAGES)


def suffix(path: Path, known: Collection[str]) -> str:
    """The format that a path's suffix chooses, without the dot. Raises MisuseError."""
    word = path.suffix.lower().removeprefix(".")
    if word not in known:
        names = [f".{name}" for name in known]
        raise MisuseError("suffix", path=path, nearest=nearest(path.suffix, names), known=names)
    return word


def whole(option: str, value: str, least: int) -> int:
    """A whole number. Raises MisuseError."""
    if not (value.isascii() and value.isdigit() and len(value) <= DIGITS) or int(value) < least:
        raise MisuseError("whole", option=option, value=value, least=least)
    return int(value)
