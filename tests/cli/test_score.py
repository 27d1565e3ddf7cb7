"""score: the table, the outputs, what-if, waves, the sum."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import FRAMEWORK, Run


def document(path: Path) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def index_of(path: Path) -> dict[str, str]:
    return {unit["code"]: unit["index"]["published"] for unit in document(path)["units"]}  # type: ignore[index,attr-defined]


def test_table_into_a_pipe_is_plain_and_whole(run: Run) -> None:
    out = run("score", "d.csv", "-F", "k.yaml").out
    assert "\x1b" not in out
    assert not re.search("[\u2500-\u257f]", out)
    lines = out.splitlines()
    assert lines[2].split() == ["Rank", "Code", "Region", "Index", "Band", "Data", "Network", "Rules"]
    assert lines[3].split() == ["1", "A3", "Tiga", "97.6", "Ready", "100%", "95.3", "100.0"]
    assert all(line == line.rstrip() for line in lines)


def test_columns_never_cuts_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = run("score", "d.csv", "-F", "k.yaml").out
    monkeypatch.setenv("COLUMNS", "40")
    assert run("score", "d.csv", "-F", "k.yaml").out == wide


def test_numbers_in_the_readers_form(run: Run) -> None:
    assert " 97,6  Siap " in run("score", "d.csv", "-F", "k.yaml", "--lang", "id").out


def test_only_and_top_never_move_a_rank(run: Run) -> None:
    only = run("score", "d.csv", "-F", "k.yaml", "--only", "Dua").out
    assert only.splitlines()[3].split()[:3] == ["3", "A2", "Dua"]
    assert "Showing 1 of 3 regions" in only
    top = run("score", "d.csv", "-F", "k.yaml", "--top", "2").out
    assert "A3" in top
    assert "A2" not in top


def test_outputs_by_suffix(run: Run, folder: Path) -> None:
    argv = ("score", "d.csv", "-F", "k.yaml", "-o", "r.json", "-o", "r.csv", "-o", "r.xlsx", "-o", "r.md", "--top", "1")
    ran = run(*argv)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.count("written: ") == 4
    assert index_of(folder / "r.json") == {"A1": "82.5", "A2": "12.5", "A3": "97.6"}
    rows = list(csv.DictReader(io.StringIO((folder / "r.csv").read_text(encoding="utf-8"))))
    assert [row["code"] for row in rows] == ["A3"]
    assert openpyxl.load_workbook(folder / "r.xlsx").worksheets
    assert "97.6" in (folder / "r.md").read_text(encoding="utf-8")


def test_csv_for_an_indonesian_excel(run: Run, folder: Path) -> None:
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.csv", "--csv", "excel-id")
    content = (folder / "r.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"97,6" in content


@pytest.mark.parametrize(("form", "start"), [("json", "{"), ("csv", '"code"'), ("md", "#"), (None, "{")])
def test_stdout_as_an_output(run: Run, form: str | None, start: str) -> None:
    ran = run("score", "d.csv", "-F", "k.yaml", "-o", "-", *(["--format", form] if form else []))
    assert ran.code == 0
    assert ran.out.startswith(start)
    assert ran.err == ""


def test_stdout_json_is_the_file(run: Run, folder: Path) -> None:
    ran = run("score", "d.csv", "-F", "k.yaml", "-o", "-", "-o", "r.json")
    assert ran.out == (folder / "r.json").read_text(encoding="utf-8")


def test_what_if(run: Run, folder: Path) -> None:
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    run("score", "d.csv", "-F", "k.yaml", "-o", "all.json", "--set", "perda=ada", "--set", "pusat_data=3")
    run("score", "d.csv", "-F", "k.yaml", "-o", "one.json", "--set", "perda=ya", "--only", "Dua")
    assert index_of(folder / "all.json") == {"A1": "95.0", "A2": "87.5", "A3": "97.6"}
    assert index_of(folder / "one.json") == {"A1": "82.5", "A2": "62.5", "A3": "97.6"}
    assert document(folder / "all.json")["options"] == {"set": {"perda": 1.0, "pusat_data": 3.0}}
    assert document(folder / "one.json")["options"] == {"set": {"perda": 1.0}, "set_only": ["A2"]}
    assert document(folder / "r.json")["digest"] != document(folder / "one.json")["digest"]


def test_what_if_is_said_and_names_the_nearest(run: Run) -> None:
    assert "What if: desa_4g = 95.5" in run("score", "d.csv", "-F", "k.yaml", "--set", "desa_4g=95,5").out
    assert "Did you mean 'desa_4g'?" in run("score", "d.csv", "-F", "k.yaml", "--set", "desa4g=3").err
    assert "--decimal" in run("score", "d.csv", "-F", "k.yaml", "--set", "desa_4g=1.234").err
    assert run("score", "d.csv", "-F", "k.yaml", "--set", "desa_4g=1.234", "--decimal", ".").code == 0


def test_several_waves_are_a_file_each_and_one_table(run: Run, folder: Path) -> None:
    ran = run("score", "w.csv", "-F", "k.yaml", "-o", "r.json")
    assert ran.code == 0
    assert sorted(path.name for path in folder.glob("*.json")) == ["r-2021.json", "r-2021.manifest.json", "r-2022.json"]
    table = run("score", "w.csv", "-F", "k.yaml").out.splitlines()
    assert table[2].split() == ["Rank", "Code", "Region", "2021", "2022", "Band"]
    assert table[3].split() == ["1", "A1", "Satu", "10.0", "82.6", "Ready"]


def test_one_wave_chosen(run: Run, folder: Path) -> None:
    run("score", "w.csv", "-F", "k.yaml", "--wave", "2021", "-o", "r.json")
    assert document(folder / "r.json")["wave"] == "2021"
    ran = run("score", "w.csv", "-F", "k.yaml", "--wave", "2012")
    assert ran.code == 2
    assert "There is: 2021, 2022." in ran.err
    assert run("score", "w.csv", "-F", "k.yaml", "-o", "-").code == 2


def test_why_adds_up_in_print_and_names_every_cell(run: Run) -> None:
    out = run("score", "d.csv", "-F", "k.yaml", "--why", "--only", "A1").out
    lines = {line.split("  ")[0].strip(): line for line in out.splitlines() if line.strip()}
    points = {
        name: Decimal(re.findall(r"(?<=\s)-?\d+\.\d(?=\s|$)", line)[1])
        for name, line in lines.items()
        if "%" in line and "·" not in line
    }
    assert points["Network"] + points["Rules"] == Decimal("82.5")
    assert points["Network"] == Decimal("32.5")
    assert "d.csv:2:3" in out
    assert "Index" in out


def test_why_without_a_choice_shows_the_first(run: Run) -> None:
    assert run("score", "d.csv", "-F", "k.yaml", "--why").out.startswith("A3 Tiga")


def test_findings_are_talk_and_the_table_is_product(run: Run, folder: Path) -> None:
    (folder / "d.csv").write_text("code,desa_4g,pusat_data,perda,desa_5g\nA1,80,2,ya,1\n", encoding="utf-8")
    ran = run("score", "d.csv", "-F", "k.yaml")
    assert ran.code == 0
    assert "d.csv:1:31: D037" in ran.err
    assert "D037" not in ran.out


def test_simulated_data_are_stamped(run: Run, folder: Path) -> None:
    (folder / "d.csv").write_text("code,desa_4g,pusat_data,perda,simulasi\nA1,80,2,ya,ya\n", encoding="utf-8")
    assert "SIMULASI" in run("score", "d.csv", "-F", "k.yaml", "--lang", "id").out
    assert "SIMULATED" in run("score", "d.csv", "-F", "k.yaml").out


def test_why_tells_what_a_condition_looked_at_and_what_it_caps(run: Run, folder: Path) -> None:
    gates = """\
