"""Figures against R's package ``survey`` (version 4), from files of respondents or of their counts."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.survey.cells import Cell, columns
from readiness.survey.estimate import STATISTICS, mean, median, share
from readiness.survey.log import log_json
from tests.survey.reducing import framework, indicator, reduce, values, written

# Academic Performance Index, stratified sample `apistrat` of R's package survey (Lumley 2004): 200 schools of three
# types with design weights and finite populations; `svymean(~api00, svydesign(id=~1, strata=~stype, weights=~pw,
# data=apistrat, fpc=~fpc))` gives the mean and standard error below.
API = {  # api00 of the schools drawn; those that missed their school-wide target come first, as many as MISSED says
    "E": """
        398 509 531 631 631 676 731 756 778 421 423 474 476 477 493 497 501 503 509 516 521 529 534 539 542
        542 553 559 565 568 578 580 588 588 592 596 597 606 609 609 616 617 619 632 638 642 650 651 667 667
        668 669 669 671 676 679 696 703 705 709 714 719 720 720 723 724 726 740 744 745 746 751 759 761 765
        765 771 776 777 782 788 805 806 814 819 832 836 836 840 845 847 856 861 863 865 870 884 892 893 893
    """,
    "H": """
        409 453 467 472 477 509 518 522 527 556 582 585 593 610 641 666 667 678 706 710 712 721 743 770 418
        455 510 525 546 599 600 610 618 624 635 641 646 646 680 681 681 712 713 717 724 764 784 784 816 868
    """,
    "M": """
        403 409 443 467 500 505 522 528 534 559 565 647 679 693 774 485 496 535 551 551 552 581 601 606 609
        627 635 648 650 657 660 667 668 669 676 678 685 694 695 733 743 745 753 765 773 780 819 867 870 878
    """,
}
MISSED = {"E": 9, "H": 24, "M": 15}
WEIGHTS = {"E": 44.2099990844727, "H": 15.1000003814697, "M": 20.3600006103516}
SCHOOLS = {"E": 4421.0, "H": 755.0, "M": 1018.0}


def api_cells(*types: str) -> list[Cell]:
    return [
        Cell(kind, "", int(value), 1, 1, WEIGHTS[kind], WEIGHTS[kind] ** 2)
        for kind in types
        for value in API[kind].split()
    ]


def test_the_mean_of_a_stratified_sample_is_that_of_r() -> None:
    found = mean(columns(api_cells("E", "H", "M"), population=SCHOOLS))
    assert found.value == pytest.approx(662.287363159321, abs=1e-6)
    assert found.se == pytest.approx(9.40894080278458, abs=1e-6)
    assert found.low == pytest.approx(643.846178053194, abs=1e-6)
    assert found.high == pytest.approx(680.728548265448, abs=1e-6)
    assert found.n == 200


@pytest.mark.parametrize(
    ("kind", "value", "se"),
    [("E", 674.43, 12.3824797939073), ("H", 625.82, 14.9371291853931), ("M", 636.6, 16.2147073081845)],
)
def test_the_means_of_its_strata_are_those_of_r(kind: str, value: float, se: float) -> None:
    found = mean(columns(api_cells(kind), population=SCHOOLS))
    assert (found.value, found.se) == (pytest.approx(value, abs=1e-6), pytest.approx(se, abs=1e-6))


def test_a_share_of_it_is_that_of_r(tmp_path: Path) -> None:
    """From a file, with weights of six decimals: `svymean(~sch.wide)` for No."""
    rows = [
        f"x,{kind},{WEIGHTS[kind]:.6f},{SCHOOLS[kind]:.0f},{'Tidak' if number < MISSED[kind] else 'Ya'}"
        for kind, values_ in API.items()
        for number in range(len(values_.split()))
    ]
    path = written(tmp_path / "api.csv", "kode,strata,bobot,fpc,luput\n" + "\n".join(rows) + "\n")
    model = framework(indicator("luput", "answers: {0: Tidak, 1: Ya}", "statistic: {share_of: [Tidak]}"))
    found = reduce(model, path).figures[0].estimate
    assert found.value / 100 == pytest.approx(0.172051988584177, abs=1e-6)
    assert found.se / 100 == pytest.approx(0.0243447801130748, abs=1e-6)


def test_the_mean_of_equal_weights_is_that_of_a_simple_random_sample() -> None:
    found = mean(columns([Cell("", "", code, 1, n, n, n) for code, n in ((1, 2), (3, 5), (5, 3))]))
    answers = [1] * 2 + [3] * 5 + [5] * 3
    middle = sum(answers) / 10
    spread = sum((answer - middle) ** 2 for answer in answers) / 9
    assert found.value == pytest.approx(middle)
    assert found.se == pytest.approx(math.sqrt(spread / 10))
    assert found.deff == pytest.approx(1)


def test_clusters_with_a_finite_population_as_by_hand(tmp_path: Path) -> None:
    """One stage, m = 3 of M = 12 clusters: v = (1 - m/M) m/(m - 1) Σ (z_c - z̄)², z_c = Σ w (y - ȳ) / Σ w."""
    clusters = {"a": [1, 2, 5], "b": [4, 4], "c": [3, 5, 5, 2]}
    weights = {"a": 4.5, "b": 4.0, "c": 4.25}
    rows = [f"x,{name},{weights[name]},12,{answer}" for name, answers in clusters.items() for answer in answers]
    path = written(tmp_path / "clusters.csv", "kode,cluster,weight,fpc,puas\n" + "\n".join(rows) + "\n")
    found = reduce(framework(indicator("puas", "statistic: mean")), path).figures[0].estimate
    total = sum(weights[name] * len(answers) for name, answers in clusters.items())
    middle = sum(weights[name] * answer for name, answers in clusters.items() for answer in answers) / total
    z = [sum(weights[name] * (answer - middle) for answer in answers) / total for name, answers in clusters.items()]
    variance = (1 - 3 / 12) * 3 / 2 * sum((each - sum(z) / 3) ** 2 for each in z)
    assert found.value == pytest.approx(middle, rel=1e-12)
    assert found.se == pytest.approx(math.sqrt(variance), rel=1e-12)


def test_strata_with_a_finite_population_as_by_hand(tmp_path: Path) -> None:
    strata = {"kota": ([1, 2, 4, 4], 100), "desa": ([5, 3, 3], 300)}
    rows = [
        f"x;{name};{str(population / len(answers)).replace('.', ',')};{population};{answer}"
        for name, (answers, population) in strata.items()
        for answer in answers
    ]
    path = written(tmp_path / "strata.csv", "kode;strata;bobot;fpc;puas\n" + "\n".join(rows) + "\n")
    found = reduce(framework(indicator("puas", "statistic: mean")), path).figures[0].estimate
    means = {name: sum(answers) / len(answers) for name, (answers, _) in strata.items()}
    variance = 0.0
    for name, (answers, population) in strata.items():
        n, share = len(answers), population / 400
        spread = sum((answer - means[name]) ** 2 for answer in answers) / (n - 1)
        variance += share**2 * (1 - n / population) * spread / n
    assert found.value == pytest.approx((means["kota"] * 100 + means["desa"] * 300) / 400, rel=1e-6)
    assert found.se == pytest.approx(math.sqrt(variance), rel=1e-6)


def test_shares_are_percentages_and_medians_are_answers(tmp_path: Path) -> None:
    model = framework(
        indicator("setuju", "items: [q]", "statistic: {share_at_least: 4}"),
        indicator("ekstrem", "items: [q]", "statistic: {share_of: [1, Sangat setuju]}"),
        indicator("tengah", "items: [q]", "statistic: median"),
    )
    path = written(tmp_path / "a.csv", "kode,q\n" + "".join(f"x,{answer}\n" for answer in (1, 2, 2, 4, 5, 5, 5)))
    found = values(reduce(model, path))
    assert found["x", "setuju"] == pytest.approx(400 / 7)
    assert found["x", "ekstrem"] == pytest.approx(400 / 7)
    assert found["x", "tengah"] == 4


def test_a_stratum_of_one_respondent_has_a_value_and_no_precision() -> None:
    found = mean(columns([Cell("a", "", 4, 1, 1, 1, 1), Cell("b", "", 2, 1, 5, 5, 5)]))
    assert found.value == pytest.approx(14 / 6)
    assert (found.se, found.low, found.deff) == (None, None, None)


def test_every_statistic_needs_respondents() -> None:
    for statistic in STATISTICS.values():
        with pytest.raises(ValueError, match="respondents"):
            statistic(columns([]))
    assert median(columns([Cell("", "", 3, 1, 2, 2, 2)])).value == 3


@pytest.mark.parametrize(
    ("chosen", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_that_of_wilson(chosen: int, of: int, low: float, high: float) -> None:
    """Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3."""
    cells = [Cell("", "", value, 1, n, n, n) for value, n in ((1, chosen), (0, of - chosen)) if n]
    found = share(columns(cells, 100))
    assert (found.low, found.high) == (pytest.approx(100 * low, abs=0.005), pytest.approx(100 * high, abs=0.005))
    mirrored = share(columns([Cell("", "", 1 - cell.total, 1, cell.n, cell.w, cell.w2) for cell in cells], 100))
    assert (mirrored.low, mirrored.high) == (
        pytest.approx(100 - (found.high or 0)),
        pytest.approx(100 - (found.low or 0)),
    )


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from("123"), st.integers(0, 2), st.integers(1, 9)), min_size=1
    ),
    st.booleans(),
)
@settings(max_examples=60)
def test_an_interval_of_a_share_holds_it_and_stays_within_0_and_100(
    drawn: list[tuple[str, str, int, int]], clustered: bool
) -> None:
    cells = [Cell(s, s + c if clustered else "", chosen, 2, 1, w, w**2) for s, c, chosen, w in drawn]
    found = share(columns(cells, 100))
    if found.se is None:
        assert (found.low, found.high, found.lonely) in ((None, None, "a"), (None, None, "b"))
    else:
        assert found.low is not None and found.high is not None
        assert 0 <= found.low <= found.value + 1e-9 and found.value - 1e-9 <= found.high <= 100
        assert found.high - found.low > 0


def test_where_all_say_the_same_the_weights_tell_how_many_they_are_worth() -> None:
    """Wilson of 0 among (Σ w)² / Σ w² = 16² / 88 respondents: z² / (n + z²)."""
    found = share(columns([Cell("", "", 0, 1, 4, 12, 36 + 3 * 9), Cell("", "", 0, 1, 1, 4, 25)], 100))
    assert (found.value, found.se, found.low) == (0, 0, 0)
    assert found.high == pytest.approx(100 * 1.959963984540054**2 / (16**2 / 88 + 1.959963984540054**2))


def test_a_share_of_large_samples_is_as_wide_as_its_standard_error_says() -> None:
    kinds = {"E": 9, "H": 24, "M": 15}
    cells = [
        Cell(kind, "", value, 1, n, n * WEIGHTS[kind], n * WEIGHTS[kind] ** 2)
        for kind, missed in kinds.items()
        for value, n in ((1, missed), (0, len(API[kind].split()) - missed))
    ]
    found = share(columns(cells, 100, SCHOOLS))
    assert found.se is not None and found.low is not None and found.high is not None
    assert (found.high - found.low) / (2 * 1.96 * found.se) == pytest.approx(1, abs=0.02)


def test_of_a_population_that_was_asked_in_full_nothing_is_uncertain() -> None:
    cells = [Cell("", "", 1, 1, 3, 3, 3), Cell("", "", 0, 1, 2, 2, 2)]
    found = share(columns(cells, 100, {"": 5.0}))
    assert (found.value, found.se, found.low, found.high) == (60, 0, 60, 60)
    none = share(columns([Cell("", "", 0, 1, 5, 5, 5)], 100, {"": 5.0}))
    assert (none.low, none.high) == (0, 0)


def test_a_stratum_drawn_in_full_needs_no_second_unit() -> None:
    """As R's ``survey``: a self-representing stratum adds nothing to the variance."""
    cells = [Cell("a", "", 4, 1, 1, 1, 1), Cell("b", "", 2, 1, 3, 6, 12), Cell("b", "", 5, 1, 2, 4, 8)]
    found = mean(columns(cells, population={"a": 1.0, "b": 10.0}))
    z = [(value - found.value) * 2 / 11 for value in (2, 2, 2, 5, 5)]
    assert found.se == pytest.approx(math.sqrt(0.5 * 5 / 4 * (sum(each**2 for each in z) - sum(z) ** 2 / 5)))
    assert found.lonely is None


