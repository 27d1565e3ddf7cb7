"""The Python interface: ``from readiness import load_framework, read_data, score``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import readiness
from readiness import Data, DataError, Framework, FrameworkError, UsageError, load_framework, read_data, score
from readiness.cli.main import run as run_main
from readiness.pipeline import Request
from readiness.pipeline import score as score_request
from readiness.resources import bundled
from readiness.results.document import dumps
from tests.cli.conftest import DATA, FRAMEWORK, WAVES

GATE = "gates:\n  - {id: g, on: jaringan, at_least: 60, cap_score: 40, label: G}\n"
SETS = "weights_sets:\n  rata: {weights: {jaringan: 3, aturan: 1}}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "k.yaml").write_text(FRAMEWORK, encoding="utf-8")
    (tmp_path / "d.csv").write_text(DATA, encoding="utf-8")
    (tmp_path / "w.csv").write_text(WAVES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def small(folder: Path) -> Framework:
    return load_framework("k.yaml")


@pytest.fixture
def frame() -> pd.DataFrame:
    columns = {"desa_4g": [80, 50, 90.5], "pusat_data": [2, 1, 3], "perda": [1, 0, 1]}
    return pd.DataFrame(columns, index=["A1", "A2", "A3"])


def text_of(error: pytest.ExceptionInfo[ValueError]) -> str:
    return str(error.value)


# --- the package ---


def test_importing_the_package_imports_nothing_heavy() -> None:
    asked = (
        "import readiness, sys; heavy = {'pandas', 'numpy', 'scipy', 'pydantic', 'readiness.api'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", f"{asked}; assert not heavy, heavy"], check=True)


def test_the_functions_import_pandas_when_a_table_is_asked_for(folder: Path) -> None:
    program = (
        "import sys; from readiness import *; f = load_framework('k.yaml'); d = read_data(f, 'd.csv'); s = score(f, d);"
        "assert 'pandas' not in sys.modules and 'scipy' not in sys.modules; s.index; assert 'pandas' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_every_name_of_the_package_is_there_and_documented() -> None:
    for name in readiness.__all__:
        assert getattr(readiness, name).__doc__
        assert name in dir(readiness)
    with pytest.raises(AttributeError, match="scor"):
        readiness.scor  # noqa: B018


# --- frameworks ---


def test_a_framework_by_id_text_path_or_path(folder: Path) -> None:
    assert load_framework("ipm").id == "ipm"
    by_path = load_framework(Path("k.yaml"))
    assert (by_path.id, by_path.version) == ("kecil", "1")
    assert by_path.indicators == ["desa_4g", "pusat_data", "perda"]
    assert repr(by_path) == "<Framework kecil 1: 3 indicators>"
    assert by_path.model.label.en == "Small framework"


def test_nodes_are_a_table(small: Framework) -> None:
    nodes = small.nodes("id")
    assert nodes.index.tolist() == ["jaringan", "desa_4g", "pusat_data", "aturan", "perda"]
    assert nodes["parent"].tolist() == ["index", "jaringan", "jaringan", "index", "aturan"]
    assert nodes.loc["perda"].tolist() == ["aturan", "Ada Perda", "boolean", 1.0]
    assert nodes.loc["jaringan", "measure"] == ""


def test_a_refused_framework_tells_every_mistake_with_its_place(folder: Path) -> None:
    (folder / "k.yaml").write_text(FRAMEWORK.replace("units: any", "unit: any") + "bobot: 1\n", encoding="utf-8")
    with pytest.raises(FrameworkError) as error:
        load_framework("k.yaml")
    assert [finding.code for finding in error.value.findings] == ["C012", "C012"]
    lines = text_of(error).splitlines()
    assert lines[0] == "the framework k.yaml cannot be used:"
    assert lines[1].startswith("  k.yaml:5:1: error C012: ")
    assert lines[2].startswith("    hint: ")
    last = len(FRAMEWORK.splitlines()) + 1
    assert any(line.startswith(f"  k.yaml:{last}:1: error C012: ") for line in lines)


def test_an_unknown_framework_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"unknown framework 'smart-cty'.*Did you mean 'smart-city'.*ipm, screening"):
        load_framework("smart-cty")
    with pytest.raises(UsageError, match=r"'nowhere.yaml' does not exist"):
        load_framework("nowhere.yaml")


# --- data ---


def test_a_framework_of_the_tool_from_any_folder(folder: Path) -> None:
    """Its file is called ``criteria/ID.yaml``, and in a folder of the reader's there is none."""
    assert not (folder / "criteria").exists()
    framework = load_framework("screening")
    data = read_data(framework, bundled("data", "screening-public.csv"))
    assert len(score(framework, data).ranks) > 0


