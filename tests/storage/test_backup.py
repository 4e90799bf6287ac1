"""A backup made while people write comes back whole, to the same and to the other database."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from handlers.dispatch import handle_waiting
from storage.backup import BackupTooNew, Stage, back_up, restore
from storage.db.database import Database, make_engine
from storage.db.migrate import pending, upgrade
from storage.messages import inbox, outbox_claim
from storage.tables import PASSING, Base, Inbox, Outbox
from tests.coming_migration import coming
from tests.patience import PATIENCE
from tests.storage.conftest import Places
from tests.storage.test_inbox_outbox import came, put, taken
from tests.world import World

EVERYTHING = "1.1, 2.7, 3.1, 4.8, 5.2, 6.2, T.1 xong"
KINDS = ("sqlite", "postgresql")
PAINTED = """
op.add_column("outbox", sa.Column("colour", sa.String(), nullable=True))
op.execute("UPDATE outbox SET colour = chat_id")
"""
Rows = dict[str, list[tuple[Any, ...]]]


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def other(database: Database) -> str:
    """The kind of database that this one is not."""
    return "postgresql" if database.is_sqlite else "sqlite"


@contextmanager
def engine_of(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    yield engine
    engine.dispose()


@contextmanager
def restored(file: Path, url: str) -> Iterator[Database]:
    with closing(Database(url)) as database:
        restore(database.engine, file)
        yield database


def rows_of(database: Database) -> Rows:
    """Every row of every table, as the program sees it."""

    def read(session: Session) -> Rows:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in PASSING]
        return {table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key.columns))]
                for table in tables}  # fmt: skip

    return {name: sorted(rows, key=repr) for name, rows in database.do(read).items()}


def office_at_work(database: Database) -> World:
    """One unit has reported, one has a draft, somebody in the web chat and a stranger have written."""
    world = World(database)
    world.furnish()
    for unit, role, name, chat, channel in (
        ("PKT", "focal_point", "Lan", "lan", "telegram"),
        ("PYT", "focal_point", "Huệ", "hue", "web"),
        ("BTG", "coordinator", "Tuấn", "tuan", "telegram"),
    ):
        world.person(unit, role, name, chat, channel=channel)
    world.says("lan", "/baocao")
    world.says("lan", EVERYTHING)
    for label in ("Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo"):
        world.presses("lan", label)
    world.says("hue", "/baocao")
    world.presses("hue", "2.7")
    world.presses("hue", "Hoàn thành")
    world.says("stranger", "xin chào “các đồng chí” 👋")
    return world


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.either
def test_every_row_comes_back_on_either_database_and_work_goes_on(
    database: Database, now: datetime, tmp_path: Path, places: Places, kind: str
) -> None:
    world = office_at_work(database)
    before = rows_of(database)
    assert len([name for name, rows in before.items() if rows]) > 15
    manifest = back_up(url_of(database), tmp_path / "backup", now)
    assert {table.shape.name: table.rows for table in manifest.tables} == {
        name: len(rows) for name, rows in before.items()
    }
    with restored(tmp_path / "backup", places(kind)) as elsewhere:
        assert rows_of(elsewhere) == before
        assert pending(elsewhere.engine) == []
        again = back_up(url_of(elsewhere), tmp_path / "again", now)
        assert again.tables == manifest.tables
        world.database = elsewhere
        world.says("hue", "/baocao")
        assert "2.7 Quỹ phát triển KH&CN · hoàn thành" in world.last("hue").text
        world.says("tuan", "/chuanop")
        assert "Phòng Y tế" in world.last("tuan").text


class Meanwhile:
    """A watcher in whose first stage others go on: it holds the backup up until they have done so much more."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database, self._now = database, now
        self._world = World(database, now=now)
        self.answered = 0
        self._more = threading.Condition()
        self._over = False
        self._writer = threading.Thread(target=self._write)

    def __enter__(self) -> "Meanwhile":
        self._writer.start()
        self.wait_for_more(3)
        return self

    def __exit__(self, *error: object) -> None:
        self._over = True
        self._writer.join()

    def _write(self) -> None:
        while not self._over:
            self._database.do(inbox.store, [came(self.answered, "stranger", now=self._now)], self._now)
            self._database.do(handle_waiting, self._now, self._world.context)
            with self._more:
                self.answered += 1
                self._more.notify_all()

    def wait_for_more(self, messages: int) -> None:
        with self._more:
            wanted = self.answered + messages
            assert self._more.wait_for(lambda: self.answered >= wanted, timeout=PATIENCE)

    def begins(self, stage: Stage, rows: int) -> None:
        if stage is Stage.READ:
            self.wait_for_more(3)
            upgrade(self._database.engine)  # a further process starts

    def advances(self, rows: int) -> None:
        if not self._over and rows == 1:
            self.wait_for_more(2)


