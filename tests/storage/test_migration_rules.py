"""Migrations run while programs of the release before go on working: they expand, and contract later."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from storage.db import migrate
from storage.db.database import Database, make_engine
from storage.db.migrate import configuration, migrating, pending, revisions, upgrade
from tests.coming_migration import COMING, coming
from tests.patience import PATIENCE
from tests.schema_changes import Seen, see, taken_away
from tests.storage.test_backup import url_of
from tests.world import World


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path}/empty.db")
    yield engine
    engine.dispose()


def step_to(engine: Engine, revision: str, before: Seen | None = None) -> tuple[list[str], Seen]:
    """What the step took away, and how the tables look after it."""
    before = see(engine) if before is None else before
    with migrating(engine) as connection:
        command.upgrade(configuration(connection), revision)
    after = see(engine)
    return taken_away(before, after), after


def mark_of(revision: str) -> str | None:
    """`contracts` of a migration: the revision with which came the program that no longer uses what goes."""
    step = ScriptDirectory(str(migrate.FOLDER)).get_revision(revision)
    assert step is not None
    mark: str | None = getattr(step.module, "contracts", None)
    return mark


def breaches(engine: Engine) -> dict[str, list[str]]:
    """By revision that the database lacks, what it takes away without saying since when nobody uses it."""
    found, known, seen = {}, revisions(), see(engine)
    for revision in pending(engine):
        gone, seen = step_to(engine, revision, seen)
        if gone and mark_of(revision) not in known[: known.index(revision)]:
            found[revision] = gone
    return found


def test_no_migration_takes_away_what_the_release_before_it_uses(empty: Engine) -> None:
    assert breaches(empty) == {}, "see docs/decisions/0020-migrations-expand-then-contract.md"


TAKING = {
    'op.drop_table("snooze")': "snooze: the table is gone",
    'op.rename_table("snooze", "nap")': "snooze: the table is gone",
    'op.execute("ALTER TABLE snooze DROP COLUMN created_at")': "snooze: column created_at is gone",
    'op.alter_column("unit", "name", new_column_name="title")': "unit: column name is gone",
    'op.alter_column("address", "menu", nullable=False)': "address: column menu may no longer be empty",
    'op.alter_column("unit", "name", type_=sa.Integer())': "unit: column name is of another type",
    'op.add_column("unit", sa.Column("rank", sa.Integer(), nullable=False))': "unit: new column rank has to be filled",
    'op.create_index("ix", "unit", ["name"], unique=True)': "unit: new rule ('unique', ['name'])",
}  # fmt: skip
ADDING = (
    'op.add_column("unit", sa.Column("rank", sa.Integer(), nullable=True))',
    'op.add_column("unit", sa.Column("rank", sa.Integer(), nullable=False, server_default="0"))',
    'op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))',
    'op.create_index("ix", "unit", ["name"])',
    "op.execute(\"UPDATE unit SET name = 'x'\")",
)


def in_batch(body: str) -> str:
    """SQLite changes columns only by making the table anew."""
    if not body.startswith("op.alter_column("):
        return body
    table, _, rest = body.removeprefix("op.alter_column(").partition(", ")
    return f"with op.batch_alter_table({table}) as table:\n    table.alter_column({rest}"


@pytest.mark.parametrize(("body", "gone"), TAKING.items())
def test_what_is_taken_away_is_found_however_it_is_written(
    sqlite_database: Database, tmp_path: Path, body: str, gone: str
) -> None:
    with coming(tmp_path, in_batch(body)):
        assert step_to(sqlite_database.engine, COMING)[0][0].startswith(gone)


@pytest.mark.parametrize("body", ADDING)
def test_what_is_only_added_is_allowed(sqlite_database: Database, tmp_path: Path, body: str) -> None:
    with coming(tmp_path, body):
        assert step_to(sqlite_database.engine, COMING)[0] == []


@pytest.mark.parametrize(
    ("mark", "allowed"), [("", False), (f'contracts = "{revisions()[-1]}"', True), (f'contracts = "{COMING}"', False)]
)
def test_a_contraction_names_the_earlier_revision_since_when_nobody_uses_it(
    sqlite_database: Database, tmp_path: Path, mark: str, allowed: bool
) -> None:
    with coming(tmp_path, 'op.drop_table("snooze")', mark):
        assert breaches(sqlite_database.engine) == ({} if allowed else {COMING: ["snooze: the table is gone"]})


EXPANSION = """
op.add_column("report", sa.Column("colour", sa.String(), nullable=True))
op.add_column("outbox", sa.Column("weight", sa.Integer(), nullable=False, server_default="0"))
op.create_index("ix_outbox_weight", "outbox", ["weight"])
op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
"""


class OldProcess:
    """A program of the release before: people press buttons in it, one after another, without a pause."""

    def __init__(self, database: Database) -> None:
        self.world = World(database)
        self.world.furnish()
        self.world.person("PKT", "focal_point", "Lan", "lan")
        self.answered = 0
        self._over = False
        self.failed: list[BaseException] = []
        self._more = threading.Condition()
        self._thread = threading.Thread(target=self._work)

    def __enter__(self) -> "OldProcess":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over = True
        self._thread.join()

    def _work(self) -> None:
        try:
            while not self._over:
                self.world.says("lan", "/baocao")
                self.world.presses("lan", "2.7")
                self.world.presses("lan", "Hoàn thành")
                with self._more:
                    self.answered += 1
                    self._more.notify_all()
        except BaseException as error:
            with self._more:
                self.failed.append(error)
                self._more.notify_all()

    def works(self, rounds: int) -> None:
        with self._more:
            wanted = self.answered + rounds
            assert self._more.wait_for(lambda: self.failed or self.answered >= wanted, timeout=PATIENCE)
        assert self.failed == []


def test_an_old_process_works_on_while_a_migration_is_applied(database: Database, tmp_path: Path) -> None:
    with OldProcess(database) as old:
        old.works(6)  # so often that the database has plans for its statements
        with coming(tmp_path, EXPANSION), closing(Database(url_of(database))) as new:
            assert pending(new.engine) == [COMING]
            upgrade(new.engine)
            assert pending(new.engine) == []
        old.works(3)
    assert old.failed == []
    world = old.world
    world.says("lan", "kps")
    world.presses("lan", "Gửi báo cáo")
    assert "Đã nộp báo cáo quý IV/2026" in world.last("lan").text
    with database.engine.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM report WHERE colour IS NULL")) == 1
        assert connection.scalar(text("SELECT max(weight) FROM outbox")) == 0