def test_data_as_a_frame(small: Framework) -> None:
    data = read_data(small, "d.csv")
    assert repr(data) == "<Data for kecil: 3 units>"
    assert data.waves == []
    assert data.refused == []
    found = data.frame()
    assert found.index.name == "code"
    assert found.to_dict("index")["A3"] == {"desa_4g": 90.5, "pusat_data": 3.0, "perda": 1.0}


def test_several_waves_are_rows_of_wave_and_code(small: Framework) -> None:
    data = read_data(small, "w.csv")
    assert data.waves == ["2021", "2022"]
    found = data.frame()
    assert found.index.names == ["wave", "code"]
    assert found.loc[("2022", "A1"), "desa_4g"] == 80.5
    assert repr(data) == "<Data for kecil: 2 units, waves 2021, 2022>"
    one = read_data(small, "w.csv", wave="2021")
    assert one.frame().loc["A1", "desa_4g"] == 40


def test_denominators_stand_beside_the_indicators(folder: Path) -> None:
    per = FRAMEWORK.replace("measure: percent", "measure: count, worst: 0, best: 1, per: desa")
    (folder / "k.yaml").write_text(per, encoding="utf-8")
    (folder / "d.csv").write_text("code,desa,desa_4g,pusat_data,perda\nA1,10,8,2,ya\n", encoding="utf-8")
    small = load_framework("k.yaml")
    data = read_data(small, "d.csv")
    assert data.frame().columns.tolist() == ["desa_4g", "pusat_data", "perda", "desa"]
    read, given = score(small, data), score(small, data.frame())
    assert read.scores.loc["A1", "desa_4g"] == given.scores.loc["A1", "desa_4g"] == 80
    assert score(small, data.frame(), detail=False).index.tolist() == read.index.tolist()


def test_columns_of_groups_stand_there_too(folder: Path) -> None:
    filled = FRAMEWORK.replace("measure: percent", "measure: percent, impute: {group_mean: klaster}")
    (folder / "k.yaml").write_text(filled, encoding="utf-8")
    rows = "A1,p,80,2,ya\nA2,p,60,2,ya\nA3,p,,2,ya\nA4,q,10,2,ya\n"
    (folder / "d.csv").write_text("code,klaster,desa_4g,pusat_data,perda\n" + rows, encoding="utf-8")
    small = load_framework("k.yaml")
    data = read_data(small, "d.csv")
    assert data.frame()["klaster"].tolist() == ["p", "p", "p", "q"]
    read, given = score(small, data), score(small, data.frame())
    assert read.scores.loc["A3", "desa_4g"] == given.scores.loc["A3", "desa_4g"] == 70
    assert given.results.units[2].nodes["desa_4g"].status == "imputed"
    with pytest.raises(UsageError, match="'impute'"):
        score(small, data.frame(), detail=False)


