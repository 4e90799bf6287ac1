"""People as they are shown beside others: those of one name with what tells them apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.finding.apart import ends_of_mailbox, told_apart
from handlers.words import Words
from storage.people import mailboxes, people
from storage.tables import Address


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """Somebody on a list: `label` is what is always shown of them."""

    person_id: int
    label: str
    role: str = ""


def labels(session: Session, words: Words, shown: Sequence[ShownPerson], now: datetime) -> list[str]:
    """Return each name with the position, the end of a mailbox, whether somebody has joined: as far as that tells
    people of one name apart."""
    ids = {one.person_id for one in shown}
    boxes = _mailboxes(session, ids)
    joined = people.in_chats(session, ids)
    details = [
        [
            words.plain(f"role.{one.role}") if one.role else "",
            ends_of_mailbox(boxes.get(one.person_id, "")),
            words.plain("person.joined" if one.person_id in joined else "person.not_joined"),
        ]
        for one in shown
    ]
    return told_apart([one.label for one in shown], details)


def _mailboxes(session: Session, ids: set[int]) -> dict[int, str]:
    query = select(Address.person_id, Address.chat_id).where(
        Address.person_id.in_(sorted(ids)), Address.channel == mailboxes.CHANNEL, Address.is_group.is_(False)
    )
    return {person: box.partition("#")[0] for person, box in session.execute(query.order_by(Address.id)) if person}
