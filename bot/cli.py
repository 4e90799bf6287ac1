"""`dondoc`: the commands, gathered. What a command needs is imported when it is called, so that help is quick."""

from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot.commands import following, people, plans, serving, upkeep
from bot.starting.failures import in_plain_words
from storage.db import private


class PlainWords(TyperGroup):
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
    help="Đôn Đốc: biết đơn vị nào nợ báo cáo nào, nhắc đúng người, nhận báo cáo và trả lời ai đang trễ.",
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
    show_version: Annotated[
        bool, typer.Option("--version", help="In số phiên bản.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    private.from_now_on()


app.command("run")(serving.run)
app.command("demo")(serving.demo)
app.command("load")(plans.load)
app.command("export")(plans.export)
app.command("invite")(people.invite)
app.command("overdue")(following.overdue)
app.command("collate")(following.collate)
app.command("template")(following.template)
app.command("understand")(following.understand)
app.command("check")(upkeep.check)
app.command("backup")(upkeep.backup)
app.command("restore")(upkeep.restore)

database = typer.Typer(help="Việc với cơ sở dữ liệu.", no_args_is_help=True, rich_markup_mode=None)
database.command("upgrade")(upkeep.upgrade)
database.command("accept")(upkeep.accept)
app.add_typer(database, name="db")