def test_a_refused_file_raises_with_every_finding(small: Framework, folder: Path) -> None:
    (folder / "d.csv").write_text("code,desa_4g,desa_4g\nA1,1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"d.csv:1:14: error D033") as error:
        read_data(small, "d.csv")
    assert "D033" in {finding.code for finding in error.value.findings}


def test_a_refused_unit_is_told_and_left_out(small: Framework, folder: Path) -> None:
    (folder / "d.csv").write_text(DATA.replace("90.5", "190.5") + "A4,Empat,1,9,ya\n", encoding="utf-8")
    data = read_data(small, "d.csv")
    assert data.refused == ["A4"]
    assert score(small, data).index.index.tolist() == ["A1", "A2", "A3"]
    assert [(f.code, f.unit) for f in data.findings if f.severity == "error"] == [("D072", "A4")]
    (folder / "d.csv").write_text("code,desa_4g,pusat_data,perda\nA4,1,9,ya\n", encoding="utf-8")
    with pytest.raises(DataError, match="D072"):
        read_data(small, "d.csv")


@pytest.mark.parametrize(
    ("paths", "keys", "told"),
    [
        ((), {}, "no data was named"),
        (("x.csv",), {}, "'x.csv' does not exist"),
        (("d.csv",), {"stage": "lisan"}, "unknown stage 'lisan'.*mandiri"),
        (("w.csv",), {"wave": "2023"}, "no wave '2023'.*2021, 2022"),
        (("d.csv",), {"wave": "2023"}, "no wave '2023'"),
    ],
)
def test_what_cannot_be_asked_of_data(small: Framework, paths, keys, told) -> None:
    with pytest.raises(UsageError, match=told):
        read_data(small, *paths, **keys)


def test_decimal_and_skipped_rows_as_on_the_command_line(small: Framework, folder: Path) -> None:
    (folder / "d.csv").write_text("Judul\n\ncode;desa_4g;pusat_data;perda\nA1;12,345;2;ya\n", encoding="utf-8")
    data = read_data(small, "d.csv", decimal=",", skip_rows=2)
    assert data.frame().loc["A1", "desa_4g"] == 12.345
    assert score(small, data).results.options == {"decimal": ","}


# --- scores ---


@pytest.mark.parametrize("name", ["smart-city", "screening", "spbe-2020"])
def test_the_document_is_that_of_the_command_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).resolve().parents[1])
    path, wave = {
        "smart-city": ("data/smart-city-simulated", "2026"),
        "screening": ("data/screening-public.csv", None),
        "spbe-2020": ("data/spbe-bandar-lampung.csv", "2024"),
    }[name]
    framework = load_framework(name)
    scores = score(framework, read_data(framework, path), wave=wave)
    (expected,) = score_request(Request(name, (Path(path),), wave=wave)).results
    assert scores.to_json() == dumps(expected)


def test_tables_hold_what_the_document_holds(small: Framework) -> None:
    scores = score(small, read_data(small, "d.csv"))
    units = {unit.code: unit for unit in scores.results.units}
    assert scores.index.index.tolist() == list(units)
    for code, unit in units.items():
        assert scores.index[code] == unit.index.value
        assert scores.ranks[code] == unit.index.rank
        assert scores.bands[code] == unit.index.band
        assert scores.coverage.loc[code, "index"] == unit.index.coverage
        for name, node in unit.nodes.items():
            assert scores.scores.loc[code, name] == node.score
            assert scores.points.loc[code, name] == node.points
            assert scores.coverage.loc[code, name] == node.coverage
    assert scores.bands.cat.categories.tolist() == ["belum", "siap"]
    assert scores.bands.cat.ordered
    assert repr(scores) == "<Scores of kecil: 3 units, 3 ranked>"
    assert scores.framework.id == "kecil"


def test_a_unit_without_an_index_has_no_number_rank_or_band(small: Framework, frame: pd.DataFrame) -> None:
    frame.loc["A2"] = [np.nan, np.nan, 1]
    for detail in (True, False):
        scores = score(small, frame, detail=detail)
        assert np.isnan(scores.index["A2"])
        assert pd.isna(scores.ranks["A2"])
        assert pd.isna(scores.bands["A2"])
        assert scores.ranks.tolist()[::2] == [2, 1]
        assert scores.coverage.loc["A2", "jaringan"] == 0


def test_the_flat_table_is_that_of_the_csv(small: Framework) -> None:
    scores = score(small, read_data(small, "d.csv"))
    plain, words = scores.table(), scores.table("id")
    assert plain.index.tolist() == ["A3", "A1", "A2"]
    assert plain["rank"].tolist() == [1, 2, 3]
    assert plain.loc["A3", "index"] == 97.6
    assert plain.loc["A3", "desa_4g"] == 90.5
    assert words.loc["A3", "Kategori"] == "Siap"
    assert len(words.columns) == len(plain.columns)


