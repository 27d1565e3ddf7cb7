"""Figures against R's package ``survey`` (version 4), from files of respondents or of their counts."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from readiness.survey.cells import Cell, columns
from readiness.survey.estimate import STATISTICS, mean, median
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
