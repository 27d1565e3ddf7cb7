"""The Python interface: ``from readiness import load_framework, read_data, score``.

What the command line tells as findings and exit codes is raised here, with the same words.
"""

from readiness.api.data import Data, read_data
from readiness.api.errors import DataError, FrameworkError, UsageError
from readiness.api.frameworks import Framework, load_framework
from readiness.api.run import score
from readiness.api.scores import Scores

__all__ = [
    "Data",
    "DataError",
    "Framework",
    "FrameworkError",
    "Scores",
    "UsageError",
    "load_framework",
    "read_data",
    "score",
]
