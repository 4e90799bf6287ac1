"""The commands through typer's runner, on a fresh SQLite file in an empty folder."""

import json
import re
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from bot.running.binding import address_of, bind
from bot.settings.setting_rules import HttpAddress
from bot.shell.demo import EXAMPLE
from storage.db.database import Database
from storage.db.migrate import pending
from storage.tables import Obligation
from tests.bot.command import Dondoc, in_database


def let_time_pass(session: Session) -> None:
    """The report that is due soon has been due for two days and a bit."""
    late = datetime.now(UTC) - timedelta(days=2, minutes=1)
    session.execute(update(Obligation).where(Obligation.period_key == "once").values(due_at=late, original_due_at=late))


class TestOverdue:
    def test_nobody(self, loaded: Dondoc) -> None:
        assert loaded("overdue").stdout.startswith("Không có đơn vị quá hạn")
        assert json.loads(loaded("overdue", "--json").stdout) == {"units": 0, "items": []}

    def test_in_words_as_in_the_chat(self, loaded: Dondoc) -> None:
        in_database(let_time_pass)
        lines = loaded("overdue").stdout.splitlines()
        assert lines[0].startswith("Quá hạn: 3 đơn vị")
        assert any("Phòng Y tế" in line and "trễ 2 ngày" in line for line in lines)

    def test_as_data(self, loaded: Dondoc) -> None:
        in_database(let_time_pass)
        found = json.loads(loaded("overdue", "--json").stdout)
        assert found["units"] == 3
        assert {item["unit"] for item in found["items"]} == {"PKT", "PYT", "PNV"}
        item = found["items"][0]
        assert (item["requirement"], item["period"], item["state"]) == ("DOT-XUAT", "once", "open")
        assert item["days_late"] == 2
        assert item["focal_points"] == []
        assert datetime.fromisoformat(item["due"]).utcoffset() == timedelta(hours=7)


class TestDatabase:
    def test_upgrade(self, dondoc: Dondoc) -> None:
        assert dondoc("db", "upgrade").stdout.startswith("Đã nâng cấp ")
        with closing(Database("sqlite:///dondoc.db")) as database:
            assert pending(database.engine) == []
        assert dondoc("db", "upgrade").stdout == "Bảng dữ liệu đã là bản mới nhất.\n"

    @pytest.mark.parametrize(
        ("url", "said"),
        [
            ("sqlite:////nowhere/at/all.db", "không mở được tệp"),
            ("sqlite:///text.db", "không phải cơ sở dữ liệu SQLite"),
            ("postgresql://a:s3cret@127.0.0.1:1/d", "không nghe ở địa chỉ này"),
            ("postgresql://a:s3cret@no-such-host.invalid/d", "không tìm thấy máy chủ"),
        ],
    )
    @pytest.mark.parametrize("command", [["db", "upgrade"], ["overdue"], ["run"], ["load", EXAMPLE]])
    def test_a_database_that_cannot_be_used_is_one_clear_line(
        self, dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch, command: list[str], url: str, said: str
    ) -> None:
        Path("text.db").write_text("this is text\n" * 100)
        monkeypatch.setenv("DONDOC_DATABASE_URL", url)
        monkeypatch.setenv("DONDOC_HTTP", "127.0.0.1:0")
        result = dondoc(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr.splitlines()[0]
        assert "s3cret" not in result.stderr

    def test_a_database_of_a_newer_program_is_told(self, loaded: Dondoc) -> None:
        in_database(lambda session: session.execute(text("UPDATE alembic_version SET version_num = 'tomorrow'")))
        result = loaded("overdue")
        assert result.exit_code == 1
        assert "bản Đôn Đốc mới hơn" in result.stderr


@pytest.mark.parametrize(
    "command", [["invite", "--unit", "x", "--role", "x"], ["overdue"], ["run"], ["demo"], ["db", "upgrade"]]
)
def test_wrong_settings_are_all_told(dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.setenv("DONDOC_HTTP", "8080")
    monkeypatch.setenv("DONDOC_LOG", "loud")
    result = dondoc(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "DONDOC_HTTP" in result.stderr
    assert "DONDOC_LOG" in result.stderr


def test_run_tells_of_a_taken_port(dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(bind(HttpAddress("127.0.0.1", 0))) as taken:
        monkeypatch.setenv("DONDOC_HTTP", f"127.0.0.1:{address_of(taken).port}")
        result = dondoc("run")
    assert result.exit_code == 1
    assert "đang có chương trình khác dùng" in result.stderr
    assert not Path("dondoc.db").exists()


@pytest.mark.parametrize("command", ["run", "demo", "load", "invite", "overdue", "check", "db"])
def test_every_command_explains_itself(dondoc: Dondoc, command: str) -> None:
    assert f" {command} " in dondoc("--help").stdout
    assert dondoc(command, "--help").exit_code == 0


def test_the_console_script_is_there_and_quick() -> None:
    script = shutil.which("dondoc", path=str(Path(sys.executable).parent))
    assert script, "pip install -e . makes it"
    shown = subprocess.run([script, "--help"], capture_output=True, text=True, check=True).stdout
    assert "Đôn Đốc" in shown
    loaded = subprocess.run(
        [sys.executable, "-c", "import bot.cli, sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {"sqlalchemy", "telegram", "aiohttp", "uvicorn", "holidays"}.isdisjoint(loaded)


def test_the_version_is_shown(dondoc: Dondoc) -> None:
    assert re.fullmatch(r"dondoc \d+\.\d+\.\d+\n", dondoc("--version").stdout)
