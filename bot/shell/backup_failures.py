"""Why a backup or a restore did not happen, in words for the person who has to mend it."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.language import say
from bot.starting.expected_failures import CommandFailure
from storage.backup import (
    BackupProblem,
    BackupTooNew,
    DamagedBackup,
    FileTaken,
    NothingToBackUp,
    PlaceTaken,
    RefusedRows,
)

SHOWN = 8  # tables


def _nothing(problem: Any, file: Path) -> CommandFailure:
    return CommandFailure(say("shell.backup.nothing"), say("shell.backup.check"))


def _file_taken(problem: Any, file: Path) -> CommandFailure:
    return CommandFailure(say("shell.backup.taken", file=file), say("shell.backup.other_name"), code=2)


def _damaged(problem: DamagedBackup, file: Path) -> CommandFailure:
    name = "shell.restore.damaged_at" if problem.where else "shell.restore.damaged"
    return CommandFailure(say(name, file=file, table=problem.where), say("shell.restore.unchanged"))


def _too_new(problem: Any, file: Path) -> CommandFailure:
    return CommandFailure(say("shell.restore.too_new", file=file))


def _place_taken(problem: PlaceTaken, file: Path) -> CommandFailure:
    most = sorted(problem.rows.items(), key=lambda item: -item[1])
    lines = [say("shell.restore.taken_table", table=name, n=rows) for name, rows in most[:SHOWN]]
    more = [say("shell.restore.more_tables", n=len(most) - SHOWN)] if len(most) > SHOWN else []
    return CommandFailure(say("shell.restore.taken"), *lines, *more, say("shell.restore.elsewhere"), code=2)


def _refused(problem: RefusedRows, file: Path) -> CommandFailure:
    name = "shell.restore.refused_as" if problem.reason else "shell.restore.refused"
    refused = say(name, table=problem.table, reason=problem.reason)
    return CommandFailure(refused, say("shell.restore.given_up"))


WORDS: dict[type[BackupProblem], Callable[[Any, Path], CommandFailure]] = {
    NothingToBackUp: _nothing,
    FileTaken: _file_taken,
    DamagedBackup: _damaged,
    BackupTooNew: _too_new,
    PlaceTaken: _place_taken,
    RefusedRows: _refused,
}
DISK = {errno.ENOSPC: "shell.disk.full", errno.EDQUOT: "shell.disk.quota", errno.EIO: "shell.disk.trouble"}


@contextmanager
def in_words_of(file: Path) -> Iterator[None]:
    """Raise CommandFailure, in plain words, for what may be expected to go wrong with a backup in that file."""
    try:
        yield
    except BackupProblem as problem:
        raise WORDS[type(problem)](problem, file) from None
    except OSError as error:
        if error.errno in DISK:
            raise CommandFailure(say(DISK[error.errno], file=file)) from None
        if isinstance(error, FileNotFoundError) and not file.absolute().parent.is_dir():
            raise CommandFailure(say("shell.file.no_folder", folder=file)) from None
        raise
