"""Five hundred hostile names and labels through every kind of page and of Markdown: text goes in, only text comes out.

Each page is made twice, with hostile texts and with harmless ones in their places. Parsed by Chromium, both must have
the same elements with the same attributes, and the same words once the harmless ones are exchanged.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from readiness.data.safe import legible
from readiness.results import document, selections
from tests.hostile_texts import COUNT
from tests.report import every_kind
from tests.report.browsing import Opened
from tests.report.every_kind import KINDS, Kind
from tests.report.hostile_sample import SHOWN, TEXTS, Say, chosen, harmless, hostile, scored
from tests.report.reading import read, rows
from tests.report_md.reading import PARSER, kinds, tables

LANG = every_kind.LANGS[0]  # both languages have the same templates
HERE = [kind for kind in KINDS if kind.lang == LANG]
GIVEN = {harmless(k).lower(): hostile(k) for k in range(COUNT)}
WORD = re.compile(r"https://kata\d{3}z\.example/|kata\d{3}z", re.IGNORECASE)
# Every element with the names of its attributes; every piece of text outside charts, which may cut a word short.
PARSED = """() => {
    const words = [], at = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (at.nextNode()) {
        if (!at.currentNode.parentElement.closest('svg, style, script')) words.push(at.currentNode.textContent);
    }
    const all = [...document.querySelectorAll('*')];
    return {
        elements: all.map(one => [one.namespaceURI, one.localName, ...one.getAttributeNames().sort()].join(' ')),
        classes: all.flatMap(one => [...one.classList]),
        ids: all.map(one => one.id),
        links: all.map(one => one.getAttribute('href')).filter(Boolean),
        words,
    };
}"""


@dataclass(frozen=True, slots=True)
class Sites:
    """The folder of a site and of its harmless twin."""

    hostile: Path
    harmless: Path

    def twin(self, path: Path) -> Path:
        return self.harmless / path.relative_to(self.hostile)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return Sites(*(_made(say, tmp_path_factory.mktemp(say.__name__)) for say in (hostile, harmless)))


def _made(say: Say, out: Path) -> Path:
    now, before, chosen_ = out / "now.json", out / "before.json", out / "selection.json"
    found = scored(say)
    now.write_bytes(document.dumps(found).encode())
    before.write_bytes(document.dumps(scored(say, "2025", 9.0)).encode())
    chosen_.write_bytes(selections.dumps(chosen(found, say)).encode())
    options = ("--baseline", before, "--format", "html,md", "--lang", LANG)
    return every_kind.report(out / "site", [now], chosen_, SHOWN, *options)


@pytest.fixture(scope="session")
def pages(sites: Sites) -> Mapping[Kind, Path]:
    """A hostile page of each kind."""
    return every_kind.found(sites.hostile)


def swapped(text: str) -> str:
    """The words of a harmless page with each text exchanged for the hostile one in whose place it stands."""
    return plain(WORD.sub(lambda found: GIVEN[found[0].lower()], text))


def plain(text: str) -> str:
    """Without what nobody sees: hidden characters, and more than one space."""
    return " ".join(legible(text).split())


@pytest.mark.browser
@pytest.mark.parametrize("kind", HERE, ids=str)
def test_no_text_becomes_anything_else(browser: Any, sites: Sites, pages: Mapping[Kind, Path], kind: Kind) -> None:
    opened, twin = Opened(browser, pages[kind]), Opened(browser, sites.twin(pages[kind]))
    assert opened.complaints == []
    assert opened.requests == [pages[kind].as_uri()]
    found, wanted = (one.page.evaluate(PARSED) for one in (opened, twin))
    for what in ("elements", "classes", "ids"):
        assert Counter(found[what]) == Counter(wanted[what]), what
    assert {plain(link) for link in found["links"]} == {swapped(link) for link in wanted["links"]}
    words, expected = (Counter(map(_own, map(seen, one["words"]))) for one, seen in ((found, plain), (wanted, swapped)))
    assert words == expected


def _own(words: str) -> str:
    """Without the digest of a result, and the command that names its folder."""
    return re.sub(r"\b[0-9a-f]{12,64}\b|readiness report .*", "", words)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", HERE, ids=str)
def test_no_text_breaks_the_layout(browser: Any, pages: Mapping[Kind, Path], kind: Kind, width: int) -> None:
    page = Opened(browser, pages[kind], viewport={"width": width, "height": 900}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_text_is_a_name_and_every_text_is_a_label(sites: Sites, pages: Mapping[Kind, Path]) -> None:
    ranks = read(pages[Kind("index", LANG)].read_text(encoding="utf-8")).one("table", id="ranks")
    assert Counter(_solid(row[2]) for row in rows(ranks)[1:]) == Counter(map(_solid, TEXTS))
    paths = [pages[Kind("unit", LANG)], *sites.hostile.glob(f"{LANG}/indicator-*.html")]
    labels = "\n".join(path.read_text(encoding="utf-8").partition('id="units"')[0] for path in paths)
    shown = plain(html.unescape(re.sub(r"</?[a-z][^>]*>", "", labels)))
    assert [text for text in TEXTS if plain(text) not in shown] == []


def _solid(text: str) -> str:
    """Without any space: readers differ in which control characters are one."""
    return "".join(plain(text).split())


def test_markdown_says_every_text_as_text(sites: Sites) -> None:
    paths = sorted(sites.hostile.rglob("*.md"))
    assert len(paths) >= 8
    for path in paths:
        found, wanted = path.read_text(encoding="utf-8"), sites.twin(path).read_text(encoding="utf-8")
        assert kinds(found) <= kinds(wanted) | {"code_inline", "text_special"}, path.name
        shown = [[_own(plain(cell)) for cell in row] for table in tables(found) for row in table]
        expected = [[_own(swapped(cell)) for cell in row] for table in tables(wanted) for row in table]
        if path.name in CUT:
            whole = {cell for row in expected for cell in row}
            assert [cell for row in shown for cell in row if cell not in whole and not _cut(cell, whole)] == []
        else:
            assert shown == expected, path.name
            assert _blocks(found) == _blocks(wanted), path.name


CUT = (
    "change.md",
    "selection.md",
    "summary.md",
)  # so long only as a comment may be: long words are cut, and rows left out


def _cut(cell: str, whole: set[str]) -> bool:
    return cell.endswith("…") and any(one.startswith(cell[:-1]) for one in whole)


def _blocks(markdown: str) -> Counter[str]:
    """How many of each block; the only HTML is a fold."""
    tokens = PARSER.parse(markdown)
    folds = {token.content.split(">")[0] for token in tokens if token.type == "html_block"}
    assert folds <= {"<details", "</details", "<summary"}, folds
    return Counter(token.type for token in tokens)
