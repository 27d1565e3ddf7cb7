"""Any text stays that text in a cell, and nothing in it becomes markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.data.safe import legible
from readiness.report.markdown.blocks import Head, document, folded, heading, table
from readiness.report.markdown.escape import code, inline, paragraph
from tests.report_md.reading import PARSER, kinds, tables, text_of

HARMLESS = {f"{tag}_{side}" for tag in ("table", "thead", "tbody", "tr", "th", "td") for side in ("open", "close")}
HARMLESS |= {"inline", "text", "text_special", "code_inline"}
M1 = [
    "a|b",
    "a\\|b",
    "a\nb",
    "a\\",
    "`code`",
    "``",
    "[x](javascript:alert(1))",
    "![x](data:image/png;base64,AA)",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp; &#60;",
    "*a* _b_ __c__ ~~d~~",
    "# judul",
    "[^1]: catatan",
    "$x^2$",
    "{{ x }} {% y %}",
    "<!-- a -->",
    "<https://evil.example>",
    "http://evil.example/a_b|c",
]


def cell(text: str) -> str:
    """What a reader sees of the text in a cell."""
    return tables(table([Head("x")], [[inline(text)]]))[0][1][0]


def seen(text: str) -> str:
    """What ought to be seen: control characters gone, one line, no spaces at the ends."""
    return legible(text).strip()


@pytest.mark.parametrize("text", M1)
def test_m1_a_cell_reads_back_as_its_source(text: str) -> None:
    made = table([Head("x")], [[inline(text)], ["after"]])
    assert cell(text) == seen(text)
    assert kinds(made) <= HARMLESS
    assert len(tables(made)[0]) == 3


@given(st.text(st.characters(codec="utf-8"), max_size=40) | st.text("|\\`*_[](){}<>#!~$&@:/.a1 \n", max_size=30))
def test_m1_any_text_reads_back(text: str) -> None:
    made = table([Head("x"), Head("y")], [[inline(text), "z"]])
    assert tables(made)[0][1][1:] == ["z"]
    assert " ".join(cell(text).split()) == " ".join(seen(text).split())
    assert kinds(made) <= HARMLESS


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("tanya @admin", "@admin"),
        ("@org/tim", "@org/tim"),
        ("lihat #123", "#123"),
        ("gh-12", "gh-12"),
        ("a/b#7", "a/b#7"),
        (":smile: ya", ":smile:"),
        (":100:", ":100:"),
        ("https://a.id/x?y=1", "https://a.id/x?y=1"),
        ("www.a.id", "www.a.id"),
        ("surat@a.go.id", "surat@a.go.id"),
        ("komit a1b2c3d4e5", "a1b2c3d4e5"),
    ],
)
def test_m2_what_a_host_would_make_live_stands_in_code(text: str, live: str) -> None:
    assert f"`{live}`" in inline(text)
    assert cell(text) == text
    assert all(char.isprintable() for char in inline(text)), "nothing invisible is added"


@pytest.mark.parametrize("text", ["pukul 14:30:00", "Rp1.000", "a@", "# satu", "kode 16.07", "1234567", "rasio 3:4"])
def test_m2_what_is_not_live_stays_plain(text: str) -> None:
    assert "`" not in inline(text)


def test_t2_control_characters_do_not_reach_the_file() -> None:
    hostile = "Kota\x1b[31mMerah\x1b]0;x\x07\x9b1m\r\nB\u202eC\u200b"
    assert all(char.isprintable() for char in inline(hostile))
    assert cell(hostile) == seen(hostile)


@pytest.mark.parametrize("text", ["- a", "+ a", "1. a", "12) a", "=", "---", "> a", "# a", "* a", "```", "~~~"])
def test_a_line_of_text_begins_no_block(text: str) -> None:
    assert kinds(document([paragraph(inline(text))])) <= {"paragraph_open", "paragraph_close", *HARMLESS}


def test_a_heading_keeps_its_text_whole() -> None:
    made = heading(2, "a # b #")
    assert kinds(made) <= {"heading_open", "heading_close", *HARMLESS}
    assert text_of(PARSER.parse(made)[1]) == "a # b #"


def test_code_never_ends_early() -> None:
    for text in ("a`b", "``", "`", "a|b", "c:\\x|y"):
        assert cell_of_code(text) == text


def cell_of_code(text: str) -> str:
    return tables(table([Head("x"), Head("y")], [[code(text), "z"]]))[0][1][0]


def test_a_fold_is_the_only_html_and_its_title_is_escaped() -> None:
    made = folded("a <b> & c", "isi")
    assert made.startswith("<details>\n<summary>a &lt;b&gt; &amp; c</summary>\n\n")
    assert folded("a", "") == ""


def test_no_rows_no_table() -> None:
    assert table([Head("a")], []) == ""
