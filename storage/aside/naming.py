"""Things set aside, by names that a person knows."""

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import Address, Inbox, Obligation, Organisation, Person, Plan, Requirement, Unit


def named(session: Session, subject: str) -> str:
    """`obligation:12/person:7` as `báo cáo QUY 2026-Q4 của Phường 1, người: Lan`; what has no name stays as it is."""
    return ", ".join(_one(session, *piece.split(":", 1)) for piece in subject.split("/") if ":" in piece) or subject


def _one(session: Session, kind: str, id: str) -> str:
    name = _NAMES.get(kind)
    said = name(session, int(id)) if name is not None and id.isdecimal() else None
    return said or f"{kind} {id}"


def _obligation(session: Session, id: int) -> str | None:
    found = session.get(Obligation, id)
    if found is None:
        return None
    requirement, unit = session.get_one(Requirement, found.requirement_id), session.get_one(Unit, found.unit_id)
    return f"báo cáo {requirement.code} {found.period_key} của {unit.name}"


def _requirement(session: Session, id: int) -> str | None:
    found = session.get(Requirement, id)
    return None if found is None else f"yêu cầu báo cáo {found.code}"


def _person(session: Session, id: int) -> str | None:
    found = session.get(Person, id)
    return None if found is None else f"người: {found.name}"


def _plan(session: Session, id: int) -> str | None:
    found = session.get(Plan, id)
    return None if found is None else f"kế hoạch {found.code}"


def _organisation(session: Session, id: int) -> str | None:
    found = session.get(Organisation, id)
    return None if found is None else f"cả cơ quan {found.name}"


def _message(session: Session, id: int) -> str | None:
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
    return f"tin nhận qua {found.channel} của {person or 'người chưa tham gia'}"


_NAMES: Mapping[str, Callable[[Session, int], str | None]] = {
    "obligation": _obligation,
    "unheard": _obligation,
    "requirement": _requirement,
    "person": _person,
    "plan": _plan,
    "organisation": _organisation,
    "message": _message,
}
