"""A small framework, files of answers, and their reduction: what the tests of the reduction share."""

from __future__ import annotations

from pathlib import Path

from readiness.data.registry import load_registry
from readiness.framework.load import loads
from readiness.framework.model import Framework
from readiness.layout import layout_of
from readiness.survey.engines.duckdb import engine
from readiness.survey.questions import questionnaire
from readiness.survey.records import Reduction
from readiness.survey.reduce import Request, counted, reduced

HEAD = """schema: readiness/framework/1
id: coba
version: "1"
label: Coba
units: {units}
bands: [{{id: rendah, from: 0, label: Rendah}}]
criteria:
  - id: layanan
    label: Layanan
    criteria:
"""
WORDS = "{1: Sangat tidak setuju, 2: Tidak setuju, 3: Netral, 4: Setuju, 5: Sangat setuju}"


def indicator(name: str, *keys: str) -> str:
    """One survey indicator in YAML; answers 1 to 5 where nothing else is said."""
    lines = [*keys] if any(key.startswith(("answers", "worst")) for key in keys) else [*keys, f"answers: {WORDS}"]
    body = "".join(f"        {line}\n" for line in lines)
    return f"      - id: {name}\n        label: {name}\n        measure: survey\n{body}"


def framework(*indicators: str, units: str = "any") -> Framework:
    """A framework of these indicators."""
    loaded = loads((HEAD.format(units=units) + "".join(indicators)).encode(), "coba.yaml")
    assert loaded.framework is not None, [(f.place, f.code, dict(f.params)) for f in loaded.findings]
    return loaded.framework


def request(model: Framework, *paths: Path, **options: object) -> Request:
    """A request as the command line makes it."""
    registry = load_registry()
    asked = questionnaire(model, "survey", layout_of(model, registry.columns))
    known = registry if model.units != "any" else None
    return Request(model, "0" * 64, asked, list(paths), known, **options)  # type: ignore[arg-type]


def reduce(model: Framework, *paths: Path, **options: object) -> Reduction:
    """Reduce files with DuckDB."""
    asked = request(model, *paths, **options)
    return reduced(asked, counted(asked, engine))


def written(path: Path, text: str) -> Path:
    """A file of this text, line ends as they are."""
    path.write_bytes(text.encode())
    return path


def values(reduction: Reduction) -> dict[tuple[str, str], float]:
    """Figures by unit and indicator."""
    return {(figure.code, figure.indicator): figure.estimate.value for figure in reduction.figures}
