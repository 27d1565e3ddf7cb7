"""Keys of methods, sets of weights, opinions and the linter: one mistake, one finding on the spot, in both languages."""

from __future__ import annotations

import pytest

from readiness.findings import LANGUAGES, catalogue, hint, message
from readiness.framework.model import Framework
from tests.framework.methods import METHODS, planted
from tests.framework.sample import read, told

REFERENCE = "normalise: {distance_to_reference: {to: mean, by: difference}}"
STEPS = "{percentile_steps: [{from: 0, score: 0}, {from: 50, score: 100}]}"
BOUNDS = "{benefit_of_the_doubt: {min_share: 0.05, max_share: 0.5}}"
PAKAR = """\
        jaringan: {tata: 2, orang: 4}
        tata: {orang: 2}
"""
SUHU = "        worst: [10, 40]\n        best: [20, 25]\n"
INTERNET = "        treat: {winsorise: {points: 3, side: high}}\n"

# (old, new, code, line, column): the finding stands on the wrong key or value itself.
MISTAKES = [
    # two-sided goalposts
    ("best: [20, 25]", "best: [25, 20]", "C100", 65, 15),
    ("worst: [10, 40]", "worst: [40, 10]", "C100", 64, 16),
    ("best: [20, 25]", "best: [20, 45]", "C100", 65, 15),
    ("best: [20, 25]", "best: [10, 25]", "C100", 65, 15),
    ("best: [40, 60]", "best: [0, 60]", "C100", 69, 15),
    ("best: 3", "best: 5", "C100", 74, 15),
    (SUHU, "        best: [20, 25]\n        worst: [22, 40]\n", "C100", 65, 16),
    ("worst: [10, 40]", "worst: 10", "C101", 64, 16),
    ("        worst: [10, 40]\n", "", "C101", 64, 15),
    ("        best: [20, 25]\n", "", "C101", 64, 16),
    (SUHU, SUHU.replace("best: [20, 25]", "normalise: {distance_to_target: {target: 20}}"), "C102", 64, 16),
    ("        measure: level\n", "        measure: boolean\n", "C102", 73, 16),
    ("best: [20, 25]", "best: [20]", "C103", 65, 15),
    ("best: [20, 25]", "best: []", "C103", 65, 15),
    ("best: [20, 25]", "best: [20, 22, 25]", "C103", 65, 15),
    ("best: [20, 25]", "best: [20, x]", "C022", 65, 20),
    ("best: [20, 25]", "best: 20-25", "C022", 65, 15),
    ("best: [20, 25]", "best: {from: 20, to: 25}", "C022", 65, 15),
    ("worst: [10, 40]", "worst: [0, 40]\n        transform: log", "C087", 64, 17),
    (SUHU, SUHU + "        normalise: minmax\n", "C095", 66, 9),
    # treat, impute, reference_wave
    (SUHU, SUHU + "        treat: log\n", "C104", 66, 16),
    (SUHU, SUHU + "        treat: auto\n", "C104", 66, 16),
    ("treat: {auto: {points: 5, fallback: none}}", "treat: {auto: {fallback: none}}\nx: 1", "C012", 8, 1),
    ("transform: log\n", "transform: log\n        outside: flag\n", "C095", 90, 9),
    (INTERNET, "        treat: box_cox\n", "C134", 45, 16),
    (INTERNET, "        treat: {winsorise: {side: high}}\n", "C106", 45, 17),
    (INTERNET, "        treat: {winsorise: {points: 3, percentile: 5}}\n", "C106", 45, 40),
    (INTERNET, "        treat: {winsorise: {percentile: 60}}\n", "C030", 45, 41),
    (INTERNET, "        treat: {winsorise: {points: 1.5}}\n", "C026", 45, 37),
    (INTERNET, "        treat: {winsorise: 3}\n", "C028", 45, 28),
    (INTERNET, "        treat: {winsorize: {points: 3}}\n", "C012", 45, 17),
    (INTERNET, "        treat: winsorise\n", "C027", 45, 16),
    (INTERNET, "        treat: {}\n", "C027", 45, 16),
    (INTERNET, "        treat: {log: true}\n", "C131", 45, 17),
    (INTERNET, "        treat: {auto: {}, winsorise: {points: 3}}\n", "C130", 45, 27),
    ("        impute: none\n", "        impute: mean\n", "C086", 78, 9),
    ("        impute: none\n", "        treat: auto\n", "C086", 78, 9),
    ("regression: [internet]", "regression: [intrnet]", "C107", 50, 31),
    ("regression: [internet]", "regression: [listrik]", "C107", 50, 31),
    ("regression: [internet]", "regression: [tata]", "C107", 50, 31),
    ("regression: [internet]", "regression: [dokumen]", "C107", 50, 31),
    ("regression: [internet]", "regression: [internet, internet]", "C107", 50, 41),
    ("regression: [internet]", "regression: internet", "C029", 50, 30),
    ("{regression: [internet]}", "{regresion: [internet]}", "C012", 50, 18),
    ("impute: {group_mean: province}", "impute: {group_mena: province}", "C012", 6, 10),
    ("impute: {group_mean: province}", "impute: group_mean", "C027", 6, 9),
    ("impute: {group_mean: province}", "impute: {group_mean: 5}", "C021", 6, 22),
    ("impute: {group_mean: province}", "impute: {mean: 1}", "C131", 6, 10),
    ("impute: {group_mean: province}", "impute: {mean: }", "C131", 6, 10),
    ("impute: {group_mean: province}", "impute: {group_mean: }", "C035", 6, 10),
    ("impute: {group_mean: province}", "impute: {x: 1, y: 2}", "C012", 6, 10),
    ("impute: {group_mean: province}", "impute: [mean]", "C027", 6, 9),
    ("impute: {group_mean: province}", "impute: {group_mean: province, mean: 1}", "C130", 6, 32),
    ("reference_wave: '2022'", "reference_wave: 2022", "C021", 8, 17),
    # normalisers
    (REFERENCE, "normalise: distance_to_reference", "C027", 51, 20),
    (REFERENCE, "normalise: {distance_to_reference: {to: median}}", "C027", 51, 49),
    (REFERENCE, "normalise: {distance_to_reference: {by: ratio}}", "C020", 51, 44),
    (REFERENCE, "normalise: {rank: {}}", "C131", 51, 21),
    (STEPS, "{percentile_steps: []}", "C036", 89, 39),
    (STEPS, "{percentile_steps: [{from: 0, score: 0}, {from: 150, score: 100}]}", "C132", 89, 68),
    (STEPS, "{percentile_steps: [{from: 50, score: 0}, {from: 0, score: 100}]}", "C084", 89, 69),
    (STEPS, "{percentile_steps: [{from: 0, score: 0}, {from: 50, score: 1000}]}", "C083", 89, 79),
    ("{custom: ukuran_kami}", "{custom: Ukuran Kami}", "C031", 100, 29),
    ("margin: 0.2", "margin: -0.2", "C030", 56, 48),
    ("margin: 0.2", "margin: 0,2", "C023", 56, 48),
    # aggregates
    ("owa: [1, 2, 3]", "owa: [0, 0, 0]", "C129", 40, 22),
    ("owa: [1, 2, 3]", "owa: []", "C036", 40, 22),
    ("owa: [1, 2, 3]", "owa: 3", "C029", 40, 22),
    ("owa: [1, 2, 3]", "owa: [1, -2, 3]", "C030", 40, 26),
    ("mean_minus_sd: 1", "mean_minus_sd: 0", "C030", 59, 32),
    ("{mean_minus_sd: 1}", "mean_minus_sd", "C027", 59, 16),
    ("{mean_minus_sd: 1}", "{geometric: 1}", "C131", 59, 17),
    ("{mean_minus_sd: 1}", "{power: 2, owa: [1, 2]}", "C130", 59, 27),
    # gates
    (", at_most: 20", "", "C127", 15, 5),
    ("at_least: 40, at_most: 90", "at_least: 95, at_most: 90", "C128", 16, 47),
    ("at_most: 90", "at_most: 900", "C073", 16, 47),
    # sets of weights
    ("  data: {from_data: pca}", "  data: {label: Data}", "C120", 36, 3),
    ("  data: {from_data: pca}", "  data: {from_data: pca, weights: {tata: 2}}", "C120", 36, 26),
    ("  data: {from_data: pca}", "  data: {from_data: pcaa}", "C027", 36, 21),
    ("  data: {from_data: pca}", "  written: {from_data: pca}", "C041", 36, 3),
    ("  data: {from_data: pca}", "  Data A: {from_data: pca}", "C031", 36, 3),
    ("  data: {from_data: pca}", "  data: pca", "C028", 36, 9),
    ("  data: {from_data: pca}", "  data: {from_dta: pca}", "C012", 36, 10),
    ("  data: {from_data: pca}", "  data: {weights: {}}", "C036", 36, 19),
    ("  data: {from_data: pca}", "  data: {from_data: pca, accept_consistency_ratio: 0.2}", "C094", 36, 26),
    ("miskin: 0.5}", "miskn: 0.5}", "C110", 21, 28),
    ("miskin: 0.5}", "miskin: -0.5}", "C030", 21, 36),
    ("miskin: 0.5}", "sekolah: 0, miskin: 0, sendiri: 0}", "C121", 21, 60),
    ("miskin: 0.5}", "X: 1}", "C031", 21, 28),
    ("      index:\n        jaringan:", "      indeks:\n        jaringan:", "C111", 24, 7),
    ("      jaringan:\n        internet", "      listrik:\n        internet", "C111", 27, 7),
    (PAKAR, PAKAR.replace("orang: 4", "orng: 4, orang: 4"), "C112", 25, 29),
    (PAKAR, PAKAR.replace("        tata:", "        internet:"), "C112", 26, 9),
    (PAKAR, PAKAR.replace(", orang: 4", ""), "C113", 24, 7),
    (PAKAR, PAKAR + "        orang: {tata: 2}\n", "C114", 27, 23),
    (PAKAR, PAKAR.replace("tata: 2,", "tata: 2, jaringan: 1,"), "C115", 25, 29),
    (PAKAR, PAKAR.replace("orang: 4", "orang: 1/4"), "C116", 25, 36),
    (PAKAR, PAKAR.replace("orang: 4", "orang: 1/0"), "C133", 25, 36),
    (PAKAR, PAKAR.replace("orang: 4", "orang: lebih"), "C133", 25, 36),
    (PAKAR, PAKAR.replace("orang: 4", "orang: '4'"), "C022", 25, 36),
    (PAKAR, PAKAR.replace("orang: 4", "orang: 0"), "C030", 25, 36),
    (PAKAR, PAKAR.replace("orang: 4", "orang: 4,5"), "C023", 25, 36),
    (PAKAR, PAKAR.replace("orang: 4", "orang: true"), "C022", 25, 36),
    (PAKAR, PAKAR.replace("{orang: 2}", "2"), "C028", 26, 15),
    ("        Ani: {jaringan: 50, tata: 30, orang: 20}", "        Ani: {jaringan: 50, tata: 30}", "C118", 34, 9),
    ("jaringan: 50, tata: 30, orang: 20", "jaringan: 0, tata: 0, orang: 0", "C119", 34, 9),
    ("jaringan: 50, tata: 30, orang: 20", "jaringan: 50, tata: 30, orang: 20, x: 1", "C112", 34, 50),
    ("jaringan: 50, tata: 30, orang: 20", "jaringan: lima, tata: 30, orang: 20", "C022", 34, 25),
    # opinions and the linter
    ("copeland,", "borda,", "C122", 9, 19),
    ("copeland,", "coplend,", "C027", 9, 19),
    ("copeland,", "{copeland: 1},", "C131", 9, 20),
    (BOUNDS, "{benefit_of_doubt: {min_share: 0.05}}", "C012", 9, 38),
    ("min_share: 0.05", "min_share: 0.6", "C123", 9, 88),
    ("min_share: 0.05", "min_share: 0.3", "C123", 9, 72),
    ("max_share: 0.5", "max_share: 0.05", "C123", 9, 89),
    ("max_share: 0.5", "max_share: 50", "C030", 9, 89),
    ("opinions: [borda, copeland, kemeny, " + BOUNDS + "]", "opinions: borda", "C029", 9, 11),
    ("code: M034", "code: M999", "C124", 12, 14),
    ("code: M034", "code: C034", "C124", 12, 14),
    ("code: M034", "code: m034", "C124", 12, 14),
    ("code: M034", "code: M001", "C125", 12, 14),
    ("code: M034", "code: M030, on: tata", "C126", 13, 14),
    ("on: tata, reason", "on: tatta, reason", "C110", 13, 24),
    (", reason: Sudah dibahas", "", "C020", 12, 7),
]
NAMES = [f"{number}-{code}" for number, (_old, _new, code, _line, _column) in enumerate(MISTAKES)]


