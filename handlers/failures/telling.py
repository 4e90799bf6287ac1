"""A part of the program fails or stands still: who administers is told once, and once more when it is over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.messaging.messages import Text
from handlers.conversation.notices import tell
from handlers.conversation.talk import Rows
from handlers.failures.reasons import in_words
from handlers.words import Words, dates
from storage.aside import troubles
from storage.aside.aside_rows import Aside
from storage.db.database import is_in_trouble
from storage.people.people import who_administer
from storage.tables import Organisation, PartTrouble

log = structlog.get_logger(__name__)

GRACE = timedelta(seconds=30)
"""A part that fails for less long than this is a hiccup, and so is one that works again for less long."""
GRACE_ASIDE = timedelta(seconds=90)
"""What was set aside is tried again after a minute; nothing is told of what goes well then."""
LOST = timedelta(minutes=1)
"""A process that has not seen its trouble for so long is gone, and another may say that it is over."""


@dataclass(frozen=True, slots=True)
class TroubledPart:
    """A part in trouble; `organisation_id` None: it concerns all organisations. `count`: things set aside."""

    part: str
    reason: str
    since: datetime
    organisation_id: int | None = None
    count: int = 0

    @property
    def name(self) -> str:
        return self.part if self.organisation_id is None else f"{self.part}@{self.organisation_id}"

    @property
    def grace(self) -> timedelta:
        return GRACE_ASIDE if self.count else GRACE


def of_aside(aside: Sequence[Aside]) -> list[TroubledPart]:
    """Return what is set aside, as one trouble for each part and organisation."""
    groups: dict[tuple[int | None, str], list[Aside]] = {}
    for one in aside:
        groups.setdefault((one.organisation_id, one.part), []).append(one)
    return [
        TroubledPart(part, group[0].reason, min(one.since for one in group), organisation_id, len(group))
        for (organisation_id, part), group in sorted(groups.items(), key=lambda item: (item[0][0] or 0, item[0][1]))
    ]


def follow(session: Session, found: Sequence[TroubledPart], place: str, now: datetime) -> int:
    """Keep what is found now, and tell what is new or over; return how many messages were queued.

    `place`: this process. What another one found and still sees is left to it.
    """
    known = {row.name: row for row in troubles.all_of_them(session)}
    queued = sum(_still(session, one, known, place, now) for one in found)
    here = {one.name for one in found}
    return queued + sum(_gone(session, row, place, now) for name, row in known.items() if name not in here)


def _still(session: Session, found: TroubledPart, known: Mapping[str, PartTrouble], place: str, now: datetime) -> int:
    row = known.get(found.name)
    if row is None:
        row = PartTrouble(name=found.name, organisation_id=found.organisation_id, since=found.since)
        session.add(row)
    row.reason, row.place, row.seen_at, row.over_since = found.reason, place, now, None
    queued = 0
    if row.told_at is None and now - row.since >= found.grace:
        row.told_at = now
        queued = _tell(session, row, found.count, now)
    session.flush()
    return queued


def _gone(session: Session, row: PartTrouble, place: str, now: datetime) -> int:
    if row.place != place and row.seen_at > now - LOST:
        return 0
    if row.told_at is None:
        troubles.forget(session, row.name)
        return 0
    if row.over_since is None:
        row.over_since = now
        session.flush()
    if now - row.over_since < GRACE:
        return 0
    troubles.forget(session, row.name)
    return _tell(session, row, 0, now)


def _tell(session: Session, row: PartTrouble, count: int, now: datetime) -> int:
    """Tell one organisation, or all. That one, or somebody in it, cannot be told keeps nobody else from hearing."""
    organisations = session.scalars(select(Organisation).order_by(Organisation.id)).all()
    return sum(
        _safely(session, partial(_tell_organisation, session, organisation, row, count, now))
        for organisation in organisations
        if row.organisation_id in (None, organisation.id)
    )


def _tell_organisation(
    session: Session, organisation: Organisation, row: PartTrouble, count: int, now: datetime
) -> int:
    zone = _zone(organisation)

    def said(words: Words) -> tuple[Text, Rows]:
        return _words(words, row, count, zone), []

    def tell_one(person_id: int) -> int:
        return len(tell(session, {person_id}, said, now))

    people = who_administer(session, organisation.id, now)
    return sum(_safely(session, partial(tell_one, person_id)) for person_id in people)


def _safely(session: Session, work: Callable[[], int]) -> int:
    try:
        with session.begin_nested():
            return work()
    except Exception as error:
        if is_in_trouble(error):
            raise
        log.error("trouble.untold", error=type(error).__name__)
        return 0


def _zone(organisation: Organisation) -> ZoneInfo:
    """Return the organisation's zone; that it is wrong may be what is to be told."""
    try:
        return ZoneInfo(organisation.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _words(words: Words, row: PartTrouble, count: int, zone: ZoneInfo) -> Text:
    part, _, account = row.name.partition("@")[0].partition(" ")
    name = words.plain(f"part.{part}" if words.has(f"part.{part}") else "part.other")
    if account:
        channel, _, rest = account.partition(" ")
        of = f"{words.plain(f'channel.{channel}')} {rest}".strip()
        name = words.plain("part.of_account", part=name, account=of)
    since = dates.moment(words, row.since, zone)
    if row.over_since is not None:
        return words("trouble.over", part=name, since=since, until=dates.moment(words, row.over_since, zone))
    if count:
        own = f"trouble.aside.{row.name.partition('@')[0]}"
        return words(own if words.has(own) else "trouble.aside", part=name, since=since, n=count, reason=row.reason)
    return words("trouble.began", part=name, since=since, reason=in_words(words, row.reason))
