"""The committed samples are what this code makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import golden


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    golden.make(out)
    return out


def test_samples_are_up_to_date(made: Path) -> None:
    names = {path.relative_to(made) for path in made.rglob("*") if path.is_file()}
    kept = {path.relative_to(golden.SAMPLE) for path in golden.SAMPLE.rglob("*") if path.is_file()}
    assert names == kept, "run `make golden` and look at the diff"
    changed = [str(n) for n in sorted(names) if (made / n).read_bytes() != (golden.SAMPLE / n).read_bytes()]
    assert not changed, f"{changed} differ from the committed samples: run `make golden` and look at the diff"


def test_simulated_pages_say_so(made: Path) -> None:
    pages = sorted((made / "smart-city" / "id").glob("*.html"))
    assert pages
    assert all("SIMULASI" in page.read_text(encoding="utf-8") for page in pages)
    english = sorted((made / "smart-city" / "en").glob("*.html"))
    assert all("SIMULATED" in page.read_text(encoding="utf-8") for page in english)
