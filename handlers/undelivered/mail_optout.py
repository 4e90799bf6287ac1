"""*Không phải tôi*: what follows when whoever reads a mailbox wants no mails there, or wants them after all.

Nobody is signed in: the signed link in the mail is all they have, and all it is good for.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.email_addresses import of_entry
from handlers.conversation.acting import Context
from handlers.conversation.signed_links import MailLinks
from handlers.undelivered.unreachable import tell_coordinators
from handlers.words import Words
from storage.audit import audit
from storage.people import mailboxes
from storage.tables import Address, Organisation, Person


@dataclass(frozen=True, slots=True)
class MailboxStanding:
    """Of the mailbox that a link names."""

    mailbox: str
    is_refused: bool
    words: Words


def look(session: Session, context: Context, address_id: int, signature: str) -> MailboxStanding | None:
    """Return how a mailbox stands; None for a link that is none of ours. Looking changes nothing: whoever scans mails
    looks too."""
    address = _address(session, context, address_id, signature)
    return _standing(session, address) if address is not None else None


def refuse(
    session: Session, context: Context, address_id: int, signature: str, now: datetime
) -> MailboxStanding | None:
    """Let no mail go there any more: what was mailed opens nothing, and who follows the person's reports is told."""
    address = _address(session, context, address_id, signature)
    if address is None:
        return None
    if mailboxes.refuse(session, address, now):
        _record(session, address, "mailbox.refused", now)
        tell_coordinators(session, address.id, mailboxes.REFUSED, now, context)
    return _standing(session, address)


def take_back(
    session: Session, context: Context, address_id: int, signature: str, now: datetime
) -> MailboxStanding | None:
    address = _address(session, context, address_id, signature)
    if address is None:
        return None
    if mailboxes.take_back(session, address):
        _record(session, address, "mailbox.wanted", now)
    return _standing(session, address)


def _address(session: Session, context: Context, address_id: int, signature: str) -> Address | None:
    address = session.get(Address, address_id, with_for_update=True)
    if address is None or address.channel != mailboxes.CHANNEL:
        return None
    links = MailLinks(context.public_url, context.secret)
    return address if links.opens(address.id, address.chat_id, signature) else None


def _standing(session: Session, address: Address) -> MailboxStanding:
    words = Words()
    if address.person_id is not None:
        person = session.get_one(Person, address.person_id)
        form = session.get_one(Organisation, person.organisation_id).address_form
        words = Words(person.language, form)
    return MailboxStanding(of_entry(address.chat_id), mailboxes.is_refused(address), words)


def _record(session: Session, address: Address, action: str, now: datetime) -> None:
    """Record what was done, but not in the name of the person, as it is just not known to be them."""
    if address.organisation_id is None or address.person_id is None:
        return
    audit.record(
        session,
        organisation_id=address.organisation_id,
        at=now,
        action=action,
        subject=f"person:{address.person_id}",
        channel=mailboxes.CHANNEL,
    )
