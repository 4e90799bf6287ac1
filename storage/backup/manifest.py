"""What a backup says about itself: which program's tables, when, and what each holds."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from storage.backup.backup_refusals import BackupTooNew, DamagedBackup
from storage.backup.shapes import Shape

FORMAT = "dondoc-backup"
VERSION = 1


@dataclass(frozen=True, slots=True)
class TableContent:
    shape: Shape
    rows: int
    sha256: str  # of its lines
    last_number: int  # the highest key given out; 0 where the database does not count

    @property
    def member(self) -> str:
        return member_of(self.shape.name)


@dataclass(frozen=True, slots=True)
class Manifest:
    revision: str  # of the migrations
    database: str  # sqlite | postgresql
    made_at: datetime
    tables: tuple[TableContent, ...]  # each after all it refers to

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    def to_json(self) -> str:
        head = {"format": FORMAT, "version": VERSION, "revision": self.revision, "database": self.database}
        tables = [asdict(table) for table in self.tables]
        written = {**head, "made_at": self.made_at.isoformat(), "tables": tables}
        return json.dumps(written, ensure_ascii=False, indent=1)


def member_of(table: str) -> str:
    return f"tables/{table}.jsonl"


def read_manifest(text: bytes) -> Manifest:
    """Read the manifest; raise DamagedBackup, or BackupTooNew for a later form of the file."""
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise DamagedBackup
        if found["version"] > VERSION:
            raise BackupTooNew
        tables = tuple(_table(table) for table in found["tables"])
        return Manifest(found["revision"], found["database"], datetime.fromisoformat(found["made_at"]), tables)
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedBackup from error


def _table(found: dict[str, Any]) -> TableContent:
    shape = found["shape"]
    return TableContent(
        Shape(
            shape["name"], tuple(shape["columns"]), tuple(shape["kinds"]), tuple(shape["key"]), bool(shape["counted"])
        ),
        int(found["rows"]),
        str(found["sha256"]),
        int(found["last_number"]),
    )
