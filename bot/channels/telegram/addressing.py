"""In a group people talk to each other: what is said to the bot."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.channels.telegram.identity import Me

COMMAND = re.compile(r"(?P<command>/\w+)(?:@(?P<bot>\w+))?")


@dataclass(frozen=True, slots=True)
class Heard:
    """`text` is without the bot's name in a command, at the beginning or at the end."""

    text: str
    to_us: bool
    to_another_bot: bool = False


def heard(text: str, me: Me) -> Heard:
    command = COMMAND.match(text)
    if command is None:
        return _mentioned(text, me)
    named = command["bot"] or ""
    # A bot that does not know its own name takes every command for its own.
    other = bool(named and me.username) and named.casefold() != me.username.casefold()
    return Heard(command["command"] + text[command.end() :], not other, other)


def _mentioned(text: str, me: Me) -> Heard:
    if not me.username or "@" not in text:
        return Heard(text, False)
    anywhere, at_the_ends = _name_patterns(me.username)
    if not anywhere.search(text):
        return Heard(text, False)
    return Heard(at_the_ends.sub("", text) or text, True)


@lru_cache(maxsize=32)
def _name_patterns(username: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = rf"(?<!\w)@{re.escape(username)}(?!\w)"
    return re.compile(name, re.IGNORECASE), re.compile(rf"\A\s*{name}[\s,:]*|\s*{name}\s*\Z", re.IGNORECASE)
