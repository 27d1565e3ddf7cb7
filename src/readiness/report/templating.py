"""The templates: everything is escaped, and a name that is not given is a mistake."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context

from readiness.report.charts.svg import PATHS, SHAPES
from readiness.report.escaping import escaped

FOLDER = Path(__file__).parent / "templates"


class _Template(Template):
    """A compiled template calls what it finds under the name ``escape``; ours is some five times as quick. Under
    another name it would call its own, and pages would come out the same."""

    @classmethod
    def from_code(cls, *args: Any, **kwargs: Any) -> Template:
        template = super().from_code(*args, **kwargs)
        template.root_render_func.__globals__["escape"] = escaped
        return template


class _Context(Context):
    """Nothing that a template calls asks for the context; what Jinja hands over beside the arguments is for those who
    do."""

    def call(
        self, function: Any, /, *args: Any, _loop_vars: object = None, _block_vars: object = None, **kwargs: Any
    ) -> Any:
        """The function's answer."""
        return function(*args, **kwargs)


class _Environment(Environment):
    """``a.b`` is an attribute and nothing else, which spares a thousand ways around on every page."""

    template_class = _Template
    context_class = _Context
    getattr = staticmethod(getattr)  # type: ignore[assignment]


@lru_cache(maxsize=1)
def templates() -> Environment:
    """One environment a process."""
    environment = _Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["paths"] = [PATHS[shape] for shape in SHAPES]
    return environment
