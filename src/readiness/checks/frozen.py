"""Whether a framework still says what was published of it before the data opened."""

from __future__ import annotations

from pathlib import Path

from readiness.findings import Finding
from readiness.framework.model import Framework
from readiness.results.document import DocumentError
from readiness.results.manifest import Manifest, loads, meaning


def frozen_path(framework: str) -> Path:
    """Where the digest of a framework is published: beside its file; of one that comes with the tool, here.

    >>> frozen_path("smart-city").as_posix(), frozen_path("criteria/of-no-file.yaml").as_posix()
    ('smart-city.frozen.json', 'of-no-file.frozen.json')
    """
    path = Path(framework)
    name = f"{path.stem}.frozen.json"
    return path.with_name(name) if path.is_file() else Path(name)


def read_frozen(path: Path) -> Manifest:
    """What was published. Raises DocumentError, OSError."""
    try:
        return loads(path.read_bytes().decode())
    except UnicodeDecodeError as error:
        raise DocumentError(f"not UTF-8: {error.reason}") from error


def as_frozen(framework: Framework, shown: str, path: Path) -> list[Finding]:
    """A warning where ``path`` publishes another meaning than the framework has now; nothing where there is no such
    file: the framework was never frozen. ``shown`` is what findings call the criteria file."""
    if not path.is_file():
        return []
    try:
        frozen = read_frozen(path).predicate.framework
    except (DocumentError, OSError) as error:
        return [Finding("C140", path.as_posix(), params={"detail": str(error)})]
    now = meaning(framework.snapshot())
    if frozen is None or frozen.meaning == now:
        return []
    return [Finding("C139", shown, params={"frozen": frozen.meaning[:12], "now": now[:12], "path": path.as_posix()})]
