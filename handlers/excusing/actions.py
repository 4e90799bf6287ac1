"""Excusing a unit from one report, and expecting it again."""

from dataclasses import replace

from domain import rights
from domain.reports.reviews import COMMENT_LIMIT
from domain.reports.states import EXPECTED, State, moved
from handlers.conversation.acting import Acting, Phrase, Reason, Refusal
from handlers.display.queued_digests import settle
from handlers.excusing import notices
from storage.deciding import duty_decisions, excuses, extensions
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.tables import Obligation


class CannotExcuse(Reason):
    NOT_YOUR_PLAN = "reviewing.not_yours"
    YOUR_OWN = "excuse.own"
    SETTLED = "excuse.settled"
    MOVED = "excuse.moved"
    TOO_LONG = "bad.text"


def to_excuse(acting: Acting, obligation_id: int) -> Duty:
    """Return a report that this person may excuse a unit from."""
    return _excusable(acting, obligation_id, excused=False)[1]


def excuse(acting: Acting, obligation_id: int, reason: str) -> Duty:
    """Expect the report no more: reminders stop, and the unit hears why."""
    if len(reason) > COMMENT_LIMIT:
        raise Refusal(CannotExcuse.TOO_LONG, limit=COMMENT_LIMIT)
    obligation, duty = _excusable(acting, obligation_id, excused=False)
    obligation.state = moved(State(obligation.state), State.EXCUSED)
    obligation.next_check_at = None
    person_id = acting.person.person_id
    excuses.add(acting.session, obligation, reason, person_id=person_id, channel=acting.channel, now=acting.now)
    settle(acting.session, obligation_id, acting.now)
    extensions.lapse(acting.session, obligation_id, acting.now)
    acting.record(duty.organisation_id, "report.excused", f"obligation:{obligation_id}", reason=reason)
    notices.excused(acting, duty, reason)
    return duty


def expect_again(acting: Acting, obligation_id: int) -> Duty:
    """Expect an excused report again."""
    obligation, duty = _excusable(acting, obligation_id, excused=True)
    if duty_decisions.moved_to(acting.session, obligation_id):
        raise Refusal(CannotExcuse.MOVED)
    obligation.state = moved(State(obligation.state), State.OPEN)
    obligation.next_check_at = acting.now
    excuses.lift(acting.session, obligation_id, acting.person.person_id, acting.now)
    acting.record(duty.organisation_id, "report.expected_again", f"obligation:{obligation_id}")
    notices.expected_again(acting, duty)
    return duty


def _excusable(acting: Acting, obligation_id: int, *, excused: bool) -> tuple[Obligation, Duty]:
    """Return the report, locked, where this person may decide on it and it is still to be decided."""
    duty = duties.duty(acting.session, obligation_id)
    if duty is None or not rights.may_follow(acting.person, duty.plan_id):
        raise Refusal(CannotExcuse.NOT_YOUR_PLAN)
    if not rights.may_decide(acting.person, duty.unit_id, duty.plan_id):
        raise Refusal(CannotExcuse.YOUR_OWN)
    obligation = extensions.obligation_locked(acting.session, obligation_id)
    if excused != (obligation.state == State.EXCUSED) or (not excused and obligation.state not in EXPECTED):
        fresh = replace(duty, state=State(obligation.state))  # another may have decided on it before it was locked
        state = duty_decisions.shown_state(acting.session, fresh)
        raise Refusal(CannotExcuse.SETTLED, duty=duty, state=Phrase(f"state.{state}"))
    return obligation, duty
