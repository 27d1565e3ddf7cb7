"""A finding is what a person must be told: data, not an exception.

It holds a stable code, a place and parameters. Its words stand in ``codes/*.toml``, one table a
code, in Indonesian and English, so that a finding is rendered in the reader's language long after
it was made. The same table is the page that ``readiness explain CODE`` prints.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
LANGUAGES = ("id", "en")
FAMILIES = "PCDMG"
_DECIMAL = re.compile(r"(?<![\w.,])(\d+)\.(\d+)(?![\w.])")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell. ``line`` and ``column`` count from 1; ``column`` counts characters.

    ``unit`` is the code of the unit that it concerns (an error there refuses that unit, not the run).
    ``cell`` is the place in a spreadsheet ("F118"); ``excerpt`` is the source line, for the caret.
    """

    code: str
    path: str = ""
    line: int | None = None
    column: int | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    unit: str | None = None
    cell: str | None = None
    excerpt: str | None = None

    @property
    def severity(self) -> Severity:
        """The severity of the code; one code has one severity."""
        severity: Severity = entry(self.code)["severity"]
        return severity

    @property
    def place(self) -> str:
        """``path:line:column`` as far as it is known."""
        parts = [self.path] + [str(n) for n in (self.line, self.column) if n is not None]
        return ":".join(part for part in parts if part)


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, Any]]:
    """Every code with its severity, words and page, from ``codes/*.toml``."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((Path(__file__).parent / "codes").glob("*.toml")):
        found.update(tomllib.loads(path.read_text(encoding="utf-8")))
    return found


def entry(code: str) -> dict[str, Any]:
    """The catalogue's entry of a code; KeyError for an unknown code."""
    return catalogue()[code]


class _Words(Formatter):
    """``{value:number}`` is a text of ours whose numbers have the decimal mark of the reader's language: 38.325 would
    be read as thousands by who writes 38,325. What is quoted from a file, or is to be written into one, stays as it is.
    """

    def __init__(self, lang: str) -> None:
        self.mark = "," if lang == "id" else "."

    def format_field(self, value: Any, format_spec: str) -> Any:
        """One filled place."""
        if format_spec == "number":
            return _DECIMAL.sub(rf"\g<1>{self.mark}\g<2>", str(value)).replace(" %", "%")
        return super().format_field(value, format_spec)


def _fill(template: str, params: Mapping[str, Any], lang: str) -> str:
    shown = {key: ", ".join(map(str, v)) if isinstance(v, list | tuple) else v for key, v in params.items()}
    return _Words(lang).vformat(template, (), shown)


def message(finding: Finding, lang: str = "en") -> str:
    """What is wrong, in the reader's language."""
    return _fill(entry(finding.code)[lang]["message"], finding.params, lang)


def hint(finding: Finding, lang: str = "en") -> str:
    """What to write instead: every hint line whose parameters are all known and not empty."""
    known = {key: value for key, value in finding.params.items() if value not in (None, "", [], ())}
    lines = []
    for template in entry(finding.code)[lang].get("hint", []):
        try:
            lines.append(_fill(template, known, lang))
        except KeyError:
            continue
    return " ".join(lines)


def of_waves(told: Sequence[tuple[str | None, Sequence[Finding]]]) -> list[Finding]:
    """The findings of several waves, in order. One that not all of them tell alike keeps its wave in ``of_wave``,
    unless it concerns a unit: then its cell says where it stands."""
    if len(told) < 2:
        return [finding for _, each in told for finding in each]
    common = set.intersection(*({_key(finding) for finding in each} for _, each in told))

    def marked(finding: Finding, wave: str | None) -> Finding:
        plain = wave is None or finding.unit is not None or _key(finding) in common
        return finding if plain else replace(finding, params={**finding.params, "of_wave": wave})

    return [marked(finding, wave) for wave, each in told for finding in each]


def _key(finding: Finding) -> tuple[object, ...]:
    """What makes two findings one."""
    f = finding
    return f.code, f.path, f.line, f.column, f.unit, repr(sorted(f.params.items(), key=str))


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, warnings, notes; within each by place. Duplicates are told once."""
    unique = {_key(finding): finding for finding in findings}
    return sorted(
        unique.values(),
        key=lambda f: (SEVERITIES.index(f.severity), f.path, f.line or 0, f.column or 0, f.code, f.unit or ""),
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(f.severity == "error" for f in findings)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name closest to a mistyped one, or None. It only ever suggests."""
    names = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), list(names), n=1, cutoff=0.6)
    return names[found[0]] if found else None
