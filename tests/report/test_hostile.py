"""H1–H6: whatever stands in a name, a label, a note or a link, a page runs and loads nothing but its own."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from readiness.analysis.insights import insights
from readiness.comparing import compare
from readiness.data.units import Unit
from readiness.report.links import link_of
from readiness.report.shell import digest, page_foot, script, style
from readiness.report.site import comparison_html, write_site
from readiness.results.records import Results
from tests.report.reading import Element, read
from tests.report.sample import cell, results
from tests.scoring.making import group, leaf

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></script><script>alert(2)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "]]><!-- --><b>",
]


KINDS = ("index", "unit", "method", "compare", "landing", "selection", "matrix", "indicator", "quality")


def kind(page: Element) -> str:
    """The kind of a page, which its body names."""
    [body] = page.all("body")
    return str(body.attrs["class"])


def hostile(words: str) -> Results:
    """The words wherever a person can write any."""
    attack = {"id": words, "en": words}
    level = {1: attack | {"remediation": attack}, 2: attack}
    texts = dict.fromkeys(("why", "evidence", "remediation", "owner", "source", "note", "stands_for"), attack)
    criteria = [
        group(
            "satu", [leaf("x", measure="level", levels=level, **texts), leaf("y", unit_of_measure=attack)], label=attack
        ),
        {**leaf("z"), "label": attack, "applies_to": {"not": {"province": [words + "c"]}}},
    ]
    first = {"x": cell(1, evidence=words, note=words, text=words, path=words), "y": 40, "z": cell(20, evidence=words)}
    rows = {"a": first, "b": {"x": 2, "y": 10, "z": None}}
    bands = [{"id": "rendah", "from": 0, "label": attack}, {"id": "tinggi", "from": 50, "label": attack}]
    gates = [{"id": "g", "on": "satu", "at_least": 90, "cap": "rendah", "label": attack}]
    place = {"latitude": -6.0, "longitude": 107.0, "population_2024": 1e6, "island": words}
    units = [Unit("a", words, words, words, place), Unit("b", words + "b", None, None, {})]
    found = results(
        criteria,
        rows,
        units=units,
        label=attack,
        source=attack,
        note=attack,
        version=words,
        bands=bands,
        gates=gates,
        wave=words,
        weights_sets={"s": {"label": attack, "source": attack, "weights": {"x": 1}}},
        lint={"ignore": [{"code": "M026", "reason": words}]},
    )
    return replace(found, options={"weights": "s", "set": {"x": words}})


def pages(found: Results, out: Path) -> dict[str, Element]:
    made = write_site([found], out, insights=insights([found]), command=found.units[0].name)
    parsed = {str(path.relative_to(out)): read(path.read_text(encoding="utf-8")) for path in made}
    parsed["alone"] = read(comparison_html(found, ["a", "b"], compare(found, ["a", "b"]), "id", found.units[0].name))
    return parsed


@pytest.mark.parametrize("words", ATTACKS)
def test_h01_nothing_from_a_file_becomes_markup(words: str, tmp_path: Path) -> None:
    harmless = pages(hostile("Kata"), tmp_path / "harmless")
    for name, page in pages(hostile(words), tmp_path / "hostile").items():
        assert [e.attrs for e in page.all("script") if not is_data(e)] == [{}]
        for element in page.all():
            assert element.tag not in ("img", "iframe", "object", "embed", "form", "base", "link"), name
            assert not [key for key in element.attrs if key.startswith("on")], name
        if name != "index.html" and name in harmless:
            assert " ".join(words.split()) in page.text, name
            assert len(page.all()) == len(harmless[name].all()), name


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "https:///x",
        "http://",
        "https://a.id/ lalu javascript:alert(1)",
        "https://a.id/\njavascript:alert(1)",
        "https://[::1",
    ],
)
def test_h02_only_whole_web_addresses_become_links(text: str, tmp_path: Path) -> None:
    assert link_of(text) is None
    for page in pages(hostile(text), tmp_path).values():
        for link in page.all("a"):
            assert not re.match(r"\s*(java|vb|data|file|http|//)", link.attrs["href"], re.IGNORECASE)


def test_h02_a_web_address_is_a_link_that_tells_nothing(tmp_path: Path) -> None:
    address = "https://jdih.example.go.id/perda?no=1&tahun=2025"
    page = pages(hostile(address), tmp_path)["id/a.html"]
    links = [a for a in page.all("a") if a.attrs["href"] == address]
    assert links
    assert all(link.attrs["rel"] == "noopener noreferrer" for link in links)


def is_data(element: Element) -> bool:
    """The model of what-if, which is no script: JSON that no text of a file can end."""
    return element.attrs == {"type": "application/json", "id": "model"}


def test_h03_nothing_breaks_out_of_the_embedded_data(tmp_path: Path) -> None:
    for page in pages(hostile("</script><script>alert(1)</script>"), tmp_path).values():
        for data in filter(is_data, page.all("script")):
            [text] = data.parts
            assert isinstance(text, str) and "<" not in text and json.loads(text)
        [only] = [e for e in page.all("script") if not is_data(e)]
        assert "".join(part for part in only.parts if isinstance(part, str)) == script(kind(page))


@pytest.mark.parametrize(
    "words", ["red;} body{display:none", '"}}@import url(//evil);', "x\\22 }", "url(javascript:1)"]
)
def test_h04_no_text_of_a_file_reaches_a_style(words: str, tmp_path: Path) -> None:
    rule = page_foot(words, words)
    content = re.findall(r'content:"([^"]*)"', rule)
    assert len(content) == 2
    assert rule.count('"') == 4
    assert rule.count("{") == rule.count("}") == 4
    for text in content:
        assert not set(text) & set("\"\\{}();:@/'<>")
    for page in pages(hostile(words), tmp_path).values():
        assert not [e for e in page.all() if "style" in e.attrs]
        first, second = page.all("style")
        assert first.parts == [style(kind(page))]
        assert str(second.parts[0]).count("{") == 4


def test_h05_the_policy_allows_only_what_is_inlined(tmp_path: Path) -> None:
    for name, page in pages(results(), tmp_path).items():
        [policy] = [
            m.attrs["content"] for m in page.all("meta") if m.attrs.get("http-equiv") == "Content-Security-Policy"
        ]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'", name
        inlined = {
            kind: [f"'{digest(str(e.parts[0]))}'" for e in page.all(kind) if not is_data(e)]
            for kind in ("style", "script")
        }
        assert rules["style-src"].split() == inlined["style"], name
        assert rules["script-src"].split() == inlined["script"], name
        assert not set(rules) - {"default-src", "style-src", "script-src", "base-uri", "form-action"}


def test_h05_nothing_is_loaded_from_anywhere(tmp_path: Path) -> None:
    for name, page in pages(results(), tmp_path).items():
        for element in page.all():
            assert "src" not in element.attrs and "srcset" not in element.attrs, name
            assert element.tag == "a" or element.attrs.get("href", "#").startswith("#"), name
    for each in KINDS:
        assert "@import" not in style(each)
        assert set(re.findall(r"url\((.)", style(each))) <= {"#"}  # a pattern of the page itself
        assert "fetch" not in script(each) and "http" not in script(each)


@pytest.mark.parametrize("words", ATTACKS)
def test_h06_titles_of_charts_and_marks_hold_the_words_as_text(words: str, tmp_path: Path) -> None:
    unit = pages(hostile(words), tmp_path)["en/a.html"]
    texts = [text.text for svg in unit.all("svg") for tag in ("title", "desc", "text") for text in svg.all(tag)]
    assert any(" ".join(words.split()) in text for text in texts)
