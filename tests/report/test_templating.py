"""What templates are compiled to: as safe as Jinja's own, and no name is passed over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from readiness.report.escaping import escaped
from readiness.report.templating import templates

TEXTS = st.text(st.sampled_from("<>&'\"a \u202e\U0001f600")) | st.text()


@given(TEXTS)
def test_a_text_is_escaped_as_markupsafe_does_and_markup_is_not(text: str) -> None:
    for _ in range(2):  # what was seen before changes nothing
        assert escaped(Markup(text)) == text
        assert escaped(text) == str(escape(text))


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats()))
def test_other_values_too(value: object) -> None:
    assert escaped(value) == str(escape(value))


def test_what_knows_its_own_markup_is_asked_for_it() -> None:
    class Own:
        def __html__(self) -> str:
            return "<hr>"

    class Letters(str):
        __slots__ = ()

    assert escaped(Own()) == "<hr>"
    assert escaped(Letters("<b>")) == "&lt;b&gt;"


@pytest.mark.parametrize("source", ["{{ x }}", "{% macro m(y) %}{{ y }}{% endmacro %}{{ m(x) }}", "{{ '' ~ x }}"])
def test_templates_escape(source: str) -> None:
    template = templates().from_string(source)
    assert template.render(x="<b>&") == "&lt;b&gt;&amp;"
    assert template.render(x=Markup("<b>")) == "<b>"


def test_templates_call_our_escape() -> None:
    for name in ("unit.html.j2", "unit_tables.html.j2", "parts.html.j2", "base.html.j2"):
        assert templates().get_template(name).root_render_func.__globals__["escape"] is escaped


@pytest.mark.parametrize(
    "source", ["{{ absent }}", "{{ x.absent }}", "{{ x.absent.more }}", "{% if absent %}{% endif %}"]
)
def test_a_name_that_is_not_there_is_a_mistake(source: str) -> None:
    with pytest.raises((UndefinedError, AttributeError)):
        templates().from_string(source).render(x={"absent": 1})
