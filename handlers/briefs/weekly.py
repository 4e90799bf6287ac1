"""The leader's page on the first working morning of a week: to whoever leads a unit that coordinates a plan; of a plan
that no such leader can be told of, to its coordinators."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.calendar.digest_time import begins_week, morning_due
from domain.calendar.workdays import WorkCalendar
from domain.rights import Role
from handlers.briefs import brief_text
from handlers.briefs.brief_chat import rows_of
from handlers.briefs.plan_brief import gather
from handlers.conversation.notices import queue_notice, words_for
from handlers.conversation.talk import card_of, offer
from storage.aside.bulkhead import BRIEFS, Bulkhead
from storage.following import morning_digest
from storage.messages import outbox
from storage.people.people import reachable_address
from storage.tables import Address, Organisation


@dataclass(frozen=True, slots=True)
class _Hearer:
    """Who has the page of which plans, and where they are written to. `follows`: they may open the lists."""

    person_id: int
    address: Address
    plan_ids: frozenset[int]
    follows: bool


def send_if_due(
    session: Session, organisation: Organisation, now: datetime, calendar: WorkCalendar, bulkhead: Bulkhead
) -> int:
    """Queue the pages of a new week, and return how many. It is looked at before the morning's digest, which moves the
    day of the last one. Somebody for whom it fails is set aside, and tried again until the day is over."""
    zone, last = ZoneInfo(organisation.timezone), organisation.digested_on
    sent = _again(session, organisation, now, bulkhead) if bulkhead.due(BRIEFS) else 0
    day = None if last is None else morning_due(last, organisation.digest_at, now, zone, calendar)
    if day is None or last is None or not begins_week(last, day):
        return sent
    return sent + _send(session, organisation, _hearers(session, organisation.id, now), day, now, bulkhead)


def _again(session: Session, organisation: Organisation, now: datetime, bulkhead: Bulkhead) -> int:
    today, sent = now.astimezone(ZoneInfo(organisation.timezone)).date(), 0
    hearers = {hearer.address.id: hearer for hearer in _hearers(session, organisation.id, now)}
    for aside in bulkhead.due(BRIEFS):
        day, hearer = date.fromisoformat(aside.detail["day"]), hearers.get(aside.detail["address"])
        if day == today and hearer is not None:
            sent += _send(session, organisation, [hearer], day, now, bulkhead)
        if not bulkhead.has_failed(BRIEFS, aside.subject):
            bulkhead.over(session, BRIEFS, [aside.subject])
    return sent


def _hearers(session: Session, organisation_id: int, now: datetime) -> list[_Hearer]:
    """Return who hears of which plans."""
    leaders = morning_digest.listeners(session, organisation_id, now, Role.UNIT_LEADER)
    addresses = reachable_address(session, sorted(leaders))
    told = set().union(*(leaders[person_id] for person_id in addresses))
    coordinators = morning_digest.listeners(session, organisation_id, now)
    hearing: Mapping[int, set[int]] = defaultdict(set)
    for person_id in addresses:
        hearing[person_id] |= leaders[person_id]
    others = {person_id: plans - told for person_id, plans in coordinators.items() if plans - told}
    addresses = addresses | reachable_address(session, sorted(others.keys() - addresses.keys()))
    for person_id in others.keys() & addresses.keys():
        hearing[person_id] |= others[person_id]
    return [
        _Hearer(person_id, addresses[person_id], frozenset(plans), follows=person_id in coordinators)
        for person_id, plans in sorted(hearing.items())
    ]


def _send(
    session: Session,
    organisation: Organisation,
    hearers: Sequence[_Hearer],
    day: date,
    now: datetime,
    bulkhead: Bulkhead,
) -> int:
    def queue(some: Sequence[_Hearer]) -> int:
        for hearer in some:
            _queue(session, organisation, hearer, day, now)
        return len(some)

    queued = outbox.queued(session, [_key(hearer, day) for hearer in hearers])  # while the digest keeps failing
    done = bulkhead.each(
        session,
        BRIEFS,
        [hearer for hearer in hearers if _key(hearer, day) not in queued],
        lambda hearer: f"address:{hearer.address.id}",
        queue,
        lambda hearer: {"day": day.isoformat(), "address": hearer.address.id},
    )
    return sum(done)


def _key(hearer: _Hearer, day: date) -> str:
    return f"brief:{day}:{hearer.address.id}"


def _queue(session: Session, organisation: Organisation, hearer: _Hearer, day: date, now: datetime) -> None:
    words, address = words_for(session, hearer.person_id), hearer.address
    briefs = gather(session, hearer.plan_ids, now)
    body = brief_text.chat_text(words, briefs, now, ZoneInfo(organisation.timezone))
    card = card_of(session, address, body, rows_of(words, briefs, follows=hearer.follows), now)
    if card.rows:
        offer(address, card, now, beside=True)
    queue_notice(session, address, card, now, _key(hearer, day))
