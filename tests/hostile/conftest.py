"""The working folder and the ways to run the command line, as the tests of the command line have them."""

from tests.cli.conftest import folder, process, project, run

__all__ = ["folder", "process", "project", "run"]
