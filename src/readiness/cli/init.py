"""``readiness init``: a project that works at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options
from readiness.cli.session import Session
from readiness.findings import nearest
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.data.units import Unit
    from readiness.framework.model import Framework

CI = ("github", "gitlab", "none")
DEFAULT = "smart-city"


def init(
    ctx: typer.Context,
    *,
    dir_: Annotated[Path, typer.Argument(metavar="DIR")] = Path(),
    framework: Annotated[str, typer.Option("--framework", "-F", metavar="ID")] = DEFAULT,
    units: Annotated[list[str] | None, typer.Option("--units", metavar="FILTER")] = None,
    ci: Annotated[str, typer.Option("--ci", metavar="github|gitlab|none")] = "github",
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    from readiness.cli.scaffold import files
    from readiness.files import write_all

    options.language(lang)
    session: Session = ctx.obj
    chosen_ci = options.choice("--ci", ci, CI)
    model = _framework(framework)
    content = files(framework, model, _units(model, units or []), chosen_ci)
    targets = {dir_ / path: data for path, data in content.items()}
    there = [path for path in targets if path.exists() or path.is_symlink()]
    if there:
        raise MisuseError("exists", paths=", ".join(path.as_posix() for path in there))
    _folders(targets)
    write_all(targets)
    _tell(dir_, list(targets), session)
    return 0


def _framework(name: str) -> Framework:
    """A bundled framework, by id. Raises MisuseError."""
    from readiness.framework.load import load
    from readiness.resources import bundled, framework_ids

    if name not in framework_ids():
        raise MisuseError("framework", name=name, nearest=nearest(name, framework_ids()), known=framework_ids())
    framework = load(bundled("criteria", f"{name}.yaml")).framework
    assert framework is not None, f"the bundled framework {name} is broken"
    return framework


def _units(framework: Framework, filters: Sequence[str]) -> list[Unit]:
    """The units that the filters choose; of ``units: any`` without any, three to fill in. Raises MisuseError."""
    from readiness.cli.unit_filter import chosen_units
    from readiness.data.units import Unit

    examples = [Unit(f"A{number}", f"Contoh {number}") for number in (1, 2, 3)] if framework.units == "any" else []
    return chosen_units(framework, filters) or examples


def _folders(targets: dict[Path, bytes]) -> None:
    from readiness.files import CannotWriteError, reason_of

    for path in targets:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWriteError(path, reason_of(error), str(path.parent)) from error


def _tell(folder: Path, made: list[Path], session: Session) -> None:
    session.out(session.say("init.done", dir=folder.as_posix()))
    session.out("\n".join(f"  {session.safe(path.as_posix())}" for path in made))
    session.out(session.say("init.simulated"))
    session.out(session.say("init.next"))
    if folder != Path():
        session.out(f"  cd {session.safe(folder.as_posix())}")
    session.out("  readiness validate\n  readiness score\n  readiness report")
