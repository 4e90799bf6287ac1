"""`dondoc load`, `dondoc export`: an organisation with its units, plans and reports from a file, and into one."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.given import DryRun, File, OrganisationCode
from bot.language import say, shell_words, worded

OTHER_WORKBOOKS = frozenset({".xlsm", ".xls", ".ods"})
MOST_READ = 21_000_000  # bytes; more than a setup file may have, which is for the reading of it to say


def load(file: File, dry_run: DryRun = False) -> None:
    """Load a setup, or show what it would change."""
    content = read(file)
    from bot.shell.setup_file import load_setup
    from bot.shell.terminal_progress import progress
    from bot.starting.opening import open_database, open_settings
    from handlers.setup.wording import change_lines, counted
    from handlers.words.sentences import in_words
    from storage.setup.apply.coming import is_over

    settings, words = open_settings(), shell_words()
    with open_database(settings) as database, progress() as bar:
        bar.add_task(say("shell.load.progress"), total=None)
        applied = load_setup(database, content, settings.calendar, words, dry_run=dry_run)
    for line in change_lines(words, applied) or [say("shell.load.unchanged")]:
        typer.echo(line)
    for note in applied.notes:
        typer.echo(say("shell.load.note", note=in_words(words, note)))
    for due in applied.dues:
        if dry_run or is_over(due):
            typer.echo(say("shell.load.due", due=in_words(words, due)))
    if applied.lines and applied.untouched:
        typer.echo(say("shell.load.untouched", things=counted(words, applied)))
    if number := len(applied.lines):
        typer.echo(say("shell.load.preview" if dry_run else "shell.load.written", n=number))


def read(file: Path) -> bytes:
    """Read a file; raise CommandFailure for other workbooks than .xlsx, OSError for what cannot be read."""
    with file.open("rb") as opened:
        content = opened.read(MOST_READ)
    if file.suffix.lower() in OTHER_WORKBOOKS and not content.startswith(b"PK\x03\x04"):
        from bot.starting.expected_failures import CommandFailure
        from domain.messaging.sentences import sentence
        from storage.setup.workbook.which_workbook import what_it_is_instead

        instead = what_it_is_instead(content) or sentence("shell.load.other_workbook")
        raise CommandFailure(f"{file}: {worded(instead)}.", code=2)
    return content


def export(file: File, org: OrganisationCode = None, force: Annotated[bool, typer.Option("--force")] = False) -> None:
    """Write the present setup into a workbook."""
    from bot.shell.workbook_file import exported, refuse_unless_new
    from bot.starting.opening import open_database, open_settings
    from storage.db import private

    refuse_unless_new(file, force=force)
    with open_database(open_settings()) as database:
        content = database.do(exported, org)
    private.tighten(file)
    file.write_bytes(content)
    typer.echo(say("shell.export.done", file=file))
