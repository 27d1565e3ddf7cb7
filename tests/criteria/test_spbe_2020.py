"""The framework ``spbe-2020``: the regulation's tree, a rubric for every level, and the published waves."""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import fsum

import pytest

from readiness.framework.load import load
from readiness.framework.model import Framework, Group, Indicator
from readiness.pipeline import Request, Scored, score
from readiness.resources import root

CRITERIA = root() / "criteria" / "spbe-2020.yaml"
DATA = root() / "data" / "spbe-bandar-lampung.csv"

# PermenPANRB 59/2020: weight of a domain or an aspect, and how many indicators stand under it
REGULATION = {
    "d1": (13, 10), "a1": (13, 10),
    "d2": (25, 10), "a2": (10, 4), "a3": (10, 4), "a4": (5, 2),
    "d3": (16.5, 11), "a5": (12, 8), "a6": (4.5, 3),
    "d4": (45.5, 16), "a7": (27.5, 10), "a8": (18, 6),
}  # fmt: skip
BANDS = {"Kurang": 1.0, "Cukup": 1.8, "Baik": 2.6, "Sangat Baik": 3.5, "Memuaskan": 4.2}


@cache
def framework() -> Framework:
    loaded = load(CRITERIA)
    assert loaded.findings == []
    assert loaded.framework is not None
    return loaded.framework


@cache
def scored() -> Scored:
    return score(Request("spbe-2020", (DATA,)))


def leaves(node: Group | Indicator) -> list[Indicator]:
    if isinstance(node, Indicator):
        return [node]
    return [leaf for child in node.criteria for leaf in leaves(child)]


def test_no_more_and_no_fewer_nodes_than_the_regulation_has() -> None:
    groups = [node.id for node in framework().walk() if isinstance(node, Group)]
    assert groups == list(REGULATION)
    assert [leaf.id for leaf in framework().indicators()] == [f"i{n:02d}" for n in range(1, 48)]


@pytest.mark.parametrize(("node_id", "weight", "count"), [(k, *v) for k, v in REGULATION.items()])
def test_weights_of_the_regulation(node_id: str, weight: float, count: int) -> None:
    node = framework().node(node_id)
    assert node.weight == weight
    below = leaves(node)
    assert len(below) == count
    assert fsum(leaf.weight or 0 for leaf in below) == pytest.approx(weight, abs=1e-9)


def test_indicators_of_an_aspect_weigh_the_same() -> None:
    for node_id in (name for name in REGULATION if name.startswith("a")):
        assert len({leaf.weight for leaf in leaves(framework().node(node_id))}) == 1


def test_bands_scale_and_decimals_of_the_regulation() -> None:
    it = framework()
    assert {band.label.id: band.from_ for band in it.bands} == BANDS
    assert (it.scale.min, it.scale.max, it.decimals, it.bands_from) == (1, 5, 2, "published")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_level_has_a_rubric_of_its_own(lang: str) -> None:
    lines = Counter(line.in_(lang) for leaf in framework().indicators() for line in (leaf.levels or {}).values())
    assert lines.total() == 47 * 5
    assert [line for line, times in lines.items() if times > 1] == []
    assert all(20 <= len(line) <= 170 for line in lines)


@pytest.mark.parametrize("field", ["why", "evidence", "remediation", "label"])
def test_every_indicator_explains_itself_in_both_languages(field: str) -> None:
    texts = [getattr(leaf, field) for leaf in framework().indicators()]
    assert all(text is not None and text.id.strip() and text.en.strip() and text.id != text.en for text in texts)
    assert len({text.id for text in texts}) == len({text.en for text in texts}) == 47


def test_every_indicator_names_an_owner_and_an_effort() -> None:
    assert [leaf.id for leaf in framework().indicators() if leaf.owner is None or leaf.effort is None] == []


@pytest.mark.parametrize(
    ("wave", "index", "band"), [("2021", "1.20", "kurang"), ("2022", "1.50", "kurang"), ("2024", "2.98", "baik")]
)
def test_published_index_of_bandar_lampung(wave: str, index: str, band: str) -> None:
    [result] = [each for each in scored().results if each.wave == wave]
    [unit] = result.units
    assert (unit.name, unit.index.published, unit.index.band) == ("Kota Bandar Lampung", index, band)


def test_the_audit_agrees_with_all_published_aspects_and_domains() -> None:
    """Thirteen published figures a wave stand in the file; each that differed would be a finding."""
    header = DATA.read_text(encoding="utf-8").splitlines()[0].split(",")
    assert set(header) >= {*REGULATION, "index"}
    assert scored().findings == ()
    assert [finding for result in scored().results for finding in result.findings] == []


def test_a_wrong_published_figure_is_told(tmp_path) -> None:
    wrong = tmp_path / "wrong.csv"
    text = DATA.read_text(encoding="utf-8")
    assert text.count(",3.48,2.98") == 1
    wrong.write_text(text.replace(",3.48,2.98", ",3.48,2.89"), encoding="utf-8")
    told = score(Request("spbe-2020", (wrong,), wave="2024")).findings
    assert [(finding.line, finding.severity) for finding in told] == [(4, "warning")]
