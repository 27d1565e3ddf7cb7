"""Every method that a framework can name, in the reader's words: what it does, its formula, what it costs, its source.

The words stand in ``locales/methods.LANG.toml``, by kind (the key of the criteria file) and name. The command
``explain``, the method page of a report and ``docs/methods.md`` print the same. A name can be that of
several methods (``log`` is a transform and a treatment): then each has its own page.
"""

from __future__ import annotations

from dataclasses import dataclass

from readiness.words import say, table


@dataclass(frozen=True, slots=True)
class Method:
    """One method in one language. ``formula`` and ``source`` may be empty; ``yaml`` is a line of a criteria file."""

    kind: str
    name: str
    label: str
    does: str
    formula: str
    use: str
    yaml: str
    source: str


def kinds(lang: str) -> dict[str, str]:
    """The kinds in the order in which a value meets them, and their titles."""
    found: dict[str, str] = table("methods", lang)["kinds"]
    return found


def methods(kind: str, lang: str) -> dict[str, Method]:
    """All methods of one kind by name. KeyError for an unknown kind."""
    return {name: Method(kind, name, **words) for name, words in table("methods", lang)[kind].items()}


def named(name: str, lang: str) -> list[Method]:
    """Every method of this name; a kind's name before a method's means that one alone (``treat.log``).

    >>> [method.kind for method in named("log", "en")]
    ['treat', 'transform']
    >>> named("treat.log", "id")[0].kind, named("weighted", "en")
    ('treat', [])
    """
    kind, _, bare = name.rpartition(".")
    return [found[bare] for each in kinds(lang) if kind in ("", each) and bare in (found := methods(each, lang))]


def names() -> list[str]:
    """The names of all kinds and methods, once each."""
    return list(dict.fromkeys([*kinds("en"), *(name for kind in kinds("en") for name in methods(kind, "en"))]))


def word(key: str, lang: str, **params: object) -> str:
    """A word that stands beside the parts of a method."""
    return say("methods", lang, f"words.{key}", **params)
