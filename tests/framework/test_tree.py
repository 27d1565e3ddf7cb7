"""The YAML reader: YAML 1.2 values, the place of everything, and nothing that hides a place."""

from __future__ import annotations

import math

import pytest
import yaml

from readiness.framework import tree as module
from readiness.framework.scalars import Scalar, resolve
from readiness.framework.tree import read_tree

TEXT = """\
# a comment
label: Kebijakan
list:
  - {id: a, "code": 35.10}
  - 'b'
é: ü
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((word, None) for word in ("", "~", "null", "Null", "NULL")),
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        *((word, word) for word in ("yes", "no", "NO", "on", "off", "y", "n", "tRue", "nan", "inf", "-", "+", ".")),
        *((word, word) for word in ("22:30", "190:20:30.15", "2024-13-45", "2024-01-01", "=", "<<", "1_000", "0b11")),
        ("0", 0),
        ("-12", -12),
        ("+7", 7),
        ("0110", 110),
        ("08", 8),
        ("0o17", 15),
        ("0xFF", 255),
        ("35.10", 35.1),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e5", 1e5),
        ("1.0e+5", 1e5),
        ("1E-2", 0.01),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("1.2.3", "1.2.3"),
        ("0,25", "0,25"),
        ("25%", "25%"),
        ("\uff13", "\uff13"),
    ],
)
def test_plain_scalars_follow_yaml_1_2(text: str, value: Scalar) -> None:
    found = resolve(text)
    assert (found, type(found)) == (value, type(value))


def test_not_a_number() -> None:
    found = resolve(".nan")
    assert isinstance(found, float) and math.isnan(found)


def test_values_and_places() -> None:
    tree = read_tree(TEXT.encode(), "x.yaml")
    assert tree.value == {"label": "Kebijakan", "list": [{"id": "a", "code": 35.1}, "b"], "é": "ü"}
    places = tree.places
    assert places.at(("label",)) == (2, 8)
    assert places.at(("label",), key=True) == (2, 1)
    assert places.at(("list", 0)) == (4, 5)
    assert places.at(("list", 0, "code"), key=True) == (4, 13)
    assert places.at(("list", 0, "code")) == (4, 21)
    assert places.text(("list", 0, "code")) == "35.10"
    assert places.at(("list", 1)) == (5, 5)
    assert places.at(("é",)) == (6, 4)
    assert places.excerpt(5) == "  - 'b'"
    assert places.excerpt(99) == ""


def test_a_pointer_that_the_file_lacks_stands_at_its_parent() -> None:
    places = read_tree(TEXT.encode(), "x.yaml").places
    assert places.at(("list", 0, "weight")) == (4, 5)
    assert places.at(("list", 0, "weight"), key=True) == (4, 5)
    assert places.at(("nothing",)) == (2, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    places = read_tree(TEXT.replace("\n", end).encode(), "x.yaml").places
    assert places.at(("list", 1)) == (5, 5)
    assert places.excerpt(5) == "  - 'b'"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_moves_no_column(encoding: str) -> None:
    assert read_tree(TEXT[12:].encode(encoding), "x.yaml").places.at(("label",), key=True) == (1, 1)


def test_the_slow_loader_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read_tree(TEXT.encode(), "x.yaml")
    monkeypatch.setattr(module, "_LOADER", yaml.SafeLoader)
    slow = read_tree(TEXT.encode(), "x.yaml")
    assert (slow.value, slow.places) == (fast.value, fast.places)


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 1\nb:\n\t- c\n", "C007", (3, 1)),
        ("a: b: c\n", "C008", (1, 5)),
        ("- x\n- label: Indeks: SPBE\n", "C008", (2, 16)),
        ("a: @x\n", "C008", (1, 4)),
        ("a: `x`\n", "C008", (1, 4)),
        ("a: %x\n", "C008", (1, 4)),
        ("a: 'x\nb: 1\n", "C009", (1, 4)),
        ("a: [1, 2\nb: 3\n", "C009", (1, 4)),
        ("a: {b: 1\n", "C009", (1, 4)),
        ("a: 1\n  b: 2\n", "C006", (2, 4)),
        ("- a\nb: 1\n", "C006", (2, 1)),
        ("a: ]\n", "C006", (1, 4)),
        ("a: 'b' c\n", "C006", (1, 8)),
    ],
)
def test_syntax_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, loader: str, text: str, code: str, place: tuple[int, int]
) -> None:
    monkeypatch.setattr(module, "_LOADER", getattr(yaml, loader, yaml.SafeLoader))
    tree = read_tree(text.encode(), "x.yaml")
    assert tree.value is None
    assert [(f.code, (f.line, f.column)) for f in tree.findings] == [(code, place)]
    assert tree.findings[0].excerpt == text.split("\n")[place[0] - 1]


def test_several_mistakes_are_told_in_one_pass() -> None:
    tree = read_tree(b'a: &x 1\nb: !t 2\na: 3\n? [k]\n: 4\n~: 5\nc: "\\e"\nd: 1e999\n', "x.yaml")
    assert [f.code for f in tree.findings] == ["C010", "C011", "C013", "C016", "C016", "C017", "C018"]
    assert tree.value["a"] == 1
    assert tree.broken == {("b",), ("c",), ("d",)}


def test_a_second_key_shows_the_line_of_the_first() -> None:
    tree = read_tree(b"a: 1\nb: 2\na: 3\n", "x.yaml")
    assert [(f.line, f.params["first"]) for f in tree.findings] == [(3, 1)]


def test_a_complex_key_is_left_out_with_all_below_it() -> None:
    assert read_tree(b"? {a: [1, {b: 2}]}\n: {c: 3}\nd: 4\n", "x.yaml").value == {"d": 4}


def test_latin_1_is_refused_at_its_first_byte() -> None:
    tree = read_tree("a: 1\nlabel: Tolé\n".encode("latin-1"), "x.yaml")
    assert [(f.code, f.line, f.column, f.params["byte"]) for f in tree.findings] == [("C003", 2, 11, "0xE9")]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\u200f"])
def test_hidden_characters_are_refused_where_they_stand(character: str) -> None:
    tree = read_tree(f"a: 1\nb: x{character}y # z\n".encode(), "x.yaml")
    assert [(f.code, f.line, f.column) for f in tree.findings] == [("C017", 2, 5)]
    assert character not in (tree.findings[0].excerpt or "")


def test_a_hidden_character_in_a_comment_is_refused_too() -> None:
    assert [f.code for f in read_tree("a: 1 # \u202e\n".encode(), "x.yaml").findings] == ["C017"]


def test_large_files_are_not_read() -> None:
    assert [f.code for f in read_tree(b"a: " + b"x" * 1024 * 1024, "x.yaml").findings] == ["C005"]
    assert [f.code for f in read_tree(b"a: [" + b"1," * 100_001 + b"]", "x.yaml").findings] == ["C019"]
