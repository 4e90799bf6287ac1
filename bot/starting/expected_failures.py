"""Failures that are to be expected, in words for the person who has to mend them."""

import sys
from pathlib import Path
from typing import Any

from bot.language import say, worded


class CommandFailure(Exception):
    """Ends a command with `lines` on stderr and this exit code."""

    def __init__(self, *lines: str, code: int = 1) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines
        self.code = code


DATABASE_SIGNS = (
    ("unable to open database file", "cannot_open"),
    ("file is not a database", "no_database"),
    ("malformed", "malformed"),
    ("is locked", "locked"),
    ("readonly database", "readonly"),
    ("disk is full", "disk_full"),
    ("disk I/O error", "disk_trouble"),
    ("Connection refused", "refused"),
    ("No such file or directory", "no_socket"),
    ("resolve host", "no_such_host"),
    ("translate host name", "no_such_host"),
    ("password authentication failed", "password"),
    ("no password supplied", "no_password"),
    ("no pg_hba.conf entry", "pg_hba"),
    ("invalid connection option", "option"),
    ("timeout expired", "no_answer"),
    ("timed out", "no_answer"),
    ("too many clients", "too_many"),
    ("remaining connection slots", "too_many"),
    ("query_wait_timeout", "pool_full"),
    ("max_client_conn", "pool_full"),
    ("server_login_retry", "pooler_login"),
    ("server login failed", "pooler_login"),
    ("no such database", "pooler_name"),
    ("statement pooling", "pooler_statement"),
    ("starting up", "starting"),
    ("shutting down", "stopping"),
    ("recovery mode", "recovering"),
    ("read-only transaction", "standby"),
    ("closed the connection", "closed"),
    ("certificate verify failed", "certificate"),
    ("does not support SSL", "no_tls"),
    ("permission denied", "no_permission"),
    ("does not exist", "does_not_exist"),
)
"""What a driver's message contains, and by which word it is told, from top to bottom."""


def in_plain_words(error: BaseException) -> CommandFailure | None:
    """Return what to tell a person about an error that is nobody's mistake in the program; None for any other."""
    if isinstance(error, CommandFailure):
        return error
    # Looked at only where the module is loaded: an error of a library that was never imported cannot be here.
    if (settings := sys.modules.get("bot.settings")) and isinstance(error, settings.SettingsProblems):
        return CommandFailure(say("shell.settings.unusable"), *error.problems, say("shell.settings.see"), code=1)
    if (migrate := sys.modules.get("storage.db.migrate")) and isinstance(error, migrate.UnknownRevision):
        return CommandFailure(_unusable("newer"))
    if (calendars := sys.modules.get("storage.installation.calendars")) and isinstance(
        error, calendars.CalendarFileError
    ):
        return CommandFailure(f"{worded(error.sentence)}.")
    if (sqlalchemy := sys.modules.get("sqlalchemy.exc")) and isinstance(error, sqlalchemy.DBAPIError):
        return _of_the_database(str(error.orig)) or _of_its_trouble(error)
    return _of_a_file(error) if isinstance(error, OSError) and error.filename else None


def _of_the_database(message: str) -> CommandFailure | None:
    known = next((why for sign, why in DATABASE_SIGNS if sign in message), None)
    return database_failure(known) if known else None


def database_failure(why: str, **filled: Any) -> CommandFailure:
    """Return the failure that says that the database cannot be used, and where to look."""
    return CommandFailure(_unusable(why, **filled), say("shell.database.look_at"))


def _unusable(why: str, **filled: Any) -> str:
    return say("shell.database", why=say(f"shell.database.{why}", **filled))


def _of_its_trouble(error: Any) -> CommandFailure | None:
    """Return a failure for trouble that no sign knows, where the database itself says that it cannot do its work; it is
    told by the error's code alone. None where the database says no such thing."""
    database = sys.modules.get("storage.db.database")
    lost = (
        type(error).__name__ == "OperationalError" and getattr(error.orig, "sqlstate", "") is None
    )  # on its way there
    if not lost and (database is None or not database.is_in_trouble(error)):
        return None
    code = getattr(error.orig, "sqlstate", None) or type(error.orig).__name__
    return database_failure("code", code=code)


FILE_SIGNS: dict[type[OSError], str] = {
    FileNotFoundError: "shell.file.missing",
    IsADirectoryError: "shell.file.is_folder",
    PermissionError: "shell.file.no_right",
}


def _of_a_file(error: OSError) -> CommandFailure | None:
    known = FILE_SIGNS.get(type(error))
    folder = Path(str(error.filename)).parent
    if isinstance(error, FileNotFoundError) and not folder.exists():
        return CommandFailure(say("shell.file.make_folder", folder=folder))
    return CommandFailure(say(known, file=error.filename)) if known else None
