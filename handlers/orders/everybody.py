"""Orders of everybody, small talk, and what cannot be done here, which is said in one sentence."""

from collections.abc import Mapping

from domain.moments.ahead import year_or_month
from handlers.calendar import days_off
from handlers.contact import mailbox, preferred_channel
from handlers.conversation.talk import Talk
from handlers.display.shortcuts import ways_on
from handlers.helping import assistance, other_messages
from handlers.orders.heard import Do, HeardOrder


def calendar(talk: Talk, heard: HeardOrder) -> None:
    """Show the month or the year that is named, wherever it stands: `cho coi ngày lễ tháng 9 năm sau`."""
    days_off.command(talk, _year_or_month(talk, heard))


def _year_or_month(talk: Talk, heard: HeardOrder) -> str:
    tokens, text, today = heard.said.tokens, heard.text, talk.now.date()
    for length in range(min(6, len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            said = text[tokens[start].start : tokens[start + length - 1].end]
            is_bare_number = length == 1 and len(said) < 4
            if not is_bare_number and any(c.isalnum() for c in said) and year_or_month(said, today):
                return said
    return ""


def mail(talk: Talk, heard: HeardOrder) -> None:
    address = next((token.said for token in heard.said.tokens if "@" in token.said), "")
    mailbox.command(talk, address.strip(".,;:"))


def _language(code: str) -> Do:
    return lambda talk, heard: assistance.set_language(talk, code)


def _says(name: str) -> Do:
    return lambda talk, heard: talk.note(talk.words(name))


def _greets(talk: Talk, heard: HeardOrder) -> None:
    talk.say(talk.words("talk.greeting"), [ways_on(talk)], focus=talk.address.focus)


def draft_away(talk: Talk, heard: HeardOrder) -> None:
    """Say that a draft stays: who wants it otherwise writes over it."""
    talk.note(talk.words("cannot.draft_away"))


DO: Mapping[str, Do] = {
    "calendar": calendar,
    "cancel": lambda talk, heard: assistance.cancel(talk),
    "draft_away": draft_away,
    "web": lambda talk, heard: assistance.weblink(talk),
    "mail": mail,
    "no_mail": lambda talk, heard: mailbox.command(talk),
    "channel": lambda talk, heard: preferred_channel.command(talk),
    "english": _language("en"),
    "vietnamese": _language("vi"),
    "help": lambda talk, heard: assistance.help(talk),
    "thanks": lambda talk, heard: other_messages.courtesy(talk),
    "greeting": _greets,
    "goodbye": _says("talk.goodbye"),
    "praise": _says("talk.praise"),
    "complaint": _says("talk.complaint"),
    "who_are_you": _says("talk.who"),
    "sorry": _says("talk.sorry"),
    "got_it": _says("talk.got_it"),
    "chatter": _says("talk.chatter"),
    "recall": _says("cannot.recall"),
    "delete": _says("cannot.delete"),
}
