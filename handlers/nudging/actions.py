"""Urging units that are late, and announcing something to many."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from domain.text import vietnamese_key
from handlers.conversation.acting import Acting, ClockTime, Reason, Refusal
from handlers.nudging import notices
from storage.following import announcements, nudges, overdue
from storage.following.announcements import Unread
from storage.following.overdue import FollowedDuty, OutstandingDuty
from storage.people import actors, people
from storage.people.contacts import CALLED
from storage.people.people import holders
from storage.tables import Announcement, Organisation, Plan, Unit
from storage.units import classes

NOT_AGAIN_WITHIN = timedelta(hours=1)
LONGEST_WORDS = 500  # characters of an own sentence
LONGEST_ANNOUNCEMENT = 2000  # characters
_TOLD = ("unit_leader", *CALLED)


class CannotNudge(Reason):
    NOT_YOUR_PLAN = "unit.not_yours"
    NOBODY_LATE = "overdue.none"
    TOO_LONG = "bad.text"


class CannotAnnounce(Reason):
    GONE = "announce.gone"
    ALREADY = "announce.already"
    NOT_TO_YOU = "button.unknown"
    TOO_LONG = "bad.text"


@dataclass(frozen=True, slots=True)
class Audience:
    """`people`: person id -> the units for which they are told; `lost`: units in which nobody is known."""

    units: Collection[int]
    plan: Plan | None
    people: Mapping[int, set[int]]
    reached: Collection[int]
    lost: Sequence[str]


@dataclass(frozen=True, slots=True)
class Announced:
    announcement_id: int
    people_told: int


@dataclass(frozen=True, slots=True)
class Nudged:
    """What became of an urging; a row is in exactly one of the three lists."""

    urged: Sequence[FollowedDuty]
    spared: Sequence[FollowedDuty]  # everybody there was urged within the hour
    unreached: Sequence[FollowedDuty]  # nobody there can be written to
    channels: Mapping[str, int]  # messages by channel
    last: datetime | None  # when the spared were urged last


def late(acting: Acting, plan_ids: Collection[int]) -> list[OutstandingDuty]:
    """Return who is late now on these plans, all of which this person follows."""
    if not acting.person.plan_ids.issuperset(plan_ids):
        raise Refusal(CannotNudge.NOT_YOUR_PLAN)
    return overdue.overdue(acting.session, plan_ids, acting.now)


def of_reports(rows: Sequence[OutstandingDuty], of: Collection[tuple[int, str]]) -> list[OutstandingDuty]:
    """Return the rows of these reports, by requirement and period; all where none is named."""
    wanted = {(requirement, period) for requirement, period in of}
    return [row for row in rows if not wanted or (row.asked.requirement_id, row.asked.period_key) in wanted]


def nudge(
    acting: Acting,
    plan_ids: Collection[int],
    unit_ids: Collection[int] | None = None,
    seen: datetime | None = None,
    say: str = "",
    of: Collection[tuple[int, str]] = (),
) -> Nudged:
    """Write one message to each focal point and deputy of these units, as far as they are late now, with what the
    coordinator has to `say`; None: all that are late. `of`: only about these reports, by requirement and period.

    Who was urged within the hour is left out, unless the coordinator saw that and insists: `seen` is when they
    saw it, so that insisting twice by a double press urges once.
    """
    if len(say) > LONGEST_WORDS:
        raise Refusal(CannotNudge.TOO_LONG, limit=LONGEST_WORDS)
    found = of_reports(late(acting, plan_ids), of)
    found = [row for row in found if unit_ids is None or row.unit_id in unit_ids]
    if not found:
        raise Refusal(CannotNudge.NOBODY_LATE)
    rows = overdue.described(acting.session, found, acting.now)
    wanted = _by_person(rows)
    recent = _recent(acting, rows, wanted, seen)
    addresses = people.reachable_address(acting.session, [person for person in wanted if person not in recent])
    messages = notices.urged(acting, addresses, wanted, rows, say)
    for person_id in addresses:
        acting.record(wanted[person_id][0].organisation_id, nudges.PERSON_NUDGED, f"person:{person_id}")
    urged = [row for row in rows if _any_of(row, addresses)]
    spared = [row for row in rows if not _any_of(row, addresses) and _any_of(row, recent)]
    unreached = [row for row in rows if not _any_of(row, addresses) and not _any_of(row, recent)]
    for row in urged:
        reached = [one.person_id for one in row.contacts if one.person_id in addresses]
        to = [[person, addresses[person].channel, messages[person]] for person in dict.fromkeys(reached)]
        acting.record(row.organisation_id, nudges.UNIT_NUDGED, f"obligation:{row.obligation_id}", to=to)
    channels = Counter(address.channel for address in addresses.values())
    return Nudged(urged, spared, unreached, channels, max(recent.values(), default=None))


def audience(acting: Acting, to: str) -> Audience:
    """Return units that this person follows: all (``), a plan's (`plan:code`), those of a class (`class:name`), or some
    (`units:1,2`)."""
    session, organisation = acting.session, _organisation(acting)
    units = followed = actors.units_followed(session, acting.person.plan_ids)
    kind, _, name = to.partition(":")
    plan: Plan | None = None
    if kind == "plan":
        plan = session.scalars(select(Plan).where(Plan.id.in_(acting.person.plan_ids), Plan.code == name)).first()
        if plan is None:
            raise Refusal(CannotAnnounce.GONE)
        units = actors.units_followed(session, [plan.id])
    elif kind == "class":
        units = followed & classes.members(session, [organisation.id], name)
    elif kind == "units":
        units = followed & {int(one) for one in name.split(",") if one.isdecimal()}
    held = holders(session, organisation.id, units, (), acting.now)
    told: dict[int, set[int]] = {}
    lost = []
    for unit in units:
        known = held.holding(_TOLD, unit, 0)
        for person in known:
            told.setdefault(person, set()).add(unit)
        if not known:
            lost.append(session.get_one(Unit, unit).shown)
    told.pop(acting.person.person_id, None)
    reached = sorted(people.reachable_address(session, sorted(told)))
    return Audience(units, plan, told, reached, sorted(lost, key=vietnamese_key))


def announce(acting: Acting, to: str, called: str, text: str) -> Announced:
    """Announce the text to the audience. Announced again within the hour, the same is not sent again. `called`: how
    whoever announces calls the audience."""
    if len(text) > LONGEST_ANNOUNCEMENT:
        raise Refusal(CannotAnnounce.TOO_LONG, limit=LONGEST_ANNOUNCEMENT)
    found, organisation, person_id = audience(acting, to), _organisation(acting), acting.person.person_id
    recent = announcements.newest(acting.session, person_id, organisation.id, 1)
    if recent and recent[0].text == text and acting.now - recent[0].at < NOT_AGAIN_WITHIN:
        raise Refusal(CannotAnnounce.ALREADY, at=ClockTime(recent[0].at, ZoneInfo(organisation.timezone)))
    announcement = announcements.add(
        acting.session,
        organisation_id=organisation.id,
        text=text,
        audience=called,
        readers=found.people,
        reached=found.reached,
        person_id=person_id,
        channel=acting.channel,
        now=acting.now,
    )
    told = notices.announced(acting, found.reached, announcement)
    subject = f"announcement:{announcement.id}"
    acting.record(organisation.id, "announcement.sent", subject, to=called, people=len(told))
    return Announced(announcement.id, len(told))


def acknowledge(acting: Acting, announcement_id: int) -> Announcement:
    """Keep that the person has read what was announced to them."""
    if not announcements.read(acting.session, announcement_id, acting.person.person_id, acting.now):
        raise Refusal(CannotAnnounce.NOT_TO_YOU)
    return acting.session.get_one(Announcement, announcement_id)


def unread(acting: Acting, announcement_id: int) -> tuple[Announcement, list[Unread]]:
    """Return what this person announced, and who has not said that they have read it."""
    announcement = acting.session.get(Announcement, announcement_id)
    if announcement is None or announcement.person_id != acting.person.person_id:
        raise Refusal(CannotAnnounce.NOT_TO_YOU)
    return announcement, announcements.unread(acting.session, announcement_id)


def _organisation(acting: Acting) -> Organisation:
    assert acting.organisation is not None
    return acting.organisation


def _by_person(rows: Sequence[FollowedDuty]) -> dict[int, list[FollowedDuty]]:
    found: dict[int, list[FollowedDuty]] = {}
    for row in rows:
        for contact in row.contacts:
            if contact.channel:
                found.setdefault(contact.person_id, []).append(row)
    return found


def _recent(
    acting: Acting, rows: Sequence[FollowedDuty], wanted: Collection[int], seen: datetime | None
) -> dict[int, datetime]:
    found = nudges.nudged_since(
        acting.session, {row.organisation_id for row in rows}, wanted, acting.now - NOT_AGAIN_WITHIN
    )
    return {person_id: at for person_id, at in found.items() if seen is None or at > seen}


def _any_of(row: FollowedDuty, people: Collection[int]) -> bool:
    return any(contact.person_id in people for contact in row.contacts)
