"""`dondoc check`, `backup`, `restore` and `db …`: looking after an installation."""

import typer

from bot.commands.given import File
from bot.language import say


def check() -> None:
    """Tell what is set and what is wrong with it; ends with 1 where something is."""
    from bot.shell.check import look

    lines, well = look()
    for line in lines:
        typer.echo(line)
    raise typer.Exit(0 if well else 1)


def upgrade() -> None:
    """Bring the tables up to date."""
    from bot.starting.opening import open_settings
    from storage.db.database import Database
    from storage.db.migrate import pending
    from storage.db.migrate import upgrade as upgrade_tables

    settings = open_settings()
    database = Database(settings.database_url.get_secret_value())
    try:
        waiting = pending(database.engine)
        upgrade_tables(database.engine)
    finally:
        database.close()
    typer.echo(say("shell.upgrade.done" if waiting else "shell.upgrade.nothing", n=len(waiting)))


def accept() -> None:
    """Take a copied SQLite file as it is, though its `-wal` is missing."""
    from bot.starting.opening import open_settings
    from storage.db.database import Database
    from storage.installation.copies import accept as accept_copy
    from storage.installation.copies import is_incomplete

    database = Database(open_settings().database_url.get_secret_value())
    try:
        incomplete = is_incomplete(database.engine.url)
        if incomplete:
            accept_copy(database.engine)
    finally:
        database.close()
    typer.echo(say("shell.accept.done" if incomplete else "shell.accept.nothing"))


def backup(file: File) -> None:
    """Back up the database into the file."""
    from bot.shell.backing_up import make_backup
    from bot.starting.opening import open_settings

    for line in make_backup(open_settings(), file):
        typer.echo(line)


def restore(file: File) -> None:
    """Restore the file into an empty database."""
    from bot.shell.backing_up import restore_backup
    from bot.starting.opening import open_settings

    for line in restore_backup(open_settings(), file):
        typer.echo(line)
