"""What a page tells its script: JSON that no text can end, and the rules by which a score is reckoned."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from readiness.framework.forms import name_of, options_of
from readiness.framework.model import Framework, Gate, Group
from readiness.report.numbers import separators
from readiness.report.pages.view import View
from readiness.results.publish import round9

Json = dict[str, Any]


def inlined(model: Json) -> Markup:
    """JSON that no ``</script>`` can end, in ASCII.

    >>> inlined({"a": "</script>\u2028"})
    Markup('{"a":"\\\\u003c/script\\\\u003e\\\\u2028"}')
    """
    text = json.dumps(model, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def root_rules(view: View) -> Json:
    """What turns the root's score into a printed number and a band."""
    framework = view.framework
    point, group = separators(view.lang)
    return {
        "decimals": framework.decimals,
        "marks": [point, group],
        "exact": framework.bands_from == "exact",
        "bands": [round9(band.from_) for band in framework.bands],
    }


def gate_model(framework: Framework, gate: Gate) -> Json:
    """A minimum condition: on what, its limits, and what it caps (the band by its place)."""
    order = [band.id for band in framework.bands]
    found = {
        "on": gate.on,
        "of": gate.of,
        "least": None if gate.at_least is None else round9(gate.at_least),
        "most": None if gate.at_most is None else round9(gate.at_most),
        "cap": None if gate.cap is None else order.index(gate.cap),
        "score": gate.cap_score,
    }
    return {key: value for key, value in found.items() if value is not None}


def mean_model(framework: Framework, group: Group | None) -> list[Any]:
    """The name of a group's mean, and its option where it has one; None is the root."""
    form = (group.aggregate if group else None) or framework.aggregate
    option = options_of(form)
    return [name_of(form)] if option is None else [name_of(form), option]


def rules_model(framework: Framework, group: Group | None) -> Json:
    """A group's mean and what it does without data; None is the root."""
    missing = (group.missing if group else None) or framework.missing
    return {"a": mean_model(framework, group), "m": [missing.policy, missing.min_coverage]}


def known(found: Json) -> Json:
    """Whole numbers without their ``.0``, and nothing that is None."""
    return {key: short(value) for key, value in found.items() if value is not None}


def short(value: Any) -> Any:
    """A whole number without its ``.0``."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value
