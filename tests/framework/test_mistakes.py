"""One mistake, one finding: planted one by one in a framework without mistakes, and ten at once."""

from __future__ import annotations

import pytest

from readiness.findings import LANGUAGES, catalogue, hint, message
from tests.framework.sample import SAMPLE, planted, read, told

THRESHOLDS = "        thresholds:\n          - {from: 0, score: 100}\n          - {from: 20, score: 0}\n"
CHOICES = "        choices: {rendah: 0, sedang: 50, tinggi: 100}\n        choice_labels: {rendah: Rendah}\n"
ANSWERS = "        answers: {1: Tidak puas, 2: Cukup, 3: Puas}\n"
LEVELS = "{1: Belum ada, 2: Disusun, 3: Ditetapkan}"
GOALPOSTS = "        worst: 0\n        best: 1\n"
LABEL = "label: {id: Contoh, en: Example}"
APPLIES = "applies_to: {not: {code: ['31.71']}}"

# (old, new, code, line, column): the finding stands on the wrong key or value itself.
MISTAKES = [
    ("label: Infrastruktur\n", "labl: Infrastruktur\n", "C012", 23, 5),
    ("    weight: 2\n", "    bobot: 2\n", "C012", 24, 5),
    ("criteria:\n  - id: infra", "criteri:\n  - id: infra", "C012", 21, 1),
    ("    weight: 2\n    criteria:", "    weight: 2\n    kriteria:", "C012", 25, 5),
    ("{from: 20, score: 0}", "{from_: 20, score: 0}", "C012", 61, 14),
    ("aggregate: geometric", "aggregate: {pwer: 2}", "C012", 44, 17),
    ("statistic: mean", "statistic: {share: 3}", "C012", 68, 21),
    (LABEL, "label: {id: Contoh, eng: Example}", "C012", 4, 21),
    (APPLIES, "applies_to: {kinds: [kota]}", "C012", 45, 18),
    ("    label: Infrastruktur\n", "", "C020", 22, 5),
    (LABEL, "label: {id: Contoh}", "C020", 4, 8),
    ("        measure: level\n", "", "C020", 47, 9),
    ("{from: 20, score: 0}", "{from: 20}", "C020", 61, 13),
    ("version: '1.0'", "version: 1.0", "C021", 3, 10),
    (LABEL, "label: 5", "C021", 4, 8),
    (LABEL, "label: [a]", "C021", 4, 8),
    ("on: kebijakan", "on: 5", "C021", 17, 9),
    ("per: {of: villages_all, times: 1}", "per: 5", "C021", 30, 14),
    ("'31.71'", "31.71", "C021", 45, 31),
    ("'31.71'", "1e5", "C021", 45, 31),
    ("weight: 3", "weight: tiga", "C022", 28, 17),
    ("weight: 3", "weight: '3'", "C022", 28, 17),
    ("weight: 3", "weight: 1_000", "C022", 28, 17),
    ("weight: 3", "weight: =1+2", "C022", 28, 17),
    ("weight: 3", "weight: true", "C022", 28, 17),
    ("weight: 3", "weight: 0,25", "C023", 28, 17),
    ("{from: 20, score: 0}", "{from: 20, score: 0,5}", "C023", 61, 31),
    ("{from: 20, score: 0}", "{from: 20,5, score: 0}", "C023", 61, 20),
    ("{from: 20, score: 0}", "{from: 1,000,000, score: 0}", "C022", 61, 20),
    ("weight: 3", "weight: 25%", "C024", 28, 17),
    ("weight: 3", "weight: .inf", "C025", 28, 17),
    ("decimals: 1", "decimals: 1.5", "C026", 7, 11),
    ("measure: count", "measure: counts", "C027", 29, 18),
    ("aggregate: geometric", "aggregate: geo", "C027", 44, 16),
    (APPLIES, "applies_to: {kind: [kotta]}", "C027", 45, 25),
    ("scale: {min: 0, max: 100}", "scale: 100", "C028", 6, 8),
    ("{from: 20, score: 0}", "20", "C028", 61, 13),
    ("- {id: sedang, from: 40, label: Sedang}", "- sedang", "C028", 13, 5),
    ("items: [q01, q02]", "items: q01", "C029", 66, 16),
    (APPLIES, "applies_to: {kind: kota}", "C029", 45, 24),
    ("decimals: 1", "decimals: 9", "C030", 7, 11),
    ("min_coverage: 0.65", "min_coverage: 65", "C030", 10, 42),
    ("times: 1", "times: 0", "C030", 30, 40),
    ("id: rencana\n", "id: Rencana Induk\n", "C031", 47, 13),
    ("id: contoh", "id: " + "a" * 65, "C031", 2, 5),
    ("framework/1", "framework/2", "C032", 1, 9),
    ("label: Internet", "label: ''", "C034", 27, 16),
    ("weight: 3", "weight:", "C035", 28, 9),
    ("source: Ditulis untuk pengujian", "source: ~", "C035", 5, 1),
    (THRESHOLDS, "        thresholds: []\n", "C036", 59, 21),
    (LEVELS, "{satu: Belum ada, 2: Disusun, 3: Ditetapkan}", "C037", 50, 18),
    (LEVELS, "{01: Belum ada, 2: Disusun, 3: Ditetapkan}", "C037", 50, 18),
    ("id: rencana\n", "id: internet\n", "C040", 47, 13),
    ("id: tinggi", "id: sedang", "C040", 14, 10),
    ("id: rencana\n", "id: index\n", "C041", 47, 13),
    ("id: rencana\n", "id: nama\n", "C041", 47, 13),
    ("id: contoh", "id: con", "C041", 2, 5),
    ("weight: 3", "weight: -3", "C050", 28, 17),
    ("from: 40", "from: 75", "C060", 14, 24),
    ("from: 40", "from: 70", "C060", 14, 24),
    ("from: 0, label", "from: 5, label", "C061", 12, 24),
    ("from: 70", "from: 700", "C062", 14, 24),
    ("max: 100}", "max: 0}", "C063", 6, 22),
    ("on: kebijakan", "on: kebijkan", "C070", 17, 9),
    ("cap: sedang", "cap: sedng", "C071", 19, 10),
    ("at_least: 50\n", "at_least: 50\n    of: raw\n", "C072", 19, 9),
    ("on: kebijakan\n", "on: index\n    of: raw\n", "C072", 18, 9),
    ("at_least: 50\n", "at_least: 50\n    of: coverage\n", "C073", 18, 15),
    ("at_least: 50", "at_least: 500", "C073", 18, 15),
    ("cap: sedang", "cap_score: 101", "C073", 19, 16),
    (GOALPOSTS, "", "C080", 29, 18),
    ("        best: 1\n", "", "C080", 29, 18),
    ("        best: 1\n", "        best: 0\n", "C081", 32, 15),
    (CHOICES, "", "C082", 53, 18),
    ("sedang: 50,", "sedang: 500,", "C083", 54, 38),
    ("score: 100", "score: 101", "C083", 60, 30),
    ("from: 20", "from: -20", "C084", 61, 20),
    (LEVELS, "{1: Belum ada}", "C085", 50, 17),
    ("        interpolate: linear\n", "        interpolate: linear\n        levels: {1: A, 2: B}\n", "C086", 63, 9),
    ("measure: survey", "measure: level", "C086", 66, 9),
    ("worst: 1000\n", "worst: 0\n", "C087", 38, 16),
    (ANSWERS, "", "C088", 65, 18),
    ("choice_labels: {rendah: Rendah}", "choice_labels: {rendh: Rendah}", "C089", 55, 25),
    ("item_labels: {q01: Cepat}", "item_labels: {q03: Cepat}", "C089", 67, 23),
    ("statistic: mean", "statistic: {share_of: [1, 9]}", "C089", 68, 35),
    ("statistic: mean", "statistic: {share_at_least: 9}", "C089", 68, 37),
    ("aggregate: geometric", "aggregate: {power: 0}", "C091", 44, 24),
    ("of: villages_all", "of: internet", "C093", 30, 19),
    (THRESHOLDS, "", "C094", 59, 9),
    ("        measure: level\n", "        measure: level\n        normalise: thresholds\n", "C094", 50, 20),
    ("outside: clip", "normalise: minmax", "C095", 40, 9),
    ("outside: clip", "normalise: {distance_to_target: {target: 5000}}", "C095", 40, 9),
    ("outside: clip", "better: low", "C096", 40, 9),
    ("items: [q01, q02]", "items: [q01, q01]", "C097", 66, 22),
    ("'31.71'", "'31.7'", "C098", 45, 31),
]


