"""`dondoc`: the commands, gathered. What a command needs is imported when it is called, so that help is quick."""

from importlib.metadata import version
from typing import Annotated, Any

import typer

from bot.commands import following, people, plans, serving, upkeep
from bot.commands.worded import WordedCommand, WordedGroup
from bot.starting.expected_failures import in_plain_words
from storage.db import private


class PlainWords(WordedGroup):
    """Tells expected failures in a few plain lines; a traceback is left for mistakes of the program."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            failure = in_plain_words(error)
            if failure is None:
                raise
            for line in failure.lines:
                typer.echo(line, err=True)
            raise typer.Exit(failure.code) from None


app = typer.Typer(
    cls=PlainWords,
    name="dondoc",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,  # the pretty ones print local variables, and those hold tokens
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dondoc {version('dondoc')}")
        raise typer.Exit


@app.callback()
def options(
    show_version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True)] = False,
) -> None:
    private.from_now_on()


COMMANDS = (
    serving.run,
    serving.demo,
    plans.load,
    plans.export,
    people.invite,
    following.overdue,
    following.collate,
    following.review,
    following.template,
    following.understand,
    upkeep.check,
    upkeep.backup,
    upkeep.restore,
)
for one in COMMANDS:
    app.command(one.__name__, cls=WordedCommand)(one)

database = typer.Typer(cls=WordedGroup, no_args_is_help=True, rich_markup_mode=None)
database.command("upgrade", cls=WordedCommand)(upkeep.upgrade)
database.command("accept", cls=WordedCommand)(upkeep.accept)
app.add_typer(database, name="db")
