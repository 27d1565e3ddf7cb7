"""weights: the tree, the sets, files; and score --weights."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import FRAMEWORK, WAVES, Run

SETS = """\
weights_sets:
  tangan: {label: {id: Bobot tangan, en: By our own hand}, weights: {jaringan: 3}}
  ahp: {ahp: {index: {jaringan: {aturan: 4}}}}
  ahli:
    budget:
      jaringan:
        Bappeda: {desa_4g: 60, pusat_data: 40}
        Diskominfo: {desa_4g: 20, pusat_data: 80}
  sama: {from_data: equal_indicators}
  ragam: {from_data: sd}
"""
MANY = "code,name,desa_4g,pusat_data,perda\n" + "".join(
    f"B{n},Daerah {n},{10 * n},{1 + n % 3},{'ya' if n % 2 else 'tidak'}\n" for n in range(1, 9)
)


@pytest.fixture(autouse=True)
def sets(folder: Path) -> None:
    (folder / "s.yaml").write_text(FRAMEWORK.replace("criteria:\n", SETS + "criteria:\n", 1), encoding="utf-8")
    (folder / "m.csv").write_text(MANY, encoding="utf-8")


def weights_in(document: dict[str, Any], unit: int = 0) -> dict[str, float]:
    return {name: node["weight"] for name, node in document["units"][unit]["nodes"].items()}


def test_without_data_weight_share_and_weight_in_the_index(run: Run) -> None:
    ran = run("weights", "-F", "k.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "Small framework (kecil 1) · weights as written" in ran.out
    (line,) = [line for line in ran.out.splitlines() if "Villages with 4G" in line]
    assert line.split()[-4:-1] == ["1", "50.0%", "25.0%"]
    assert line.startswith("  ")
    assert "Correlation" not in ran.out


def test_means_that_are_not_arithmetic_are_named(run: Run, folder: Path) -> None:
    text = FRAMEWORK.replace("units: any\n", "units: any\naggregate: geometric\n")
    (folder / "g.yaml").write_text(text, encoding="utf-8")
    out = run("weights", "m.csv", "-F", "g.yaml").out
    assert "No arithmetic mean is taken in index, jaringan:" in out
    assert "needs arithmetic means" in out
    assert "No arithmetic mean" not in run("weights", "m.csv", "-F", "k.yaml").out


def test_with_data_correlation_and_what_is_explained(run: Run) -> None:
    ran = run("weights", "m.csv", "-F", "k.yaml")
    assert ran.code == 0
    rows = {
        row["node"]: row
        for row in csv.DictReader(io.StringIO(run("weights", "m.csv", "-F", "k.yaml", "--format", "csv").out))
    }
    leaves = ("desa_4g", "pusat_data", "perda")
    assert sum(float(rows[leaf]["explained"]) for leaf in leaves) == pytest.approx(1, abs=1e-8)
    assert float(rows["jaringan"]["explained"]) == pytest.approx(
        sum(float(rows[leaf]["explained"]) for leaf in leaves[:2])
    )
    assert [rows["perda"][key] for key in ("parent", "weight", "share", "effective", "units")] == [
        "aturan",
        "1",
        "1",
        "0.5",
        "8",
    ]
    assert "Over the 8 of 8 regions" in ran.out


def test_all_sets_side_by_side(run: Run) -> None:
    out = run("weights", "-F", "s.yaml").out
    assert "All sets of weights" in out
    assert "By our own hand" in out
    assert "Needs data, or results: ragam." in out
    (head,) = [line.split() for line in out.splitlines() if "tangan" in line and "ahp" in line]
    assert head[-6:] == ["written", "tangan", "ahp", "ahli", "sama", "ragam"]
    (row,) = [line.split() for line in out.split("All sets")[1].splitlines() if "Network" in line]
    assert row[1:] == ["50.0%", "75.0%", "80.0%", "50.0%", "66.7%", "–"]
    with_data = run("weights", "m.csv", "-F", "s.yaml").out
    assert "Needs data" not in with_data and "–" not in with_data.split("All sets")[1].split("tangan:")[0]


def test_pairs_show_their_consistency(run: Run) -> None:
    out = run("weights", "-F", "s.yaml", "--weights", "ahp").out
    assert "Consistency ratio 0.0000" in out
    assert "λmax 2.0000" in out
    assert "All sets" not in out


def test_a_budget_shows_its_spread(run: Run) -> None:
    out = run("weights", "-F", "s.yaml", "--weights", "ahli", "--lang", "id").out
    (row,) = [line for line in out.split("Poin dari 2 ahli: Jaringan")[1].splitlines() if "Desa terjangkau" in line]
    assert row.split()[-6:] == ["40,0%", "28,3%", "20,0%", "60,0%", "60,0%", "20,0%"]


def test_weights_from_data_say_so(run: Run) -> None:
    ran = run("weights", "m.csv", "-F", "s.yaml", "--weights", "ragam")
    assert ran.code == 0
    assert "From the data of 8 regions: standard deviation" in ran.out
    assert "Other regions, or another wave, give other weights." in ran.out
    scored = run("score", "m.csv", "-F", "s.yaml", "--weights", "ragam", "--lang", "id").out
    assert "Bobot: himpunan 'ragam', dari data ini sendiri (simpangan baku)." in scored
    assert "Weights: the set 'ahp'" in run("score", "m.csv", "-F", "s.yaml", "--weights", "ahp").out


def test_json_and_files(run: Run, folder: Path) -> None:
    ran = run(
        "weights",
        "m.csv",
        "-F",
        "s.yaml",
        *(part for name in ("w.json", "bobot.csv", "w.md", "w.xlsx") for part in ("-o", name)),
    )
    assert (ran.code, ran.out) == (0, "")
    document = json.loads((folder / "w.json").read_text(encoding="utf-8"))
    assert document["schema"] == "readiness/weights/1"
    assert (document["complete"], document["of"], document["weighting"]["kind"]) == (8, 8, "written")
    assert [each["name"] for each in document["sets"]] == ["written", "tangan", "ahp", "ahli", "sama", "ragam"]
    markdown = (folder / "w.md").read_text(encoding="utf-8")
    assert markdown.startswith("# Small framework")
    assert "| &emsp;Villages with 4G | 1 | 50.0% | 25.0% |" in markdown
    sheet = openpyxl.load_workbook(folder / "w.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:4] == ["node", "parent", "label", "weight"]
    assert sheet.max_row == 6
    first = (folder / "w.xlsx").read_bytes()
    run("weights", "m.csv", "-F", "s.yaml", "-o", "w.xlsx")
    assert len(openpyxl.load_workbook(folder / "w.xlsx").active[1]) == 14
    assert (folder / "w.xlsx").read_bytes() == first


def test_results_hold_their_framework(run: Run, folder: Path) -> None:
    run("score", "m.csv", "-F", "s.yaml", "-o", "r.json")
    shown = run("weights", "r.json").out
    assert shown == run("weights", "-r", "r.json").out
    assert shown.split("All sets")[0] == run("weights", "m.csv", "-F", "s.yaml").out.split("All sets")[0]
    run("score", "m.csv", "-F", "s.yaml", "--weights", "ragam", "-o", "x.json")
    shown = run("weights", "x.json", "--format", "json")
    document = json.loads(shown.out)
    assert document["weighting"]["name"] == "ragam"
    scored = weights_in(json.loads((folder / "x.json").read_text(encoding="utf-8")))
    assert {node["node"]: node["weight"] for node in document["nodes"]} == scored
    same = json.loads(run("weights", "m.csv", "-F", "s.yaml", "--weights", "ragam", "--format", "json").out)
    assert same["nodes"] == document["nodes"]


def test_in_a_project_its_own_results_while_they_are_true(run: Run, project: Path) -> None:
    assert "Correlation" not in run("weights").out
    run("score")
    assert "Correlation" in run("weights").out
    (project / "k.yaml").write_text(FRAMEWORK.replace("id: aturan\n", "id: aturan\n    weight: 3\n"), encoding="utf-8")
    changed = run("weights")
    assert "75.0%" in changed.out
    assert "Correlation" not in changed.out


@pytest.mark.parametrize(
    "argv",
    [
        ("-F", "s.yaml", "--weights", "ragm"),
        ("-F", "s.yaml", "--weights", "ragam"),  # needs data
        ("-F", "s.yaml", "-r", "r.json"),
        ("r.json", "m.csv", "-F", "s.yaml"),
        ("m.csv", "-r", "r.json"),
        ("missing.json",),
        ("-F", "s.yaml", "-o", "w.txt"),
        ("-F", "s.yaml", "--format", "xml"),
        ("x.json", "--weights", "ahp"),
        (),
    ],
)
def test_misuse(run: Run, argv: tuple[str, ...]) -> None:
    run("score", "m.csv", "-F", "s.yaml", "-o", "r.json")
    run("score", "m.csv", "-F", "s.yaml", "--weights", "tangan", "-o", "x.json")
    ran = run("weights", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("readiness: ")


def test_an_unknown_set_suggests_the_nearest(run: Run) -> None:
    for command in (("score", "m.csv"), ("weights",)):
        ran = run(*command, "-F", "s.yaml", "--weights", "ragm")
        assert ran.code == 2
        assert "Did you mean 'ragam'?" in ran.err
        assert "written, tangan, ahp, ahli, sama, ragam" in ran.err


def test_score_under_a_set_is_the_score_of_a_framework_with_these_weights(run: Run, folder: Path) -> None:
    assert run("score", "m.csv", "-F", "s.yaml", "--weights", "tangan", "-o", "r.json").code == 0
    document = json.loads((folder / "r.json").read_text(encoding="utf-8"))
    assert document["options"] == {"weights": "tangan"}
    assert weights_in(document)["jaringan"] == 3
    (folder / "t.yaml").write_text(
        FRAMEWORK.replace("id: jaringan\n", "id: jaringan\n    weight: 3\n"), encoding="utf-8"
    )
    run("score", "m.csv", "-F", "t.yaml", "-o", "t.json")
    other = json.loads((folder / "t.json").read_text(encoding="utf-8"))
    assert [unit["index"] for unit in document["units"]] == [unit["index"] for unit in other["units"]]


def test_written_is_no_option(run: Run, folder: Path) -> None:
    run("score", "m.csv", "-F", "s.yaml", "-o", "a.json")
    run("score", "m.csv", "-F", "s.yaml", "--weights", "written", "-o", "b.json")
    assert (folder / "a.json").read_bytes() == (folder / "b.json").read_bytes()


def test_a_what_if_value_moves_no_weight(run: Run, folder: Path) -> None:
    run("score", "m.csv", "-F", "s.yaml", "--weights", "ragam", "-o", "a.json")
    run("score", "m.csv", "-F", "s.yaml", "--weights", "ragam", "--set", "desa_4g=100", "--only", "B1", "-o", "b.json")
    a, b = (json.loads((folder / name).read_text(encoding="utf-8")) for name in ("a.json", "b.json"))
    assert weights_in(a) == weights_in(b)
    assert a["units"][0]["index"] != b["units"][0]["index"]


def test_each_wave_has_its_own_weights_from_data(run: Run, folder: Path) -> None:
    more = WAVES + "A3,Tiga,2021,90,3,ya\nA3,Tiga,2022,10,3,tidak\n"
    (folder / "w.csv").write_text(more, encoding="utf-8")
    ran = run("score", "w.csv", "-F", "s.yaml", "--weights", "ragam", "-o", "r.json")
    assert ran.code == 0
    documents = [json.loads((folder / f"r-{wave}.json").read_text(encoding="utf-8")) for wave in (2021, 2022)]
    assert weights_in(documents[0]) != weights_in(documents[1])
    for document, wave in zip(documents, ("2021", "2022"), strict=True):
        (told,) = [finding for finding in document["findings"] if finding["code"] == "M125"]
        assert (told["params"]["wave"], told["params"]["set"], told["path"]) == (wave, "ragam", "s.yaml")
        assert told["line"] == 1 + (folder / "s.yaml").read_text(encoding="utf-8").splitlines().index(
            "  ragam: {from_data: sd}"
        )
    alone = run("score", "w.csv", "-F", "s.yaml", "--weights", "ragam", "--wave", "2022", "-o", "one.json")
    assert alone.code == 0
    assert weights_in(json.loads((folder / "one.json").read_text(encoding="utf-8"))) == weights_in(documents[1])


def test_what_the_data_cannot_weigh_is_not_scored(run: Run, folder: Path) -> None:
    two = "\n".join(MANY.splitlines()[:3]) + "\n"
    (folder / "two.csv").write_text(two, encoding="utf-8")
    for command in ("score", "weights"):
        ran = run(command, "two.csv", "-F", "s.yaml", "--weights", "ragam")
        assert (ran.code, ran.out) == (3, "")
        assert "M127" in ran.err
    side_by_side = run("weights", "two.csv", "-F", "s.yaml")
    assert side_by_side.code == 0
    assert "Cannot be made from these data: ragam." in side_by_side.out
