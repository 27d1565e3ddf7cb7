"""Lists of candidates and of decisions: what is read, and what is told with its place."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from readiness.analysis.selecting.listed import candidates
from readiness.findings import Finding, hint, message
from readiness.results.selection import Candidate
from tests.analysis.selecting.making import STILL, chosen, model, scored, unit

UNITS = [
    unit("a", name="Kota Semarang"),
    unit("b", name="Kabupaten Semarang"),
    unit("c", name="Kabupaten Siak"),
    unit("d", name="Kabupaten Lima"),
]
RESULTS = scored({code: [value] * 3 for code, value in zip("abcd", (90, 80, 70, 60), strict=True)}, UNITS)
STEADY = scored(
    {code: [value] * 3 for code, value in zip("abcd", (90, 80, 70, 60), strict=True)}, UNITS, model(uncertainty=STILL)
)


def told(findings: list[Finding] | tuple[Finding, ...]) -> list[tuple[str, int | None, int | None]]:
    return [(finding.code, finding.line, finding.column) for finding in findings]


def listed(folder: Path, text: str, name: str = "calon.csv") -> tuple[tuple[str, ...], list[Finding]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    codes, source, findings = candidates(path, RESULTS.units)
    assert source is None or len(source.sha256) == 64
    return codes, findings


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("calon.csv", "kode,nama\nd,\n,Kab. Siak\n"),
        ("calon.csv", "Name;note\nKabupaten Lima;x\nSiak;y\n"),
        ("calon.txt", "d\n\nKabupaten Siak\n"),
    ],
)
def test_candidates_by_code_or_name_with_or_without_headings(tmp_path: Path, name: str, text: str) -> None:
    assert listed(tmp_path, text, name) == (("d", "c"), [])


def test_candidates_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["kode", "nama"], ["d", None], [7, None], [None, "Kab. Siak"]):
        book.active.append(row)
    book.save(tmp_path / "calon.xlsx")
    codes, _, findings = candidates(tmp_path / "calon.xlsx", RESULTS.units)
    assert codes == ("d", "c")
    assert [(finding.code, finding.cell) for finding in findings] == [("D044", "A3")]


def test_unknown_ambiguous_and_repeated_candidates_are_told_by_line(tmp_path: Path) -> None:
    codes, findings = listed(tmp_path, "kode\nd\nKabupaten Siaq\nSemarang\nd\n")
    assert codes == ("d",)
    assert told(findings) == [("D210", 3, 1), ("D210", 4, 1), ("D211", 5, None)]
    assert "Did you mean 'Kabupaten Siak'?" in hint(findings[0])
    assert "a Kota Semarang, b Kabupaten Semarang" in hint(findings[1])
    assert message(findings[2]) == "d Kabupaten Lima stands in the list already, on line 2"


def test_a_list_without_anybody(tmp_path: Path) -> None:
    codes, findings = listed(tmp_path, "kode\n")
    assert (codes, [finding.code for finding in findings]) == ((), ["D220"])
    assert candidates(tmp_path / "none.csv", RESULTS.units)[2][0].code == "D001"


def decisions(folder: Path, text: str, top: int = 2) -> tuple[dict[str, Candidate], tuple[Finding, ...]]:
    path = folder / "keputusan.csv"
    path.write_text(text, encoding="utf-8")
    found, findings = chosen(STEADY, top, decisions=path)
    assert [each.code for each in found.candidates if each.chosen] == ["a", "b"], "decisions never move the order"
    assert [item.path for item in found.inputs] == [path.as_posix()]
    return {each.code: each for each in found.candidates}, findings


def test_decisions_mark_where_they_differ(tmp_path: Path) -> None:
    text = "kode,keputusan,alasan,oleh\na,ya,,Tim\nb,Tidak,belum siap,Tim\nc,pilih,mendesak,\nd,,,\n"
    found, findings = decisions(tmp_path, text)
    assert findings == ()
    made = {code: each.decision for code, each in found.items()}
    assert made["a"] is not None
    assert made["b"] is not None
    assert made["c"] is not None
    assert made["d"] is None
    assert (made["a"].chosen, made["a"].differs, made["a"].by, made["a"].line) == (True, False, "Tim", 2)
    assert (made["b"].chosen, made["b"].differs, made["b"].reason) == (False, True, "belum siap")
    assert (made["c"].chosen, made["c"].differs, made["c"].by) == (True, True, None)


def test_english_headings_and_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["code", "decision", "reason", "by"], ["b", "no", "not ready", "Team"], ["c", "yes", "urgent", "Team"]):
        book.active.append(row)
    book.save(tmp_path / "made.xlsx")
    found, findings = chosen(STEADY, 2, decisions=tmp_path / "made.xlsx")
    assert findings == ()
    assert [each.code for each in found.candidates if each.decision and each.decision.differs] == ["b", "c"]


def test_what_is_wrong_with_decisions_is_told_at_its_place(tmp_path: Path) -> None:
    text = "kode,keputusan,alasan,oleh\nb,tidak,,Tim\nx,ya,,\na,mungkin,,\nb,ya,,\n"
    found, findings = decisions(tmp_path, text)
    assert sorted(told(findings)) == [
        ("D210", 3, 1),
        ("D212", 2, 9),
        ("D213", 4, 3),
        ("D214", 5, 3),
        ("D215", None, None),
    ]
    assert found["b"].decision is not None
    assert found["b"].decision.differs
    assert found["a"].decision is None
    assert "1 are chosen, and there are 2 places" in message(findings[-1])


def test_decisions_on_no_candidate_and_without_their_column(tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    path.write_text("kode,keputusan,alasan\nd,tidak,\n", encoding="utf-8")
    assert told(chosen(STEADY, 1, codes=("a", "b"), decisions=path)[1]) == [("D216", 2, 1)]
    path.write_text("kode,alasan\na,x\n", encoding="utf-8")
    findings = chosen(STEADY, 1, decisions=path)[1]
    assert [(finding.code, finding.params["column"]) for finding in findings] == [("D219", "keputusan")]
