"""The program did not run for more than a day: Telegram keeps what people write for a day only, so that they may have
written in vain. Whoever had a report due is told once."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.messaging.messages import Text
from domain.reports.states import EXPECTED
from domain.rights import Role
from handlers.conversation.notices import queue_card, words_for
from handlers.conversation.talk import card_of
from handlers.words import Words, dates
from storage.aside.bulkhead import STOPS, Bulkhead
from storage.messages.outbox import Lane
from storage.people.people import holders, reachable, reachable_address
from storage.tables import Obligation, Organisation, Requirement

LONG = timedelta(hours=24)
"""https://core.telegram.org/bots/api#getting-updates: updates are not kept longer than that."""
AHEAD = timedelta(days=2)
"""Whose report falls due so soon after the stop wrote perhaps while it lasted."""
_WHO_REPORTS = (str(Role.FOCAL_POINT), str(Role.DEPUTY))


def tell_of_stop(session: Session, stopped: datetime, started: datetime, bulkhead: Bulkhead) -> int:
    """Tell the people of one organisation, and return how many messages were queued. However many programs start, each
    person is told once of each stop. For whom that fails it is tried again (`tell_again`)."""
    told = bulkhead.each(
        session,
        STOPS,
        [bulkhead.organisation],
        lambda _: bulkhead.whole,
        lambda _: _tell(session, stopped, started, bulkhead),
        lambda _: _detail(stopped, started),
    )
    return sum(told)


def tell_again(session: Session, bulkhead: Bulkhead) -> int:
    """Tell those for whom it failed and whose next try has come."""
    queued = 0
    for aside in bulkhead.due(STOPS):
        stopped, started = (datetime.fromisoformat(aside.detail[name]) for name in ("stopped", "started"))
        if "person" not in aside.detail:
            queued += tell_of_stop(session, stopped, started, bulkhead)
            continue
        queued += _tell(session, stopped, started, bulkhead, aside.detail["person"])
        if not bulkhead.has_failed(STOPS, aside.subject):
            bulkhead.over(session, STOPS, [aside.subject])
    return queued


def _detail(stopped: datetime, started: datetime) -> dict[str, Any]:
    return {"stopped": stopped.isoformat(), "started": started.isoformat()}


def _tell(session: Session, stopped: datetime, started: datetime, bulkhead: Bulkhead, only: int | None = None) -> int:
    organisation_id = bulkhead.organisation
    organisation = session.get_one(Organisation, organisation_id)
    near = session.execute(
        select(Obligation.unit_id, Requirement.plan_id)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(
            Obligation.organisation_id == organisation_id,
            Obligation.state.in_(sorted(map(str, EXPECTED))),
            Obligation.due_at >= stopped,
            Obligation.due_at <= started + AHEAD,
        )
    ).all()
    if not near:
        return 0
    units, plans = {unit for unit, _ in near}, {plan for _, plan in near}
    held = holders(session, organisation_id, units, plans, started)
    reporting = reachable(session, {one for unit in units for one in held.holding(_WHO_REPORTS, unit, 0)})
    coordinating = {one for plan in plans for _, one in held.of_plan.get(plan, ())}
    span = _Span(stopped, started, ZoneInfo(organisation.timezone))

    def tell(people: Collection[int]) -> int:
        return sum(span.tell(session, person, len(reporting), person in reporting) for person in people)

    everybody = sorted(person for person in reporting | coordinating if only in (None, person))
    detail = _detail(stopped, started)
    told = bulkhead.each(
        session, STOPS, everybody, lambda person: f"person:{person}", tell, lambda person: detail | {"person": person}
    )
    return sum(told)


class _Span:
    def __init__(self, stopped: datetime, started: datetime, zone: ZoneInfo) -> None:
        self._stopped, self._started, self._zone = stopped, started, zone

    def tell(self, session: Session, person_id: int, many: int, reports: bool) -> int:
        address = reachable_address(session, [person_id]).get(person_id)
        if address is None:
            return 0
        words = words_for(session, person_id)
        card = card_of(session, address, self._said(words, many, reports), [], self._started)
        key = f"stopped:{self._stopped:%Y%m%d%H%M%S}:{person_id}"
        return queue_card(session, address, card, Lane.NOTICE, self._started, key) is not None

    def _said(self, words: Words, many: int, reports: bool) -> Text:
        since, until = (dates.moment(words, at, self._zone) for at in (self._stopped, self._started))
        if reports:
            return words("stopped.you", since=since, until=until)
        return words("stopped.coordinator", since=since, until=until, n=many)
