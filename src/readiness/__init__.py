"""Assess how ready an Indonesian regency or city is for the Smart City programme.

The Python interface: ``load_framework``, ``read_data`` and ``score`` (``docs/python.md`` walks through it).
Nothing is imported before one of its names is asked for, so that the command line stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readiness.api import (
        Data,
        DataError,
        Framework,
        FrameworkError,
        Scores,
        UsageError,
        load_framework,
        read_data,
        score,
    )

__version__ = "0.1.0"
__all__ = [
    "Data",
    "DataError",
    "Framework",
    "FrameworkError",
    "Scores",
    "UsageError",
    "load_framework",
    "read_data",
    "score",
]


def __getattr__(name: str) -> object:
    """A name of the Python interface, imported when it is first asked for."""
    if name in __all__:
        from readiness import api

        return getattr(api, name)
    raise AttributeError(f"module 'readiness' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
