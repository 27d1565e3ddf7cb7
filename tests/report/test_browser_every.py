"""Every kind of page in a real Chromium: it asks for nothing, complains of nothing, fits, and needs no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.report.browsing import Opened
from tests.report.every_kind import KINDS, Kind, kind_of

pytestmark = pytest.mark.browser
# What a reader can see: folds are opened, but those of controls that only a script works; of a closed list the choice.
WORDS = """() => {
    document.querySelectorAll('details:not(:has(input))').forEach(one => { one.open = true; });
    document.querySelectorAll('option:not(:checked)').forEach(one => one.remove());
    return document.body.innerText.split(/\\s+/).filter(Boolean);
}"""


def test_the_site_has_every_kind_of_page(every: Mapping[Kind, Path]) -> None:
    assert set(KINDS) <= set(every), "every_kind.make makes no page of these"
    for kind, path in every.items():
        assert kind_of(path) == kind


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_no_error_no_request_no_overflow(
    browser: Any, every: Mapping[Kind, Path], kind: Kind, width: int, scheme: str
) -> None:
    opened = Opened(browser, every[kind], viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert opened.complaints == []  # a breach of the page's policy is one
    assert opened.requests == [every[kind].as_uri()]
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_words_without_scripts_are_at_least_95_percent(browser: Any, every: Mapping[Kind, Path], kind: Kind) -> None:
    with_scripts, without = (
        Counter(Opened(browser, every[kind], java_script_enabled=scripts).page.evaluate(WORDS))
        for scripts in (True, False)
    )
    kept = (with_scripts & without).total() / with_scripts.total()
    assert kept >= 0.95, f"{kept:.1%}; lost: {' '.join((with_scripts - without).elements())[:500]}"


def test_a_breach_of_the_policy_is_a_complaint(browser: Any, every: Mapping[Kind, Path], tmp_path: Path) -> None:
    text = next(iter(every.values())).read_text(encoding="utf-8")
    planted = tmp_path / "planted.html"
    planted.write_text(text.replace("</main>", "<p style='color:red'><script>1</script></main>"), encoding="utf-8")
    assert len(Opened(browser, planted).complaints) == 2
