"""The framework ``smart-city`` and its simulated candidates: what a planner and an assessor may rely on."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections.abc import Iterator
from functools import cache
from math import fsum
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from readiness.findings import has_errors
from readiness.framework.load import load
from readiness.framework.model import Framework, Group, Indicator, Text
from readiness.pipeline import Request, Scored, score
from readiness.resources import root

CRITERIA = root() / "criteria" / "smart-city.yaml"
SIMULATED = root() / "data" / "smart-city-simulated"
JAKARTA = {"31.01", "31.71", "31.72", "31.73", "31.74", "31.75"}
SAME_IN_BOTH = {"Rp"}  # the only word that may be one in both languages

ANNOUNCED = {  # what is publicly known of the programme and of Banyuasin, and where it must stand
    "infrastruktur": {
        "internet_kantor_kecamatan", "internet_kantor_desa", "desa_4g", "kecamatan_terhubung", "desa_terhubung",
        "pusat_data", "kondisi_aplikasi", "pemanfaatan_aplikasi", "layanan_kesehatan_daring",
        "layanan_pendidikan_daring", "informasi_infrastruktur_daring", "perizinan_tanpa_tatap_muka", "jalan_mantap",
        "sekolah_puskesmas_internet", "mutu_layanan_warga",
    },
    "sumber_daya_manusia": {"asn_tik", "bimtek_kepala_opd", "bimtek_camat", "kapasitas_fiskal", "belanja_tik", "ipm"},
    "kebijakan": {
        "rencana_induk", "keselarasan_visi_rpjmd", "penganggaran_rencana", "regulasi_smart_city", "dewan_smart_city",
        "pelaksanaan_rencana", "reformasi_perizinan", "keterbukaan_informasi",
    },
}  # fmt: skip


@cache
def framework() -> Framework:
    loaded = load(CRITERIA)
    assert loaded.findings == []
    assert loaded.framework is not None
    return loaded.framework


def leaves_of(node: Group | Indicator) -> list[Indicator]:
    if isinstance(node, Indicator):
        return [node]
    return [leaf for child in node.criteria for leaf in leaves_of(child)]


def texts(value: Any, place: str = "") -> Iterator[tuple[str, Text]]:
    """Every bilingual text below a node of the model, with the way to it."""
    if isinstance(value, Text):
        yield place, value
    if isinstance(value, dict):
        for key, below in value.items():
            yield from texts(below, f"{place}/{key}")
    elif isinstance(value, list):
        for at, below in enumerate(value):
            yield from texts(below, f"{place}/{getattr(below, 'id', at)}")
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{place}/{name}")


def indicators(measure: str) -> list[Indicator]:
    found = [leaf for leaf in framework().indicators() if leaf.measure == measure]
    assert found
    return found


# ---- the framework ----


def test_says_that_it_is_its_own() -> None:
    note = framework().note
    assert note is not None
    assert "Bukan kuesioner kementerian" in note.id
    assert "Not the ministry's questionnaire" in note.en


def test_every_text_is_in_both_languages() -> None:
    found = list(texts(framework()))
    assert len(found) > 400
    same = [(place, text.id) for place, text in found if text.id == text.en and text.id not in SAME_IN_BOTH | {"%"}]
    assert same == []
    assert [place for place, text in found if text.id != text.id.strip() or text.en != text.en.strip()] == []


@pytest.mark.parametrize("key", ["why", "evidence", "remediation", "owner", "effort", "source"])
def test_every_indicator_tells(key: str) -> None:
    assert [leaf.id for leaf in framework().indicators() if getattr(leaf, key) is None] == []


def test_every_node_tells_why() -> None:
    assert [node.id for node in framework().walk() if node.why is None] == []


def test_rubrics_have_five_levels_each_with_a_remediation() -> None:
    for leaf in indicators("level"):
        assert leaf.levels is not None
        assert list(leaf.levels) == [1, 2, 3, 4, 5], leaf.id
        assert [key for key, line in leaf.levels.items() if line.remediation is None] == [], leaf.id


def test_survey_items_are_worded_and_answers_run_1_to_5() -> None:
    for leaf in indicators("survey"):
        assert leaf.items is not None
        assert list(leaf.item_labels or {}) == leaf.items, leaf.id
        assert list(leaf.answers or {}) == [1, 2, 3, 4, 5], leaf.id
        assert leaf.statistic == "mean"


def test_pillars_weigh_the_same_and_hold_a_hundred_points_each() -> None:
    pillars = framework().criteria
    assert [pillar.id for pillar in pillars] == list(ANNOUNCED)
    assert len({pillar.weight for pillar in pillars}) == 1
    for pillar in pillars:
        assert fsum(leaf.weight or 0 for leaf in leaves_of(pillar)) == 100, pillar.id


def test_a_group_weighs_the_sum_of_its_indicators() -> None:
    for pillar in framework().criteria:
        assert isinstance(pillar, Group)
        for group in pillar.criteria:
            assert group.weight == fsum(leaf.weight or 0 for leaf in leaves_of(group)), group.id


@pytest.mark.parametrize("pillar", list(ANNOUNCED))
def test_what_is_publicly_known_is_asked(pillar: str) -> None:
    assert ANNOUNCED[pillar] - {leaf.id for leaf in leaves_of(framework().node(pillar))} == set()


def test_bands_rise_in_five_words_and_a_gate_caps() -> None:
    bands = framework().bands
    assert [band.from_ for band in bands] == sorted({band.from_ for band in bands})
    assert len(bands) == 5
    gates = {gate.id: gate for gate in framework().gates}
    assert (gates["min_kebijakan"].on, gates["min_kebijakan"].at_least) == ("kebijakan", 50)
    assert gates["min_kebijakan"].cap == "berkembang"


@pytest.mark.parametrize("node", ["anggaran", "penganggaran_rencana"])
def test_jakartas_six_have_no_budget(node: str) -> None:
    rule = framework().node(node).applies_to
    assert rule is not None
    assert {code for code in (*JAKARTA, "16.07") if not rule.matches(code=code, kind=None, province=None)} == JAKARTA


def test_a_count_above_the_registrys_number_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    data.write_text(
        "kode,jumlah_perangkat_daerah,desa_4g,bimtek_camat\n16.07,54,314,21\n16.06,48,242,15\n", encoding="utf-8"
    )
    told = score(Request("smart-city", (data,))).findings
    errors = [
        (finding.unit, finding.line, finding.params["indicator"]) for finding in told if finding.severity == "error"
    ]
    assert errors == [
        ("16.07", 2, "desa_4g")
    ]  # Banyuasin has 313 villages; more than 90 % of heads trained is no error


# ---- the simulated candidates ----


@cache
def simulate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("simulate", root() / "data" / "simulate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclass looks itself up
    spec.loader.exec_module(module)
    return module


@cache
def rows() -> list[dict[str, str]]:
    with (SIMULATED / "kandidat.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def scored() -> Scored:
    return score(Request("smart-city", (SIMULATED,)))


def test_simulation_is_made_again_to_the_byte(capsys: pytest.CaptureFixture[str]) -> None:
    made = simulate().files()
    assert simulate().differing(made, SIMULATED) == []
    assert simulate().write_or_check(made, SIMULATED, ["data/simulate.py", "--check"]) == 0
    assert capsys.readouterr().err == ""


def test_check_names_the_file_that_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = simulate().files()
    (tmp_path / "kandidat.csv").write_text("kode\n", encoding="utf-8")
    assert simulate().differing(made, tmp_path) == ["interviu.csv", "kandidat.csv"]
    assert simulate().write_or_check(made, tmp_path, ["data/simulate.py", "--check"]) == 1
    assert "kandidat.csv differs; make it again: python data/simulate.py\n" in capsys.readouterr().err
    assert simulate().write_or_check(made, tmp_path, ["data/simulate.py"]) == 0
    assert simulate().differing(made, tmp_path) == []


def test_seventy_candidates_all_stamped_as_simulated() -> None:
    assert len({row["kode"] for row in rows()}) == 70
    assert {row["simulasi"] for row in rows()} == {"ya"}
    assert "16.07" in {row["kode"] for row in rows()}
    asked = [leaf.id for leaf in framework().indicators() if leaf.measure != "survey"]
    assert list(rows()[0])[-len(asked) :] == asked


def test_published_figures_are_the_published_ones() -> None:
    with (root() / "data" / "screening-public.csv").open(encoding="utf-8", newline="") as handle:
        public = {row["code"]: row for row in csv.DictReader(handle)}
    for row in rows():
        assert (row["ipm"], row["rata_lama_sekolah"]) == (
            public[row["kode"]]["ipm"], public[row["kode"]]["rata_lama_sekolah"],
        )  # fmt: skip


def test_gaps_are_said_in_the_words_of_officials() -> None:
    cells = [cell for row in rows() for cell in list(row.values())[6:]]
    assert {"", "-", "n/a", "NA", "tidak tahu", "belum ada data"} <= set(cells)
    assert sum(cell.startswith("tidak berlaku: ") for cell in cells) >= 3


def test_reads_and_scores_without_an_error() -> None:
    assert [finding for finding in scored().findings if finding.severity == "error"] == []
    assert not has_errors(scored().findings)
    (results,) = scored().results
    assert results.synthetic
    assert results.wave == "2026"
    assert len(results.units) == 70


def test_every_state_of_a_report_is_there() -> None:
    units = {unit.code: unit for unit in scored().results[0].units}
    bands = {unit.index.band for unit in units.values() if unit.index.band}
    assert bands == {band.id for band in framework().bands}
    assert {code for code, unit in units.items() if unit.index.value is None} >= {"53.02", "93.04"}
    capped = {code for code, unit in units.items() if unit.index.band != unit.index.band_before_gates}
    gates = {code: {gate.id: gate.passed for gate in unit.gates} for code, unit in units.items()}
    failed = {code for code, passed in gates.items() if passed["min_kebijakan"] is False}
    assert capped & failed
    assert "71.73" in capped - failed
    assert units["71.73"].nodes["sumber_daya_manusia"].score is None
    assert units["35.29"].nodes["pelaksanaan_rencana"].status == "not_applicable"


def test_no_band_holds_half_of_the_candidates() -> None:
    bands = [unit.index.band for unit in scored().results[0].units]
    assert max(bands.count(band) for band in set(bands)) < 35


def test_the_interview_counts_and_the_self_assessment_stays_visible() -> None:
    (banyuasin,) = (unit for unit in scored().results[0].units if unit.code == "16.07")
    node = banyuasin.nodes["rencana_induk"]
    said = [(each.stage, each.assessor, each.raw) for each in node.assessments]
    assert [stage for stage, _, _ in said] == ["mandiri", "interviu", "interviu"]
    assert node.raw == fsum(float(raw) for _, _, raw in said[1:]) / 2
    assert "contoh simulasi" in (node.evidence or "")
