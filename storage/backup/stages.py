"""How far it is: what takes long, in rows, for whoever shows a progress bar."""

from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    READ = "read"  # rows from the database into the file
    EXAMINE = "examine"  # is the file whole?
    LOAD = "load"  # rows from the file into the database
    COMPARE = "compare"  # does the database now hold what the file says?


class Watcher(Protocol):
    def begins(self, stage: Stage, rows: int) -> None:
        """Note that a stage begins that goes through so many rows."""

    def advances(self, rows: int) -> None:
        """Note that so many more rows of the stage are done."""


class NobodyWatches:
    """Stands in where no progress is shown."""

    def begins(self, stage: Stage, rows: int) -> None:
        return

    def advances(self, rows: int) -> None:
        return
