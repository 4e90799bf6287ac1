"""`dondoc backup` and `dondoc restore` in words: what came of it, and what to do where nothing did."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from bot.language import say
from bot.running.alone import alone
from bot.settings import Settings
from bot.shell.backup_failures import in_words_of
from bot.shell.watching import watched
from bot.starting.expected_failures import database_failure
from storage.backup import Manifest, Restored, back_up, restore
from storage.db.database import Database
from storage.tables import Organisation, Outbox

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
SQLITE_FILES = ("", "-wal", "-shm")  # the ends of their names


def make_backup(settings: Settings, file: Path) -> list[str]:
    """Back up to the file, and return how it went. Raise CommandFailure."""
    url = settings.database_url.get_secret_value()
    with in_words_of(file), watched() as watcher:
        manifest = back_up(url, file, datetime.now(UTC), watcher)
    done = say("shell.backup.done", amount=amount(manifest), file=file, size=size(file))
    return [done, say("shell.backup.secret")]


def restore_backup(settings: Settings, file: Path) -> list[str]:
    """Restore the file into the empty database of the settings, and return how it went. Raise CommandFailure."""
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
    yield say("shell.restore.done", amount=amount(manifest))
    where = DATABASES[manifest.database]
    yield say("shell.restore.made", database=where, clock=f"{made:%H:%M}", day=f"{made:%d/%m/%Y}")
    yield say("shell.restore.compared")
    if restored.upgraded:
        yield say("shell.restore.upgraded", n=restored.upgraded)
    names, waiting = database.do(_state)
    if names:
        yield say("shell.restore.names", names=", ".join(names))
    if waiting:
        yield say("shell.restore.waiting", n=waiting)
    yield say("shell.restore.moved")


def _state(session: Session) -> tuple[list[str], int]:
    names = session.scalars(select(Organisation.name).order_by(Organisation.code)).all()
    waiting = session.scalar(select(func.count()).select_from(Outbox).where(Outbox.state == "waiting"))
    return list(names), waiting or 0


def _raise_without_folder(engine: Engine) -> None:
    folder = Path(engine.url.database or "").absolute().parent
    if engine.dialect.name == "sqlite" and not folder.is_dir():
        raise database_failure("no_folder", folder=folder)


@contextmanager
def _gone_when_failed(engine: Engine) -> Iterator[None]:
    """Take a SQLite file that was not there before away again where the work fails. Nobody else may be using it."""
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
    return say("shell.backup.amount", rows=grouped(manifest.rows), tables=tables)


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", say("shell.backup.thousands"))


def size(file: Path) -> str:
    """Return the file's size in kB or MB."""
    count = file.stat().st_size
    shown, unit = (count / 1e6, "MB") if count >= 1e6 else (count / 1e3, "kB")
    return f"{shown:.1f} {unit}".replace(".", say("shell.backup.point"))
