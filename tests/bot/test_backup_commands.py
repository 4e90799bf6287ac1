"""`dondoc backup` and `dondoc restore` as people run them: what they say, and how they end."""

import asyncio
import io
import os
import re
import shutil
import signal
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import select
from typer.testing import Result

from bot.running.alone import alone
from bot.shell.backing_up import grouped
from bot.shell.demo import EXAMPLE
from bot.shell.inviting import invitation
from bot.shell.setup_file import load_setup
from bot.shell.watching import MANY, watched
from storage.backup import Stage, back_up
from storage.db.database import Database, make_engine
from storage.db.migrate import upgrade
from storage.tables import Organisation, Setting
from tests.bot import command
from tests.bot.process import running
from tests.botapi import TOKEN, BotApiServer
from tests.patience import PATIENCE

pytestmark = pytest.mark.xdist_group("backup")  # made once: what all of them need

OFFICE, NEW = "sqlite:///dondoc.db", "sqlite:///new.db"
Dondoc = Callable[..., Result]


@pytest.fixture
def dondoc(monkeypatch: pytest.MonkeyPatch) -> Dondoc:
    def call(*arguments: str, url: str = OFFICE) -> Result:
        monkeypatch.setenv("DONDOC_DATABASE_URL", url)
        return command.dondoc(*arguments)

    return call


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of an office that is set up, with a backup of it, and a code by which Lan may join."""
    folder = tmp_path_factory.mktemp("office")
    url = f"sqlite:///{folder}/dondoc.db"
    with closing(Database(url)) as database:
        upgrade(database.engine)
        load_setup(database, EXAMPLE.read_bytes(), None)
        code = database.do(invitation, None, "PKT", "focal_point", "Lan").code
    back_up(url, folder / "sao-luu.dondoc", datetime.now(UTC))
    return folder, code


@pytest.fixture
def code(made_once: tuple[Path, str], clean_environment: Path) -> str:
    shutil.copy(made_once[0] / "dondoc.db", clean_environment)
    return made_once[1]


@pytest.fixture
def backup(made_once: tuple[Path, str], code: str, clean_environment: Path) -> Path:
    shutil.copy(made_once[0] / "sao-luu.dondoc", clean_environment)
    return Path("sao-luu.dondoc")


def test_what_was_done_is_told(code: str, dondoc: Dondoc, postgres_url: str) -> None:
    made = dondoc("backup", "một bản.dondoc")
    assert re.match(r"Đã sao lưu \d+ dòng của \d+ bảng vào một bản\.dondoc \(\d+,\d kB\); đã đọc lại", made.stdout)
    assert "giữ kín như mật khẩu" in made.stdout
    for url in (NEW, postgres_url):
        restored = dondoc("restore", "một bản.dondoc", url=url)
        assert (restored.exit_code, restored.stderr) == (0, "")
        assert re.match(
            r"Đã khôi phục \d+ dòng của \d+ bảng\.\nBản sao lưu từ SQLite, lúc \d\d:\d\d ngày ", restored.stdout
        )
        assert "giống hệt bản sao lưu" in restored.stdout
        assert "Trong đó có: Thành ủy Hoa Mai (chạy thử).\n" in restored.stdout
    assert dondoc("load", str(EXAMPLE), url=postgres_url).stdout == "Không có thay đổi\n"


def test_a_place_with_data_is_told_and_kept(backup: Path, dondoc: Dondoc) -> None:
    result = dondoc("restore", str(backup))
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert lines[0] == "Nơi khôi phục đã có dữ liệu:"
    assert "  organisation: 1 dòng" in lines or lines[-2].startswith("  … và ")
    assert "DONDOC_DATABASE_URL" in lines[-1]
    with closing(Database(OFFICE)) as database:
        assert database.do(lambda session: session.scalars(select(Organisation.code)).all()) == ["CHAYTHU"]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda whole: whole[: len(whole) // 2], "đã bị hỏng hay cắt cụt"),
        (lambda whole: whole[:3000] + b"?" * 40 + whole[3040:], "bị hỏng ở bảng"),
        (lambda whole: b"", "không phải bản sao lưu của Đôn Đốc"),
    ],
)
def test_a_damaged_file_is_told_and_leaves_nothing(
    backup: Path, dondoc: Dondoc, damage: Callable[[bytes], bytes], said: str
) -> None:
    backup.write_bytes(damage(backup.read_bytes()))
    result = dondoc("restore", str(backup), url=NEW)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert not [name for name in os.listdir() if name.startswith("new.db") and not name.endswith("-lock")]


@pytest.mark.parametrize(
    ("command", "url", "said", "exit_code"),
    [
        (("restore", "missing"), NEW, "missing: không có tệp này", 1),
        (("restore", "."), NEW, "đây là thư mục", 1),
        (("restore", "sao-luu.dondoc"), "sqlite:////nowhere/at/all.db", "không có thư mục /nowhere/at", 1),
        (("restore", "sao-luu.dondoc"), "postgresql://a:s3cret@127.0.0.1:1/d", "không nghe ở địa chỉ này", 1),
        (("backup", "nowhere/sao-luu"), OFFICE, "nowhere/sao-luu: không có thư mục này", 1),
        (("backup", "dondoc.db"), OFFICE, "không phải bản sao lưu, nên không ghi đè", 2),
        (("backup", "other"), NEW, "Chưa có gì để sao lưu", 1),
        (("backup", "other"), "postgresql://a:s3cret@127.0.0.1:1/d", "không nghe ở địa chỉ này", 1),
    ],
)
def test_what_cannot_be_done_is_told_in_plain_words(
    backup: Path, dondoc: Dondoc, command: tuple[str, ...], url: str, said: str, exit_code: int
) -> None:
    before = sorted(os.listdir())
    result = dondoc(*command, url=url)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert said in result.stderr
    assert "s3cret" not in result.output
    assert [name for name in sorted(os.listdir()) if name not in before] in ([], ["new.db-lock"])


def test_a_full_disk_is_told(code: str, dondoc: Dondoc, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.backup.backup_writing.batches", full)
    result = dondoc("backup", "sao-luu.dondoc")
    assert (result.exit_code, result.stderr) == (1, "sao-luu.dondoc: ổ đĩa đã đầy.\n")
    assert "sao-luu" not in "".join(os.listdir())


def test_a_file_of_a_running_program_is_left_to_it(backup: Path, dondoc: Dondoc) -> None:
    engine = make_engine(NEW)
    with alone(engine):
        result = dondoc("restore", str(backup), url=NEW)
    engine.dispose()
    assert result.exit_code == 1
    assert "đang chạy trên new.db" in result.stderr
    assert not Path("new.db").exists()


@pytest.mark.long
async def test_backed_up_while_running_and_run_again_elsewhere(code: str, postgres_url: str) -> None:
    async with BotApiServer() as server:
        settings = {"HTTP": "127.0.0.1:0", "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": server.url}
        lan = server.person(1001)
        async with running("run", settings={**settings, "DATABASE_URL": OFFICE}) as program:
            await lan.starts(code)
            await lan.waits_for("Phòng Kinh tế", timeout=PATIENCE)
            async with running("backup", "b", settings={"DATABASE_URL": OFFICE}) as backup:
                assert await backup.ended() == 0
            await lan.says("/nhiemvu")
            await program.stop(signal.SIGKILL)
        async with running("restore", "b", settings={"DATABASE_URL": postgres_url}) as restore:
            assert await restore.ended() == 0, restore.log
        async with running("run", settings={**settings, "DATABASE_URL": postgres_url}) as program:
            await lan.says("/nhiemvu")
            await lan.waits_for("Báo cáo đột xuất", timeout=PATIENCE)
            assert await program.stop() == 0
    assert await asyncio.to_thread(secret, OFFICE) == await asyncio.to_thread(secret, postgres_url)


def secret(url: str) -> object:
    """What signs links and sessions: links sent before go on working."""
    with closing(Database(url)) as database:
        return database.do(lambda session: session.get_one(Setting, "secret").value)


def test_big_ones_show_a_bar_and_small_ones_none() -> None:
    screen = io.StringIO()
    with watched(Console(file=screen, force_terminal=True, width=100)) as watcher:
        for stage, rows in ((Stage.READ, MANY), (Stage.LOAD, MANY - 1)):
            watcher.begins(stage, rows)
            watcher.advances(rows)
    assert "Đọc dữ liệu" in screen.getvalue()
    assert "100 %" in screen.getvalue()
    assert "Nạp dữ liệu" not in screen.getvalue()


def test_numbers_are_written_as_vietnamese_write_them() -> None:
    assert [grouped(number) for number in (7, 1000, 1234567)] == ["7", "1.000", "1.234.567"]
