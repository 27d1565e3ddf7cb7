"""What ``readiness.yaml`` may say: its keys, their types and what each is for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from readiness.cli.project_gate import Gate
from readiness.cli.project_select import Select

Wave = Annotated[
    str,
    BeforeValidator(lambda value: str(value) if type(value) is int else value),
    WithJsonSchema({"type": ["string", "integer"]}),
]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


Form = Literal["html", "md", "xlsx", "pdf", "docx"]


class Report(_Model):
    """Where the pages go, and which."""

    dir: Annotated[str, Field(description="folder of the report")] = "reports/site"
    format: Annotated[list[Form], Field(description="forms of the report")] = ["html"]
    lang: Annotated[list[Literal["id", "en"]], Field(description="languages of the pages")] = ["id", "en"]
    map: Annotated[
        str | None, Field(min_length=1, description="boundaries for the map (GeoJSON, TopoJSON): FILE or FILE#PROPERTY")
    ] = None


_Path = Annotated[str, Field(min_length=1)]


class ProjectFile(_Model):
    """What a command takes where nothing is said. Paths are relative to the file."""

    schema_: Annotated[Literal["readiness/project/1"], Field(alias="schema", description="rules of this file")]
    framework: Annotated[_Path, Field(description="id of a bundled framework, or path of a criteria file (.yaml)")]
    data: Annotated[list[_Path], Field(description="files and folders of data (CSV, XLSX)")] = []
    wave: Annotated[Wave | None, Field(description="the wave to score; without it, every wave")] = None
    lang: Annotated[Literal["id", "en"] | None, Field(description="language of output and findings")] = None
    results: Annotated[_Path, Field(description="where score writes, and report and compare read")] = (
        "reports/results.json"
    )
    report: Annotated[Report, Field(description="the pages")] = Report()
    baseline: Annotated[_Path | None, Field(description="results to compare with (gate, report)")] = None
    gate: Annotated[Gate, Field(description="what gate demands")] = Gate()
    select: Annotated[Select, Field(description="what select chooses")] = Select()
