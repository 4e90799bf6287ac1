"""The setup of an organisation as a file: read, checked, compared with the database, applied."""

from storage.setup.apply.references import check_references
from storage.setup.applying import Applied, apply_setup, load_setup
from storage.setup.schema.reading import SetupDocument, read_setup
from storage.setup.text.problems import Problem, SetupProblems

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
