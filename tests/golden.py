"""The sample reports: real and simulated results of a few regencies, as committed under ``reports/sample/``.

``make golden`` makes them again; look at the difference before you commit it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from readiness.cli.main import run
from readiness.report.folder import LIST

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "reports" / "sample"
SPBE = "data/spbe-bandar-lampung.csv"
SCREENED = ["--only", "16.07", "--only", "16.71"]
INDICATORS = ("indicator-literasi_digital", "indicator-i01")
CANDIDATES = ["--only", "16.07"]


def make(out: Path) -> None:
    """Make every sample under ``out``. Paths inside them are relative to the checkout, so they are stable."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        with tempfile.TemporaryDirectory() as work:
            screening, candidates = Path(work) / "screening.json", Path(work) / "smart-city.json"
            _run("score", "data/screening-public.csv", "-F", "screening", "-o", screening)
            _run("score", "data/smart-city-simulated", "-F", "smart-city", "-o", candidates)
            _run("score", SPBE, "-F", "spbe-2020", "-o", Path(work) / "spbe.json")
            waves = [Path(work) / f"spbe-{wave}.json" for wave in (2021, 2022, 2024)]
            _run("report", screening, "-o", out / "screening", "--format", "md", *SCREENED)
            _run("report", candidates, "-o", out / "smart-city", "--format", "html,md", *CANDIDATES)
            _run("report", *waves, "-o", out / "spbe", "--format", "html,md")
        for path in [path for path in out.rglob("*") if path.is_file()]:
            if path.name == LIST or path.name.endswith("manifest.json"):
                path.unlink()  # they hold digests of the bytes before places are made stable
            elif path.name.startswith("indicator-") and path.stem not in INDICATORS:
                path.unlink()  # a page an indicator is one kind of page: one of each framework is looked at
            else:
                text = path.read_bytes().replace(str(out).encode(), b"reports/sample")
                path.write_bytes(text.replace(work.encode(), b"reports"))
        _run("score", "data/screening-public.csv", "-F", "screening", "-o", out / "screening.csv", "--top", "25")
        (out / "screening.manifest.json").unlink()
    finally:
        os.chdir(before)


def _run(*argv: object) -> None:
    code = run([*map(str, argv), "--lang", "id,en" if argv[0] == "report" else "en"])
    if code:
        raise SystemExit(f"readiness {' '.join(map(str, argv))}: exit {code}")


if __name__ == "__main__":
    if SAMPLE.exists():
        shutil.rmtree(SAMPLE)
    SAMPLE.mkdir(parents=True)
    make(SAMPLE)
    print(f"made again: {SAMPLE.relative_to(ROOT)}", file=sys.stderr)
