"""`dondoc backup` and `dondoc restore` in words: what came of it, and what to do where nothing did."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from bot.running.alone import alone
from bot.settings import Settings
from bot.shell.backup_failures import in_words_of
from bot.shell.watching import watched
from bot.starting.failures import LOOK_AT, CommandFailure
from storage.backup import Manifest, Restored, back_up, restore
from storage.db.database import Database
from storage.tables import Organisation, Outbox

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
SECRET = "Tệp chứa dữ liệu và khóa bí mật của cơ quan: giữ kín như mật khẩu."  # noqa: S105
SQLITE_FILES = ("", "-wal", "-shm")  # the ends of their names
MOVED = "Nếu chương trình cũ còn chạy với cùng bot thì dừng nó trước khi chạy ở đây."


def make_backup(settings: Settings, file: Path) -> list[str]:
    """Backs up to the file and tells how it went. Raises Failure."""
    url = settings.database_url.get_secret_value()
    with in_words_of(file), watched() as watcher:
        manifest = back_up(url, file, datetime.now(UTC), watcher)
    return [f"Đã sao lưu {amount(manifest)} vào {file} ({size(file)}); đã đọc lại, tệp nguyên vẹn.", SECRET]


def restore_backup(settings: Settings, file: Path) -> list[str]:
    """Restores the file into the empty database of the settings and tells how it went. Raises Failure."""
    database = Database(settings.database_url.get_secret_value())
    try:
        _raise_without_folder(database.engine)
        with in_words_of(file), alone(database.engine), _gone_when_failed(database.engine), watched() as watcher:
            restored = restore(database.engine, file, watcher)
        return list(_restored(restored, database))
    finally:
        database.close()


def _restored(restored: Restored, database: Database) -> Iterator[str]:
    manifest = restored.manifest
    made = manifest.made_at.astimezone()
    yield f"Đã khôi phục {amount(manifest)}."
    yield f"Bản sao lưu từ {DATABASES[manifest.database]}, lúc {made:%H:%M} ngày {made:%d/%m/%Y}."
    yield "Đã đối chiếu: số dòng và nội dung từng bảng giống hệt bản sao lưu."
    if restored.upgraded:
        yield f"Đã nâng cấp bảng dữ liệu {restored.upgraded} bước."
    names, waiting = database.do(_state)
    if names:
        yield f"Trong đó có: {', '.join(names)}."
    if waiting:
        yield f"Còn {waiting} tin đang chờ gửi; sẽ gửi khi chạy chương trình, có thể trùng với tin đã gửi."
    yield MOVED


def _state(session: Session) -> tuple[list[str], int]:
    names = session.scalars(select(Organisation.name).order_by(Organisation.code)).all()
    waiting = session.scalar(select(func.count()).select_from(Outbox).where(Outbox.state == "waiting"))
    return list(names), waiting or 0


def _raise_without_folder(engine: Engine) -> None:
    folder = Path(engine.url.database or "").absolute().parent
    if engine.dialect.name == "sqlite" and not folder.is_dir():
        raise CommandFailure(f"Không dùng được cơ sở dữ liệu: không có thư mục {folder}.", LOOK_AT)


@contextmanager
def _gone_when_failed(engine: Engine) -> Iterator[None]:
    """A SQLite file that was not there before is not there after a failure either. Nobody else may be using it."""
    file = Path(engine.url.database or "")
    before = engine.dialect.name != "sqlite" or file.exists()
    try:
        yield
    except BaseException:
        engine.dispose()
        for end in () if before else SQLITE_FILES:
            file.with_name(file.name + end).unlink(missing_ok=True)
        raise


def amount(manifest: Manifest) -> str:
    tables = sum(1 for table in manifest.tables if table.rows)
    return f"{grouped(manifest.rows)} dòng của {tables} bảng"


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def size(file: Path) -> str:
    """In kB or MB, with a comma as the Vietnamese write it."""
    count = file.stat().st_size
    shown, unit = (count / 1e6, "MB") if count >= 1e6 else (count / 1e3, "kB")
    return f"{shown:.1f} {unit}".replace(".", ",")
