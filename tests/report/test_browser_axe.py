"""No accessibility violation on any kind of page: both languages, both themes, desktop and phone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.report.browsing import Opened, node_module
from tests.report.every_kind import KINDS, Kind

pytestmark = pytest.mark.browser

# What is folded, out of sight in a scroll box or under a sticky head cannot be judged, so everything is laid open first.
LAY_OPEN = """() => {
    document.querySelectorAll('details').forEach(one => { one.open = true; });
    document.querySelectorAll('body *').forEach(one => {
        const style = getComputedStyle(one);
        if (style.position === 'sticky') one.style.setProperty('position', 'static', 'important');
        if (style.contentVisibility === 'auto') one.style.setProperty('content-visibility', 'visible', 'important');
        if (!one.closest('svg') && style.overflowX !== 'visible' && style.clip === 'auto') {
            one.style.setProperty('overflow', 'visible', 'important');
            one.style.setProperty('max-height', 'none', 'important');
        }
    });
}"""
AUDIT = """async () => {
    const found = await axe.run(document, {resultTypes: ['violations', 'incomplete'], rules: {'target-size': {enabled: true}}});
    const told = (rule, node) => `${rule.id} (${rule.impact}): ${node.target.join(' ')}\\n  ${node.html.slice(0, 160)}\\n  ${node.failureSummary}`;
    const all = (rules, keep) => rules.flatMap(rule => rule.nodes.filter(keep).map(node => told(rule, node)));
    const beyond = ['nonBmp', 'shortTextContent', 'elmPartiallyObscured', 'elmPartiallyObscuring'];
    const judgeable = node => !document.querySelector(node.target[0]).closest('svg')
        && !node.any.some(check => check.data && beyond.includes(check.data.messageKey));
    return [all(found.violations, () => true), all(found.incomplete, judgeable)];
}"""


def audit(page: Any) -> tuple[list[str], list[str]]:
    """What axe finds on the page and what it could not judge there, each with the element and what would mend it.

    Words of a chart over its shapes are beyond it (the test of the palette computes those), and so are single signs, and
    what lies over its neighbour only because everything was laid open.
    """
    page.evaluate(node_module("axe-core/axe.min.js").read_text(encoding="utf-8"))
    page.evaluate(LAY_OPEN)
    violations, unjudged = page.evaluate(AUDIT)
    return violations, unjudged


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_axe_finds_no_violation(browser: Any, every: Mapping[Kind, Path], kind: Kind, width: int, scheme: str) -> None:
    opened = Opened(
        browser, every[kind], viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    violations, unjudged = audit(opened.page)
    assert not violations, f"{kind}: {len(violations)} violations\n" + "\n".join(violations[:20])
    assert not unjudged, f"{kind}: {len(unjudged)} not judged\n" + "\n".join(unjudged[:20])


@pytest.mark.parametrize(
    ("planted", "rule"),
    [
        ("<details><summary>a</summary><p style='color:#999;background:#fff'>pale</p></details>", "color-contrast"),
        (
            "<div style='overflow:auto;max-height:2em'>1<br>2<br>3<br>4<p style='color:#999;background:#fff'>pale</p></div>",
            "color-contrast",
        ),
        ("<label>a</label><input>", "label"),
        ("<button></button>", "button-name"),
        ("<table><tr><th scope='kolom'>a</th></tr></table>", "scope-attr-valid"),
    ],
)
def test_a_planted_violation_is_found(browser: Any, planted: str, rule: str) -> None:
    page = browser.new_page()
    page.set_content(f"<!doctype html><html lang='en'><title>a</title><main><h1>a</h1>{planted}</main></html>")
    assert [one for one in audit(page)[0] if one.startswith(rule)]
