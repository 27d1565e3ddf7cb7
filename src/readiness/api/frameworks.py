"""A framework as a Python program holds it."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike, fspath
from typing import TYPE_CHECKING

from readiness.api.errors import FrameworkError, asked
from readiness.asked import load_framework as load_by_name
from readiness.findings import Finding
from readiness.framework.load import Loaded
from readiness.framework.model import Framework as Model
from readiness.framework.model import Group

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, repr=False)
class Framework:
    """One criteria file, read and without errors. ``model`` is the whole tree, as the file says it."""

    loaded: Loaded
    model: Model

    @property
    def id(self) -> str:
        """The framework's id."""
        return self.model.id

    @property
    def version(self) -> str:
        """The version that the file gives itself."""
        return self.model.version

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Warnings and notes of reading the file."""
        return tuple(self.loaded.findings)

    @property
    def indicators(self) -> list[str]:
        """Ids of the indicators, in the file's order: the columns that data may have."""
        return [leaf.id for leaf in self.model.indicators()]

    def nodes(self, lang: str = "en") -> pd.DataFrame:
        """Every node by id: its parent, label (in ``en`` or ``id``), measure where it is an indicator, and weight."""
        import pandas as pd

        parents = {
            child.id: node.id for node in self.model.walk() if isinstance(node, Group) for child in node.criteria
        }
        rows = {
            node.id: {
                "parent": parents.get(node.id, "index"),
                "label": node.label.in_(lang),
                "measure": "" if isinstance(node, Group) else node.measure,
                "weight": 1.0 if node.weight is None else node.weight,
            }
            for node in self.model.walk()
        }
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("node")

    def __repr__(self) -> str:
        return f"<Framework {self.id} {self.version}: {len(self.indicators)} indicators>"


def load_framework(name: str | PathLike[str]) -> Framework:
    """A bundled framework by its id, or any by the path of its file.

    Raises FrameworkError, which tells every mistake with line, column and hint; UsageError for a name that is
    neither an id nor a file.
    """
    with asked():
        loaded = load_by_name(fspath(name))
    if loaded.framework is None:
        raise FrameworkError(f"the framework {loaded.path} cannot be used:", loaded.findings)
    return Framework(loaded, loaded.framework)


def loaded(framework: Framework) -> None:
    """Raises TypeError for what is no framework yet, such as its id."""
    if not isinstance(framework, Framework):
        raise TypeError(f"load the framework first: load_framework({framework!r})")