def test_several_waves_must_be_chosen_from(small: Framework) -> None:
    data = read_data(small, "w.csv")
    with pytest.raises(UsageError, match=r"several waves.*2021, 2022"):
        score(small, data)
    with pytest.raises(UsageError, match="no wave '2020'"):
        score(small, data, wave="2020")
    assert score(small, data, wave="2022").results.wave == "2022"
    assert repr(score(small, data, wave="2021")) == "<Scores of kecil, wave 2021: 2 units, 2 ranked>"


def test_data_of_another_framework(small: Framework, folder: Path) -> None:
    data = read_data(small, "d.csv")
    with pytest.raises(UsageError, match=r"read for the framework kecil.*ipm"):
        score(load_framework("ipm"), data)
    (folder / "l.yaml").write_text(FRAMEWORK.replace("id: jaringan", "id: jaringan\n    weight: 9"), encoding="utf-8")
    other = score(load_framework("l.yaml"), data)  # other weights ask the same
    assert (other.index["A2"], score(small, data).index["A2"]) == (22.5, 12.5)


# --- weights, what-if ---


def test_weights_by_node_count_as_ratios(small: Framework, frame: pd.DataFrame) -> None:
    scores = score(small, frame, weights={"jaringan": 3})
    expected = 0.75 * scores.scores["jaringan"] + 0.25 * scores.scores["aturan"]
    assert scores.index.tolist() == pytest.approx(expected.tolist())
    assert scores.results.options == {"weights_by_node": {"jaringan": 3}}
    assert score(small, frame, weights={"jaringan": 3}, detail=False).index.tolist() == scores.index.tolist()
    assert small.nodes().loc["jaringan", "weight"] == 1  # nothing was changed in place


@pytest.mark.parametrize(
    ("weights", "told", "kind"),
    [
        ({"jaringn": 1}, "no node 'jaringn'. Did you mean 'jaringan'", UsageError),
        ({"jaringan": -1}, "C050", FrameworkError),
        ({"jaringan": 0, "aturan": 0}, "C051", FrameworkError),
        ("delphi", "no set of weights 'delphi'", UsageError),
    ],
)
def test_weights_that_cannot_be(small: Framework, frame: pd.DataFrame, weights, told, kind) -> None:
    with pytest.raises(kind, match=told):
        score(small, frame, weights=weights)


def test_a_named_set_of_weights(folder: Path, frame: pd.DataFrame) -> None:
    (folder / "k.yaml").write_text(
        FRAMEWORK.replace("criteria:\n  - id: jaringan", SETS + "criteria:\n  - id: jaringan", 1), encoding="utf-8"
    )
    small = load_framework("k.yaml")
    scores = score(small, frame, weights="rata")
    assert scores.index.tolist() == score(small, frame, weights={"jaringan": 3}).index.tolist()
    assert scores.results.options == {"weights": "rata"}
    assert scores.framework.node("jaringan").weight == pytest.approx(3 * scores.framework.node("aturan").weight)


def test_what_if_in_one_unit_or_in_all(small: Framework) -> None:
    data = read_data(small, "d.csv")
    base = score(small, data)
    one = score(small, data, what_if={"desa_4g": 12.345, "perda": "tidak"}, only=["Satu"])
    assert (one.index != base.index).tolist() == [True, False, False]
    assert one.scores.loc["A1", "desa_4g"] == 12.345
    assert one.results.options == {"set": {"desa_4g": 12.345, "perda": 0.0}, "set_only": ["A1"]}
    assert score(small, data, what_if={"desa_4g": 100}).scores["desa_4g"].tolist() == [100, 100, 100]
    for nothing in (None, np.nan):
        assert score(small, data, what_if={"desa_4g": nothing}).scores["desa_4g"].isna().all()


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"what_if": {"desa_5g": 1}}, "what_if: this framework has no indicator 'desa_5g'.*desa_4g"),
        ({"what_if": {"pusat_data": 9}}, "'9.0' is no value of pusat_data"),
        ({"what_if": {"desa_4g": 1}, "only": ["Sepuluh"]}, "no region 'Sepuluh'"),
        ({"only": ["A1"]}, "only= says where what_if= holds"),
    ],
)
def test_what_if_that_cannot_be(small: Framework, keys, told) -> None:
    with pytest.raises(UsageError, match=told):
        score(small, read_data(small, "d.csv"), **keys)


