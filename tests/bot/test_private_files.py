"""What holds reports, codes and the secret is for the account of the program alone, from its first moment."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.db import private
from storage.db.database import Database
from tests.bot.command import dondoc

SETUP = Path(__file__).parents[2] / "docs/examples/thanh-uy.yaml"


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DONDOC_DATABASE_URL", f"sqlite:///{tmp_path}/dondoc.db")
    return tmp_path


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_every_file_of_every_command(here: Path) -> None:
    dondoc("load", SETUP)
    dondoc("export", here / "ra.xlsx")
    (here / "cu.xlsx").write_bytes(b"")
    dondoc("export", here / "cu.xlsx", "--force")  # which could be read by others before
    dondoc("backup", here / "sao.zip")
    dondoc("invite", "--all", "--to", here / "phieu.docx")
    made = [file for file in here.iterdir() if file.is_file()]
    assert len(made) >= 5
    assert {file.name: oct(mode(file)) for file in made if mode(file) != 0o600} == {}


def test_the_database_and_what_sqlite_puts_beside_it(tmp_path: Path) -> None:
    """Also without a command, and also where the files were open to others before."""
    file = tmp_path / "a.db"
    for _ in range(2):
        database = Database(f"sqlite:///{file}")
        with database.transaction() as session:
            session.connection().exec_driver_sql("CREATE TABLE IF NOT EXISTS t (a INTEGER)")
            made = list(tmp_path.iterdir())
            assert {one.name for one in made} >= {"a.db", "a.db-wal", "a.db-shm"}
            assert {one.name: oct(mode(one)) for one in made if mode(one) != 0o600} == {}
        for one in tmp_path.iterdir():
            one.chmod(0o664)
        database.close()


def test_check_says_so(here: Path) -> None:
    dondoc("load", SETUP)
    assert "chỉ tài khoản chạy chương trình mở được" in dondoc("check").stdout
    (here / "dondoc.db").chmod(0o644)
    (here / ".env").write_text("DONDOC_LOG=error\n")
    (here / ".env").chmod(0o640)
    said = dondoc("check").stdout
    assert f"người khác trên máy này cũng mở được {here}/dondoc.db (644)" in said
    assert f"chmod 600 {here}/dondoc.db" in said
    assert "cũng đọc được .env (640)" in said
    assert list(private.open_to_others(here / "dondoc.db")) == []  # opening it has closed it to others
