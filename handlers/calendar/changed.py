"""A calendar that is not the one of last time: what is still expected is worked out anew, and what moved is told."""

import hashlib
from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar.workdays import WorkCalendar
from domain.messaging.messages import Text, lines_of
from handlers.conversation.notices import tell
from handlers.conversation.talk import Rows
from handlers.display.queued_digests import settle
from handlers.words import Words, dates
from storage.audit import audit
from storage.installation import settings as stored
from storage.people import actors
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.reporting.obligations import refresh_open_obligations
from storage.tables import Organisation, Requirement

NAME = stored.CALENDAR
MOST_LINES = 15

Moved = dict[tuple[int, str, datetime, datetime], list[Duty]]  # requirement, period, from, to


def follow(session: Session, calendar: WorkCalendar, now: datetime) -> int:
    """Follow the calendar, and return how many reports are due at another moment than before. The first of all changes
    nothing."""
    known = stored.get(session, NAME)
    now_kept = {"mark": _mark(calendar), "official_years": sorted(calendar.official_years)}
    if known == now_kept:
        return 0
    stored.put(session, NAME, now_kept)
    if known is None:
        return 0
    return sum(_renew(session, organisation, calendar, now) for organisation in session.scalars(select(Organisation)))


def _mark(calendar: WorkCalendar) -> str:
    parts = (sorted(calendar.off), sorted(calendar.worked), sorted(calendar.official_years))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _renew(session: Session, organisation: Organisation, calendar: WorkCalendar, now: datetime) -> int:
    ids = session.scalars(select(Requirement.id).where(Requirement.organisation_id == organisation.id)).all()
    changes = refresh_open_obligations(session, organisation.id, ids, now, calendar)
    by_id = {duty.id: duty for duty in duties.duties(session, [id for id, _, _ in changes])}
    plans: dict[int, Moved] = defaultdict(lambda: defaultdict(list))
    for id, old, new in changes:
        duty = by_id[id]
        audit.record(
            session,
            organisation_id=organisation.id,
            at=now,
            action="deadline.moved",
            subject=f"obligation:{id}",
            channel="clock",
            was=old.isoformat(),
            due=new.isoformat(),
        )
        settle(session, id, now)
        plans[duty.plan_id][duty.requirement_id, duty.period_key, old, new].append(duty)
    for plan_id, moved in plans.items():
        _tell(session, plan_id, moved, ZoneInfo(organisation.timezone), now)
    return len(changes)


def _tell(session: Session, plan_id: int, moved: Moved, zone: ZoneInfo, now: datetime) -> None:
    """Tell those who coordinate the plan, once for all that moved."""

    def said(words: Words) -> tuple[Text, Rows]:
        lines = [words("calendar.changed")]
        for (_, _, old, new), found in list(moved.items())[:MOST_LINES]:
            title = dates.report_title(words, found[0].title, found[0].period_key)
            was, now_due = (dates.moment(words, moment, zone) for moment in (old, new))
            lines.append(words("calendar.moved", title=title, was=was, now=now_due, n=len(found)))
        if len(moved) > MOST_LINES:
            lines.append(words("calendar.more", n=len(moved) - MOST_LINES))
        return lines_of(lines), []

    tell(session, set(actors.coordinators(session, plan_id, now)), said, now)