# --- data frames ---


def test_a_frame_scores_like_its_file(small: Framework) -> None:
    data = read_data(small, "d.csv")
    read, given = score(small, data), score(small, data.frame())
    assert given.scores.equals(read.scores)
    assert given.index.equals(read.index)
    assert [source.path for source in given.results.inputs] == ["DataFrame"]
    source = given.results.units[0].nodes["desa_4g"].source
    assert source is not None
    assert (source.path, source.line, source.column, source.text) == ("DataFrame", 2, 2, "80")


def test_codes_may_stand_in_a_column_and_waves_beside_them(small: Framework, frame: pd.DataFrame) -> None:
    expected = score(small, frame).index
    named = frame.reset_index(names="kode").assign(nama=["Satu", "Dua", "Tiga"])
    assert score(small, named).index.equals(expected)
    assert [unit.name for unit in score(small, named).results.units] == ["Satu", "Dua", "Tiga"]
    waves = pd.concat({2021: frame, 2022: frame})
    assert score(small, waves, wave="2022").index.equals(expected)
    assert score(small, read_data(small, "w.csv").frame(), wave="2021").index.size == 2


def test_other_kinds_of_cells(small: Framework, frame: pd.DataFrame) -> None:
    expected = score(small, frame).index
    typed = frame.astype({"pusat_data": "Int64"}).assign(perda=[True, False, True])
    assert score(small, typed).index.equals(expected)
    assert score(small, typed, detail=False).index.equals(expected)
    words = frame.astype(object)
    words["perda"] = ["ya", "tidak", "ya"]
    words.loc["A1", "desa_4g"] = "80,0"
    assert score(small, words).index.equals(expected)
    words.loc["A2"] = [pd.NA, None, pd.NaT]
    assert np.isnan(score(small, words).index["A2"])


def test_a_level_may_be_the_mean_of_several_assessors(small: Framework, frame: pd.DataFrame) -> None:
    frame["pusat_data"] = [2.5, 1, 3]
    assert score(small, frame).scores.loc["A1", "pusat_data"] == 75
    assert score(small, frame, detail=False).scores.loc["A1", "pusat_data"] == 75


@pytest.mark.parametrize("detail", [True, False])
def test_frames_that_are_refused(small: Framework, frame: pd.DataFrame, detail: bool) -> None:
    with pytest.raises(ValueError, match="text"):
        score(small, frame.reset_index(drop=True), detail=detail)
    with pytest.raises(DataError, match="D067"):
        score(small, frame.assign(desa_4g=[0.8, 0.5, 0.9]), detail=detail)
    if not detail:
        with pytest.raises(DataError, match=r"DataFrame:2:3: error D072 \(cell C2\): '9'"):
            score(small, frame.assign(pusat_data=[9, 1, 1]), detail=detail)
        with pytest.raises(DataError, match="D065"):
            score(small, frame.assign(desa_4g=[np.inf, 1, 1]), detail=detail)


def test_a_cell_of_a_frame_refuses_its_unit(small: Framework, frame: pd.DataFrame) -> None:
    scores = score(small, frame.assign(pusat_data=[9, 1, 2]))
    assert scores.index.index.tolist() == ["A2", "A3"]
    (wrong,) = [finding for finding in scores.findings if finding.severity == "error"]
    assert (wrong.code, wrong.unit, wrong.cell) == ("D072", "A1", "C2")


def test_unknown_columns_are_told(small: Framework, frame: pd.DataFrame) -> None:
    for detail in (True, False):
        told = score(small, frame.assign(desa_5g=1), detail=detail).findings
        assert ("D037", "desa_4g") in {(finding.code, finding.params.get("nearest")) for finding in told}


# --- numbers alone ---


