"""Which command is meant by what was typed, whom it suits, and the menu of a person."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from domain.messaging.messages import MenuEntry
from domain.rights import Actor
from domain.text import fold
from handlers.words import Words
from handlers.words.command_table import COMMANDS, Command


class InGroups(NamedTuple):
    """What a button does that may be pressed in a group too, by whoever coordinates there."""

    run: Callable[..., None]


BY_WORD: Mapping[str, Command] = {
    word: command for command in COMMANDS for word in (command.name, command.english, *command.also)
}


def named(word: str) -> Command | None:
    """Return the command of a name or word, typed with or without diacritics, spaces and a `@botname`."""
    return BY_WORD.get(fold(word.partition("@")[0]).replace(" ", ""))


def split(text: str) -> tuple[Command | None, str]:
    """Return a typed command and what stands behind it, on the same line or the next; `/dondoc: phường 11` too."""
    word, *rest = text[1:].split(maxsplit=1)[:2] or [""]
    return named(word.rstrip(",:;.")), "".join(rest).strip()


def suits(command: Command, actor: Actor | None) -> bool:
    if command.audience == "anyone":
        return True
    if actor is None:
        return False
    return {
        "member": True,
        "reporter": actor.is_reporter,
        "overseer": actor.is_overseer,
        "coordinator": actor.is_coordinator,
    }[command.audience]


def menu_for(actor: Actor | None, words: Words) -> tuple[str, list[MenuEntry]]:
    """Return the command menu of a person, with a name that is the same for the same menu."""
    shown = [command for command in COMMANDS if command.menu is not None and suits(command, actor)]
    english = words.language == "en"
    entries = [
        MenuEntry(command.english if english else command.name, words.plain(f"command.{command.name}"))
        for command in shown
    ]
    return f"{words.language}:{','.join(command.name for command in shown)}", entries
