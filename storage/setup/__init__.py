"""The setup of an organisation as a file: read, checked, compared with the database, applied."""

from storage.setup.applying import Applied, apply_setup, load_setup
from storage.setup.beside import check_references
from storage.setup.problems import Problem, SetupProblems
from storage.setup.reading import SetupDocument, read_setup

__all__ = [
    "Applied",
    "Problem",
    "SetupDocument",
    "SetupProblems",
    "apply_setup",
    "check_references",
    "load_setup",
    "read_setup",
]