def test_numbers_alone_are_those_of_the_document(small: Framework, frame: pd.DataFrame) -> None:
    full, alone = score(small, frame), score(small, frame, detail=False)
    for name in ("index", "scores", "coverage"):
        assert getattr(alone, name).equals(getattr(full, name))
    assert alone.ranks.equals(full.ranks)
    assert alone.bands.equals(full.bands)
    assert repr(alone) == "<Scores of kecil: 3 units, 3 ranked>"
    for name in ("results", "points"):
        with pytest.raises(UsageError, match="detail=True"):
            getattr(alone, name)
    with pytest.raises(UsageError, match="detail=True"):
        alone.to_json()


def test_numbers_alone_of_the_registry() -> None:
    screening = load_framework("screening")
    public = read_data(screening, Path(__file__).resolve().parents[1] / "data" / "screening-public.csv")
    full, alone = score(screening, public), score(screening, public.frame(), detail=False)
    assert alone.index.equals(full.index)
    assert alone.scores.equals(full.scores)
    assert alone.coverage.equals(full.coverage)
    assert alone.ranks.equals(full.ranks)
    assert alone.bands.equals(full.bands)
    strange = public.frame().rename(index={"16.07": "16.70"})
    with pytest.raises(DataError, match="D047"):
        score(screening, strange, detail=False)


def test_what_numbers_alone_cannot_do(small: Framework, frame: pd.DataFrame, folder: Path) -> None:
    for keys in ({"what_if": {"desa_4g": 1}}, {"wave": "2021"}, {"weights": "x"}):
        with pytest.raises(UsageError, match="detail=False takes a DataFrame"):
            score(small, frame, detail=False, **keys)
    with pytest.raises(UsageError, match="detail=False takes a DataFrame"):
        score(small, read_data(small, "d.csv"), detail=False)
    with pytest.raises(UsageError, match="several: A1"):
        score(small, pd.concat([frame, frame.head(1)]), detail=False)
    with pytest.raises(UsageError, match="'perda' must hold numbers"):
        score(small, frame.assign(perda="ya"), detail=False)
    with pytest.raises(UsageError, match="one name"):
        score(small, frame[["perda", "perda"]], detail=False)
    (folder / "k.yaml").write_text(
        FRAMEWORK.replace("criteria:\n  - id: jaringan", GATE + "criteria:\n  - id: jaringan", 1), encoding="utf-8"
    )
    gated = load_framework("k.yaml")
    with pytest.raises(UsageError, match="'gates'"):
        score(gated, frame, detail=False)
    assert score(gated, frame).index["A2"] == 12.5  # under the cap, which does nothing
    assert score(gated, frame).index.max() > 40


# --- a normaliser of one's own ---


def curve(values: np.ndarray) -> np.ndarray:
    return np.sqrt(values) * 10


def test_a_function_for_an_indicator(small: Framework, frame: pd.DataFrame) -> None:
    for detail in (True, False):
        scores = score(small, frame, methods={"desa_4g": curve}, detail=detail)
        assert scores.scores["desa_4g"].tolist() == pytest.approx((np.sqrt(frame["desa_4g"]) * 10).tolist())
        assert scores.framework.node("desa_4g").normalise.custom == "desa_4g"
    document = score(small, frame, methods={"desa_4g": curve}).results
    assert document.options == {"methods": {"desa_4g": "curve"}}
    leaf = document.framework.snapshot["criteria"][0]["criteria"][0]
    assert leaf["normalise"] == {"custom": "desa_4g"}
    json.dumps(document.options)


def test_a_function_for_a_name_in_the_file(folder: Path, frame: pd.DataFrame) -> None:
    own = FRAMEWORK.replace("measure: percent", "measure: percent, normalise: {custom: akar}")
    (folder / "k.yaml").write_text(own, encoding="utf-8")
    small = load_framework("k.yaml")
    data = read_data(small, "d.csv")
    scores = score(small, data, methods={"akar": curve})
    assert scores.scores["desa_4g"].tolist() == pytest.approx((np.sqrt(frame["desa_4g"]) * 10).tolist())
    assert scores.results.options == {"methods": {"akar": "curve"}}
    with pytest.raises(UsageError, match="asks for the normaliser 'akar'"):
        score(small, data)
    by_id = score(small, data, methods={"desa_4g": lambda values: values / 2})
    assert by_id.scores["desa_4g"].tolist() == [40, 25, 45.25]


