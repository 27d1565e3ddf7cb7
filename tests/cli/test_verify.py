"""verify and freeze: what was published is unchanged, comes out again, and was signed by whom it says."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest

from readiness.checks.frozen import read_frozen
from readiness.resources import bundled
from readiness.results.document import DocumentError
from readiness.results.manifest import dumps, json_schema, loads, meaning
from tests.cli.conftest import FRAMEWORK, Run
from tests.cli.test_reduce import ANSWERS
from tests.cli.test_reduce import FRAMEWORK as QUESTIONS
from tests.report.browsing import unavailable


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for name in ("SOURCE_DATE_EPOCH", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def published(run: Run, folder: Path) -> Path:
    assert run("score", "d.csv", "-F", "k.yaml", "-o", "r.json", "-o", "r.csv").code == 0
    return folder / "r.manifest.json"


def test_the_manifest_is_an_in_toto_statement(published: Path) -> None:
    document = json.loads(published.read_text(encoding="utf-8"))
    jsonschema.validate(document, json_schema())
    assert document["_type"] == "https://in-toto.io/Statement/v1"
    assert [subject["name"] for subject in document["subject"]] == ["r.csv", "r.json"]
    made = document["predicate"]
    assert (made["framework"]["path"], made["folder"]) == ("k.yaml", ".")
    assert [(each["path"], each["rows"], each["used"], each["refused"]) for each in made["inputs"]] == [
        ("d.csv", 3, 3, 0)
    ]
    digest = json.loads((published.parent / "r.json").read_text(encoding="utf-8"))["digest"]
    assert made["results"] == [{"digest": digest, "wave": None}]


def test_the_schema_is_published() -> None:
    assert json.loads(bundled("schema", "manifest.schema.json").read_text(encoding="utf-8")) == json_schema()


def test_rows_refused_are_counted(run: Run, folder: Path) -> None:
    (folder / "d.csv").write_text("code,name,desa_4g,pusat_data,perda\nA1,Satu,80,2,ya\nA2,Dua,abc,1,tidak\n", "utf-8")
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    (read,) = loads((folder / "r.manifest.json").read_text(encoding="utf-8")).predicate.inputs
    assert (read.rows, read.used, read.refused) == (2, 1, 1)


def test_unchanged_and_the_same_again(run: Run, published: Path) -> None:
    ran = run("verify", "r.manifest.json", "--lang", "en")
    assert ran.code == 0, ran.out
    assert "4 of 4 files are as they were" in ran.out
    assert "made again from the inputs: 2 files, the same to the byte" in ran.out
    assert "not signed" in ran.out


def test_from_another_folder_and_with_other_variables(
    run: Run, published: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    monkeypatch.setenv("READINESS_WAVE", "1999")
    assert run("verify", str(published)).code == 0
    assert os.environ["READINESS_WAVE"] == "1999"


def test_a_changed_output_is_named_with_the_first_difference(run: Run, published: Path) -> None:
    file = published.parent / "r.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    document["units"][1]["nodes"]["perda"]["score"] = 99.0
    file.write_text(json.dumps(document), encoding="utf-8")
    ran = run("verify", "r.manifest.json", "--lang", "en")
    assert ran.code == 1
    assert "CHANGED: output r.json" in ran.out
    assert (
        "made again from the inputs: 2 files" in ran.out
    )  # the inputs give what the manifest says: the file was changed


def test_forged_with_its_manifest_it_still_does_not_come_out(run: Run, published: Path) -> None:
    """Whoever edits a result and makes the manifest fit is caught by making it again, which names the indicator."""
    from dataclasses import replace

    from readiness.results.manifest import Digest, Subject, sha256

    file = published.parent / "r.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    document["units"][1]["nodes"]["perda"]["score"] = 99.0
    file.write_text(json.dumps(document), encoding="utf-8")
    old = loads(published.read_text(encoding="utf-8"))
    subjects = [
        Subject("r.json", Digest(sha256(file.read_bytes()))) if each.name == "r.json" else each for each in old.subject
    ]
    published.write_text(dumps(replace(old, subject=tuple(subjects))), encoding="utf-8")
    ran = run("verify", "r.manifest.json", "--lang", "en")
    assert ran.code == 1
    assert "COMES OUT OTHERWISE: r.json" in ran.out
    assert "first difference: Dua (A2) · perda · score: recorded 99.0, now 0.0" in ran.out


@pytest.mark.parametrize("name", ["d.csv", "k.yaml"])
def test_changed_inputs_are_named_and_nothing_is_run(run: Run, published: Path, name: str) -> None:
    file = published.parent / name
    file.write_bytes(file.read_bytes() + b"\n")
    ran = run("verify", "r.manifest.json", "--lang", "en")
    assert ran.code == 1 and f" {name}" in ran.out and "not made again" in ran.out
    file.unlink()
    assert "MISSING" in run("verify", "r.manifest.json", "--lang", "en").out


def test_single_byte_edits_are_all_found_and_named(run: Run, published: Path) -> None:
    chance = random.Random(4)
    names = ["d.csv", "k.yaml", "r.json", "r.csv", "r.manifest.json"]
    contents = {name: (published.parent / name).read_bytes() for name in names}
    for _ in range(1000):
        name = chance.choice(names)
        edited = bytearray(contents[name])
        at = chance.randrange(len(edited))
        edited[at] = (edited[at] + chance.randrange(1, 256)) % 256
        (published.parent / name).write_bytes(edited)
        ran = run("verify", "r.manifest.json", "--hashes-only")
        assert ran.code == 1 and name in ran.out, (name, at)
        (published.parent / name).write_bytes(contents[name])
    assert run("verify", "r.manifest.json", "--hashes-only").code == 0


def test_the_chain_and_what_says_the_same(run: Run, published: Path, folder: Path) -> None:
    first = published.read_bytes()
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json", "-o", "r.csv")
    assert published.read_bytes() == first
    (folder / "d.csv").write_bytes((folder / "d.csv").read_bytes().replace(b"80", b"81"))
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json", "-o", "r.csv")
    from readiness.results.manifest import sha256

    assert loads(published.read_text(encoding="utf-8")).predicate.previous == sha256(first)
    assert run("verify", "r.manifest.json").code == 0


def test_a_selection_has_a_manifest_of_its_own(run: Run, published: Path) -> None:
    run("select", "r.json", "--top", "2", "--draws", "200", "-o", "s.json", "-o", "s.csv")
    ran = run("verify", "s.manifest.json", "--lang", "en")
    assert ran.code == 0, ran.out
    assert [
        each.path for each in loads((published.parent / "s.manifest.json").read_text("utf-8")).predicate.inputs
    ] == ["r.json"]


def survey(folder: Path) -> None:
    """A framework that asks, and its answers."""
    (folder / "survey.yaml").write_text(QUESTIONS, encoding="utf-8")
    (folder / "a.csv").write_text(ANSWERS, encoding="utf-8")


def test_from_the_answers_to_the_results(run: Run, folder: Path) -> None:
    survey(folder)
    assert run("reduce", "a.csv", "-F", "survey.yaml", "--min-n", "1", "-o", "v.csv").code in (0, 3)
    found = loads((folder / "v.manifest.json").read_text(encoding="utf-8"))
    assert [each.name for each in found.subject] == ["v.csv", "v.log.json"]
    assert [each.path for each in found.predicate.inputs] == ["a.csv"]
    assert found.predicate.framework is not None and found.predicate.framework.path == "survey.yaml"
    assert run("verify", "v.manifest.json").code == 0
    (folder / "a.csv").write_text(ANSWERS.replace("16.07,Siti,4,5", "16.07,Siti,4,4"), encoding="utf-8")
    ran = run("verify", "v.manifest.json")
    assert ran.code == 1 and "a.csv" in ran.out


def test_another_engine_is_not_started_by_a_manifest(run: Run, published: Path, folder: Path) -> None:
    survey(folder)
    _forged(published, command=("reduce", "a.csv", "-F", "survey.yaml", "-o", "v.csv", "--engine", "spark"))
    ran = run("verify", "r.manifest.json", "--lang", "en")
    assert ran.code == 1 and "does not choose the engine 'spark'" in ran.out


def test_a_plan_has_a_manifest_of_its_own(run: Run, published: Path, folder: Path) -> None:
    assert run("improve", "A2", "-r", "r.json", "--target", "60", "-o", "i.json", "-o", "i.md").code == 0
    found = loads((folder / "i.manifest.json").read_text(encoding="utf-8"))
    assert [each.path for each in found.predicate.inputs] == ["r.json"]
    assert run("verify", "i.manifest.json").code == 0


def test_waves_and_the_project_file(run: Run, folder: Path) -> None:
    (folder / "readiness.yaml").write_text(
        "schema: readiness/project/1\nframework: k.yaml\ndata: [w.csv]\nresults: out/r.json\n", encoding="utf-8"
    )
    assert run("score").code == 0
    manifest = folder / "out" / "r-2021.manifest.json"
    found = loads(manifest.read_text(encoding="utf-8"))
    assert [each.wave for each in found.predicate.results] == ["2021", "2022"]
    assert "../readiness.yaml" in [each.path for each in found.predicate.inputs]
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in (folder / "out").iterdir()}
    assert run("verify", str(manifest)).code == 0
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in (folder / "out").iterdir()} == before


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"_type": "https://in-toto.io/Statement/v1"}', "\ufeff{}"])
def test_what_is_no_manifest(run: Run, folder: Path, text: str) -> None:
    (folder / "m.json").write_text(text, encoding="utf-8")
    ran = run("verify", "m.json")
    assert ran.code == 1 and "m.json" in ran.out
    with pytest.raises(DocumentError):
        loads(text)
    assert run("verify", "none.json").code == 2


def test_a_signature_is_checked_with_the_tool_that_makes_it(run: Run, published: Path, folder: Path) -> None:
    if shutil.which("ssh-keygen") is None:
        unavailable("ssh-keygen is not installed")
    for name in ("key", "other"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-n", "readiness", "-f", "key", "r.manifest.json"], cwd=folder, check=True
    )
    assert "not checked" in run("verify", "r.manifest.json", "--lang", "en").out
    good = run("verify", "r.manifest.json", "--key", "key.pub", "--lang", "en")
    assert good.code == 0 and "good" in good.out
    bad = run("verify", "r.manifest.json", "--key", "other.pub", "--lang", "en")
    assert bad.code == 1 and "FORGED" in bad.out
    (folder / "allowed").write_text("penilai@example.id " + (folder / "key.pub").read_text(encoding="utf-8"), "utf-8")
    assert run("verify", "r.manifest.json", "--key", "allowed").code == 0
    (folder / "r.manifest.json.sig").unlink()
    assert run("verify", "r.manifest.json", "--key", "key.pub").code == 2


def test_a_signature_of_minisign_is_checked(run: Run, published: Path, folder: Path) -> None:
    if shutil.which("minisign") is None:
        unavailable("minisign is not installed")
    for name in ("key", "other"):
        subprocess.run(["minisign", "-G", "-W", "-p", f"{name}.pub", "-s", f"{name}.sec"], cwd=folder, check=True)
    subprocess.run(["minisign", "-S", "-s", "key.sec", "-m", "r.manifest.json"], cwd=folder, check=True)
    good = run("verify", "r.manifest.json", "--key", "key.pub", "--lang", "en")
    assert good.code == 0 and "good" in good.out
    bad = run("verify", "r.manifest.json", "--key", "other.pub", "--lang", "en")
    assert bad.code == 1 and "FORGED" in bad.out
    signature = folder / "r.manifest.json.minisig"
    signature.write_text(signature.read_text(encoding="utf-8").replace("timestamp", "timestomp"), encoding="utf-8")
    assert run("verify", "r.manifest.json", "--key", "key.pub").code == 1


def test_freeze_publishes_the_meaning(run: Run, folder: Path) -> None:
    ran = run("freeze", "-F", "k.yaml", "--lang", "en")
    assert ran.code == 0 and "is frozen: sha256" in ran.out
    frozen = folder / "k.frozen.json"
    first = frozen.read_bytes()
    (folder / "k.yaml").write_text("# only a comment\n" + FRAMEWORK, encoding="utf-8")
    assert run("freeze", "-F", "k.yaml").code == 0 and frozen.read_bytes() == first
    assert "C139" not in run("score", "d.csv", "-F", "k.yaml", "--lang", "en").err
    (folder / "k.yaml").write_text(FRAMEWORK.replace("from: 50", "from: 60"), encoding="utf-8")
    ran = run("score", "d.csv", "-F", "k.yaml", "--lang", "en")
    assert ran.code == 0 and "C139" in ran.err
    assert run("freeze", "-F", "k.yaml").code == 1 and frozen.read_bytes() == first
    assert run("freeze", "-F", "k.yaml", "--again").code == 0
    from readiness.results.manifest import sha256

    assert read_frozen(frozen).predicate.previous == sha256(first)
    assert "C139" not in run("score", "d.csv", "-F", "k.yaml").err
    frozen.write_bytes(first[:-3])
    assert "C140" in run("score", "d.csv", "-F", "k.yaml").err


def test_a_framework_of_the_tool_is_frozen_here(run: Run, folder: Path) -> None:
    assert run("freeze", "-F", "smart-city").code == 0
    found = read_frozen(folder / "smart-city.frozen.json")
    assert found.subject == () and found.predicate.framework is not None
    assert found.predicate.framework.path is None
    assert run("verify", "smart-city.frozen.json").code == 0
    assert meaning({"a": 1.0}) == meaning({"a": 1.0}) != meaning({"a": 2.0})


def _forged(path: Path, **edits: object) -> None:
    """A manifest that fits itself, as anyone can write one."""
    from dataclasses import replace

    old = loads(path.read_text(encoding="utf-8"))
    subject = edits.pop("subject", old.subject)
    path.write_text(dumps(replace(old, subject=subject, predicate=replace(old.predicate, **edits))), encoding="utf-8")


def _all_files(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    "command",
    [
        ("init", "victim", "--framework", "smart-city"),
        ("--lang", "en", "init", "victim"),
        ("freeze", "-F", "k.yaml", "-o", "victim.json"),
        ("form", "-F", "k.yaml", "-o", "victim.csv"),
        ("gate", "r.json", "--min-index", "1", "-o", "victim.txt"),
        ("validate", "d.csv", "-F", "k.yaml", "-o", "victim.json"),
        ("compare", "r.json", "r.json", "-o", "victim.md"),
        ("weights", "-F", "k.yaml", "-o", "victim.csv"),
        ("verify", "r.manifest.json"),
        ("completion", "bash"),
    ],
)
def test_a_manifest_runs_no_command_that_writes_where_it_says(
    run: Run, published: Path, folder: Path, command: tuple[str, ...]
) -> None:
    _forged(published, command=command)
    before = _all_files(folder)
    ran = run("verify", "r.manifest.json", "--lang", "en")
    assert ran.code == 1 and "made nothing again (exit 2)" in ran.out and "not run again" in ran.out
    assert _all_files(folder) == before and not (folder / "victim").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("score", "d.csv", "-F", "k.yaml", "-o", "r.json", "-o", "r.csv", "--trace", "victim", "--force"),
        ("score", "d.csv", "-F", "k.yaml", "-o", "r.json", "-o", "../victim.csv", "--force"),
        ("report", "d.csv", "-F", "k.yaml", "-o", "../victim"),
        ("select", "r.json", "--top", "1", "--draws", "50", "-o", "d.csv", "--force"),
        ("improve", "A1", "-r", "r.json", "--target", "90", "-o", "../victim.json"),
        ("reduce", "a.csv", "-F", "survey.yaml", "-o", "victim.csv", "--partial", "victim.json"),
        ("reduce", "a.csv", "-F", "survey.yaml", "--write-mapping", "victim.yaml"),
        (
            "reduce",
            "a.csv",
            "-F",
            "survey.yaml",
            "-o",
            "victim.csv",
            "--engine",
            "spark",
            "--spark-master",
            "spark://x",
        ),
    ],
)
def test_what_is_run_again_writes_nowhere_else(
    run: Run, published: Path, folder: Path, command: tuple[str, ...]
) -> None:
    survey(folder)
    _forged(published, command=command)
    before = _all_files(folder.parent)
    run("verify", "r.manifest.json")
    assert _all_files(folder.parent) == before
    assert not (folder / "victim").exists() and not (folder.parent / "victim").exists()


def test_a_project_that_is_run_again_makes_no_folder(run: Run, project: Path) -> None:
    assert run("score").code == 0
    text = (project / "readiness.yaml").read_text(encoding="utf-8")
    (project / "readiness.yaml").write_text(text + "results: ../victim/r.json\n", encoding="utf-8")
    manifest = project / "reports" / "results.manifest.json"
    old = loads(manifest.read_text(encoding="utf-8"))
    _forged(manifest, inputs=tuple(each for each in old.predicate.inputs if "readiness.yaml" not in each.path))
    assert run("verify", str(manifest)).code == 1
    assert not (project.parent / "victim").exists()


@pytest.mark.skipif(os.name == "nt", reason="a program as a script of POSIX")
@pytest.mark.parametrize("way", ["option", "variable"])
def test_a_manifest_starts_no_program_and_sets_no_other_variable(
    run: Run, published: Path, folder: Path, way: str
) -> None:
    program = folder / "program"
    program.write_text(f"#!/bin/sh\ntouch {folder}/started\n", encoding="utf-8")
    program.chmod(0o755)
    named = ("--browser", str(program)) if way == "option" else ()
    report = ("report", "d.csv", "-F", "k.yaml", "--format", "md", *named)
    pdf = ("report", "d.csv", "-F", "k.yaml", "--format", "pdf", *named)
    step = {"READINESS_BROWSER": str(program), "GITHUB_STEP_SUMMARY": str(folder / "step.md"), "PATH": str(folder)}
    for command in (report, pdf) if way == "option" else (report,):
        _forged(published, command=command, environment={} if way == "option" else step)
        ran = run("verify", "r.manifest.json", "--lang", "en")
        assert ran.code == 1
        assert ("does not choose the program" in ran.out) == (way == "option")
    assert not (folder / "started").exists() and not (folder / "step.md").exists()


@pytest.mark.parametrize("name", ["absolute", "climbing", "nul"])
def test_an_edited_output_is_not_its_own_proof(run: Run, published: Path, folder: Path, name: str) -> None:
    """A name that leads to the published file from anywhere must not count as made again."""
    from readiness.results.manifest import Digest, Subject, sha256

    file = folder / "r.json"
    file.write_bytes(file.read_bytes().replace(b'"Satu"', b'"Situ"'))
    climbing = "../" * 40 + file.as_posix().lstrip("/")
    said = {"absolute": file.as_posix(), "climbing": climbing, "nul": "r.json\0"}[name]
    _forged(published, subject=(Subject(said, Digest(sha256(file.read_bytes()))),))
    ran = run("verify", "r.manifest.json", "--lang", "en")
    assert ran.code == 1 and "the same to the byte" not in ran.out


def test_a_manifest_that_names_no_results_is_run_again_all_the_same(run: Run, published: Path, folder: Path) -> None:
    from readiness.results.manifest import Digest, Subject, sha256

    file = folder / "r.json"
    file.write_bytes(file.read_bytes().replace(b'"Satu"', b'"Situ"'))
    _forged(published, results=(), inputs=(), subject=(Subject("r.json", Digest(sha256(file.read_bytes()))),))
    assert run("verify", "r.manifest.json").code == 1
    _forged(published, command=("freeze",))  # saying so is not enough
    assert run("verify", "r.manifest.json").code == 1


@pytest.mark.parametrize("folder_said", ["gone", "nul\0"])
def test_a_folder_that_is_not_there_is_told(run: Run, published: Path, folder_said: str) -> None:
    _forged(published, folder=folder_said, lang="../../x")
    assert run("verify", "r.manifest.json").code == 2


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_through_a_link_to_the_folder(
    run: Run, published: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "link").symlink_to(published.parent)
    monkeypatch.chdir(elsewhere)
    assert run("verify", str(elsewhere / "link" / "r.manifest.json")).code == 0
    assert run("verify", "link/r.manifest.json").code == 0


def test_a_traced_run_comes_out_again(run: Run, folder: Path) -> None:
    assert run("score", "d.csv", "-F", "k.yaml", "-o", "t.json", "--trace", "t").code == 0
    shutil.rmtree(folder / "t")
    assert run("verify", "t.manifest.json").code == 0
    assert not (folder / "t").exists()


def test_a_selection_of_a_project_names_the_results(run: Run, project: Path) -> None:
    assert run("score").code == 0
    assert run("select", "--top", "2", "--draws", "200", "-o", "s.json").code == 0
    found = loads((project / "s.manifest.json").read_text(encoding="utf-8"))
    assert "reports/results.json" in [each.path for each in found.predicate.inputs]
    before = (project / "reports" / "results.json").read_bytes()
    assert run("select", "--top", "2", "-o", "reports/results.json").code == 2
    assert run("gate", "--min-index", "1", "-o", "reports/results.json").code == 2
    assert (project / "reports" / "results.json").read_bytes() == before


def test_a_manifest_that_is_not_ours_is_not_replaced(run: Run, folder: Path) -> None:
    """Web applications have a ``manifest.json`` too."""
    (folder / "www").mkdir()
    theirs = b'{"name": "Aplikasi kota", "icons": []}'
    (folder / "www" / "manifest.json").write_bytes(theirs)
    assert run("report", "d.csv", "-F", "k.yaml", "--format", "md", "-o", "www").code == 3
    assert (folder / "www" / "manifest.json").read_bytes() == theirs
    assert run("freeze", "-F", "k.yaml", "-o", "www/manifest.json", "--again").code == 3
    assert (folder / "www" / "manifest.json").read_bytes() == theirs
