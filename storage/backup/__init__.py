"""Backups: one portable file for both databases, and the proof that what comes back is what was there.

The file is a ZIP of one member of JSON lines for each table and `manifest.json`, so that other programs can read it
too. A line is a row in the order of its key; `storage.backup.values` says how each value is written.
"""

from storage.backup.backup_refusals import (
    BackupProblem,
    BackupTooNew,
    DamagedBackup,
    FileTaken,
    NothingToBackUp,
    PlaceTaken,
    RefusedRows,
)
from storage.backup.backup_writing import back_up
from storage.backup.manifest import Manifest
from storage.backup.restoring import Restored, restore
from storage.backup.stages import Stage, Watcher

__all__ = [
    "BackupProblem",
    "BackupTooNew",
    "DamagedBackup",
    "FileTaken",
    "Manifest",
    "NothingToBackUp",
    "PlaceTaken",
    "RefusedRows",
    "Restored",
    "Stage",
    "Watcher",
    "back_up",
    "restore",
]
