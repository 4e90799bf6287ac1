"""From the inbox to a handler: takes waiting messages in their order; one that fails undoes no other."""

import traceback
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.orm import Session

from domain.messaging.messages import Incoming, lines_of
from handlers import router
from handlers.conversation import read_backs
from handlers.conversation.acting import Context, Refusal
from handlers.conversation.second_reader import NotYet, SecondReader
from handlers.conversation.talk import Answer, Talk
from handlers.drafting import closed_reports
from handlers.incoming.text_parts import arranged
from handlers.inviting import joining
from handlers.prefetch import read_ahead
from handlers.words import Words
from storage.aside import received
from storage.db import notify
from storage.db.batch import batch
from storage.db.database import is_in_trouble
from storage.erasing import typed_codes
from storage.messages import inbox
from storage.messages.inbox import Received
from storage.people import actors, addresses
from storage.tables import Address

WRITTEN = frozenset({"text", "edited", "button", "file", "other"})
"""What somebody writes somewhere; the rest happens to the chat, or to us."""

log = structlog.get_logger(__name__)


def handle_waiting(session: Session, now: datetime, context: Context, limit: int = 50) -> int:
    """Handle up to `limit` waiting messages of any chats in the caller's transaction, and return how many there were.

    A message whose handling fails is tried again in a later round; its chat's next ones wait until then, so that the
    order within the chat holds.
    """
    waiting = inbox.waiting(session, limit)
    parts = arranged(waiting, now, partial(_is_held, context.second))
    rows = parts.rows
    if not rows:
        return 0
    done = [row.id for row in rows]
    if not _all_at_once(session, context, rows, now):
        done = _one_by_one(session, context, rows, now)
    ids = parts.ids(done)
    handled = frozenset(ids)
    typed_codes.hide_mentioned(session, (row for row in waiting if row.id in handled))
    inbox.mark_done(session, ids, now)
    notify.tell(session, notify.OUTBOX)
    return len(rows)


def _all_at_once(session: Session, context: Context, rows: Sequence[Received], now: datetime) -> bool:
    """Handle all messages in one batch and one savepoint, as nearly always none fails; return False where nothing was
    done."""
    try:
        with session.begin_nested(), batch(session):
            incomings = [row.incoming for row in rows]
            read_ahead(session, incomings)
            for incoming in incomings:
                handle(session, context, incoming, now)
    except Exception as error:
        _raise_if_in_trouble(error)
        return False
    return True


def _is_held(second: SecondReader | None, row: Received) -> bool:
    return second is not None and second.holds(row.channel, row.account, str(row.payload.get("external_id")))


def _one_by_one(session: Session, context: Context, rows: Sequence[Received], now: datetime) -> list[int]:
    """Handle each message in a savepoint of its own, and return the ids of those that succeeded."""
    done: list[int] = []
    held: set[tuple[str, str, str]] = set()
    for row in rows:
        chat = (row.channel, row.account, row.chat_id)
        if chat in held:
            continue
        try:
            with session.begin_nested():
                handle(session, context, row.incoming, now)
        except NotYet:
            held.add(chat)
        except Exception as error:
            _raise_if_in_trouble(error)
            if not _put_aside(session, context, row, now, error):
                held.add(chat)
        else:
            done.append(row.id)
    return done


def _raise_if_in_trouble(error: Exception) -> None:
    """Raise the error again where the database is in trouble: that is not the message's fault, so the round is tried
    again later, and nothing counts as having failed."""
    if is_in_trouble(error):
        raise error


def handle(session: Session, context: Context, incoming: Incoming, now: datetime) -> None:
    """Answer one message."""
    talk = talk_of(session, context, incoming, now)
    was_lost, said_again = read_backs.forget_of_others(session, talk.address, talk.actor)
    if was_lost:
        dropped = [talk.words("cancel.waiting", said=said) for said in said_again]
        talk.note(lines_of([talk.words("waits.of_others"), *dropped]))
    talk.waited = read_backs.of(talk.address)
    try:
        router.route(talk)
    except Refusal as refusal:
        closed_reports.tell(talk, refusal)
    except Answer as answer:
        if answer.rows:
            talk.say(answer.body, answer.rows, focus=talk.address.focus)
        else:
            talk.note(answer.body)
    talk.finish()


def talk_of(session: Session, context: Context, incoming: Incoming, now: datetime) -> Talk:
    """Return the message with its chat (locked), its person and their language."""
    address = addresses.locked(
        session, incoming.channel, incoming.account, incoming.chat_id, is_group=incoming.is_group, now=now
    )
    if not incoming.is_group and incoming.kind in WRITTEN:
        address.topic = incoming.extra.get("topic")
    own: Address | None = address
    if incoming.is_group:
        own = addresses.find(session, incoming.channel, incoming.account, incoming.user_id)
    person_id = own.person_id if own is not None else None
    if person_id is None:
        language = (address.language or "vi") if own is None else (own.language or "vi")
        return Talk(session, context, now, None, None, Words(language), incoming, address)
    person, organisation = actors.person_of(session, person_id)
    words = Words(person.language, organisation.address_form, context.calendar.official_years)
    actor = actors.actor(session, person_id, now)
    return Talk(session, context, now, actor, organisation, words, incoming, address)


def _put_aside(session: Session, context: Context, row: Received, now: datetime, error: Exception) -> bool:
    """Count a failure. At the last one put the message aside with the kind of failure, tell the person, and return
    True."""
    # Places only: an exception's own words may repeat what the person wrote.
    places = [f"{frame.name} {frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error("message.failed", inbox_id=row.id, error=type(error).__name__, places=places[-6:])
    if not inbox.mark_failed(session, row.id, type(error).__name__, now):
        return False
    concerned = _tell_failed(session, context, row, now)
    received.put(session, row.id, type(error).__name__, row.attempts + 1, now, concerned)
    return True


def _tell_failed(session: Session, context: Context, row: Received, now: datetime) -> int | None:
    """Tell the person that their message failed, and return the id of the organisation whose it was, if that is
    known."""
    try:
        with session.begin_nested():
            talk = talk_of(session, context, row.incoming, now)
            if joining.is_joining(talk, talk.incoming.text):
                typed_codes.hide(session, talk.incoming, joining.code_in(talk.incoming.text))
            talk.note(talk.words("failed"))
            return talk.address.organisation_id
    except Exception as again:
        log.error("message.unanswered", inbox_id=row.id, error=type(again).__name__)
        return None
