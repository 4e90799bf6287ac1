"""What was read back and waits, decided on another card than its own; and what its own card does after that."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers.conversation import read_backs
from handlers.conversation.talk import Talk
from handlers.drafting import answered_message


def pressed(talk: Talk, key: str, action: str) -> None:
    """Take the button, before it does what it does, as an answer to what its own card read back."""
    if talk.address.is_group or not read_backs.of(talk.address):
        return
    shown = answered_message.pressable(talk, talk.incoming.message_id) if talk.incoming.kind == "button" else ()
    card = {key for _, key in shown} or {str(choice[1]) for choice in talk.address.choices}
    read_backs.pressed(talk.session, talk.address, key, action, card if key in card else ())


def do(talk: Talk, action: str, args: dict[str, Any], run: Callable[..., None]) -> None:
    """Do it (`Phần chờ: gửi …`); the card below which it stood stays as it is."""
    if read_backs.take(talk.session, talk.address, action, args, "waits.done") is None:
        _say(talk, "waits.done")
        return
    _beside(talk, lambda: run(talk, **args))


def drop(talk: Talk, action: str, args: dict[str, Any]) -> None:
    """Drop it (`Phần chờ: bỏ`)."""
    found = read_backs.take(talk.session, talk.address, action, args, "waits.cancelled")
    if found is None:
        _say(talk, "waits.done")
        return
    _beside(talk, lambda: talk.say(talk.words("cancel.waiting", said=found["said"])))


def _beside(talk: Talk, answer: Callable[[], None]) -> None:
    """Answer in a message of its own; what is asked and offered on the card stays."""
    asked, offered = talk.address.focus, talk.address.choices
    talk.aside = True
    talk.incoming = replace(talk.incoming, message_id=None)
    answer()
    talk.address.focus = talk.address.focus or asked
    talk.address.choices = talk.address.choices or offered


def done(talk: Talk, **_: Any) -> None:
    """Say, for a button of a read-back, that it was decided on another card."""
    _say(talk, "waits.done")


def cancelled(talk: Talk, **_: Any) -> None:
    """Say, for a button of a read-back, that it was cancelled."""
    _say(talk, "waits.cancelled")


def replaced(talk: Talk, **_: Any) -> None:
    """Say, for a button of a read-back, that another one took its place."""
    _say(talk, "waits.replaced")


def _say(talk: Talk, name: str) -> None:
    if talk.incoming.kind == "button" and talk.incoming.message_id is not None:
        talk.retire(talk.words(name))
    else:
        talk.note(talk.words(name))
