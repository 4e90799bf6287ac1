"""Which handler a message belongs to. The order of the rules is the order of the lines in `_text`."""

from domain import typed
from domain.finding.several import says_nothing
from domain.messaging.channels import PRIVATE_ONLY
from domain.messaging.secret_marks import is_marked_secret
from domain.text import nfc
from handlers import free_text, groups, registry
from handlers.attaching import arriving
from handlers.conversation import commands
from handlers.conversation.talk import Talk
from handlers.display.shortcuts import not_for_you
from handlers.helping import other_messages
from handlers.incoming import still_waiting, typed_choices
from handlers.inviting import joining
from handlers.narratives import unfinished
from handlers.obstacles import forwarding
from handlers.orders import understanding as orders
from handlers.reporting.open_question import kept, none
from handlers.reporting.typed_lines import emptying, put_right
from handlers.reporting.typed_lines.about_tasks import tasks_line
from handlers.undelivered import unreachable
from storage.messages import buttons, outbox_mark

MOST_READ = 20_000  # characters; no rule looks at what is longer


def route(talk: Talk) -> None:
    unreachable.heard_from(talk)
    if talk.incoming.kind != "file" and len(talk.incoming.text) > MOST_READ:
        _too_long(talk)
        return
    if talk.address.is_group and talk.address.channel in PRIVATE_ONLY:
        groups.only_private(talk)
        return
    if talk.address.is_group and talk.incoming.kind in ("text", "button", "file", "edited", "other"):
        groups.route(talk)
        return
    {
        "text": _text,
        "edited": other_messages.edited,
        "button": _button,
        "file": _file,
        "fetched": arriving.fetched,
        "other": other_messages.other,
        "blocked": unreachable.blocked,
        "unblocked": other_messages.unblocked,
        "moved": _moved,
        "added": groups.added,
    }[talk.incoming.kind](talk)


def _too_long(talk: Talk) -> None:
    """Refuse text that is too long; what people of a group write to each other is not for us, however long."""
    if not talk.address.is_group or talk.incoming.addressed:
        talk.stop("too_long", limit=MOST_READ)


def _text(talk: Talk) -> None:
    text = nfc(talk.incoming.text).strip()
    if is_marked_secret(text):
        talk.stop("secret")
    if "cut" in talk.incoming.extra:
        talk.note(talk.words("too_long.cut", limit=MOST_READ))
    if joining.is_joining(talk, text):
        joining.start(talk, joining.code_in(text))
    elif text.startswith("/"):
        _command(talk, text)
    elif talk.actor is None:
        joining.greet_stranger(talk)
    elif none.says_none(talk, text) or typed_choices.several(talk, text):
        return
    elif (key := typed_choices.key_of(talk, text)) is not None:
        if not typed_choices.read_back(talk, text, key):
            _press(talk, key)
    elif (
        put_right.puts_right(talk, text)
        or free_text.answers_the_doubt(talk, line := nfc(typed.with_bars(talk.incoming.text)).strip())
        or emptying.asks(talk, text)
    ):
        return
    elif (command := commands.named(text)) is not None and not orders.is_answer(talk, text, command):
        _run(talk, command.name, "")
    elif typed.is_courtesy(text):
        other_messages.courtesy(talk)
    elif forwarding.by_number(talk, text):
        return
    elif not orders.deals_with(talk, text):
        free_text.free_text(talk, line)


def _command(talk: Talk, text: str) -> None:
    command, rest = commands.split(text)
    if command is not None:
        _run(talk, command.name, rest)
    elif talk.actor is None:
        joining.greet_stranger(talk)
    elif not orders.deals_with(talk, bare := text[1:].strip()) and not tasks_line(talk, bare):
        other_messages.unknown_command(talk)


def _run(talk: Talk, name: str, rest: str) -> None:
    command = commands.BY_WORD[name]
    if talk.actor is None and command.audience != "anyone":
        joining.greet_stranger(talk)
    elif not commands.suits(command, talk.actor):
        not_for_you(talk, command.audience)
    else:
        talk.address.puzzled, asked = 0, talk.address.focus
        rest = "" if says_nothing(rest) else rest
        if rest and command.alone and tasks_line(talk, rest):
            return
        if rest and command.alone:
            talk.note(talk.words("command.unused", said=rest[:60], command=name))
        registry.COMMANDS[name](talk, rest)
        kept.keep(talk, asked, name)
        unfinished.closes(talk, asked, name)


def _file(talk: Talk) -> None:
    if talk.actor is None:
        joining.greet_stranger(talk)
    else:
        arriving.arrives(talk, tasks_line)


def _button(talk: Talk) -> None:
    _press(talk, talk.incoming.key)


def _press(talk: Talk, key: str) -> None:
    if talk.actor is None:
        joining.greet_stranger(talk)
        return
    meaning = buttons.meaning(talk.session, talk.address, key)
    action = registry.ACTIONS.get(meaning[0]) if meaning else None
    if meaning is None or action is None:
        talk.stop("button.unknown")
    talk.address.puzzled, asked = 0, talk.address.focus
    still_waiting.pressed(talk, key, meaning[0])
    action(talk, **meaning[1])
    unfinished.goes_on(talk, asked, meaning[0])


def _moved(talk: Talk) -> None:
    """Let the chat go on under its new id, because a group became a supergroup."""
    address = talk.address
    if not address.is_group:  # nobody's own chat becomes another's
        return
    outbox_mark.follow(talk.session, address.channel, address.account, address.chat_id, talk.incoming.new_chat_id)
