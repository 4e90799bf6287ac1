"""Mailboxes to which people are reminded: confirmed by a code that was mailed there, or named in the setup file; and
taken away again."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from domain.messaging import email_addresses
from storage.db.upsert import table_of
from storage.people import addresses
from storage.tables import Address, Invitation, MailConfirmation, Outbox, Position

CHANNEL, ACCOUNT = "email", ""
RELEASED = "mailbox released"
REFUSED = "not_me"
"""Why nothing is mailed there: whoever reads it said that it is not theirs, or that they want none."""

_OUTBOX = table_of(Outbox)
_INVITATION = table_of(Invitation)
_BY_PERSON = select(MailConfirmation.asked_at).where(
    MailConfirmation.person_id == bindparam("person"), MailConfirmation.asked_at > bindparam("since")
)
_TO_MAILBOX = select(MailConfirmation.asked_at).where(
    MailConfirmation.mailbox == bindparam("mailbox"), MailConfirmation.asked_at > bindparam("since")
)
_OPEN = (
    select(MailConfirmation)
    .where(
        MailConfirmation.person_id == bindparam("person"),
        MailConfirmation.asked_at > bindparam("since"),
        MailConfirmation.expires_at > bindparam("now"),
    )
    .order_by(MailConfirmation.id.desc())
    .limit(1)
)
_BEING_CONFIRMED = (
    select(MailConfirmation.id)
    .where(
        MailConfirmation.mailbox == bindparam("mailbox"),
        MailConfirmation.asked_at > bindparam("since"),
        MailConfirmation.expires_at > bindparam("now"),
    )
    .limit(1)
)
_DROP = (
    update(_OUTBOX)
    .where(
        _OUTBOX.c.channel == CHANNEL,
        _OUTBOX.c.account == ACCOUNT,
        _OUTBOX.c.chat_id == bindparam("mailbox"),
        _OUTBOX.c.state == "waiting",
    )
    .values(state="dropped", reason=RELEASED, leased_until=None)
)
_IN_OFFICE = (
    select(Position.id)
    .where(
        Position.person_id == bindparam("person"),
        or_(Position.until.is_(None), Position.until > bindparam("now")),
    )
    .limit(1)
)
_COUNT = select(func.count()).select_from(Address).where(Address.channel == CHANNEL, Address.person_id.is_not(None))
_VOID = (
    update(_INVITATION)
    .where(
        _INVITATION.c.mailbox == bindparam("of_mailbox"),
        _INVITATION.c.used_at.is_(None),
        _INVITATION.c.expires_at > bindparam("now"),
    )
    .values(expires_at=bindparam("now"))
)
_VOID_ONE = (
    update(_INVITATION)
    .where(_INVITATION.c.id == bindparam("invitation"), _INVITATION.c.used_at.is_(None))
    .values(expires_at=bindparam("now"))
)


def may_ask_from(session: Session, person_id: int, mailbox: str, now: datetime) -> datetime:
    """See `domain.messaging.email_addresses.may_ask_from`."""
    since = now - email_addresses.A_DAY
    by_person = session.scalars(_BY_PERSON, {"person": person_id, "since": since}).all()
    to_mailbox = session.scalars(_TO_MAILBOX, {"mailbox": mailbox, "since": since}).all()
    return email_addresses.may_ask_from(by_person, to_mailbox, now)


def ask(
    session: Session, *, organisation_id: int, person_id: int, mailbox: str, secret: bytes, now: datetime
) -> tuple[MailConfirmation, str]:
    """Begin a confirmation and return it with its code, which is to be had only now; an earlier one of the person holds
    no longer."""
    earlier = waiting(session, person_id, now)
    if earlier is not None:
        earlier.expires_at = now
    code = f"{secrets.randbelow(10**email_addresses.CODE_DIGITS):0{email_addresses.CODE_DIGITS}}"
    asked = MailConfirmation(
        organisation_id=organisation_id,
        person_id=person_id,
        mailbox=mailbox,
        code_hash=_hashed(person_id, mailbox, code, secret),
        asked_at=now,
        expires_at=now + email_addresses.CODE_HOLDS,
        wrong=0,
    )
    session.add(asked)
    session.flush()
    return asked, code


def waiting(session: Session, person_id: int, now: datetime) -> MailConfirmation | None:
    """Return the confirmation of this person for which a code may still be typed, locked until the transaction ends."""
    return session.scalar(
        _OPEN.with_for_update(), {"person": person_id, "now": now, "since": now - email_addresses.CODE_HOLDS}
    )


def is_right(asked: MailConfirmation, code: str, secret: bytes, now: datetime) -> bool:
    """Say whether this is its code. A wrong one is counted, and too many end it."""
    if hmac.compare_digest(_hashed(asked.person_id, asked.mailbox, code, secret), asked.code_hash):
        asked.expires_at = now
        return True
    asked.wrong += 1
    if asked.wrong >= email_addresses.WRONG_TRIES:
        asked.expires_at = now
    return False


def is_being_confirmed(session: Session, mailbox: str, now: datetime) -> bool:
    """Say whether a code for this mailbox is on its way or can be typed."""
    mailbox = email_addresses.of_entry(mailbox)
    since = now - email_addresses.CODE_HOLDS
    return session.scalar(_BEING_CONFIRMED, {"mailbox": mailbox, "since": since, "now": now}) is not None


def attach(session: Session, organisation_id: int, person_id: int, mailbox: str, now: datetime) -> set[int]:
    """Let mails to this person go to that mailbox from now on, in place of another of theirs. Whoever else reads it
    keeps it, as it may be the mailbox of an office. Return these.

    They have read what was mailed there, so it takes mails, whatever was said of it before.
    """
    address = _give(session, organisation_id, person_id, mailbox, now)
    address.unreachable_since = address.unreachable_reason = None
    session.flush()
    return {one.person_id for one in readers(session, mailbox) if one.person_id is not None} - {person_id}


def vouch(session: Session, organisation_id: int, person_id: int, mailbox: str, now: datetime) -> Address:
    """Do as `attach`, on the word of whoever sets the organisation up; that its reader wants no mails weighs more."""
    address = _give(session, organisation_id, person_id, mailbox, now)
    if address.unreachable_reason != REFUSED:
        address.unreachable_since = address.unreachable_reason = None
    session.flush()
    return address


def _give(session: Session, organisation_id: int, person_id: int, mailbox: str, now: datetime) -> Address:
    address = addresses.locked(session, CHANNEL, ACCOUNT, mailbox, is_group=False, now=now)
    if address.person_id not in (None, person_id) and _has_left(session, address.person_id, now):
        give_up(session, address, now)
    if address.person_id not in (None, person_id):
        place = email_addresses.entry(mailbox, person_id)
        address = addresses.locked(session, CHANNEL, ACCOUNT, place, is_group=False, now=now)
    for other in _of(session, person_id):
        if other.id != address.id:
            give_up(session, other, now)
    address.person_id, address.organisation_id = person_id, organisation_id
    return address


def _has_left(session: Session, person_id: int | None, now: datetime) -> bool:
    """Say whether they hold no position any more: they need no mails."""
    return session.scalar(_IN_OFFICE, {"person": person_id, "now": now}) is None


def entry_of(session: Session, person_id: int, mailbox: str) -> str:
    """Return under what this mailbox is kept for them; see `domain.messaging.email_addresses.entry`."""
    owner = found(session, mailbox)
    theirs = owner is None or owner.person_id in (None, person_id)
    return mailbox if theirs else email_addresses.entry(mailbox, person_id)


def readers(session: Session, mailbox: str) -> Sequence[Address]:
    """Return the entries of everybody who reads it, or is to."""
    shared = Address.chat_id.startswith(f"{mailbox}#", autoescape=True)
    return session.scalars(
        select(Address)
        .where(Address.channel == CHANNEL, Address.account == ACCOUNT, or_(Address.chat_id == mailbox, shared))
        .order_by(Address.id)
    ).all()


def refuse(session: Session, address: Address, now: datetime) -> bool:
    """Let nothing be mailed there any more, and the codes that were open open nothing; say whether that is new."""
    is_new = not is_refused(address)
    if is_new:
        address.unreachable_since, address.unreachable_reason = now, REFUSED
    _stop(session, address, now)
    session.flush()
    return is_new


def take_back(session: Session, address: Address) -> bool:
    """Note that whoever reads it wants mails after all; say whether they had refused them."""
    was = is_refused(address)
    if was:
        address.unreachable_since = address.unreachable_reason = None
        session.flush()
    return was


def is_unwanted(session: Session, mailbox: str) -> bool:
    """Say whether any of those who read it said that it is not theirs, or that they want no mails."""
    return any(map(is_refused, readers(session, mailbox)))


def is_refused(address: Address | None) -> bool:
    return address is not None and address.unreachable_reason == REFUSED


def found(session: Session, mailbox: str) -> Address | None:
    return addresses.find(session, CHANNEL, ACCOUNT, mailbox)


def of_mail(session: Session, mailbox: str, now: datetime) -> Address:
    """Return the mailbox as a row, made where it is nobody's yet, so that a link can name it."""
    return found(session, mailbox) or addresses.make(session, CHANNEL, ACCOUNT, mailbox, is_group=False, now=now)


