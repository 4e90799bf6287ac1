"""The setup of an organisation as a file: read, checked, compared with the database, applied."""

from storage.setup.problems import Problem, SetupProblems
from storage.setup.reading import SetupDocument, read_setup

__all__ = ["Problem", "SetupDocument", "SetupProblems", "read_setup"]
