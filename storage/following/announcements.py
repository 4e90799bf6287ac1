"""Announcements, and who has read them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.db.upsert import table_of
from storage.tables import Announcement, AnnouncementReader, Person, Unit
from storage.units.unit_changes import SHOWN

_READER = table_of(AnnouncementReader)


@dataclass(frozen=True, slots=True)
class Unread:
    person_id: int
    unit_id: int
    unit: str
    person: str
    reached: bool


def add(
    session: Session,
    *,
    organisation_id: int,
    text: str,
    audience: str,
    readers: Mapping[int, Collection[int]],
    reached: Collection[int],
    person_id: int,
    channel: str,
    now: datetime,
) -> Announcement:
    """Keep the announcement with its readers. `readers`: person id -> the units for which they are told."""
    announcement = Announcement(
        organisation_id=organisation_id, text=text, audience=audience, person_id=person_id, channel=channel, at=now
    )
    session.add(announcement)
    session.flush()
    session.add_all(
        AnnouncementReader(
            organisation_id=organisation_id,
            announcement_id=announcement.id,
            person_id=reader,
            unit_id=unit_id,
            reached=reader in reached,
        )
        for reader, units in readers.items()
        for unit_id in units
    )
    session.flush()
    return announcement


def newest(session: Session, person_id: int, organisation_id: int, limit: int) -> Sequence[Announcement]:
    return session.scalars(
        select(Announcement)
        .where(Announcement.organisation_id == organisation_id, Announcement.person_id == person_id)
        .order_by(Announcement.at.desc(), Announcement.id.desc())
        .limit(limit)
    ).all()


def read(session: Session, announcement_id: int, person_id: int, now: datetime) -> bool:
    """Note that it was read; say whether it was announced to this person."""
    theirs = session.scalars(
        select(AnnouncementReader.id).where(
            AnnouncementReader.announcement_id == announcement_id, AnnouncementReader.person_id == person_id
        )
    ).all()
    session.execute(update(_READER).where(_READER.c.id.in_(theirs), _READER.c.read_at.is_(None)).values(read_at=now))
    return bool(theirs)


def counts(session: Session, announcement_id: int) -> tuple[int, int]:
    """Return how many people were told, and how many of them have said that they read it."""
    query = select(
        func.count(AnnouncementReader.person_id.distinct()),
    ).where(AnnouncementReader.announcement_id == announcement_id)
    told = session.scalar(query.where(AnnouncementReader.reached.is_(True))) or 0
    return told, session.scalar(query.where(AnnouncementReader.read_at.is_not(None))) or 0


def unread(session: Session, announcement_id: int) -> list[Unread]:
    rows = session.execute(
        select(Person.id, Unit.id, SHOWN, Person.name, AnnouncementReader.reached)
        .join(Unit, Unit.id == AnnouncementReader.unit_id)
        .join(Person, Person.id == AnnouncementReader.person_id)
        .where(AnnouncementReader.announcement_id == announcement_id, AnnouncementReader.read_at.is_(None))
    )
    return [Unread(*row) for row in rows]