@pytest.mark.either
def test_nobody_waits_for_a_backup_and_it_is_of_one_moment(
    database: Database, now: datetime, tmp_path: Path, places: Places
) -> None:
    with Meanwhile(database, now) as others:
        back_up(url_of(database), tmp_path / "backup", now, others)
        answered = others.answered
    before = rows_of(database)
    with restored(tmp_path / "backup", places("sqlite")) as elsewhere:
        found = rows_of(elsewhere)
        done = elsewhere.do(lambda session: session.scalar(select(func.count()).where(Inbox.done_at.is_not(None))))
        sent = elsewhere.do(lambda session: [payload["op"] for payload in session.scalars(select(Outbox.payload))])
    assert 3 <= len(found["inbox"]) < answered, "messages were handled while the backup was made"
    assert done == sent.count("say"), "an answer is in it if and only if its question is done"
    assert all(row in before["outbox"] for row in found["outbox"])


def test_ids_go_on_after_the_last_even_where_it_was_taken_away(
    database: Database, now: datetime, tmp_path: Path, places: Places
) -> None:
    ids = put(database, now, *"abcde")
    database.do(lambda session: session.execute(delete(Outbox).where(Outbox.id >= ids[2])))
    back_up(url_of(database), tmp_path / "backup", now)
    with restored(tmp_path / "backup", places(other(database))) as elsewhere:
        assert put(elsewhere, now, "f") == [ids[-1] + 1]
        elsewhere.do(inbox.store, [came(1, now=now)], now)
        assert [received.id for received in elsewhere.do(inbox.waiting, 1)] == [1]


@pytest.mark.either
def test_nobody_holds_anything_in_the_restored_place(
    database: Database, now: datetime, tmp_path: Path, places: Places
) -> None:
    ids = put(database, now, "a", "b")
    lease = timedelta(minutes=5)
    database.do(outbox_claim.claim, channel="telegram", account="bot", now=now, limit=9, lease=lease, skip_chats=())
    assert taken(database, now) == []
    back_up(url_of(database), tmp_path / "backup", now)
    with restored(tmp_path / "backup", places(database.engine.dialect.name)) as elsewhere:
        assert taken(elsewhere, now) == ids


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.either
def test_a_backup_of_an_older_program_is_brought_up_to_date(
    sqlite_database: Database, now: datetime, tmp_path: Path, places: Places, kind: str
) -> None:
    put(sqlite_database, now, "a", "b")
    back_up(url_of(sqlite_database), tmp_path / "backup", now)
    with coming(tmp_path, PAINTED) as revision, engine_of(places(kind)) as engine:
        assert restore(engine, tmp_path / "backup").upgraded == 1
        with engine.begin() as connection:
            assert connection.exec_driver_sql("SELECT colour FROM outbox ORDER BY id").scalars().all() == ["a", "b"]
            assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == revision
        late = back_up(engine.url.render_as_string(hide_password=False), tmp_path / "late", now)
        assert late.revision == revision
    with engine_of(places(kind)) as engine, pytest.raises(BackupTooNew):
        restore(engine, tmp_path / "late")


def test_an_older_database_is_backed_up_as_it_is(sqlite_database: Database, now: datetime, tmp_path: Path) -> None:
    body = 'op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))'
    with coming(tmp_path, body):
        manifest = back_up(url_of(sqlite_database), tmp_path / "backup", now)
        assert len(pending(sqlite_database.engine)) == 1
    assert "later" not in {table.shape.name for table in manifest.tables}
    assert len(manifest.tables) > 25
