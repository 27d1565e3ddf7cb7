"""``readiness form``: the questionnaire of a framework."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options, outputs, show_findings
from readiness.cli.session import Session, coloured
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.data.units import Unit
    from readiness.framework.model import Framework
    from readiness.survey.questions import Part, Questionnaire

SUFFIXES = {"xlsform": "xlsx", "xlsx": "xlsx", "csv": "csv", "md": "md"}  # what can be made, and its files
LAYOUTS = {"xlsform": (), "xlsx": ("rows", "sheets"), "csv": ("rows", "long"), "md": ()}
MAIN = "form"


def form(
    ctx: typer.Context,
    *,
    framework: options.Framework = None,
    to: Annotated[str, typer.Option("--to", metavar="xlsform|xlsx|csv|md")],
    part: Annotated[str | None, typer.Option("--part", metavar="survey|desk")] = None,
    units: Annotated[list[str] | None, typer.Option("--units", metavar="FILTER")] = None,
    layout: Annotated[str | None, typer.Option("--layout", metavar="rows|sheets|long")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="PATH|DIR")] = None,
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    options.language(lang)
    session: Session = ctx.obj
    kind = options.choice("--to", to, SUFFIXES)
    chosen = _layout(kind, layout)
    path = _main_path(kind, output)
    model = _framework(session, framework)
    if model is None:
        session.hint("form.nothing")
        return 3
    asked = _asked(model, kind, part)
    if asked.part == "survey" and chosen in ("sheets", "long"):
        raise MisuseError("form_layout_survey", layout=chosen)
    files = _files(asked, _units(asked, kind, chosen, units or []), kind, chosen, session.lang)
    _write({_target(path, name): content for name, content in files.items()}, session)
    if kind == "xlsform" and len(files) > 1:
        session.hint("form.upload", form=path, units=next(_target(path, name) for name in files if name != "form.xlsx"))
    return 0


def _layout(kind: str, layout: str | None) -> str:
    known = LAYOUTS[kind]
    if layout is not None and not known:
        raise MisuseError("form_layout", kind=kind)
    return options.choice("--layout", layout or "rows", known) if known else "rows"


def _main_path(kind: str, output: Path | None) -> Path:
    """The form itself: a file, one inside the folder named, or stdout for what is text. Raises MisuseError."""
    suffix = SUFFIXES[kind]
    if output is None or output == options.STDOUT:
        if suffix == "xlsx":
            raise MisuseError("form_output", kind=kind)
        return options.STDOUT
    if output.is_dir() or not output.suffix:
        return output / f"{MAIN}.{suffix}"
    options.suffix(output, (suffix,))
    return output


def _target(path: Path, name: str) -> Path:
    """Where a file of the form goes: what is not the form itself stands beside it, under its own name."""
    return path if name.startswith(f"{MAIN}.") else path.with_name(name)


def _framework(session: Session, name: str | None) -> Framework | None:
    """The framework named, or the project's; None after telling its mistakes. Raises MisuseError."""
    from readiness.asked import load_framework
    from readiness.resources import framework_ids

    project = session.project if name is None else None
    name = name or (project.framework if project else None)
    if name is None:
        raise MisuseError("no_framework", known=framework_ids())
    loaded = load_framework(name)
    if loaded.framework is None:
        told = show_findings.talk(tuple(loaded.findings), session, colour=coloured(sys.stderr))
        session.tell(told)
    return loaded.framework


def _asked(framework: Framework, kind: str, part: str | None) -> Questionnaire:
    """The questions of the part that is wanted, or that this kind of form is mostly for. Raises MisuseError."""
    from readiness.data.registry import load_registry
    from readiness.layout import layout_of
    from readiness.survey.questions import PARTS, parts_of, questionnaire

    known = parts_of(framework)
    usual: Part = "survey" if kind in ("xlsform", "md") else "desk"
    wanted = options.choice("--part", part, PARTS) if part else usual if usual in known else known[0]
    if wanted not in known:
        raise MisuseError(f"form_no_{wanted}", framework=framework.id)
    return questionnaire(framework, wanted, layout_of(framework, load_registry().columns))


def _units(asked: Questionnaire, kind: str, layout: str, filters: list[str]) -> list[Unit]:
    """The units that the form is for. Raises MisuseError where it has no place for them, or needs some."""
    from readiness.cli.unit_filter import chosen_units

    if filters and (kind == "md" or (asked.part == "survey" and kind != "xlsform")):
        raise MisuseError("form_units")
    found = chosen_units(asked.framework, filters)
    if not found and layout in ("sheets", "long"):
        raise MisuseError("form_needs_units", layout=layout)
    return found


def _files(asked: Questionnaire, units: list[Unit], kind: str, layout: str, lang: str) -> dict[str, bytes]:
    from readiness.survey.forms.paper import paper
    from readiness.survey.forms.table import table
    from readiness.survey.forms.workbook import workbook
    from readiness.survey.forms.xlsform import xlsform

    match kind:
        case "xlsform":
            return xlsform(asked, units)
        case "xlsx":
            return workbook(asked, units, lang, "sheets" if layout == "sheets" else "rows")
        case "csv":
            return table(asked, units, lang, long=layout == "long")
        case _:
            return paper(asked, lang)


def _write(files: Mapping[Path, bytes], session: Session) -> None:
    """Write all or none. What is there may hold answers already, so it is never replaced by anything else."""
    from readiness.files import CannotWriteError, reason_of

    there = [path for path, content in files.items() if path != options.STDOUT and _differs(path, content)]
    if there:
        raise MisuseError("exists", paths=", ".join(path.as_posix() for path in there))
    for path in files:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWriteError(path, reason_of(error), str(path.parent)) from error
    outputs.write(files, session)


def _differs(path: Path, content: bytes) -> bool:
    """Whether something else stands there; what cannot be written at all is for the writer to tell."""
    if not path.is_file() or path.is_symlink():
        return False
    return path.read_bytes() != content
