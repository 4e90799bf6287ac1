"""Messages that nobody asked for at this moment: to people, by where they can be reached."""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.messages import Card, Outgoing, Text
from handlers.conversation.talk import Rows, card_of, offer
from handlers.words import Words
from storage.installation.settings import official_years
from storage.messages import outbox
from storage.messages.outbox import Lane
from storage.people.people import reachable_address
from storage.tables import Address, Organisation, Person

Said = Callable[[Words], tuple[Text, Rows]]


def queue_notice(session: Session, address: Address, card: Card, now: datetime, dedupe_key: str | None = None) -> None:
    """Queue a notice after answers and before reminders; with a key that was used before, nothing."""
    queue_card(session, address, card, Lane.NOTICE, now, dedupe_key)


def queue(session: Session, address: Address, body: Text, lane: Lane, now: datetime, dedupe_key: str) -> None:
    """Queue a sentence without buttons; with a key that was used before, nothing."""
    queue_card(session, address, Card(body), lane, now, dedupe_key)


def queue_card(
    session: Session, address: Address, card: Card, lane: Lane, now: datetime, dedupe_key: str | None
) -> int | None:
    """Queue a card and return the id of the message; None where the key was used before."""
    return outbox.add(
        session,
        channel=address.channel,
        account=address.account,
        chat_id=address.chat_id,
        outgoing=Outgoing("say", card),
        lane=lane,
        now=now,
        organisation_id=address.organisation_id,
        dedupe_key=dedupe_key,
    )


def tell(session: Session, person_ids: Collection[int], said: Said, now: datetime) -> set[int]:
    """Send one message, in their own language, to each of these people who can be reached; return who these are."""
    addresses = reachable_address(session, sorted(person_ids))
    for person_id, address in addresses.items():
        body, rows = said(words_for(session, person_id))
        card = card_of(session, address, body, rows, now)
        if card.rows:
            offer(address, card, now, beside=True)
        queue_notice(session, address, card, now)
    return set(addresses)


def words_for(session: Session, person_id: int) -> Words:
    """Return the words in which to speak to a person."""
    person = session.get_one(Person, person_id)
    organisation = session.get_one(Organisation, person.organisation_id)
    return Words(person.language, organisation.address_form, official_years(session))
