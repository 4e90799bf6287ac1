"""Chats in which nobody can be reached: noticed, told to the coordinators once, and forgotten when somebody writes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.email_addresses import of_entry
from domain.messaging.messages import Text, lines_of
from domain.rights import REPORTING_ROLES, Actor, Held
from handlers.conversation.acting import Context
from handlers.conversation.notices import queue_notice, words_for
from handlers.conversation.talk import Choice, Talk, card_of
from handlers.undelivered.mending import tell_of_group
from handlers.words import Words
from storage.audit import audit
from storage.people import actors, addresses, mailboxes, people
from storage.plans.plans import plans_owed
from storage.tables import Address, Person, Unit


def heard_from(talk: Talk) -> None:
    """Note that whoever writes can be reached again; that a file of theirs has come is told by the program."""
    if talk.incoming.kind not in ("blocked", "fetched") and talk.address.unreachable_since is not None:
        for address in _with_topics(talk):
            address.unreachable_since = address.unreachable_reason = None


def blocked(talk: Talk) -> None:
    """Note that the person stopped the bot, or it was put out of a group."""
    if talk.address.unreachable_since is not None:
        return
    for address in _with_topics(talk):
        address.unreachable_since, address.unreachable_reason = talk.now, "blocked"
    talk.session.flush()
    if talk.address.is_group:
        tell_of_group(talk.session, talk.address, "blocked", talk.now)
    tell_coordinators(talk.session, talk.address.id, "blocked", talk.now, talk.context)


def _with_topics(talk: Talk) -> list[Address]:
    """Return a chat with its topics: what befalls a group befalls them."""
    topics = addresses.topics(talk.session, talk.address) if talk.address.is_group else ()
    return [talk.address, *topics]


def tell_coordinators(session: Session, address_id: int, reason: str, now: datetime, context: Context) -> None:
    """Tell those who coordinate what the person's units owe, once for each time the address is lost.

    Call it in the transaction that marks the address as unreachable, after that.
    """
    address = session.get_one(Address, address_id, populate_existing=True)
    if address.person_id is None or address.is_group:
        return
    lost = actors.actor(session, address.person_id, now)
    person = session.get_one(Person, address.person_id)
    audit.record(
        session,
        organisation_id=person.organisation_id,
        at=now,
        action="address.lost",
        subject=f"person:{person.id}",
        person_id=person.id,
        channel=address.channel,
        reason=reason,
    )
    told = coordinators_of(session, lost, now)
    for coordinator_id, home in people.reachable_address(session, told).items():
        _tell(session, home, address, lost, f"unreachable:{address.id}:{_since(address)}:{coordinator_id}", now)


def _since(address: Address) -> str:
    return address.unreachable_since.isoformat() if address.unreachable_since else ""


def coordinators_of(session: Session, lost: Actor, now: datetime) -> list[int]:
    plans = plans_owed(session, lost.reporting_units)
    found = {person_id for plan_id in plans for person_id in actors.coordinators(session, plan_id, now)}
    return sorted(found - {lost.person_id})


def _tell(session: Session, home: Address, address: Address, lost: Actor, dedupe_key: str, now: datetime) -> None:
    assert home.person_id is not None
    words = words_for(session, home.person_id)
    held = _followed(session, lost, home.person_id, now)
    rows = [[_invite(words, held[0], lost.person_id)]]
    card = card_of(session, home, _words(session, words, address, lost, held), rows, now)
    queue_notice(session, home, card, now, dedupe_key)


def _followed(session: Session, lost: Actor, coordinator_id: int, now: datetime) -> list[Held]:
    """Return the reporting positions that this coordinator follows: in units that report on their plans."""
    followed = actors.units_followed(session, actors.actor(session, coordinator_id, now).plan_ids)
    return [h for h in lost.held if h.role in REPORTING_ROLES and h.unit_id in followed]


def _words(session: Session, words: Words, address: Address, lost: Actor, held: Sequence[Held]) -> Text:
    """Say who, of which unit, where; and whether they can still be reached elsewhere."""
    units = dict.fromkeys(session.get_one(Unit, h.unit_id).name for h in held)
    channel = words.plain(f"channel.{address.channel}")
    elsewhere = people.reachable_address(session, [lost.person_id]).get(lost.person_id)
    lines = [words("unreachable", name=lost.name, units=", ".join(units), channel=channel)]
    if address.unreachable_reason == mailboxes.REFUSED:
        lines.append(words("unreachable.not_me", mailbox=of_entry(address.chat_id), name=lost.name))
    if elsewhere is not None:
        lines.append(words("unreachable.elsewhere", channel=words.plain(f"channel.{elsewhere.channel}")))
    else:
        lines.append(words("unreachable.nowhere"))
    return lines_of(lines)


def _invite(words: Words, held: Held, person_id: int) -> Choice:
    args = {"unit": held.unit_id, "role": str(held.role), "person": person_id}
    return Choice(words.plain("button.invite"), "invite.unit", args)
