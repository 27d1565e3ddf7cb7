"""What ``readiness reduce`` writes: values with their log, and what the manifest beside them tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli import options

if TYPE_CHECKING:
    from readiness.cli.manifest import Origin
    from readiness.framework.load import Loaded
    from readiness.survey.records import Reduction


def spare(path: Path) -> None:
    """Refuse a file that is not ours; a table of values is, whatever columns follow the first. Raises
    CannotWriteError."""
    from readiness.marks import spare_others
    from readiness.survey.values import COLUMNS

    first = ""
    if path.is_file():
        with path.open(encoding="utf-8", errors="replace") as file:
            first = file.readline(1000)
    spare_others(path, first.encode() if first.startswith(",".join(COLUMNS)) else b"")


def origin_of(loaded: Loaded, name: str, read: Sequence[Path]) -> Origin:
    """What the values rest on: every file of responses, or the partial tables, and the questions of the framework."""
    from readiness.asked import criteria_of
    from readiness.cli.manifest import Origin
    from readiness.results.records import FrameworkRef
    from readiness.survey.opening import gather

    framework = loaded.framework
    assert framework is not None
    used = FrameworkRef(framework.id, framework.version, loaded.sha256, framework.snapshot())
    return Origin(read=gather(read)[0], framework=criteria_of(name), used=used, scored=False)


def contents(reduction: Reduction, plan: Mapping[Path, str]) -> dict[Path, bytes]:
    """What ``-o`` names, and the log beside each file."""
    from readiness.survey.log import log_json
    from readiness.survey.values import values_csv, values_json

    files: dict[Path, bytes] = {}
    for path, form in plan.items():
        synthetic = reduction.log.synthetic
        files[path] = (values_csv if form == "csv" else values_json)(reduction.figures, synthetic=synthetic)
        if path != options.STDOUT:
            files[path.with_name(f"{path.stem}.log.json")] = log_json(reduction)
    return files
