"""What is written into a mail beside its card: a link that signs its reader in, what can be typed there, and how to say
that it came to the wrong person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.channels.mail.render import Letter
from domain.messaging.email_addresses import of_entry
from domain.messaging.messages import Card, Span, Text, text_of, with_link
from domain.rights import Actor, Role
from handlers.conversation.notices import words_for
from handlers.conversation.signed_links import MailLinks
from handlers.inviting import issuing, mailed
from handlers.words import Words, dates
from scheduler.delivery.channel import Delivery, PermanentError, PointlessError
from storage.people import actors, mailboxes
from storage.reporting import duties
from storage.tables import Organisation

LINK_LASTS = timedelta(days=3)
"""A mail is not read at once; and long enough ago it is only a way in that lies about."""


def is_wanted(session: Session, mailbox: str, now: datetime) -> bool:
    """Say whether anything may be mailed there: it is somebody's, or being confirmed, and its reader has not
    refused."""
    address = mailboxes.found(session, mailbox)
    if mailboxes.is_refused(address):
        return False
    is_owned = address is not None and address.person_id is not None
    return is_owned or mailboxes.is_being_confirmed(session, mailbox, now)


@dataclass(frozen=True, slots=True)
class _MailReader:
    """Who reads the mailbox; `actor` None: nobody known yet, or nobody with a position."""

    words: Words
    actor: Actor | None
    refuse: str  # the link


def letter(session: Session, delivery: Delivery, links: MailLinks, now: datetime) -> tuple[Letter, int | None]:
    """Return the letter as it goes out now, and the id of the invitation whose code is in it. The code is made by this
    call, so call it only when the server takes mail for this mailbox."""
    address = mailboxes.of_mail(session, delivery.chat_id, now)
    refuse = links.refusal(address.id, address.chat_id)
    if address.person_id is None:
        reader = _MailReader(Words("vi"), None, refuse)
    else:
        actor = actors.actor(session, address.person_id, now)
        reader = _MailReader(words_for(session, address.person_id), actor if actor.held else None, refuse)
    if delivery.outgoing.confirms:  # whoever asks for it may be somebody else than its reader so far
        stranger = _MailReader(reader.words, None, refuse)
        return Letter(_card(delivery), after=_end(stranger), refuse=refuse, language=reader.words.language), None
    if delivery.outgoing.invites is not None:
        return _invitation(session, delivery, reader, links.start, now)
    if reader.actor is None:
        return Letter(_card(delivery), after=_end(reader), refuse=refuse, language=reader.words.language), None
    return _with_link(session, delivery, reader, reader.actor, links.start, now)


def _with_link(
    session: Session, delivery: Delivery, reader: _MailReader, actor: Actor, start: str, now: datetime
) -> tuple[Letter, int | None]:
    words = reader.words
    issued, until = _code(session, actor, words, delivery.chat_id, now)
    after = [
        words("mail.link", until=until, name=actor.name),
        words("mail.hint", commands=", ".join(_commands(actor, words))),
        *_end(reader),
    ]
    made = Letter(
        _named(session, _card(delivery), reader, delivery.chat_id),
        words.plain("mail.open"),
        f"{start}/vao/{issued.code}",
        (),
        after,
        reader.refuse,
        words.language,
    )
    return made, issued.id


def _invitation(
    session: Session, delivery: Delivery, reader: _MailReader, start: str, now: datetime
) -> tuple[Letter, int | None]:
    """Return the letter of an invitation, and the invitation's id. Raise PointlessError where they have joined since,
    or are on the list no more."""
    assert delivery.outgoing.invites is not None
    code = mailed.code_for(session, delivery.outgoing.invites, delivery.chat_id, reader.words, start, now)
    if code is None or reader.actor is None:
        raise PointlessError("joined already")
    words = reader.words
    after = [words("mail.invited_only", name=reader.actor.name), *_end(reader)]
    made = Letter(
        _named(session, _card(delivery), reader, delivery.chat_id),
        words.plain("mail.begin"),
        code.link,
        code.ways,
        after,
        reader.refuse,
        words.language,
    )
    return made, code.invitation_id


def _end(reader: _MailReader) -> Sequence[Text]:
    words = reader.words
    whose = "mail.not_me" if reader.actor else "mail.not_wanted"
    asked = words.plain(whose, name=reader.actor.name if reader.actor else "")
    return [
        text_of(asked, " ", Span(words.plain("mail.tell_us"), link=reader.refuse)),
        words("mail.no_reply"),
    ]


def _card(delivery: Delivery) -> Card:
    outgoing = delivery.outgoing
    if outgoing.card is None:
        raise PermanentError("nothing to mail")
    return with_link(outgoing.card, outgoing.file) if outgoing.file else outgoing.card


def _named(session: Session, card: Card, reader: _MailReader, entry: str) -> Card:
    """Return the card; where several read the mailbox, its first line, and so the subject, says whom the mail is
    for."""
    read = [one for one in mailboxes.readers(session, of_entry(entry)) if one.person_id is not None]
    if len(read) < 2 or reader.actor is None:
        return card
    return replace(card, text=text_of(reader.words("mail.for", name=reader.actor.name), card.text))


def _code(session: Session, actor: Actor, words: Words, mailbox: str, now: datetime) -> tuple[issuing.Issued, str]:
    """Make a code for one more channel of this person, as `/web` makes it; return it, and until when it holds, in
    words."""
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
        mailbox=mailbox,
        channel="email",
        action="link.mailed",
    )
    zone = duties.zone_of(session.get_one(Organisation, held.organisation_id))
    return issued, dates.moment(words, issued.expires_at, zone)


def _commands(actor: Actor, words: Words) -> list[str]:
    english = words.language == "en"
    found = []
    if actor.is_reporter:
        found += ["/duties", "/report"] if english else ["/nhiemvu", "/baocao"]
    if actor.is_coordinator:
        found += ["/overdue", "/review"] if english else ["/quahan", "/duyet"]
    return found or (["/help"] if english else ["/trogiup"])
