"""The whole story: names that are found, waves, what is kept with a result."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.misuse import MisuseError
from readiness.pipeline import Request, check, find_code, find_framework, load_framework, score
from tests.cli.conftest import DATA, FRAMEWORK, WAVES

NAMES = {
    "16.07": "Kabupaten Banyuasin",
    "32.01": "Kabupaten Bogor",
    "32.71": "Kota Bogor",
    "33.74": "Kota Semarang",
    "72.06": "Kabupaten Toli-Toli",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "k.yaml").write_text(FRAMEWORK, encoding="utf-8")
    (tmp_path / "d.csv").write_text(DATA, encoding="utf-8")
    (tmp_path / "w.csv").write_text(WAVES, encoding="utf-8")
    return tmp_path


def test_a_framework_by_id_or_path(folder: Path) -> None:
    assert find_framework("spbe-2020").name == "spbe-2020.yaml"
    assert find_framework("k.yaml") == Path("k.yaml")
    for name, key in (("spbe-2021", "framework"), ("nowhere.yaml", "path"), ("./x.yml", "path"), ("", "framework")):
        with pytest.raises(MisuseError) as told:
            find_framework(name)
        assert told.value.key == key


def test_a_bundled_framework_is_called_alike_on_every_machine() -> None:
    assert load_framework("ipm").path == "criteria/ipm.yaml"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("16.07", "16.07"),
        ("Banyuasin", "16.07"),
        ("KAB.  banyuasin", "16.07"),
        ("Kota Bogor", "32.71"),
        ("semarang", "33.74"),
        ("tolitoli", "72.06"),
    ],
)
def test_a_unit_by_code_or_name(text: str, code: str) -> None:
    assert find_code(text, NAMES) == code


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Bogor", "ambiguous_unit"),
        ("Kota Banyuasin", "unit"),
        ("99.99", "unit"),
        ("11.01", "unit_without_data"),
        ("", "unit"),
    ],
)
def test_a_unit_that_is_not_found(text: str, key: str) -> None:
    with pytest.raises(MisuseError) as told:
        find_code(text, NAMES)
    assert told.value.key == key


def test_one_document_a_wave_in_their_order(folder: Path) -> None:
    scored = score(Request("k.yaml", (Path("w.csv"),)))
    assert [document.wave for document in scored.results] == ["2021", "2022"]
    assert score(Request("k.yaml", (Path("w.csv"),), wave="2022")).results[0].wave == "2022"


def test_only_what_moves_a_number_is_kept(folder: Path) -> None:
    (scored,) = score(Request("k.yaml", (Path("d.csv"),), only=("A1",), skip_rows=0)).results
    assert scored.options == {}
    (scored,) = score(Request("k.yaml", (Path("d.csv"),), decimal=".")).results
    assert scored.options == {"decimal": "."}
    assert [source.path for source in scored.inputs] == ["d.csv"]


def test_shuffled_rows_and_another_form_give_the_same_digest(folder: Path) -> None:
    head, *rows = DATA.splitlines()
    (folder / "s.csv").write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    (folder / "i.csv").write_text(DATA.replace(",", ";").replace("90.5", "90,5"), encoding="utf-8-sig")
    digests = {score(Request("k.yaml", (Path(name),))).results[0].digest for name in ("d.csv", "s.csv", "i.csv")}
    assert len(digests) == 1


def test_a_refused_framework_gives_findings_and_no_document(folder: Path) -> None:
    (folder / "k.yaml").write_text(FRAMEWORK + "bobot: 1\n", encoding="utf-8")
    scored = score(Request("k.yaml", (Path("d.csv"),)))
    assert scored.results == ()
    assert [finding.code for finding in scored.findings] == ["C012"]


PER = "measure: count, worst: 0, best: 9, per: opd, why: a, evidence: b"


def test_a_denominator_column_that_is_there_but_empty_is_no_mistake_of_the_framework(folder: Path) -> None:
    (folder / "k.yaml").write_text(FRAMEWORK.replace("measure: percent, why: a, evidence: b", PER), encoding="utf-8")
    (folder / "e.csv").write_text("code,opd,desa_4g,pusat_data,perda\nA1,,3,2,ya\n", encoding="utf-8")
    found = check(Request("k.yaml", (Path("e.csv"),))).findings
    assert "M001" not in {finding.code for finding in found}
    without = check(Request("k.yaml", (Path("d.csv"),))).findings
    assert "M001" in {finding.code for finding in without}


def test_published_parents_are_audited(folder: Path) -> None:
    (folder / "p.csv").write_text("code,desa_4g,pusat_data,perda,index\nA1,80,2,ya,99.9\n", encoding="utf-8")
    scored = score(Request("k.yaml", (Path("p.csv"),)))
    told = {finding.code for finding in scored.findings if finding.code.startswith("M")}
    assert told
    assert told <= {record.code for record in scored.results[0].findings}
