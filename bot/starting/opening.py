"""What every command begins with: the settings, the log, the database made and migrated."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url
from sqlalchemy.orm import Session

from bot.language import say
from bot.settings import Settings, read_settings
from bot.starting.expected_failures import CommandFailure
from bot.starting.groundwork import unfit
from bot.starting.logs import set_up_logs
from storage.db.database import Database
from storage.db.migrate import pending, upgrade
from storage.installation.read_only import looking


def open_settings() -> Settings:
    """Read the settings and set the log up by them. Raise `SettingsProblems`."""
    settings = read_settings()
    set_up_logs(settings.log, settings.log_format, settings.secrets())
    return settings


@contextmanager
def open_database(settings: Settings) -> Iterator[Database]:
    """Open the database with its tables as this program knows them; close it at the end. Raise CommandFailure where it
    is none to stand on."""
    url = settings.database_url.get_secret_value()
    if (failure := unfit(make_url(url))) is not None:
        raise failure
    database = Database(url)
    try:
        upgrade(database.engine)
        yield database
    finally:
        database.close()


@contextmanager
def open_for_looking(settings: Settings) -> Iterator[Session]:
    """Open the database as it stands, for a command that writes nothing: not even what SQLite keeps beside its file.
    Raise CommandFailure where it does not have the tables that this program knows."""
    url = settings.database_url.get_secret_value()
    if (failure := unfit(make_url(url))) is not None:
        raise failure
    with looking(url) as engine:
        if pending(engine):
            raise CommandFailure(say("shell.database.older"))
        with Session(engine) as session:
            yield session
