"""The letter by which somebody is invited, whose code is made when it goes out; and what somebody who is replaced
hears."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.messages import Card, Outgoing, Text
from handlers.conversation import former_seats
from handlers.conversation.notices import tell
from handlers.words import Words
from storage.messages import outbox
from storage.messages.outbox import Lane
from storage.people import mail_invitations, mailboxes, people
from storage.people.mail_invitations import Invitee
from storage.tables import Organisation


def letters(
    session: Session,
    organisation: Organisation,
    invitees: Sequence[Invitee],
    now: datetime,
    before: datetime | None = None,
) -> int:
    """Queue a letter to each, and return how many. Whoever was invited meanwhile gets none; see
    `mail_invitations.round_of`."""
    words = Words(address_form=organisation.address_form)
    queued = 0
    for one in invitees:
        seat = mail_invitations.take(session, one, now, before)
        if seat is None:
            continue
        outbox.add(
            session,
            channel=mailboxes.CHANNEL,
            account=mailboxes.ACCOUNT,
            chat_id=one.entry,
            outgoing=Outgoing("say", Card(_letter(words, organisation.name, one)), invites=seat),
            lane=Lane.REMINDER,  # hundreds at once, which must not keep an answer waiting
            now=now,
            organisation_id=organisation.id,
        )
        queued += 1
    return queued


def _letter(words: Words, organisation: str, one: Invitee) -> Text:
    seats = [words.plain("invited.seat", role=words.plain(f"role.{seat.role}"), unit=seat.unit) for seat in one.seats]
    return words("invited.letter", name=one.name, organisation=organisation, seats="; ".join(seats))


def replaced(session: Session, person_id: int, now: datetime) -> None:
    """Tell somebody who was replaced that they need not report any more, and who does."""
    seat = people.former_seat(session, person_id, now)
    if seat is not None:
        tell(session, [person_id], lambda words: (former_seats.told(words, seat), []), now)
