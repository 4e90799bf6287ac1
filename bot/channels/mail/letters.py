"""What is written into a mail beside its card: a link that signs its reader in, and what can be typed there."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.channels.mail.render import Letter
from domain.messages import Card, with_link
from domain.rights import Actor, Role
from handlers.inviting import issuing
from handlers.reminding import words_for
from handlers.words import Words, dates
from scheduler.channel import Delivery, PermanentError
from storage import actors, addresses, duties, mailboxes
from storage.tables import Organisation

LINK_LASTS = timedelta(days=3)
"""A mail is not read at once; and long enough ago it is only a way in that lies about."""


def is_wanted(session: Session, mailbox: str, now: datetime) -> bool:
    """Whether anything may be mailed there: it is somebody's, or being confirmed."""
    address = addresses.find(session, mailboxes.CHANNEL, mailboxes.ACCOUNT, mailbox)
    is_owned = address is not None and address.person_id is not None
    return is_owned or mailboxes.is_being_confirmed(session, mailbox, now)


def letter(session: Session, delivery: Delivery, start: str, now: datetime) -> Letter:
    """The letter as it goes out now. `start`: what links begin with. A link is made for it, so call it when the server
    takes mail for this mailbox."""
    card = _card(delivery)
    address = addresses.find(session, mailboxes.CHANNEL, mailboxes.ACCOUNT, delivery.chat_id)
    if address is None or address.person_id is None:
        return Letter(card, after=[Words("vi").plain("mail.no_reply")])
    words = words_for(session, address.person_id)
    actor = actors.actor(session, address.person_id, now)
    after = [words.plain("mail.no_reply")]
    if not actor.held:
        return Letter(card, after=after, language=words.language)
    code, until = _code(session, actor, words, now)
    after = [
        words.plain("mail.link", until=until, name=actor.name),
        words.plain("mail.hint", commands=", ".join(_commands(actor, words))),
        *after,
    ]
    return Letter(card, words.plain("mail.open"), f"{start}/vao/{code}", after, words.language)


def _card(delivery: Delivery) -> Card:
    outgoing = delivery.outgoing
    if outgoing.card is None:
        raise PermanentError("nothing to mail")
    return with_link(outgoing.card, outgoing.file) if outgoing.file else outgoing.card


def _code(session: Session, actor: Actor, words: Words, now: datetime) -> tuple[str, str]:
    """A code for one more channel of this person, as `/web` makes it; and until when it holds, in words."""
    held = actor.held[0]
    issued = issuing.make_invitation(
        session,
        organisation_id=held.organisation_id,
        unit_id=held.unit_id,
        role=Role(held.role),
        name=actor.name,
        now=now,
        created_by=actor.person_id,
        person_id=actor.person_id,
        lifetime=LINK_LASTS,
    )
    zone = duties.zone_of(session.get_one(Organisation, held.organisation_id))
    return issued.code, dates.moment(words, issued.expires_at, zone)


def _commands(actor: Actor, words: Words) -> list[str]:
    english = words.language == "en"
    found = []
    if actor.is_reporter:
        found += ["/duties", "/report"] if english else ["/nhiemvu", "/baocao"]
    if actor.is_coordinator:
        found += ["/overdue", "/review"] if english else ["/quahan", "/duyet"]
    return found or (["/help"] if english else ["/trogiup"])
