"""The story of a verification: the files that a manifest names, as they are now, and results made again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from readiness.analysis.differing import Difference
    from readiness.results.manifest import Manifest

State = Literal["same", "changed", "missing"]
Role = Literal["output", "input", "framework"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that a manifest names, as it is now; ``path`` is as seen from the working folder."""

    role: Role
    path: Path
    state: State


def look(manifest: Manifest, base: Path) -> list[Seen]:
    """Every output, the framework and every input, by the digest of its bytes. ``base`` is the manifest's folder.

    A framework that comes with the tool is looked for there.
    """
    named: list[tuple[Role, str, str]] = [("output", each.name, each.digest.sha256) for each in manifest.subject]
    used = manifest.predicate.framework
    found = []
    if used is not None and used.path is not None:
        named.append(("framework", used.path, used.sha256))
    elif used is not None and manifest.predicate.inputs and (own := _bundled(used.id)) is not None:
        found.append(Seen("framework", own, _state(own, used.sha256)))
    named += [("input", each.path, each.sha256) for each in manifest.predicate.inputs]
    return [*(Seen(role, base / name, _state(base / name, sha)) for role, name, sha in named), *found]


def _bundled(name: str) -> Path | None:
    from readiness.resources import bundled, framework_ids

    return bundled("criteria", f"{name}.yaml") if name in framework_ids() else None


def _state(path: Path, sha256: str) -> State:
    from readiness.files import sha256_of

    try:
        if not path.is_file():  # a device or a pipe would be read without end
            return "missing"
        return "same" if sha256_of(path) == sha256 else "changed"
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return "missing"


def differs_at(then: bytes, now: bytes) -> Difference | None:
    """Where two results documents differ first; None where one of them is no results document, or nothing differs."""
    from readiness.analysis.differing import first_difference
    from readiness.results.document import DocumentError, loads

    try:
        return first_difference(loads(then.decode()), loads(now.decode()))
    except (DocumentError, UnicodeDecodeError):
        return None