def test_the_sample_has_no_mistake() -> None:
    loaded = read(SAMPLE)
    assert loaded.findings == []
    assert loaded.framework is not None and loaded.framework.id == "contoh"


@pytest.mark.parametrize(("old", "new", "code", "line", "column"), MISTAKES)
def test_a_mistake_is_one_finding_on_the_spot(old: str, new: str, code: str, line: int, column: int) -> None:
    text = planted((old, new))
    assert told(text) == [(code, line, column)]
    assert read(text).framework is None


@pytest.mark.parametrize(("old", "new", "code", "line", "column"), MISTAKES)
def test_a_finding_can_be_said_in_both_languages(old: str, new: str, code: str, line: int, column: int) -> None:
    finding = read(planted((old, new))).findings[0]
    for lang in LANGUAGES:
        assert "<object" not in message(finding, lang) + hint(finding, lang)
        assert message(finding, lang) and hint(finding, lang) is not None
    assert finding.excerpt == planted((old, new)).split("\n")[line - 1][:500]


def test_ten_mistakes_of_ten_kinds_are_ten_findings() -> None:
    text = planted(
        ("label: Infrastruktur\n", "labell: Infrastruktur\n"),
        ("version: '1.0'", "version: 1.0"),
        ("weight: 3", "weight: 0,25"),
        ("measure: count", "measure: cuont"),
        ("from: 40", "from: 80"),
        ("on: kebijakan", "on: kebijkan"),
        ("id: rencana\n", "id: internet\n"),
        ("sedang: 50,", "sedang: 500,"),
        ("items: [q01, q02]", "items: [q01, q01]"),
        ("worst: 1000\n", "worst: 0\n"),
    )
    codes = ["C021", "C060", "C070", "C012", "C023", "C027", "C087", "C040", "C083", "C097"]
    assert [code for code, _, _ in told(text)] == codes


