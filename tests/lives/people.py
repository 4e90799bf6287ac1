"""Who lives in the office: everybody whom the setup names and who has come in, with what they are now."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from domain.rights import Actor, Role
from handlers.inviting.issuing import make_invitation
from storage.people import actors, addresses
from storage.setup.apply.people import expected
from storage.tables import Address, Obligation, Position, Unit
from tests.lives.drawing import Draw
from tests.lives.house import House

LETTERS = ("t", "t", "t", "z", "w")  # channels of newcomers, by the first letter of their chats


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a chat to write in."""

    chat: str
    person_id: int
    actor: Actor


def members(house: House) -> list[Member]:
    with house.database.transaction() as session:
        rows = session.execute(
            select(Address.chat_id, Address.person_id)
            .where(Address.person_id.is_not(None), Address.is_group.is_(False), Address.channel != "email")
            .order_by(Address.id)
        ).all()
        return [Member(chat, id, actors.actor(session, id, house.now)) for chat, id in rows if id is not None]


def reporters(house: House) -> list[Member]:
    return [one for one in members(house) if one.actor.is_reporter]


def owing(house: House) -> list[Member]:
    """Those who report for a unit from which something is expected."""
    with house.database.transaction() as session:
        units = set(session.scalars(select(Obligation.unit_id).where(Obligation.state.in_(("open", "returned")))))
    return [one for one in reporters(house) if one.actor.reporting_units & units]


def coordinators(house: House) -> list[Member]:
    return [one for one in members(house) if one.actor.plan_ids]


def overseers(house: House) -> list[Member]:
    """Those who read how a plan stands: coordinators, and the leaders of coordinating units."""
    return [one for one in members(house) if one.actor.readable_ids]


def strangers(house: House) -> list[tuple[str, str, str]]:
    """Unit, role and name of those on the list of people who hold no position in a chat yet."""
    known = {(held.unit_id, str(held.role), one.actor.name) for one in members(house) for held in one.actor.held}
    with house.database.transaction() as session:
        ids = dict(session.execute(select(Unit.code, Unit.id).where(Unit.organisation_id == house.office_id)).all())
        listed = {one.seat for one in expected(session, house.office_id)}
        listed |= {(one["unit"], one["role"], one["name"]) for one in house.setup.get("people", ())}
    return sorted(seat for seat in listed if (ids[seat[0]], seat[1], seat[2]) not in known)


def new_chat(house: House, draw: Draw) -> str:
    return f"{draw.one(LETTERS)}{next(house._numbers)}"


def joins(
    house: House, draw: Draw, seat: tuple[str, str, str], *, replaces: bool = False, chat: str | None = None
) -> str:
    """By a code that was made for them; gives the chat. `chat`: of somebody who is there already."""
    unit, role, name = seat
    with house.database.transaction() as session:
        place = session.scalars(select(Unit).where(Unit.code == unit)).one()
        left = None
        if replaces:
            left = session.scalars(
                select(Position.person_id).where(
                    Position.unit_id == place.id, Position.role == role, Position.until.is_(None)
                )
            ).first()
        issued = make_invitation(
            session,
            organisation_id=place.organisation_id,
            unit_id=place.id,
            role=Role(role),
            name=name,
            replaces=left,
            now=house.now,
        )
    return enters(house, draw, issued.code, chat)


def enters(house: House, draw: Draw, code: str, known: str | None = None) -> str:
    chat = known or new_chat(house, draw)
    if chat.startswith("w") and not known:
        with house.database.transaction() as session:
            addresses.make(session, "web", "", chat, is_group=False, now=house.now)
    house.says(chat, draw.one((f"/start {code}", code, f"bắt đầu {code}")))
    return chat


def by_letter(house: House, draw: Draw) -> str | None:
    """Somebody opens the link of the last letter that came to their mailbox."""
    boxes: Sequence[str] = sorted(house.letters)
    if not boxes:
        return None
    return enters(house, draw, house.letters.pop(draw.one(boxes)))
