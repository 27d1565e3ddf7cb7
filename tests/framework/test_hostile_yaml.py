"""Hostile criteria files: each is refused with a place, none is scored, none is a traceback."""

from __future__ import annotations

import pytest

from readiness.framework.load import loads

HEAD = """schema: readiness/framework/1
id: coba
version: "1"
label: Coba
bands:
  - {id: rendah, from: 0, label: Rendah}
"""
TREE = """criteria:
  - id: pilar
    label: Pilar
    criteria:
      - {id: a, label: A, measure: percent}
"""


def refused(text: str | bytes) -> list[tuple[str, int | None]]:
    data = text if isinstance(text, bytes) else text.encode()
    loaded = loads(data, "coba.yaml")
    errors = [f for f in loaded.findings if f.severity == "error"]
    assert loaded.framework is None
    assert errors
    assert all(f.line is not None and f.column is not None for f in errors)
    return [(f.code, f.line) for f in errors]


def test_the_plain_file_is_accepted() -> None:
    assert loads((HEAD + TREE).encode(), "coba.yaml").findings == []


def test_y01_billion_laughs() -> None:
    lines = ["a: &a [x, x]"] + [f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(8)]
    assert ("C010", 1) in refused("\n".join(lines) + "\n" + HEAD + TREE)


def test_y02_merge_key_bomb() -> None:
    assert ("C010", 1) in refused("a: &a {x: 1}\nb:\n  <<: [*a, *a]\n" + HEAD + TREE)


def test_y03_recursive_anchor() -> None:
    assert ("C010", 1) in refused("x: &x [*x]\n" + HEAD + TREE)


@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_y04_deep_nesting(opening: str) -> None:
    assert "C014" in {code for code, _ in refused("x: " * (opening != "- ") + opening * 50_000)}


def test_y05_duplicate_key() -> None:
    assert refused(HEAD + "label: Lain\n" + TREE) == [("C013", 7)]


def test_y06_norway_stays_a_word() -> None:
    loaded = loads((HEAD + TREE.replace("label: A,", "label: {id: NO, en: yes},")).encode(), "coba.yaml")
    assert loaded.framework is not None
    label = loaded.framework.indicators()[0].label
    assert (label.id, label.en) == ("NO", "yes")
    assert refused(HEAD.replace("id: coba", "id: NO") + TREE) == [("C031", 2)]
    assert refused(HEAD + "on: 1\n" + TREE) == [("C012", 7)]


@pytest.mark.parametrize("text", ["22:30", "190:20:30.15", "2024-13-45", "59:" * 20 + "59"])
def test_y07_y10_y12_times_and_dates_stay_text(text: str) -> None:
    loaded = loads((HEAD.replace('version: "1"', f"version: {text}") + TREE).encode(), "coba.yaml")
    assert loaded.framework is not None
    assert loaded.framework.version == text


@pytest.mark.parametrize("text", ["0110", "08", "2020.10"])
def test_y08_numbers_as_names_ask_for_quotes(text: str) -> None:
    loaded = loads((HEAD.replace('version: "1"', f"version: {text}") + TREE).encode(), "coba.yaml")
    assert [(f.code, f.line, f.params["write"]) for f in loaded.findings] == [("C021", 3, f"'{text}'")]


def test_y08_an_id_is_no_number() -> None:
    assert refused(HEAD + TREE.replace("id: a,", "id: 0110,")) == [("C021", 11)]
    assert refused(HEAD + TREE.replace("id: a,", "id: 1_000,")) == [("C031", 11)]


def test_y09_unquoted_region_code() -> None:
    text = HEAD + TREE.replace("label: A,", "label: A, applies_to: {code: [35.10]},")
    finding = loads(text.encode(), "coba.yaml").findings[0]
    assert (finding.code, finding.line, finding.params["write"]) == ("C021", 11, "'35.10'")


@pytest.mark.parametrize(("text", "value"), [("1e5", 1e5), ("1.0e+5", 1e5), (".5", 0.5)])
def test_y14_exponents_are_numbers(text: str, value: float) -> None:
    loaded = loads((HEAD + TREE.replace("percent}", f"percent, weight: {text}}}")).encode(), "coba.yaml")
    assert loaded.framework is not None
    assert loaded.framework.indicators()[0].weight == value


def test_y11_very_long_integer() -> None:
    assert ("C018", 7) in refused(HEAD + "decimals: " + "9" * 4301 + "\n" + TREE)


@pytest.mark.parametrize("weight", [".nan", ".inf", "-.inf", "1e309", "0,25", "25%"])
def test_y13_to_y16_weights_that_are_no_numbers(weight: str) -> None:
    text = HEAD + TREE.replace("    label: Pilar", f"    label: Pilar\n    weight: {weight}")
    assert [line for _, line in refused(text)] == [10]


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [ls]", "!foo bar", "!!binary aGk=", "!!set {a}"])
def test_y17_and_y33_tags(tag: str) -> None:
    assert ("C011", 7) in refused(HEAD + f"source: {tag}\n" + TREE)


def test_y18_tab_indentation() -> None:
    assert ("C007", 8) in refused(HEAD + "criteria:\n\t- id: pilar\n")


def test_y19_latin_1_bytes() -> None:
    refused((HEAD + TREE).replace("Pilar", "Pil\xe9r").encode("latin-1"))


