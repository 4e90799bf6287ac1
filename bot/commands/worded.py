"""Commands whose help stands in the catalogue, in the language of the shell.

Of a command it is `shell.help.<command>`, of what is given to it `shell.given.<command>.<parameter>`, or
`shell.given.<parameter>` where several commands take it.
"""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from bot.language import say, shell_words


class WordedCommand(TyperCommand):
    """A command that is worded when its help is asked for, so that it starts without the words."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        word(self)
        super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        word(self)
        return super().get_short_help_str(limit)


class WordedGroup(TyperGroup):
    """The same for several commands behind one word."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        word(self)
        super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        word(self)
        return super().get_short_help_str(limit)


def word(command: TyperCommand | TyperGroup) -> None:
    """Put in the words: of the command, and of what is given to it."""
    command.help = say(f"shell.help.{command.name}")
    has = shell_words().has
    for parameter in command.params:
        name = f"shell.given.{command.name}.{parameter.name}"
        if parameter.name != "help":  # which typer words
            parameter.help = say(name if has(name) else f"shell.given.{parameter.name}")  # type: ignore[attr-defined]
