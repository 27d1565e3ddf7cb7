"""The files of a new project, as bytes by path: nothing is written here."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from readiness import __version__
from readiness.resources import bundled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.data.units import Unit
    from readiness.framework.model import Framework

EDITOR_LINE = "# yaml-language-server: $schema=../schema/framework.schema.json"
SCHEMAS = ("framework.schema.json", "project.schema.json")
CI = {"github": ".github/workflows/readiness.yml", "gitlab": ".gitlab-ci.yml"}
EXAMPLE = "data/contoh.csv"
EXAMPLE_UNITS = 5

_PROJECT = """\
# yaml-language-server: $schema=schema/project.schema.json
schema: readiness/project/1
lang: id
framework: criteria/{name}.yaml
data: [{example}]        # data simulasi; ganti dengan [data.xlsx] setelah diisi
results: reports/results.json
report: {{dir: reports/site, format: [html], lang: [id, en]}}
gate:                     # syarat atas hasil untuk CI: readiness gate
  default: {{max_drop: 1}}  # indeks daerah mana pun turun paling banyak 1 poin
"""

_IGNORED = "reports/site/\n~$*\n.readiness*\n"


def files(name: str, framework: Framework, units: Sequence[Unit], ci: str) -> dict[PurePosixPath, bytes]:
    """Every file of the project. ``name`` is the bundled framework's id, ``ci`` a key of ``CI`` or ``none``."""
    from readiness.cli.example_data import example_csv
    from readiness.data.registry import load_registry
    from readiness.layout import layout_of
    from readiness.survey.forms.workbook import workbook
    from readiness.survey.questions import questionnaire

    asked = questionnaire(framework, "desk", layout_of(framework, load_registry().columns), results=True)

    made = {
        "readiness.yaml": _PROJECT.format(name=name, example=EXAMPLE).encode(),
        f"criteria/{name}.yaml": _criteria(name),
        EXAMPLE: example_csv(framework, units[:EXAMPLE_UNITS]).encode(),
        "data.xlsx": workbook(asked, units)["form.xlsx"],
        ".gitignore": _IGNORED.encode(),
        **{f"schema/{schema}": bundled("schema", schema).read_bytes() for schema in SCHEMAS},
    }
    if ci in CI:
        template = (Path(__file__).parent / "ci" / f"{ci}.yml").read_text(encoding="utf-8")
        made[CI[ci]] = template.replace("@VERSION@", __version__).encode()
    return {PurePosixPath(path): content for path, content in made.items()}


def _criteria(name: str) -> bytes:
    """The bundled file as it is, with the line that tells an editor its schema."""
    content = bundled("criteria", f"{name}.yaml").read_bytes()
    return content if content.startswith(EDITOR_LINE.encode()) else f"{EDITOR_LINE}\n".encode() + content
