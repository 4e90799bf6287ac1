"""What is neither text nor a file: stickers, edits; and courtesies, which are answered and recorded nowhere."""

from domain.secrecy import is_marked_secret
from domain.text import nfc
from handlers.reporting import understanding
from handlers.talk import Talk


def other(talk: Talk) -> None:
    talk.note(talk.words("other"))


def edited(talk: Talk) -> None:
    """An edited line about tasks is read again and read back; any other edit changes nothing, and that is said."""
    text = nfc(talk.incoming.text).strip()
    if is_marked_secret(text):
        talk.stop("secret")
    if talk.actor is not None and understanding.edited(talk, text):
        return
    talk.note(talk.words("edited"))


def courtesy(talk: Talk) -> None:
    talk.note(talk.words("courtesy"))


def unknown_command(talk: Talk) -> None:
    talk.note(talk.words("unknown_command"))


def unblocked(talk: Talk) -> None:
    talk.note(talk.words("unblocked" if talk.actor else "stranger"))