def test_every_method_can_be_written() -> None:
    loaded = read(METHODS)
    assert loaded.findings == []
    assert loaded.framework is not None
    assert Framework.model_validate(loaded.framework.snapshot()) == loaded.framework


@pytest.mark.parametrize(("old", "new", "code", "line", "column"), MISTAKES, ids=NAMES)
def test_a_mistake_is_one_finding_on_the_spot(old: str, new: str, code: str, line: int, column: int) -> None:
    loaded = read(planted((old, new)))
    assert [(finding.code, finding.line, finding.column) for finding in loaded.findings] == [(code, line, column)]
    assert loaded.framework is None
    for lang in LANGUAGES:
        words = message(loaded.findings[0], lang) + hint(loaded.findings[0], lang)
        assert words and "<object" not in words and "None" not in words and "{{" not in words


def test_every_code_of_methods_is_planted_somewhere() -> None:
    elsewhere = {
        "C105",
        "C108",
        "C109",
        "C117",
        "C135",
        "C136",
        "C137",
        "C138",
        "C139",
        "C140",
    }  # planted in tests of their own
    codes = {code for code in catalogue() if "C100" <= code <= "C140"}
    assert codes - {code for _, _, code, _, _ in MISTAKES} == elsewhere


HEAD = """\
schema: readiness/framework/1
id: kecil
version: '1'
label: Kecil
bands: [{id: rendah, from: 0, label: Rendah}]
"""