def test_the_pages_say_that_a_function_was_brought(small: Framework, frame: pd.DataFrame, folder: Path) -> None:
    scores = score(small, frame, methods={"desa_4g": curve}, weights={"jaringan": 2})
    (folder / "r.json").write_text(scores.to_json(), encoding="utf-8")
    assert run_main(["report", "r.json", "-o", "site", "--lang", "en", "--format", "html,md"]) == 0
    page = (folder / "site" / "en" / "index.html").read_text(encoding="utf-8")
    assert "Option: methods" in page
    assert "curve" in page
    assert "{'jaringan': 2}" in (folder / "site" / "md" / "en" / "summary.md").read_text(encoding="utf-8")


def test_a_function_sees_gaps_and_cannot_change_the_data(small: Framework, frame: pd.DataFrame) -> None:
    frame.loc["A2", "desa_4g"] = np.nan
    seen = []

    def greedy(values: np.ndarray) -> np.ndarray:
        seen.append(values.tolist())
        values[:] = 7
        return values

    scores = score(small, frame, methods={"desa_4g": greedy})
    assert seen[0][0] == 80
    assert np.isnan(seen[0][1])
    assert scores.results.units[0].nodes["desa_4g"].raw == 80
    assert scores.scores["desa_4g"].isna().tolist() == [False, True, False]


def test_a_value_without_a_score_is_told(small: Framework, frame: pd.DataFrame) -> None:
    scores = score(small, frame, methods={"desa_4g": lambda values: np.where(values > 60, values, np.nan)})
    assert scores.scores["desa_4g"].isna().tolist() == [False, True, False]
    assert "M123" in {finding.code for finding in scores.findings}


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (lambda values: values[:2], r"methods\['desa_4g'\].*one score a unit"),
        (lambda values: values * 2, r"methods\['desa_4g'\].*160.*scale 0 to 100"),
        (lambda values: values - 60, r"methods\['desa_4g'\].*-10.*scale"),
        (lambda values: values + np.inf, r"methods\['desa_4g'\].*inf"),
        (lambda values: None, r"methods\['desa_4g'\]"),
        (lambda values: {"a": 1}, r"methods\['desa_4g'\]"),
        (lambda values: ["x", "y", "z"], r"methods\['desa_4g'\]"),
    ],
)
@pytest.mark.parametrize("detail", [True, False])
def test_a_function_is_held_to_its_word(small: Framework, frame: pd.DataFrame, function, told, detail) -> None:
    with pytest.raises(UsageError, match=told):
        score(small, frame, methods={"desa_4g": function}, detail=detail)


def test_what_a_function_raises_is_its_own(small: Framework, frame: pd.DataFrame) -> None:
    def broken(values: np.ndarray) -> np.ndarray:
        raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        score(small, frame, methods={"desa_4g": broken})


def test_functions_for_what_takes_none(small: Framework, frame: pd.DataFrame, folder: Path) -> None:
    with pytest.raises(UsageError, match="no indicator or custom normaliser 'jaringan'"):
        score(small, frame, methods={"jaringan": curve})
    choice = FRAMEWORK.replace("measure: percent", "measure: choice, choices: {ada: 100, tidak: 0}")
    (folder / "k.yaml").write_text(choice, encoding="utf-8")
    with pytest.raises(UsageError, match="'desa_4g' is a choice"):
        score(load_framework("k.yaml"), frame, methods={"desa_4g": curve})


def test_what_is_no_framework_and_no_data(small: Framework, frame: pd.DataFrame) -> None:
    with pytest.raises(TypeError, match=r"load_framework\('kecil'\)"):
        score("kecil", frame)
    with pytest.raises(TypeError, match=r"load_framework\('kecil'\)"):
        read_data("kecil", "d.csv")
    with pytest.raises(TypeError, match="not list"):
        score(small, [frame])
    with pytest.raises(DataError, match="D032"):
        score(small, frame.head(0))
    for empty in (frame.head(0), frame[[]]):
        with pytest.raises(UsageError, match="rows, and"):
            score(small, empty, detail=False)


def test_data_is_its_own_class(small: Framework) -> None:
    assert isinstance(read_data(small, Path("d.csv")), Data)