def count(session: Session) -> int:
    """Return how many mailboxes are somebody's."""
    return session.scalar(_COUNT) or 0


def of_person(session: Session, person_id: int) -> list[str]:
    """Return the mailboxes to which this person is written."""
    return [email_addresses.of_entry(address.chat_id) for address in _of(session, person_id)]


def reaches(session: Session, person_id: int, mailbox: str) -> bool:
    """Say whether the mailbox is theirs and takes mails, as far as is known."""
    return any(
        email_addresses.of_entry(one.chat_id) == mailbox and one.unreachable_since is None
        for one in _of(session, person_id)
    )


def release(session: Session, person_id: int, now: datetime) -> list[str]:
    """Let no mail go to this person any more; return the mailboxes that were theirs."""
    theirs = _of(session, person_id)
    for address in theirs:
        give_up(session, address, now)
    session.flush()
    return [email_addresses.of_entry(address.chat_id) for address in theirs]


def _of(session: Session, person_id: int) -> list[Address]:
    return list(
        session.scalars(select(Address).where(Address.person_id == person_id, Address.channel == CHANNEL)).all()
    )


def give_up(session: Session, address: Address, now: datetime) -> None:
    """Drop what waits for its former owner: it is for nobody else."""
    address.person_id = address.organisation_id = None
    _stop(session, address, now)


def _stop(session: Session, address: Address, now: datetime) -> None:
    """Let nothing that waits go out, and no code open anything that was mailed there and not used."""
    session.flush()
    session.connection().execute(_DROP, {"mailbox": address.chat_id})
    session.connection().execute(_VOID, {"of_mailbox": address.chat_id, "now": now})


def void_code(session: Session, invitation_id: int, now: datetime) -> None:
    """Void the code of a mail that did not go out."""
    session.connection().execute(_VOID_ONE, {"invitation": invitation_id, "now": now})


def _hashed(person_id: int, mailbox: str, code: str, secret: bytes) -> str:
    """Return the keyed hash of a code, as a code of six digits is found from a plain hash at once."""
    return hmac.new(secret, f"mail:{person_id}:{mailbox}:{code}".encode(), hashlib.sha256).hexdigest()