def small(*leaves: str, top: str = "", aggregate: str = "") -> str:
    """A framework of one pillar: each leaf is what stands after ``- {id, label,``."""
    lines = [f"      - {{id: i{n}, label: I{n}, {leaf}}}" for n, leaf in enumerate(leaves, 1)]
    pillar = f"criteria:\n  - id: pilar\n    label: Pilar\n{aggregate}    criteria:\n"
    return HEAD + top + pillar + "\n".join(lines) + "\n"


LEAST = "measure: number, normalise: minmax"
FIXED = "measure: number, worst: 0, best: 9"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        # A treatment that bends, with a transform: at the later of the two.
        (small(LEAST + ", treat: log, transform: log10"), [("C105", 10, 88)]),
        (small(LEAST + ", transform: log10", top="treat: auto\n"), [("C105", 11, 76)]),
        (small(LEAST + ", transform: sqrt, treat: {winsorise: {points: 1}}"), []),
        # The framework's own treatment, for indicators with fixed goalposts: once, where it is written.
        (small(FIXED, FIXED, top="treat: log\n"), [("C104", 6, 8)]),
        (small(FIXED, FIXED, top="treat: auto\n"), [("C104", 6, 8)]),
        (small(FIXED, LEAST, top="treat: {auto: {fallback: none}}\n"), []),
        (small(FIXED + ", treat: none", LEAST, top="treat: auto\n"), []),
        (small("measure: level", LEAST, top="treat: auto\n"), []),
        (small("measure: percent, thresholds: [{from: 0, score: 0}], treat: box_cox"), [("C104", 10, 89)]),
        # Nothing to predict from, and nothing that takes what is said of all.
        (small(LEAST + ", impute: regression"), [("C108", 10, 73)]),
        (small(LEAST + ", impute: regression", "measure: choice, choices: {a: 1, b: 2}"), [("C108", 10, 73)]),
        (small(LEAST + ", impute: regression", LEAST), []),
        (small(FIXED, top="reference_wave: '2022'\n"), [("C109", 6, 1)]),
        (small(LEAST, top="reference_wave: '2022'\n"), []),
        (small("measure: choice, choices: {a: 1, b: 2}", top="impute: mean\n"), [("C109", 6, 1)]),
        (small(LEAST + ", impute: none", top="impute: mean\n"), [("C109", 6, 1)]),
        (small("measure: boolean", "measure: level", top="treat: {winsorise: {points: 1}}\n"), [("C109", 6, 1)]),
        (small("measure: boolean", top="treat: none\nimpute: none\n"), []),
        # What can fall below 0 under a geometric mean.
        (small(LEAST, aggregate="    aggregate: geometric\n"), []),
        (small("measure: number, normalise: fraction_of_max", aggregate="    aggregate: geometric\n"), []),
        (
            small(
                "measure: number, normalise: {distance_to_reference: {to: best}}", aggregate="    aggregate: harmonic\n"
            ),
            [],
        ),
        (
            small(
                "measure: number, normalise: {distance_to_reference: {to: best, by: difference}}",
                aggregate="    aggregate: geometric\n",
            ),
            [("C092", 11, 57)],
        ),
        (small("measure: number, normalise: {custom: f}", aggregate="    aggregate: {power: 2}\n"), [("C092", 11, 57)]),
        (
            small(
                "measure: number, normalise: {above_below_mean: {margin: 0}}", aggregate="    aggregate: geometric\n"
            ),
            [],
        ),
        (
            small("measure: percent, best: [40, 60], outside: flag", aggregate="    aggregate: geometric\n"),
            [("C092", 11, 72)],
        ),
        (
            small(LEAST, top="aggregate: geometric\n", aggregate="    aggregate: {mean_minus_sd: 1}\n"),
            [("C092", 10, 16)],
        ),
        (small(LEAST, top="aggregate: {mean_minus_sd: 1}\n", aggregate="    aggregate: geometric\n"), []),
        # With a reference wave minmax has ends, and a value can lie outside of them.
        (small(LEAST + ", outside: flag"), [("C095", 10, 65)]),
        (small(LEAST + ", outside: flag", top="reference_wave: '2022'\n"), []),
        (
            small(
                LEAST + ", outside: flag",
                top="reference_wave: '2022'\n",
                aggregate="    aggregate: geometric\n",
            ),
            [("C092", 12, 74)],
        ),
    ],
)
def test_what_goes_together(text: str, findings: list[tuple[str, int, int]]) -> None:
    assert told(text) == findings


