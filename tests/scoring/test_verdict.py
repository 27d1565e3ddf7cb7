"""Publication, bands, gates, ranks."""

from __future__ import annotations

import pytest

from readiness.framework.model import Framework

from .making import NA, framework, group, leaf, one, score

LEVELS = {"scale": {"min": 1, "max": 5}, "decimals": 2, "bands": [{"id": "kurang", "from": 1, "label": "Kurang"}]}


def level(name, weight=None):
    return leaf(name, weight, measure="level")


def gate(**keys):
    return {"id": "syarat", "label": "Syarat", "at_least": 50, **keys}


def gated(*gates, **keys) -> Framework:
    bands = [{"id": b, "from": f, "label": b} for b, f in (("awal", 0), ("berkembang", 40), ("siap", 70))]
    return framework([group("p", [leaf("a"), leaf("b")]), leaf("c", 2)], gates=list(gates), bands=bands, **keys)


GOOD = {"a": 40, "b": 50, "c": 90}


def test_regulation_example_aspect_of_levels_3_4_3_2():
    unit = one(framework([level(x) for x in "abcd"], **LEVELS), {"a": 3, "b": 4, "c": 3, "d": 2})
    assert unit.index.published == "3.00"


def test_regulation_example_domain_of_aspects_3_4_3():
    model = framework([level("a", 10), level("b", 10), level("c", 5)], **LEVELS)
    assert one(model, {"a": 3, "b": 4, "c": 3}).index.published == "3.40"


def test_regulation_example_index_of_four_domains():
    domains = [leaf(x, w, measure="number", worst=1, best=5) for x, w in zip("abcd", (13, 25, 16.5, 45.5), strict=True)]
    row = {"a": 3.70, "b": 3.40, "c": 3.00, "d": 3.20}
    assert one(framework(domains, weights="global", **LEVELS), row).index.published == "3.28"


def test_an_exact_tie_is_rounded_half_up():
    """2.145 and 1.125: the first is no double and lies below the tie; both print upwards."""
    model = framework([level(f"i{n}") for n in range(200)], **LEVELS)
    row = {f"i{n}": 2 if n < 171 else 3 for n in range(200)}
    assert one(model, row).index.published == "2.15"
    assert (
        one(
            framework([level(f"i{n}") for n in range(8)], **LEVELS),
            dict.fromkeys(("i0",), 2) | {f"i{n}": 1 for n in range(1, 8)},
        ).index.published
        == "1.13"
    )


def test_nothing_is_rounded_before_publication():
    model = framework(
        [group("p", [level(f"a{n}") for n in range(3)]), group("q", [level(f"b{n}") for n in range(3)])], **LEVELS
    )
    row = {"a0": 1, "a1": 2, "a2": 2, "b0": 1, "b1": 1, "b2": 2}
    unit = one(model, row)
    assert (unit.nodes["p"].published, unit.nodes["q"].published, unit.index.published) == ("1.67", "1.33", "1.50")


def test_band_agrees_with_the_printed_number_or_with_the_exact_one():
    for bands_from, band in (("published", "tinggi"), ("exact", "rendah")):
        unit = one(framework([leaf("a")], bands_from=bands_from), {"a": 59.96})
        assert (unit.index.published, unit.index.band) == ("60.0", band)
    assert one(framework([leaf("a")], bands_from="exact"), {"a": 60 - 1e-12}).index.band == "tinggi"


def test_a_value_below_the_scale_is_in_the_first_band():
    assert one(framework([leaf("a", outside="flag")]), {"a": -5}).index.band == "rendah"


def test_ranks_are_competition_ranks_at_nine_decimals():
    rows = {"d": {"a": 10}, "b": {"a": 50 + 1e-12}, "c": {"a": 50}, "a": {"a": 90}, "e": {}}
    results, _ = score(framework([leaf("a")]), rows)
    assert [(u.code, u.index.rank, u.index.of) for u in results.units] == [
        ("a", 1, 4), ("b", 2, 4), ("c", 2, 4), ("d", 4, 4), ("e", None, 4),
    ]  # fmt: skip


def test_a_gate_without_cap_only_flags():
    index = one(gated(gate(on="p")), GOOD)
    assert [(g.passed, g.value, g.at_least) for g in index.gates] == [(False, 45.0, 50.0)]
    assert index.index.band == index.index.band_before_gates == "siap"


def test_a_cap_lowers_the_band_and_never_raises_it():
    unit = one(gated(gate(on="p", cap="berkembang")), GOOD)
    assert (unit.index.band, unit.index.band_before_gates, unit.index.value) == ("berkembang", "siap", 75.0)
    assert one(gated(gate(on="p", cap="siap")), {"a": 0, "b": 0, "c": 100}).index.band == "berkembang"
    assert one(gated(gate(on="p", cap="awal", at_least=45)), GOOD).index.band == "siap"


def test_a_cap_score_is_published_and_ranked():
    model = gated(gate(on="p", cap_score=69.5))
    results, _ = score(model, {"x": GOOD, "y": {"a": 70, "b": 70, "c": 70}})
    x, y = (u.index for u in results.units)
    assert (x.value, x.published, x.value_before_gates, x.band, x.band_before_gates) == (
        69.5, "69.5", 75.0, "berkembang", "siap",
    )  # fmt: skip
    assert (x.rank, y.rank) == (2, 1)
    assert (x.low, x.high) == (75.0, 75.0)


def test_a_gate_on_a_node_without_score_is_null_and_caps():
    model = gated(gate(on="p", cap="awal"), missing={"min_coverage": 0.6})
    unit = one(model, {"a": 90, "c": 100})
    assert (unit.gates[0].passed, unit.gates[0].value) == (None, None)
    assert (unit.index.band, unit.index.band_before_gates) == ("awal", "siap")


def test_a_gate_on_what_does_not_apply_is_null_and_caps_nothing():
    unit = one(gated(gate(on="p", cap="awal")), {"a": NA, "b": NA, "c": 100})
    assert unit.gates[0].passed is None
    assert unit.index.band == "siap"


@pytest.mark.parametrize(("on", "of", "at_least", "passed"), [
    ("a", "raw", 40, True), ("a", "raw", 40.1, False), ("p", "coverage", 1, True), ("a", "score", 40 + 1e-12, True),
])  # fmt: skip
def test_what_a_gate_looks_at(on, of, at_least, passed):
    assert one(gated(gate(on=on, of=of, at_least=at_least)), GOOD).gates[0].passed is passed


def test_without_index_there_is_no_band_whatever_the_gates():
    unit = one(gated(gate(on="p", cap="awal")), {"a": 90})
    assert (unit.index.band, unit.index.band_before_gates, unit.index.value_before_gates) == (None, None, None)
