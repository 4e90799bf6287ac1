"""Backing up and restoring a large installation, measured: `python -m tests.backup_at_scale [rows]`.

Fills SQLite, then goes SQLite → file → PostgreSQL → file → SQLite with the real commands, each a process of its own
whose time and highest memory are printed, and says whether the two files hold the same.
"""

import os
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from storage.backup import Manifest
from storage.backup.archive import opened
from storage.db.database import Database
from storage.db.migrate import upgrade
from storage.db.upsert import table_of
from storage.tables import AuditEvent, Base, ButtonKey, Inbox, Obligation, Outbox, Report
from tests.bot.process import DONDOC
from tests.databases import postgres_server
from tests.office import EARLY, Office

AT_ONCE = 5000
WORDS = "Đã thẩm định hồ sơ của các doanh nghiệp, đang chờ phê duyệt & bố trí vốn đợt hai."


class Filling:
    """Rows as an installation gathers them over the years; `row_…` gives the number's row of a table."""

    def __init__(self, database: Database) -> None:
        office = Office(database)
        office.furnish()
        self.owner = {"organisation_id": office.organisation_id}
        self.person = office.person("PKT", "focal_point", "Lan", "lan")
        self.address = office.address(None, "web-1", channel="web")
        self.unit = office.unit_id("PKT")
        self.requirement = office.add_requirement("LON", "Báo cáo lớn", units=["PKT"])
        self.before = max(one.id for one in office.all(Obligation))

    def rows_of(self) -> Mapping[type[Base], Any]:
        return {
            Obligation: self.row_owed,
            Report: self.row_reported,
            Inbox: self.row_received,
            Outbox: self.row_sent,
            ButtonKey: self.row_button,
            AuditEvent: self.row_done,
        }

    def row_owed(self, n: int) -> dict[str, Any]:
        days = ("period_start", "period_end", "window_start", "window_end")
        return self.owner | {
            "requirement_id": self.requirement,
            "unit_id": self.unit,
            "period_key": f"p{n}",
            "state": "submitted",
            **dict.fromkeys(days, EARLY.date()),
            **dict.fromkeys(("opens_at", "due_at", "original_due_at"), self.moment(n)),
        }

    def row_reported(self, n: int) -> dict[str, Any]:
        return self.owner | {
            "obligation_id": self.before + 1 + n,
            "revision": 1,
            "number": f"LON/p{n}/PKT/1",
            "nil": n % 3 == 0,
            "submitted_at": self.moment(n),
            "due_at": self.moment(n),
            "person_id": self.person,
            "channel": "telegram",
        }

    def row_received(self, n: int) -> dict[str, Any]:
        return self.chat() | {
            "external_id": f"u{n}",
            "payload": {"kind": "text", "text": WORDS, "chat_id": "lan", "n": n},
            "received_at": self.moment(n),
            "attempts": 0,
            "done_at": self.moment(n),
        }

    def row_sent(self, n: int) -> dict[str, Any]:
        return self.chat() | {
            "lane": n % 3,
            "payload": {"op": "say", "card": {"text": [[WORDS, "bold"], [WORDS, ""]], "rows": [[["Sửa", f"k{n}"]]]}},
            "dedupe_key": f"d{n}",
            "state": "sent",
            "attempts": 1,
            "external_id": str(n),
            "created_at": self.moment(n),
            "sent_at": self.moment(n),
        }

    def row_button(self, n: int) -> dict[str, Any]:
        key = f"{n * 2654435761 % 2**32:08x}{n:x}"  # in no order, as real ones are
        return {"key": key, "address_id": self.address, "action": "x", "args": {"n": n}, "created_at": self.moment(n)}

    def row_done(self, n: int) -> dict[str, Any]:
        return self.owner | {
            "at": self.moment(n),
            "channel": "telegram",
            "action": "report.submitted",
            "subject": f"obligation:{n}",
            "detail": {"revision": 1, "number": f"LON/p{n}/PKT/1"},
        }

    def chat(self) -> dict[str, Any]:
        return self.owner | {"channel": "telegram", "account": "7000001", "chat_id": "lan"}

    def moment(self, n: int) -> Any:
        return EARLY + timedelta(seconds=n, microseconds=n)


def fill(url: str, rows: int) -> None:
    with closing(Database(url)) as database:
        upgrade(database.engine)
        filling = Filling(database)
        made = filling.rows_of()
        for model, row in made.items():
            share = rows // len(made)
            for start in range(0, share, AT_ONCE):
                database.do(put, model, [row(n) for n in range(start, min(share, start + AT_ONCE))])


def put(session: Session, model: type[Base], rows: list[dict[str, Any]]) -> None:
    session.connection().execute(insert(table_of(model)), rows)


def measured(command: str, file: Path, url: str) -> None:
    """Runs `dondoc command file` on the database, and prints what it took."""
    began = time.monotonic()
    process = os.posix_spawn(DONDOC, [str(DONDOC), command, str(file)], os.environ | {"DONDOC_DATABASE_URL": url})
    _, status, used = os.wait4(process, 0)
    assert status == 0
    cpu = used.ru_utime + used.ru_stime
    kind = url.partition(":")[0]
    print(
        f"{command:<8}{kind:<11}{time.monotonic() - began:6.1f} s, of it {cpu:5.1f} s CPU, "
        f"at most {used.ru_maxrss / 1024:.0f} MiB, file {file.stat().st_size / 1e6:.0f} MB",
        flush=True,
    )


def manifest(file: Path) -> Manifest:
    with opened(file) as (_, found):
        return found


def main(rows: int) -> None:
    with TemporaryDirectory() as name, postgres_server(Path(name)) as server:
        folder = Path(name)
        there, back, postgres = f"sqlite:///{folder}/there.db", f"sqlite:///{folder}/back.db", server.new("template0")
        fill(there, rows)
        measured("backup", folder / "one.zip", there)
        measured("restore", folder / "one.zip", postgres)
        measured("backup", folder / "two.zip", postgres)
        measured("restore", folder / "two.zip", back)
        one, two = manifest(folder / "one.zip"), manifest(folder / "two.zip")
        print(f"{one.rows} rows; the files hold the same: {one.tables == two.tables}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