gates:
  - {id: cukup, on: index, of: coverage, at_least: 0.9, label: Enough data}
  - {id: desa, on: desa_4g, of: raw, at_most: 60, cap_score: 55, cap: belum, label: Few villages}
"""
    (folder / "g.yaml").write_text(FRAMEWORK.replace("criteria:\n", f"{gates}criteria:\n", 1), encoding="utf-8")
    out = run("score", "d.csv", "-F", "g.yaml", "--why", "--only", "A1").out
    assert "Minimum condition Enough data (at least 0.9): met, with 1.00" in out
    assert "Few villages (at most 60): not met, with 80.00; band at most Not ready; index at most 55.0" in out
    assert "Low–high if the data were complete: 82.5–82.5, before minimum conditions" in out


def test_why_names_values_that_are_not_as_read(run: Run, folder: Path) -> None:
    rows = "".join(f"B{at:02d},{at},2,ya\n" for at in range(1, 20))
    (folder / "d.csv").write_text(f"code,desa_4g,pusat_data,perda\n{rows}B20,,2,ya\nB21,99,2,ya\n", encoding="utf-8")
    told = "{winsorise: {points: 1, side: high}}, impute: mean"
    (folder / "t.yaml").write_text(FRAMEWORK.replace("percent, why", f"percent, treat: {told}, why"), encoding="utf-8")
    out = run("score", "d.csv", "-F", "t.yaml", "--why", "--only", "B21").out
    assert "Outlier treated: Villages with 4G, 99 became 19" in out
    out = run("score", "d.csv", "-F", "t.yaml", "--why", "--only", "B20").out
    assert "Estimated: Villages with 4G, 14.45 put into the gap" in out


def test_an_index_that_a_condition_holds_down_is_marked(run: Run, folder: Path) -> None:
    gates = "gates:\n  - {id: desa, on: desa_4g, of: raw, at_most: 60, cap_score: 80, label: Few villages}\n"
    (folder / "g.yaml").write_text(FRAMEWORK.replace("criteria:\n", f"{gates}criteria:\n", 1), encoding="utf-8")
    out = run("score", "d.csv", "-F", "g.yaml").out
    assert re.search(r"Satu +80\.0 +Ready\*", out)
    assert "* held down by a minimum condition that is not met" in out


def test_what_if_stands_beside_what_is(run: Run) -> None:
    out = run("score", "d.csv", "-F", "k.yaml", "--only", "A2", "--set", "desa_4g=90", "--lang", "en").out
    beside = out.split("As it is → what if")[1]
    assert "Dua" in beside and "50 → 90" in beside and "12.5 → 22.5" in beside and "3 → 3" in beside
    assert "Satu" not in beside
    assert "Sekarang → bagaimana jika" in run("score", "d.csv", "-F", "k.yaml", "--set", "perda=ya", "--lang", "id").out


def test_a_region_that_nothing_moves_is_not_beside(run: Run) -> None:
    out = run("score", "d.csv", "-F", "k.yaml", "--only", "A2", "--set", "desa_4g=50", "--lang", "en").out
    assert "As it is" not in out


def test_many_refused_are_counted_and_the_first_named(run: Run, folder: Path) -> None:
    rows = "".join(f"B{n:02},Daerah {n},{'abc' if n < 30 else 50},2,ya\n" for n in range(31))
    (folder / "d.csv").write_text("code,name,desa_4g,pusat_data,perda\n" + rows, encoding="utf-8")
    ran = run("score", "d.csv", "-F", "k.yaml", "--lang", "en")
    (line,) = [line for line in ran.err.splitlines() if line.startswith("Refused for wrong data (30)")]
    assert ran.code == 3 and "B00, B01" in line and "B19 and 10 more" in line and "B20" not in line
