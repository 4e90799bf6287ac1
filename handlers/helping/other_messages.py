"""What is neither text nor a file: stickers, edits; and courtesies, which are answered and recorded nowhere."""

import hashlib

from domain.messaging.messages import Text, plain, text_of
from domain.messaging.secret_marks import is_marked_secret
from domain.text import nfc
from domain.typed import with_bars
from handlers.attaching import recaptioned
from handlers.conversation.notices import queue
from handlers.conversation.talk import Talk
from handlers.drafting import older_words, which_report
from handlers.drafting.report_titles import title_of
from handlers.reporting.reading_back import showing
from handlers.reporting.typed_lines.edited import read_again
from storage.erasing import typed_codes
from storage.messages import inbox
from storage.messages.outbox import Lane

EMPTY = ("empty", "unknown", "unsupported")
SAID_ONCE_IN = 60  # seconds


def other(talk: Talk) -> None:
    """Say that only text is read; where files do not come through either, name the page on which they do, once for
    several that come together, as each of those answers counts against the month."""
    if not talk.shows_numbers:
        talk.note(talk.words("other"))
        return
    moment = int(talk.now.timestamp()) // SAID_ONCE_IN
    start = "other.empty" if talk.incoming.what in EMPTY else "other.only"
    channel = talk.words.plain(f"channel.{talk.address.channel}")
    body = text_of(talk.words(start, channel=channel), " ", _by_page(talk)) if talk.actor else talk.words("stranger")
    same = hashlib.blake2b(plain(body).encode(), digest_size=8).hexdigest()
    queue(talk.session, talk.address, body, Lane.REPLY, talk.now, f"other:{talk.address.id}:{moment}:{same}")


def send_files(talk: Talk) -> None:
    """Say how files come here, to somebody who types that they want to send one."""
    if talk.actor is None or not talk.actor.is_reporter:
        talk.note(talk.words("files.not_yours"))
    elif talk.shows_numbers:
        talk.note(text_of(talk.words("other.only"), " ", _by_page(talk)))
    else:
        talk.note(talk.words("files.here"))


def _by_page(talk: Talk) -> Text:
    """Name the page of a report, where files can be put."""
    open_now = which_report.candidates(talk) if talk.person.is_reporter else []
    if not open_now:
        return talk.words("other.no_form")
    duty, unit_id = open_now[0]
    link = talk.context.forms.link(duty.id, unit_id, talk.person.person_id, talk.now)
    return talk.words("other.form", title=title_of(talk, duty), link=link)


def edited(talk: Talk) -> None:
    """Read an edited line about tasks again and read it back; say of any other edit that it changes nothing. Where no
    word was edited there is nothing to say."""
    before = inbox.heard_before(talk.session, talk.incoming)
    if older_words.says_nothing_new(talk.incoming, before):
        if before is not None:
            typed_codes.hide_again(talk.session, talk.incoming, before.text)
        return
    text = nfc(with_bars(talk.incoming.text)).strip()
    if is_marked_secret(text):
        talk.stop("secret")
    talk.aside = "held" not in (talk.address.focus or {})  # what was asked about this very line is read anew
    if talk.actor is not None and (
        (before is not None and recaptioned.is_dealt_with(talk, before.file, text)) or read_again(talk, text)
    ):
        return
    talk.note(talk.words("edited"))


def courtesy(talk: Talk) -> None:
    if not showing.show_what_waits(talk):
        talk.note(talk.words("courtesy"))


def unknown_command(talk: Talk) -> None:
    talk.note(talk.words("unknown_command"))


def unblocked(talk: Talk) -> None:
    reports = talk.actor is not None and talk.actor.is_reporter
    talk.note(talk.words("stranger" if talk.actor is None else "unblocked" if reports else "unblocked.other"))
