"""In a group the bot answers coordinators, and takes no reports; what people say to each other it leaves alone."""

from domain.messaging.secret_marks import is_marked_secret
from domain.text import nfc
from handlers.conversation import commands
from handlers.conversation.talk import Talk
from handlers.incoming import typed_choices
from handlers.inviting import joining
from handlers.orders import order_table
from handlers.orders import understanding as orders
from handlers.registry import ACTIONS, COMMANDS, PRESSED_IN_GROUPS
from handlers.words.command_table import Command
from storage.messages import buttons

_ABOUT_THE_BOT = frozenset({"trogiup", "huy"})


def only_private(talk: Talk) -> None:
    """Say, once, that on this channel the bot talks in private only."""
    if talk.address.focus is None:
        channel = talk.words.plain(f"channel.{talk.address.channel}")
        talk.say(talk.words("group.private_only", channel=channel), focus={"ask": "private"})


def added(talk: Talk) -> None:
    """Introduce the bot to the group, and say how it is put to use here."""
    talk.say(talk.words("group.hello"))


def route(talk: Talk) -> None:
    """Handle a press, a command, or words that name or answer the bot; leave anything else alone, as it is not for
    us."""
    if talk.incoming.kind == "button":
        _press(talk, talk.incoming.key)
    elif talk.incoming.kind == "text":
        _text(talk, nfc(talk.incoming.text).strip())
    elif talk.incoming.kind == "file" and talk.incoming.addressed:
        talk.stop("group.reports_private")


def _text(talk: Talk, text: str) -> None:
    if not talk.incoming.addressed and not text.startswith("/"):
        return
    if is_marked_secret(text):
        talk.stop("secret")
    command, rest = commands.split(text) if text.startswith("/") else (commands.named(text), "")
    if command is not None:
        _command(talk, command, rest)
    elif text.startswith("/"):
        return  # a group may have other bots, and this is the command of one of them
    elif (key := typed_choices.key_of(talk, text)) is not None:
        _press(talk, key)
    elif not orders.deals_with(talk, text, only=order_table.IN_GROUPS):
        talk.stop("group.reports_private" if talk.actor and talk.actor.is_reporter else "group.can")


def _command(talk: Talk, command: Command, rest: str) -> None:
    if command.name == "start":
        _start(talk, rest)
    elif command.name in _ABOUT_THE_BOT:
        talk.stop("group.can")
    elif command.audience == "reporter":
        talk.stop("group.reports_private")
    elif not command.in_groups:
        talk.stop("group.private")
    elif talk.actor is None:
        talk.stop("group.anonymous" if talk.incoming.extra.get("anonymous") else "group.stranger")
    elif not talk.actor.is_coordinator:
        talk.stop("not_for_you.coordinator")
    else:
        COMMANDS[command.name](talk, rest)


def _start(talk: Talk, code: str) -> None:
    if talk.incoming.extra.get("anonymous"):
        talk.stop("group.anonymous")
    if code:
        joining.start(talk, code)  # which says that a code is not for groups
    else:
        added(talk)


def _press(talk: Talk, key: str) -> None:
    meaning = buttons.meaning(talk.session, talk.address, key)
    if meaning is None or meaning[0] not in PRESSED_IN_GROUPS:
        talk.stop("button.unknown")
    if talk.actor is None or not talk.actor.is_coordinator:
        talk.stop("group.anonymous" if talk.incoming.extra.get("anonymous") else "group.press_denied")
    ACTIONS[meaning[0]](talk, **meaning[1])
