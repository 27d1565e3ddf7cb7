"""Every page is valid HTML with valid CSS and SVG, as the Nu Html Checker judges: no error, no warning, no advice."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.report.browsing import node_module, unavailable

# A block of data is no script and no policy is asked about it (HTML, "prepare the script element", step on data blocks);
# the checker takes it for one. Scripts that run are judged by Chromium, in test_browser_every.py.
DATA_BLOCK = ("Inline script violates Content Security Policy", '<script type="application/json"')


def messages(paths: list[Path]) -> list[str]:
    """What the checker says of these pages, in one call."""
    java = shutil.which("java")
    if java is None:
        unavailable("no java to run the HTML checker with")
    jar = node_module("vnu-jar/build/dist/vnu.jar")
    done = subprocess.run(
        [java, "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", *paths],
        capture_output=True,
        check=True,
    )
    return [
        f"{Path(one['url']).name}:{one.get('lastLine')}: {one['type']}: {one['message']} {one.get('extract', '')!r}"
        for one in json.loads(done.stdout)["messages"]
        if not (one["message"].startswith(DATA_BLOCK[0]) and DATA_BLOCK[1] in one.get("extract", ""))
    ]


def test_every_page_is_valid(every_site: Path) -> None:
    paths = sorted(every_site.rglob("*.html"))
    assert len(paths) > 10
    found = messages(paths)
    assert not found, f"{len(found)} messages\n" + "\n".join(found[:20])


def test_a_planted_mistake_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><html lang='id'><head><meta charset='utf-8'><title>a</title><style>a{clor:red}</style></head>"
        "<body><p id='a'>a</p><p id='a'>b</p></body></html>",
        encoding="utf-8",
    )
    found = messages([page])
    assert any("clor" in one for one in found)
    assert any("Duplicate ID" in one for one in found)