def test_the_interval_of_a_mean_stays_within_the_answers(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "kode,q\n" + "".join(f"x,{answer}\n" for answer in (5, 5, 5, 5, 2)))
    found = reduce(framework(indicator("puas", "items: [q]", "statistic: mean")), path).figures[0].estimate
    assert found.value + 1.96 * (found.se or 0) > 5
    assert (found.low, found.high) == (pytest.approx(found.value - 1.959963984540054 * (found.se or 0)), 5)


def test_the_interval_of_a_median_at_the_end_of_the_answers_has_a_width() -> None:
    found = median(columns([Cell("", "", 5, 1, 18, 18, 18), Cell("", "", 4, 1, 8, 8, 8), Cell("", "", 1, 1, 4, 4, 4)]))
    assert (found.value, found.low, found.high) == (5, 4, 5)


def test_why_a_standard_error_is_lacking_is_told_once(tmp_path: Path) -> None:
    model = framework(
        indicator("puas", "items: [q]", "statistic: mean"),
        indicator("setuju", "items: [q]", "statistic: {share_of: [5]}"),
    )
    rows = [f"x{n:03},kota,{answer}" for n in range(20) for answer in (1, 2)] + ["x000,desa,4", "y,,5"]
    found = reduce(model, written(tmp_path / "a.csv", "kode,strata,q\n" + "\n".join(rows) + "\n"), least=1)
    told = {finding.code: finding.params for finding in found.findings}
    assert told["D154"] == {"count": 2, "values": ["x000 puas (desa)", "x000 setuju (desa)"], "more": None}
    assert told["D151"] == {"count": 2, "values": ["y puas", "y setuju"], "more": None}
    assert len([finding for finding in found.findings if finding.code in ("D151", "D154")]) == 2
    log = json.loads(log_json(found))["no_standard_error"]
    assert log[0] == {"wave": None, "unit": "x000", "indicator": "puas", "stratum": "desa"}
    assert [entry["stratum"] for entry in log] == ["desa", "desa", None, None]
