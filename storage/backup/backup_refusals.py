"""Why a backup or a restore does not happen. Whatever is raised, nothing half done is left behind."""

from collections.abc import Mapping


class BackupProblem(Exception):
    """Something to be expected, with the facts that a person needs to mend it."""


class NothingToBackUp(BackupProblem):
    """There is no database, or it has no tables of ours."""


class FileTaken(BackupProblem):
    """Something that is not a backup stands where the backup should go; it might be the database itself."""


class DamagedBackup(BackupProblem):
    """Not a backup, or one that was cut off or changed. `where` names the table, or is empty for the whole file."""

    def __init__(self, where: str = "") -> None:
        super().__init__(where)
        self.where = where


class BackupTooNew(BackupProblem):
    """Made by a program that knows more than this one."""


class PlaceTaken(BackupProblem):
    """The database to restore into has rows already: how many, by table."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        super().__init__(", ".join(rows))
        self.rows = rows


class RefusedRows(BackupProblem):
    """The database does not take rows of `table`, or gives others back than it was given."""

    def __init__(self, table: str, reason: str = "") -> None:
        super().__init__(table, reason)
        self.table = table
        self.reason = reason
