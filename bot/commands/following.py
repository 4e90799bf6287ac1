"""`dondoc overdue`, `collate`, `review`, `template`, `understand`: answers of those who follow, without a chat."""

from enum import StrEnum
from typing import Annotated

import typer

from bot.commands.given import AsJson, File, FileToWrite, OrganisationCode, UnitCode
from bot.language import say


def overdue(as_json: AsJson = False, org: OrganisationCode = None) -> None:
    """Tell who is overdue, in words or as data."""
    from bot.shell.overdue import in_json, in_words
    from bot.starting.opening import open_database, open_settings
    from storage.installation.calendars import official_years

    settings = open_settings()
    with open_database(settings) as database:
        typer.echo(database.do(in_json if as_json else in_words, org, official_years(settings.calendar)))


def collate(
    requirement: Annotated[str, typer.Argument(metavar="REQUIREMENT", show_default=False)],
    to: FileToWrite,
    period: Annotated[str | None, typer.Option("--period", metavar="P", show_default=False)] = None,
    frozen: Annotated[bool, typer.Option("--frozen")] = False,
    org: OrganisationCode = None,
) -> None:
    """Write a collated report into a file."""
    from bot.shell.documents.collating import collate as write
    from bot.starting.opening import open_database, open_settings
    from storage.installation.calendars import official_years

    settings = open_settings()
    years = official_years(settings.calendar)
    with open_database(settings) as database:
        lines = write(database, requirement, period, to, org, settings.templates, years, frozen=frozen)
    for line in lines:
        typer.echo(line)


def review(
    plan: Annotated[str, typer.Argument(metavar="PLAN", show_default=False)],
    to: Annotated[list[str], typer.Option("--to", metavar="FILE|P", show_default=False)],
    first: Annotated[str | None, typer.Option("--from", metavar="P", show_default=False)] = None,
    frozen: Annotated[bool, typer.Option("--frozen")] = False,
    org: OrganisationCode = None,
) -> None:
    """Write the review of a plan into a file. `to`: the file, and beside it the last period."""
    from bot.shell.documents.plan_reviewing import file_and_period
    from bot.shell.documents.plan_reviewing import review as write
    from bot.starting.opening import open_database, open_settings
    from storage.installation.calendars import official_years

    file, last = file_and_period(to)
    settings = open_settings()
    with open_database(settings) as database:
        lines = write(database, plan, first, last, file, org, official_years(settings.calendar), frozen=frozen)
    for line in lines:
        typer.echo(line)


class LetterStyle(StrEnum):
    STATE = "state"
    PARTY = "party"


def template(file: File, style: Annotated[LetterStyle, typer.Option("--style")] = LetterStyle.STATE) -> None:
    """Write an empty setup workbook, or a Word template to begin from."""
    from bot.shell.documents.collating import write_template
    from bot.shell.workbook_file import refuse_unless_new, write_empty
    from bot.starting.expected_failures import CommandFailure

    if file.suffix.lower() == ".xlsx":
        refuse_unless_new(file, force=False)
        for line in write_empty(file):
            typer.echo(line)
        return
    if file.suffix.lower() != ".docx":
        raise CommandFailure(say("shell.template.name", file=file), code=2)
    for line in write_template(file, str(style)):
        typer.echo(line)


def understand(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", show_default=False)] = None,
    requirement: Annotated[str, typer.Option("--requirement", metavar="CODE", show_default=False)] = "",
    unit: UnitCode = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE")] = None,
    as_json: AsJson = False,
    org: OrganisationCode = None,
) -> None:
    """Tell how typed lines would be read, and write nothing."""
    from bot.shell import line_reader
    from bot.shell.second_reader import with_second
    from bot.starting.opening import open_for_looking, open_settings
    from storage.installation.calendars import work_calendar

    line_reader.said_or_stop(requirement, text)
    day = line_reader.day_or_stop(on)
    settings = open_settings()
    with open_for_looking(settings) as session:
        calendar = work_calendar(settings.calendar)
        built_in = line_reader.reader(session, org, requirement, unit, day, calendar)
    stream = typer.get_binary_stream("stdin")
    with with_second(built_in, settings) as reader:
        for line in line_reader.messages(text, stream):
            read = reader.read(line)
            typer.echo(line_reader.as_json(read) if as_json else line_reader.in_words(read, reader))