def test_y20_byte_order_marks() -> None:
    assert loads((HEAD + TREE).encode("utf-8-sig"), "coba.yaml").findings == []
    wide = loads((HEAD + TREE).encode("utf-16"), "coba.yaml")
    assert wide.framework is not None
    assert [f.severity for f in wide.findings] == ["warning"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "text", "- a\n- b\n"])
def test_y22_no_mapping(text: str) -> None:
    refused(text)


@pytest.mark.parametrize("label", ["Co\x00ba", "Co\x1b[31mba", '"Co\\x1b[31mba"', '"Co\\0ba"'])
def test_y21_control_characters(label: str) -> None:
    assert refused(HEAD.replace("label: Coba", f"label: {label}") + TREE) == [("C017", 4)]


def test_y23_two_documents() -> None:
    assert "C015" in {code for code, _ in refused(HEAD + TREE + "---\na: 1\n")}


@pytest.mark.parametrize("key", ["? [a, b]\n: 1\n", "null: 1\n"])
def test_y24_complex_and_null_keys(key: str) -> None:
    assert "C016" in {code for code, _ in refused(HEAD + key + TREE)}


def test_y24_keys_compare_as_text() -> None:
    levels = '{id: a, label: A, measure: level, levels: {1: Satu, "1": Eins, 2: Dua}}'
    assert [code for code, _ in refused(HEAD + TREE.replace("{id: a, label: A, measure: percent}", levels))] == ["C013"]


def test_y25_typo_gets_the_nearest_name() -> None:
    loaded = loads((HEAD + TREE.replace("    label: Pilar", "    label: Pilar\n    bobbot: 2")).encode(), "coba.yaml")
    assert [(f.code, f.line, f.params["nearest"]) for f in loaded.findings] == [("C012", 10, "weight")]


def test_y27_ten_tenths_add_up_to_one() -> None:
    tenths = "".join(f"      - {{id: a{n}, label: A{n}, measure: percent, weight: 0.1}}\n" for n in range(10))
    tree = "criteria:\n  - id: pilar\n    label: Pilar\n    weight: 1\n    criteria:\n" + tenths
    assert loads((HEAD + "weights: share\n" + tree).encode(), "coba.yaml").findings == []


def test_y26_shares_that_do_not_add_up() -> None:
    leaves = "".join(f"      - {{id: a{n}, label: A{n}, measure: percent, weight: 0.333}}\n" for n in range(3))
    tree = "criteria:\n  - id: pilar\n    label: Pilar\n    weight: 1\n    criteria:\n" + leaves
    refused(HEAD + "weights: share\n" + tree)


def test_y29_duplicate_id() -> None:
    second = TREE + "      - {id: a, label: A2, measure: percent}\n"
    assert refused(HEAD + second) == [("C040", 12)]


def test_y30_pillar_without_indicators() -> None:
    assert [line for _, line in refused(HEAD + "criteria:\n  - id: pilar\n    label: Pilar\n    criteria: []\n")] == [
        10
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("measure: percent", "measure: number", ("C080", 11)),
        ("id: rendah, from: 0", "id: rendah, from: 10", ("C061", 6)),
        ('version: "1"', 'version: "1"\nscale: {min: 5, max: 5}', ("C063", 4)),
        ("bands:\n  - {id: rendah, from: 0, label: Rendah}", "bands: []", ("C036", 5)),
    ],
)
def test_y30_scales_and_bands(old: str, new: str, found: tuple[str, int]) -> None:
    assert refused((HEAD + TREE).replace(old, new)) == [found]


def test_y28_files_include_no_others() -> None:
    assert refused(HEAD + "inherits: coba.yaml\n" + TREE) == [("C012", 7)]


def test_y31_far_too_much() -> None:
    assert refused(HEAD + "note: " + "x" * 2_000_000 + "\n" + TREE) == [("C005", 1)]
    crowd = "".join(f"      - {{id: a{n}, label: A, measure: percent}}\n" for n in range(5_001))
    assert [code for code, _ in refused(HEAD + TREE + crowd)] == ["C019"]
    assert [code for code, _ in refused(HEAD + TREE + "".join("      - {id: a}\n" for _ in range(55_000)))] == ["C019"]


def test_y32_a_label_with_a_colon() -> None:
    assert ("C008", 4) in refused(HEAD.replace("label: Coba", "label: Indeks: SPBE") + TREE)


def test_y34_bidi_override() -> None:
    assert ("C017", 4) in refused(HEAD.replace("label: Coba", "label: Co\u202eba") + TREE)


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\u00e4"])
def test_y34_strange_characters_in_an_id(character: str) -> None:
    assert len(refused(HEAD + TREE.replace("id: a,", f"id: a{character},"))) == 1


def test_y34_characters_without_width_are_taken_out_of_labels() -> None:
    loaded = loads((HEAD.replace("label: Coba", "label: Co\u200bba") + TREE).encode(), "coba.yaml")
    assert loaded.framework is not None
    assert loaded.framework.label.id == "Coba"


@pytest.mark.parametrize("formula", ["=1+1", "__import__('os').system('ls')", "2*3", "{{ 7*7 }}"])
def test_y35_nothing_is_computed(formula: str) -> None:
    quoted = formula.replace("'", "''")
    loaded = loads((HEAD.replace("label: Coba", f"label: '{quoted}'") + TREE).encode(), "coba.yaml")
    assert loaded.framework is not None
    assert loaded.framework.label.en == formula
    assert [code for code, _ in refused(HEAD + TREE.replace("percent}", f"percent, weight: '{quoted}'}}"))] == ["C022"]
