"""Migrations: up and down step by step, alike with the tables, safe when several processes start."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from storage.db.database import make_engine
from storage.db.migrate import (
    FOLDER,
    BrokenReferences,
    UnknownRevision,
    downgrade,
    migrating,
    pending,
    revisions,
    upgrade,
)
from storage.tables import Base


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    engine = make_engine(empty_url)
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_revisions_are_those_of_alembic(engine: Engine) -> None:
    steps = ScriptDirectory(str(FOLDER)).walk_revisions()
    assert revisions() == [step.revision for step in steps][::-1]


def test_each_migration_goes_up_down_and_up_again(engine: Engine) -> None:
    assert pending(engine) == revisions()
    upgrade(engine)
    assert pending(engine) == []
    for number, revision in reversed(list(enumerate(revisions()))):
        downgrade(engine, revisions()[number - 1] if number else "base")
        assert pending(engine)[0] == revision
    assert tables(engine) == set()
    upgrade(engine)
    assert tables(engine) == set(Base.metadata.tables)


def test_migrations_make_exactly_the_tables_of_the_program(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert differences == [], "write a migration: python -m storage.migrations.write"


def test_partial_indexes_cover_only_what_waits(engine: Engine) -> None:
    upgrade(engine)
    indexes = {index["name"]: index for index in inspect(engine).get_indexes("outbox")}
    where = indexes["ix_outbox_waiting"]["dialect_options"][f"{engine.dialect.name}_where"]
    assert "state" in str(where)
    assert "waiting" in str(where)


def test_upgrading_again_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO setting (name, value) VALUES ('kept', '{}')"))
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM setting")) == 1


def test_a_database_of_a_newer_program_is_told_apart(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnknownRevision, match="9999"):
        pending(engine)
    with pytest.raises(UnknownRevision, match="9999"):
        upgrade(engine)


def test_a_failing_migration_leaves_nothing_behind(engine: Engine) -> None:
    with pytest.raises(DatabaseError, match="no_such_table"):
        _migrate_halfway(engine)
    assert tables(engine) == set()


def _migrate_halfway(engine: Engine) -> None:
    with migrating(engine) as connection:
        connection.execute(text("CREATE TABLE half (id integer)"))
        connection.execute(text("DROP TABLE no_such_table"))


def test_two_processes_may_upgrade_at_once(empty_url: str) -> None:
    program = (
        "import sys; from storage.db.database import make_engine; from storage.db.migrate import upgrade; "
        "upgrade(make_engine(sys.argv[1]))"
    )
    with ThreadPoolExecutor(2) as pool:
        runs = list(
            pool.map(
                lambda _: subprocess.run(
                    [sys.executable, "-c", program, empty_url], capture_output=True, text=True, check=False
                ),
                range(2),
            )
        )
    assert [(run.returncode, run.stderr) for run in runs] == [(0, ""), (0, "")]


def test_sqlite_keeps_dependent_rows_when_a_table_is_made_anew(sqlite_engine: Engine) -> None:
    with sqlite_engine.begin() as connection:
        connection.execute(text("CREATE TABLE parent (id integer primary key)"))
        connection.execute(text("CREATE TABLE child (id integer references parent(id) on delete cascade)"))
        connection.execute(text("INSERT INTO parent VALUES (1)"))
        connection.execute(text("INSERT INTO child VALUES (1)"))
    with migrating(sqlite_engine) as connection:
        connection.execute(text("CREATE TABLE renewed (id integer primary key)"))
        connection.execute(text("INSERT INTO renewed SELECT * FROM parent"))
        connection.execute(text("DROP TABLE parent"))
        connection.execute(text("ALTER TABLE renewed RENAME TO parent"))
    with sqlite_engine.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM child")) == 1
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_sqlite_undoes_a_migration_that_breaks_references(sqlite_engine: Engine) -> None:
    upgrade(sqlite_engine)
    with pytest.raises(BrokenReferences, match="unit → organisation"), migrating(sqlite_engine) as connection:
        connection.execute(text("INSERT INTO unit (organisation_id, code, name) VALUES (7, 'X', 'X')"))
    with sqlite_engine.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM unit")) == 0


@pytest.fixture
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('sqlite')}/migrated.db")
    yield engine
    engine.dispose()
