"""Things set aside, by names that a person knows, before they are worded."""

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.messaging.sentences import Filling, Sentence, listing, sentence
from storage.tables import Address, Inbox, Obligation, Organisation, Person, Plan, Requirement, Unit


def named(session: Session, subject: str) -> Filling:
    """Name `obligation:12/person:7` as the report of a unit and the person; what has no name stays as it is."""
    parts = [_one(session, *piece.split(":", 1)) for piece in subject.split("/") if ":" in piece]
    return listing(parts) if parts else subject


def _one(session: Session, kind: str, id: str) -> Filling:
    name = _NAMES.get(kind)
    said = name(session, int(id)) if name is not None and id.isdecimal() else None
    return said or f"{kind} {id}"


def _obligation(session: Session, id: int) -> Sentence | None:
    found = session.get(Obligation, id)
    if found is None:
        return None
    requirement, unit = session.get_one(Requirement, found.requirement_id), session.get_one(Unit, found.unit_id)
    return sentence("aside.obligation", code=requirement.code, period=found.period_key, unit=unit.name)


def _requirement(session: Session, id: int) -> Sentence | None:
    found = session.get(Requirement, id)
    return None if found is None else sentence("aside.requirement", code=found.code)


def _person(session: Session, id: int) -> Sentence | None:
    found = session.get(Person, id)
    return None if found is None else sentence("aside.person", name=found.name)


def _plan(session: Session, id: int) -> Sentence | None:
    found = session.get(Plan, id)
    return None if found is None else sentence("aside.plan", code=found.code)


def _organisation(session: Session, id: int) -> Sentence | None:
    found = session.get(Organisation, id)
    return None if found is None else sentence("aside.organisation", name=found.name)


def _message(session: Session, id: int) -> Sentence | None:
    found = session.get(Inbox, id)
    if found is None:
        return None
    person = session.scalar(
        select(Person.name)
        .join(Address, Address.person_id == Person.id)
        .where(
            Address.channel == found.channel,
            Address.account == found.account,
            Address.chat_id == found.payload.get("user_id", found.chat_id),
        )
    )
    if person is None:
        return sentence("aside.message_of_stranger", channel=found.channel)
    return sentence("aside.message", channel=found.channel, name=person)


_NAMES: Mapping[str, Callable[[Session, int], Sentence | None]] = {
    "obligation": _obligation,
    "unheard": _obligation,
    "requirement": _requirement,
    "person": _person,
    "plan": _plan,
    "organisation": _organisation,
    "message": _message,
}
