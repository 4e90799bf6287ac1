"""The backup's file and the place it goes to: never half there, never over something else, never trusted unread."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import cast

import pytest
from sqlalchemy import Engine, inspect, text

from storage.backup import (
    DamagedBackup,
    FileTaken,
    Manifest,
    NothingToBackUp,
    PlaceTaken,
    RefusedRows,
    Stage,
    back_up,
    restore,
)
from storage.backup.archive import examine, opened
from storage.backup.stages import NobodyWatches
from storage.backup.values import TO_DATABASE, Convert
from storage.db.database import Database
from storage.db.migrate import UnknownRevision, upgrade
from tests.storage.conftest import Places
from tests.storage.test_backup import KINDS, engine_of, office_at_work, url_of
from tests.storage.test_inbox_outbox import put

# Made once: what all of them need.
pytestmark = [pytest.mark.either, pytest.mark.xdist_group("backup-files")]


class Interrupted(Exception):
    pass


class InterruptedIn(NobodyWatches):
    """Somebody presses Ctrl+C when so many rows of a stage are done."""

    def __init__(self, stage: Stage, rows: int) -> None:
        self._stage, self._left = stage, rows
        self._now: Stage | None = None

    def begins(self, stage: Stage, rows: int) -> None:
        self._now = stage

    def advances(self, rows: int) -> None:
        if self._now is self._stage:
            self._left -= rows
            if self._left <= 0:
                raise Interrupted


@pytest.fixture(scope="module")
def made_once(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    with closing(Database(f"sqlite:///{shutil.copy(sqlite_template, folder / 'office.db')}")) as database:
        office_at_work(database)
        back_up(url_of(database), folder / "backup", datetime(2026, 11, 23, tzinfo=UTC))
    return folder / "backup"


@pytest.fixture
def backup(made_once: Path, tmp_path: Path) -> Path:
    """A backup of an office at work, which the test may spoil."""
    return Path(shutil.copy(made_once, tmp_path))


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, places: Places) -> Iterator[Engine]:
    with engine_of(places(request.param)) as engine:
        yield engine


def tables_in(place: Engine) -> set[str]:
    return set(inspect(place).get_table_names())


class TestTheFile:
    def test_only_its_owner_can_read_it(self, backup: Path) -> None:
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600

    def test_it_replaces_an_earlier_backup_whole(self, backup: Path, sqlite_database: Database, now: datetime) -> None:
        put(sqlite_database, now, "a")
        back_up(url_of(sqlite_database), backup, now)
        assert self.manifest(backup).rows == 1
        assert list(backup.parent.glob(".backup*")) == []

    @pytest.mark.parametrize("stage", [Stage.READ, Stage.EXAMINE])
    def test_one_that_is_interrupted_leaves_the_earlier_one(
        self, backup: Path, sqlite_database: Database, now: datetime, stage: Stage
    ) -> None:
        put(sqlite_database, now, *"abc")
        before, names = backup.read_bytes(), sorted(os.listdir(backup.parent))
        with pytest.raises(Interrupted):
            back_up(url_of(sqlite_database), backup, now, InterruptedIn(stage, 1))
        assert backup.read_bytes() == before
        assert sorted(os.listdir(backup.parent)) == names

    def test_it_never_replaces_anything_else(self, sqlite_database: Database, now: datetime) -> None:
        itself = Path(sqlite_database.engine.url.database or "")
        before = itself.read_bytes()
        with pytest.raises(FileTaken):
            back_up(url_of(sqlite_database), itself, now)
        assert itself.read_bytes() == before

    def test_nothing_is_backed_up_from_nowhere(self, now: datetime, tmp_path: Path, place: Engine) -> None:
        with pytest.raises(NothingToBackUp):
            back_up(place.url.render_as_string(hide_password=False), tmp_path / "backup", now)
        assert not (tmp_path / "backup").exists()

    def test_a_database_of_a_newer_program_is_left_to_it(
        self, database: Database, now: datetime, tmp_path: Path
    ) -> None:
        with database.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(UnknownRevision):
            back_up(url_of(database), tmp_path / "backup", now)
        assert not (tmp_path / "backup").exists()

    @staticmethod
    def manifest(backup: Path) -> Manifest:
        with opened(backup) as (_, found):
            return found


def cut(content: bytes, at: int) -> bytes:
    return content[:at]


def flip(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0x5A]) + content[at + 1 :]


class TestDamage:
    """Wherever a file is cut or changed, it is told apart or nothing that matters was touched."""

    @pytest.mark.parametrize("damage", [cut, flip])
    def test_is_found_out(self, backup: Path, damage: Callable[[bytes, int], bytes]) -> None:
        whole = backup.read_bytes()
        with opened(backup) as (_, before):
            places = [0, 1, len(whole) - 1, *Random(7).sample(range(len(whole)), 300)]
        places += range(len(whole) - 22, len(whole))  # the addresses by which the rest is found
        found = [self.found(backup, damage(whole, place), before) for place in places]
        assert all(found) if damage is cut else found.count(True) > 200

    @staticmethod
    def found(file: Path, content: bytes, before: Manifest) -> bool:
        file.write_bytes(content)
        try:
            with opened(file) as (archive, manifest):
                examine(archive, manifest, NobodyWatches())
        except DamagedBackup:
            return True
        # The time it was made and the like may differ; no row does, as their checksums are in the manifest.
        assert manifest.tables == before.tables
        return False

    def test_what_is_no_backup_is_said_to_be_none(self, place: Engine, tmp_path: Path) -> None:
        for content in (b"", b"PK", b'{"format": "dondoc-backup"}', b"\0" * 5000):
            (tmp_path / "no-backup").write_bytes(content)
            with pytest.raises(DamagedBackup):
                restore(place, tmp_path / "no-backup")
        assert tables_in(place) == set()


class TestThePlace:
    def test_one_with_rows_is_left_alone(self, backup: Path, place: Engine) -> None:
        upgrade(place)
        with place.begin() as connection:
            connection.execute(text("INSERT INTO setting (name, value) VALUES ('a', '{}'), ('b', '{}')"))
        with pytest.raises(PlaceTaken) as taken:
            restore(place, backup)
        assert taken.value.rows == {"setting": 2}

    def test_one_with_somebody_elses_rows_is_left_alone(self, backup: Path, place: Engine) -> None:
        with place.begin() as connection:
            connection.execute(text("CREATE TABLE theirs (id integer)"))
            connection.execute(text("INSERT INTO theirs VALUES (1)"))
        with pytest.raises(PlaceTaken, match="theirs"):
            restore(place, backup)
        assert tables_in(place) == {"theirs"}

    def test_one_with_empty_tables_will_do(self, backup: Path, place: Engine) -> None:
        upgrade(place)
        assert restore(place, backup).manifest.rows > 0

    def test_nothing_is_left_of_a_restore_that_was_interrupted(self, backup: Path, place: Engine) -> None:
        for stage in (Stage.LOAD, Stage.COMPARE):
            with pytest.raises(Interrupted):
                restore(place, backup, InterruptedIn(stage, 30))
            assert tables_in(place) == set()
        restore(place, backup)

    def test_rows_that_come_back_different_are_not_accepted(
        self, backup: Path, place: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(
            cast(dict[str, Convert], TO_DATABASE[place.dialect.name]), "text", lambda said: said.replace("Lan", "Lam")
        )
        with pytest.raises(RefusedRows) as refused:
            restore(place, backup)
        assert refused.value.table == "person"
        assert tables_in(place) == set()
