"""What the program cannot stand on is seen before it is used, and refused in words."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.running.alone import alone
from bot.starting.expected_failures import in_plain_words
from bot.starting.groundwork import unfit
from storage.aside.aside_rows import Aside, put
from storage.db.database import Database
from storage.db.migrate import upgrade
from storage.installation import heartbeat, room
from storage.installation.copies import is_incomplete
from storage.installation.poolers import trouble_with_pooler
from storage.installation.room import NoRoomError, look_for_room
from storage.tables import PartTrouble
from tests.bot.command import dondoc
from tests.bot.pooler import Mode, pooled


class TestACopyWithoutItsWal:
    @pytest.fixture
    def running(self, tmp_path: Path) -> Iterator[Path]:
        """A database on which a program runs."""
        path = tmp_path / "dondoc.db"
        database = Database(f"sqlite:///{path}")
        upgrade(database.engine)
        with alone(database.engine):
            database.do(heartbeat.beat, datetime(2026, 11, 23, tzinfo=UTC))
            yield path
        database.close()

    def copied(self, path: Path, folder: Path, *endings: str) -> str:
        folder.mkdir()
        for ending in ("", *endings):
            shutil.copy(f"{path}{ending}", f"{folder / path.name}{ending}")
        return f"sqlite:///{folder / path.name}"

    def test_it_is_seen_and_the_whole_one_is_not(self, running: Path, tmp_path: Path) -> None:
        alone_ = self.copied(running, tmp_path / "alone")
        assert is_incomplete(make_url(alone_))
        assert not is_incomplete(make_url(f"sqlite:///{running}")), "the one that runs"
        whole = self.copied(running, tmp_path / "whole", "-wal")
        assert not is_incomplete(make_url(whole))
        database = Database(whole)
        assert database.do(heartbeat.last) is not None, "what was written last is in the -wal"
        database.close()

    def test_it_is_refused_in_words_until_it_is_accepted(
        self, running: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DONDOC_DATABASE_URL", self.copied(running, tmp_path / "alone"))
        said = dondoc("check")
        assert said.exit_code == 1
        assert "✗ Cơ sở dữ liệu: Tệp" in said.stdout
        assert "là bản sao thiếu tệp" in said.stdout
        refused = dondoc("overdue")
        assert (refused.exit_code, "thiếu tệp" in refused.output) == (1, True)
        assert "Đã nhận bản sao này" in dondoc("db", "accept").stdout
        assert "thiếu tệp" not in dondoc("check").stdout
        assert "không phải làm gì" in dondoc("db", "accept").stdout

    def test_a_crash_or_a_look_with_another_tool_is_no_copy(self, running: Path, tmp_path: Path) -> None:
        crashed = self.copied(running, tmp_path / "crashed", "-wal", "-lock")
        with sqlite3.connect(make_url(crashed).database or "") as connection:  # the last to close takes the -wal in
            connection.execute("SELECT count(*) FROM setting").fetchone()
        connection.close()
        assert not Path(f"{make_url(crashed).database}-wal").exists()
        assert not is_incomplete(make_url(crashed))

    def test_after_a_clean_stop_a_copy_is_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "stopped.db"
        database = Database(f"sqlite:///{path}")
        upgrade(database.engine)
        with alone(database.engine):
            pass
        database.close()
        assert not is_incomplete(make_url(self.copied(path, tmp_path / "copy")))

    def test_what_is_no_database_is_not_its_matter(self, tmp_path: Path) -> None:
        (tmp_path / "x.db").write_text("hello")
        for url in ("sqlite://", f"sqlite:///{tmp_path}/x.db", f"sqlite:///{tmp_path}/none.db", "postgresql://h/d"):
            assert not is_incomplete(make_url(url))


class TestPoolers:
    @pytest.mark.parametrize(
        ("mode", "round_robin", "found"),
        [
            ("session", False, None),
            ("transaction", False, "transaction"),
            ("transaction", True, "transaction"),
            ("statement", False, "statement"),
        ],
    )
    def test_it_is_seen_how_a_pooler_lends(
        self, postgres_url: str, mode: Mode, round_robin: bool, found: str | None
    ) -> None:
        with pooled(make_url(postgres_url), mode, round_robin) as url:
            # Others have used the pool before, so that several connections are at hand.
            for _ in range(2):
                with psycopg.connect(url, autocommit=True) as one, psycopg.connect(url, autocommit=True) as other:
                    one.execute("SELECT 1")
                    other.execute("SELECT 1")
            assert trouble_with_pooler(make_url(url)) == found

    def test_no_pooler_is_no_trouble(self, postgres_url: str) -> None:
        assert trouble_with_pooler(make_url(postgres_url)) is None
        assert trouble_with_pooler(make_url("sqlite:///x.db")) is None
        assert trouble_with_pooler(make_url("postgresql://127.0.0.1:1/nobody")) is None, "told by who opens it"

    def test_it_is_refused_in_words(self, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for mode in ("transaction", "statement"):
            self.refused(postgres_url, mode, monkeypatch)

    def refused(self, postgres_url: str, mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
        with pooled(make_url(postgres_url), mode) as url:
            failure = unfit(make_url(url))
            assert failure is not None
            assert "PgBouncer" in failure.lines[0]
            assert "pool_mode = session" in " ".join(failure.lines)
            monkeypatch.setenv("DONDOC_DATABASE_URL", url)
            said = dondoc("check")
            assert said.exit_code == 1
            assert "✗ Cơ sở dữ liệu: PostgreSQL đứng sau một bộ gộp kết nối (PgBouncer)" in said.stdout
            refused = dondoc("overdue")
            assert (refused.exit_code, "PgBouncer" in refused.output) == (1, True)

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ("query_wait_timeout", "default_pool_size"),
            ("FATAL:  no more connections allowed (max_client_conn)", "default_pool_size"),
            ("server login has been failing, try again later (server_login_retry)", "PgBouncer không vào được"),
            ("FATAL: server login failed: FATAL password authentication failed", "sai tên hoặc mật khẩu"),
            ('FATAL:  no such database: "dd1"', "[databases]"),
            ("FATAL:  the database system is starting up", "đang khởi động"),
            ("terminating connection: the database system is shutting down", "đang tắt"),
            ("cannot execute INSERT in a read-only transaction", "máy dự phòng"),
            ("FATAL:  remaining connection slots are reserved for roles with SUPERUSER", "max_connections"),
            ("server closed the connection unexpectedly", "ngắt kết nối"),
            ("SSL error: certificate verify failed", "sslrootcert"),
            ("server does not support SSL, but SSL was required", "sslmode"),
            ("something that nobody has seen before, of secret@host", "máy chủ báo lỗi OperationalError"),
        ],
    )
    def test_what_servers_and_poolers_answer_is_told_in_words(self, said: str, told: str) -> None:
        failure = in_plain_words(OperationalError("SELECT 1", {}, psycopg.OperationalError(said)))
        assert failure is not None
        assert told in failure.lines[0]
        assert "secret" not in str(failure)

    def test_a_mistake_of_the_program_is_none(self) -> None:
        assert in_plain_words(OperationalError("x", {}, sqlite3.OperationalError("no such column: y"))) is None
        assert in_plain_words(ProgrammingError("x", {}, psycopg.errors.SyntaxError("near y"))) is None


def test_check_goes_on_where_a_newer_version_was_here(tmp_path: Path) -> None:
    dondoc("db", "upgrade")
    with sqlite3.connect("dondoc.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    said = dondoc("check")
    assert said.exit_code == 1
    assert "✗ Cơ sở dữ liệu: nó đã được một bản Đôn Đốc mới hơn nâng cấp" in said.stdout
    assert "• E-mail" in said.stdout


class TestRoom:
    def test_a_full_disk_is_seen(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        database = Database(f"sqlite:///{tmp_path}/a.db")
        look_for_room(database.engine)
        monkeypatch.setattr(room, "LEAST", 2**62)
        with pytest.raises(NoRoomError, match="the disk is full"):
            look_for_room(database.engine)
        database.close()

    def test_a_quota_that_is_used_up_is_seen(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        database = Database(f"sqlite:///{tmp_path}/a.db")

        def full(**given: object) -> None:
            raise OSError(122, "Disk quota exceeded")

        monkeypatch.setattr(tempfile, "TemporaryFile", full)
        with pytest.raises(NoRoomError, match="nothing can be written beside the database"):
            look_for_room(database.engine)
        database.close()

    def test_check_tries_to_write(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        dondoc("db", "upgrade")
        assert "✓ Ghi dữ liệu: ghi được" in dondoc("check").stdout
        monkeypatch.setattr(room, "LEAST", 2**62)
        said = dondoc("check")
        assert said.exit_code == 1
        assert "✗ Ghi dữ liệu: ổ đĩa đầy" in said.stdout


class TestWhatGoesOn:
    def test_check_shows_what_fails_and_what_is_set_aside(self, tmp_path: Path) -> None:
        dondoc("db", "upgrade")
        now = datetime.now(UTC)
        database = Database("sqlite:///dondoc.db")
        database.do(put, Aside(None, "reminders", "obligation:1/person:2", {}, "KeyError", 3, now, now))
        database.do(put, Aside(None, "upkeep", "inbox:7", {}, "IntegrityError", 1, now, now))
        database.do(heartbeat.beat, now - timedelta(days=3))
        with database.transaction() as session:
            session.add(
                PartTrouble(name="receiving telegram 123", reason="polling: 401", place="x:1", since=now, seen_at=now)
            )
        database.close()
        said = dondoc("check")
        assert said.exit_code == 1
        assert "✗ Phần receiving telegram 123: lỗi từ" in said.stdout
        assert "polling: 401" in said.stdout
        assert "✗ Để riêng (Nhắc nộp báo cáo): obligation 1, person 2: lỗi KeyError, 3 lần từ" in said.stdout
        assert "✗ Để riêng (Dọn dữ liệu cũ): inbox 7: lỗi IntegrityError" in said.stdout
        assert "• Chương trình: không chạy từ" in said.stdout
