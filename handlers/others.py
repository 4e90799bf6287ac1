"""What is neither text nor a file: stickers, edits; and courtesies, which are answered and recorded nowhere."""

from domain.secrecy import is_marked_secret
from domain.text import nfc
from handlers.reporting import understanding
from handlers.reporting.subject import title_of
from handlers.talk import Talk


def other(talk: Talk) -> None:
    """Where files do not come through either, with the page on which they do."""
    if not talk.shows_numbers:
        talk.note(talk.words("other"))
    elif talk.actor is None or not (open_now := understanding.candidates(talk)):
        talk.note(talk.words("other.no_form" if talk.actor else "stranger"))
    else:
        duty, unit_id = open_now[0]
        link = talk.context.forms.link(duty.id, unit_id, talk.person.person_id, talk.now)
        talk.note(talk.words("other.form", title=title_of(talk, duty), link=link))


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
    reports = talk.actor is not None and talk.actor.is_reporter
    talk.note(talk.words("stranger" if talk.actor is None else "unblocked" if reports else "unblocked.other"))