def test_more_than_fifteen_children_are_not_compared_in_pairs() -> None:
    text = small(*[LEAST] * 16, top="weights_sets:\n  pakar:\n    ahp:\n      pilar: {i1: {i2: 3}}\n")
    assert told(text) == [("C117", 9, 7)]


@pytest.mark.parametrize(
    ("old", "new", "hinted"),
    [
        ("impute: {group_mean: province}", "impute: group_mean", "Did you mean '{group_mean: province}'?"),
        ("impute: {group_mean: province}", "impute: {mean: 1}", "Write 'impute: mean'."),
        ("copeland,", "{copeland: 1},", "Write 'copeland'."),
        (BOUNDS, "{benefit_of_doubt: {min_share: 0.05}}", "Did you mean 'benefit_of_the_doubt'?"),
        ("best: [20, 25]", "best: {from: 20, to: 25}", "Write [20, 25],"),
        ("best: [20, 25]", "best: 20-25", "Write [20, 25],"),
        ("best: [20, 25]", "best: [25, 20]", "Write 'best: [20, 25]'"),
        (SUHU, SUHU + "        treat: log\n", "Write 'transform: log'."),
        (SUHU, SUHU + "        treat: auto\n", "Write 'treat: {auto: {fallback: none}}'."),
        ("regression: [internet]", "regression: [intrnet]", "Did you mean 'internet'?"),
        ("regression: [internet]", "regression: [tata]", "'tata' is a group: name its indicators."),
        (PAKAR, PAKAR + "        orang: {tata: 2}\n", "write 1/2 here"),
        (PAKAR, PAKAR.replace(", orang: 4", ""), "'jaringan: {orang: 3}'"),
        (PAKAR, PAKAR.replace("orang: 4", "orang: 1:4"), "Write 1/4."),
        (PAKAR, PAKAR.replace("orang: 4", "orang: 1/4"), "here it is 1/4, the other comparisons say about 4."),
        ("min_share: 0.05", "min_share: 0.3", "With 10 indicators 'min_share' can be at most 0.1."),
        ("code: M034", "code: M03", "Its codes are an M and three digits"),
        ("owa: [1, 2, 3]", "owa: 3", "Write [3]."),
        ("miskin: 0.5}", "miskn: 0.5}", "Did you mean 'miskin'?"),
    ],
)
def test_a_hint_says_what_to_write(old: str, new: str, hinted: str) -> None:
    assert hinted in hint(read(planted((old, new))).findings[0])


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("impute", "impute: {group_mean: province}", "impute: men"),
        ("treat", INTERNET, "        treat: log10\n"),
        ("normalise", "normalise: fraction_of_max", "normalise: maxmin"),
        ("aggregate", "aggregate: {owa: [1, 2, 3]}", "aggregate: owaa"),
        ("opinions", "copeland,", "coplend,"),
    ],
)
def test_every_form_is_listed(key: str, old: str, new: str) -> None:
    from readiness.framework.written import forms_of

    (finding,) = read(planted((old, new))).findings
    assert finding.params["known"] == forms_of(key)
    assert any(form.startswith("{") for form in forms_of(key))


def test_an_accepted_ratio_lets_contradictions_through() -> None:
    off = PAKAR.replace("orang: 4", "orang: 1")
    (finding,) = read(planted((PAKAR, off))).findings
    assert finding.code == "C116" and finding.params["limit"] == "0.05"
    accept = ("accept_consistency_ratio: 0.05", f"accept_consistency_ratio: {finding.params['accept']}")
    assert told(planted((PAKAR, off), accept)) == []


def test_a_set_may_be_named_like_a_key() -> None:
    text = planted(("  data: {from_data: pca}", "  label: {from_data: pca}\n  impute: {from_dta: pca}"))
    (finding,) = read(text).findings
    assert (finding.code, finding.line, finding.params["nearest"]) == ("C012", 37, "from_data")