def test_a_typo_hides_nothing_below_it() -> None:
    text = planted(("criteria:\n  - id: infra", "kriteria:\n  - id: infra"), ("weight: 3", "weight: -3"))
    assert told(text) == [("C012", 21, 1), ("C050", 28, 17)]


def test_who_names_a_misspelt_id_is_not_told_again() -> None:
    assert told(planted(("id: kebijakan", "id: Kebijakan"))) == [("C031", 41, 9)]
    assert told(planted(("id: sedang", "id: Sedang"))) == [("C031", 13, 10)]


def test_bands_upside_down_are_one_mistake() -> None:
    text = planted(("from: 0, label", "from: 70, label"), ("{id: tinggi, from: 70", "{id: tinggi, from: 0"))
    assert told(text) == [("C060", 13, 24)]


@pytest.mark.parametrize(
    ("old", "new", "nearest"),
    [
        ("    weight: 2\n", "    bobbot: 2\n", "weight"),
        ("measure: count", "measure: counts", "count"),
        ("on: kebijakan", "on: kebijkan", "kebijakan"),
        ("cap: sedang", "cap: sedng", "sedang"),
        ("choice_labels: {rendah", "choice_labels: {rendh", "rendah"),
    ],
)
def test_the_nearest_name_is_suggested(old: str, new: str, nearest: str) -> None:
    assert [finding.params["nearest"] for finding in read(planted((old, new))).findings] == [nearest]


@pytest.mark.parametrize(
    ("written", "hinted"),
    [
        ("0,25", "0.25"),
        ("'0,25'", "0.25"),
        ("12,5%", "12.5"),
        ("'3'", "Write 3,"),
        ("1.000.000", "1000000"),
        ("1_000", "1000"),
    ],
)
def test_a_hint_says_what_to_write(written: str, hinted: str) -> None:
    assert hinted in hint(read(planted(("weight: 3", f"weight: {written}"))).findings[0])


def test_commas_within_braces_are_told_each_once() -> None:
    text = planted(("{from: 20, score: 0}", "{from: 20,5, score: 10,5}"))
    assert told(text) == [("C023", 61, 20), ("C023", 61, 33)]
    assert [finding.params["write"] for finding in read(text).findings] == ["20.5", "10.5"]
    assert told(planted(("{from: 20, score: 0}", "{from: 20, score: 0,5: 1}"))) == [("C012", 61, 33)]


def test_a_code_is_shown_as_it_was_written() -> None:
    finding = read(planted(("'31.71'", "35.10"))).findings[0]
    assert "35.10" in message(finding) and "'35.10'" in hint(finding)


def test_every_code_of_a_well_formed_file_is_planted_somewhere() -> None:
    # C033 is kept for its history: nothing is reserved any more
    elsewhere = {"C033", "C039", "C051", "C052", "C053", "C054", "C092"}
    codes = {code for code in catalogue() if "C020" <= code <= "C099"}
    assert codes - {code for _, _, code, _, _ in MISTAKES} == elsewhere
