"""A new link in the place of one that was used, or is over: mailed to the same mailbox, and shown nowhere else.

Whoever holds the old link may ask for it: where it was a stranger, or a program that looks through mails, the new one
still goes to the mailbox alone.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.email_addresses import of_entry
from domain.messaging.messages import Card, Outgoing
from handlers.conversation.notices import words_for
from storage.messages import outbox
from storage.messages.outbox import Lane
from storage.people import invitations, mailboxes
from storage.tables import Invitation


def mailbox_of(session: Session, code: str, now: datetime) -> str | None:
    """Return where a new link can be sent for this code: the mailbox it was mailed to, where that is still its
    person's."""
    invitation = invitations.find(session, code)
    if invitation is None or (invitation.used_at is None and invitation.expires_at > now):
        return None
    person = _person(invitation)
    if invitation.mailbox is None or person is None:
        return None
    mailbox = of_entry(invitation.mailbox)
    return mailbox if mailboxes.reaches(session, person, mailbox) else None


def send(session: Session, code: str, now: datetime) -> str | None:
    """Queue the mail, once an hour, and return the mailbox. The link itself is made when the mail goes out, as in
    each."""
    mailbox = mailbox_of(session, code, now)
    if mailbox is None:
        return None
    invitation = invitations.find(session, code)
    person = _person(invitation) if invitation else None
    assert invitation is not None
    assert person is not None
    outbox.add(
        session,
        channel=mailboxes.CHANNEL,
        account=mailboxes.ACCOUNT,
        chat_id=mailboxes.entry_of(session, person, mailbox),
        outgoing=Outgoing("say", Card(words_for(session, person)("mail.again"))),
        lane=Lane.REPLY,
        now=now,
        organisation_id=invitation.organisation_id,
        dedupe_key=f"again:{person}:{now:%Y-%m-%dT%H}",
    )
    return mailbox


def masked(mailbox: str) -> str:
    """Hide most of an address: `lan@coquan.vn` → `l…@coquan.vn` is enough for whom it belongs to."""
    name, _, house = mailbox.rpartition("@")
    return f"{name[:1]}…@{house}"


def _person(invitation: Invitation) -> int | None:
    return invitation.used_by or invitation.person_id
