"""In a group people talk to each other: what is said to the bot."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.channels.telegram.calling.identity import Me

COMMAND = re.compile(r"(?P<command>/\w+)(?:@(?P<bot>\w+))?")
_AFTER_A_NAME = " \t\n\r\f\v\u00a0,:"


@dataclass(frozen=True, slots=True)
class AddressedText:
    """`text` is without the bot's name in a command, at the beginning or at the end."""

    text: str
    to_us: bool
    to_another_bot: bool = False


def heard(text: str, me: Me) -> AddressedText:
    command = COMMAND.match(text)
    if command is None:
        return _mentioned(text, me)
    named = command["bot"] or ""
    # A bot that does not know its own name takes every command for its own.
    other = bool(named and me.username) and named.casefold() != me.username.casefold()
    return AddressedText(command["command"] + text[command.end() :], not other, other)


def _mentioned(text: str, me: Me) -> AddressedText:
    if not me.username or "@" not in text:
        return AddressedText(text, False)
    named = [found.span() for found in _name_pattern(me.username).finditer(text)]
    if not named:
        return AddressedText(text, False)
    said = text
    if not said[named[-1][1] :].strip():
        said = said[: named[-1][0]].rstrip()
    if not said[: named[0][0]].strip():
        said = said[named[0][1] :].lstrip(_AFTER_A_NAME)
    return AddressedText(said or text, True)


@lru_cache(maxsize=32)
def _name_pattern(username: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)@{re.escape(username)}(?!\w)", re.IGNORECASE)
