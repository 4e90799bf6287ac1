"""What can be decided on a report that is in: accepted, returned, opened again; and asking for that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from domain import rights
from domain.reports.extensions import on_day
from domain.reports.reviews import COMMENT_LIMIT, MOST_COMMENTS, Verdict
from domain.reports.states import State, is_unlocked, moved
from handlers.conversation.acting import Acting, Reason, Refusal
from handlers.reviewing import notices
from storage.deciding import extensions, reviews
from storage.deciding.reviews import PendingReview
from storage.reporting import drafts, duties, reports
from storage.reporting.duties import Duty
from storage.tables import Obligation, Report

Comments = Sequence[dict[str, Any]]  # as in `Review.comments`


class CannotReview(Reason):
    NOT_YOUR_PLAN = "reviewing.not_yours"
    YOUR_OWN = "reviewing.own"
    NOT_IN = "reviewing.not_in"
    SETTLED = "reviewing.settled"
    NEWER = "reviewing.newer"
    NO_COMMENT = "return.empty"
    TOO_MANY_COMMENTS = "return.too_many"
    PAST = "unlock.past"
    NOT_YOUR_UNIT = "report.not_yours"
    NOT_LOCKED = "unlock.open"
    TOO_LONG = "bad.text"


@dataclass(frozen=True, slots=True)
class SentReport:
    """A report that is in: what was expected, locked, and its last revision."""

    duty: Duty
    obligation: Obligation
    report: Report


@dataclass(frozen=True, slots=True)
class AcceptedTogether:
    """`accepted`: obligations; `left`: revisions that could not be accepted."""

    accepted: Sequence[int]
    left: Sequence[int]


@dataclass(frozen=True, slots=True)
class Reopened:
    """A report returned or unlocked until a moment; `heard`: how many people of the unit could be told."""

    duty: Duty
    until: datetime
    heard: int


@dataclass(frozen=True, slots=True)
class UnlockRequested:
    """`heard`: how many coordinators could be told; None where it was asked before."""

    duty: Duty
    heard: int | None


def sent(acting: Acting, obligation_id: int) -> SentReport:
    """Return the report, of a plan that the person follows and not of their own unit, as nobody else changes it now."""
    duty = duties.duty(acting.session, obligation_id)
    if duty is None or not rights.may_follow(acting.person, duty.plan_id):
        raise Refusal(CannotReview.NOT_YOUR_PLAN)
    if not rights.may_decide(acting.person, duty.unit_id, duty.plan_id):
        raise Refusal(CannotReview.YOUR_OWN)
    obligation = extensions.obligation_locked(acting.session, obligation_id)
    report = reports.latest(acting.session, obligation_id)
    if report is None:
        raise Refusal(CannotReview.NOT_IN, duty=duty)
    return SentReport(duty, obligation, report)


def to_decide(acting: Acting, report_id: int) -> SentReport:
    """Return the report of that revision, where it is the last and nobody has decided on it."""
    revision = acting.session.get(Report, report_id)
    if revision is None:
        raise Refusal(CannotReview.NOT_YOUR_PLAN)
    found = sent(acting, revision.obligation_id)
    if found.obligation.state != State.SUBMITTED:
        raise _settled(found)
    if found.report.id != report_id:
        raise Refusal(CannotReview.NEWER, duty=found.duty, found=found)
    return found


def accept(acting: Acting, report_id: int) -> SentReport:
    """Accept the report, which locks it."""
    found = to_decide(acting, report_id)
    found.obligation.state = moved(State(found.obligation.state), State.ACCEPTED)
    _decide(acting, found, Verdict.ACCEPTED)
    notices.accepted(acting, found.duty, found.report)
    return found


def waiting(acting: Acting, report_ids: Sequence[int]) -> list[PendingReview]:
    """Return the revisions of these that wait to be read."""
    queue = reviews.queue(acting.session, acting.person.plan_ids, acting.person.reporting_units)
    return [one for one in queue if one.report_id in set(report_ids) and one.asks is None]


def accept_all(acting: Acting, report_ids: Sequence[int]) -> AcceptedTogether:
    """Accept those of these revisions that are still the last and undecided."""
    accepted: dict[int, int] = {}
    # By the report, as every process locks them.
    for one in sorted(waiting(acting, report_ids), key=lambda pending: pending.obligation_id):
        try:
            accept(acting, one.report_id)
        except Refusal:
            continue
        accepted[one.report_id] = one.obligation_id
    return AcceptedTogether(list(accepted.values()), sorted(set(report_ids) - accepted.keys()))


def mending_until(acting: Acting, found: SentReport, working_days: int) -> datetime:
    """Return the due moment, or as many working days from today at its clock, whichever is later."""
    duty, due = found.duty, found.obligation.due_at
    today = acting.now.astimezone(duty.zone).date()
    return max(due, on_day(due, acting.context.calendar.shift(today, working_days), duty.zone))


def give_back(acting: Acting, report_id: int, comments: Comments, working_days: int) -> Reopened:
    """Give the report back: it is expected again, with a draft of what was said, in which only what was commented on is
    missing."""
    found = to_decide(acting, report_id)
    if not comments:
        raise Refusal(CannotReview.NO_COMMENT)
    if len(comments) > MOST_COMMENTS:
        raise Refusal(CannotReview.TOO_MANY_COMMENTS, most=MOST_COMMENTS)
    obligation = found.obligation
    obligation.state = moved(State(obligation.state), State.RETURNED)
    obligation.due_at = until = mending_until(acting, found, working_days)
    obligation.next_check_at = acting.now
    acting.session.flush()
    _redraft(acting, found)
    _decide(acting, found, Verdict.RETURNED, comments=list(comments), until=until)
    told = notices.returned(acting, found.duty, found.report, comments, until)
    return Reopened(found.duty, until, len(told))


def unlock(acting: Acting, obligation_id: int, day: date) -> Reopened:
    """Open an accepted report until the end of that day; after it the report is locked again by itself."""
    found = _locked(acting, obligation_id)
    duty = found.duty
    if day < acting.now.astimezone(duty.zone).date():
        raise Refusal(CannotReview.PAST, day=day)
    until = datetime.combine(day + timedelta(days=1), time(), duty.zone)
    found.obligation.unlocked_until = until
    _decide(acting, found, Verdict.UNLOCKED, until=until)
    told = notices.unlocked(acting, duty, found.report, until)
    return Reopened(duty, until, len(told))


def keep_locked(acting: Acting, obligation_id: int) -> SentReport:
    """Refuse to open an accepted report."""
    found = _locked(acting, obligation_id)
    decided = reviews.latest(acting.session, obligation_id)
    if decided is None or decided.review.verdict != Verdict.UNLOCK_ASKED:
        raise _settled(found)
    _decide(acting, found, Verdict.KEPT_LOCKED)
    notices.kept_locked(acting, found.duty, found.report)
    return found


def own_locked(acting: Acting, obligation_id: int) -> Duty:
    """Return an accepted report of this person's unit."""
    duty = duties.duty(acting.session, obligation_id)
    if duty is None or not rights.may_report(acting.person, duty.unit_id):
        raise Refusal(CannotReview.NOT_YOUR_UNIT)
    if duty.state is not State.ACCEPTED or is_unlocked(duty.state, duty.unlocked_until, acting.now):
        raise Refusal(CannotReview.NOT_LOCKED, duty=duty)
    return duty


def ask_to_unlock(acting: Acting, obligation_id: int, reason: str) -> UnlockRequested:
    """Ask for an accepted report to be opened, which the coordinators hear. Asked twice, it is kept once."""
    if len(reason) > COMMENT_LIMIT:
        raise Refusal(CannotReview.TOO_LONG, limit=COMMENT_LIMIT)
    own_locked(acting, obligation_id)
    obligation = extensions.obligation_locked(acting.session, obligation_id)
    duty = own_locked(acting, obligation_id)
    report, decided = reports.latest(acting.session, obligation_id), reviews.latest(acting.session, obligation_id)
    assert report is not None
    if decided is not None and decided.review.verdict == Verdict.UNLOCK_ASKED:
        return UnlockRequested(duty, None)
    _decide(
        acting, SentReport(duty, obligation, report), Verdict.UNLOCK_ASKED, comments=[{"task": None, "text": reason}]
    )
    return UnlockRequested(duty, len(notices.unlock_asked(acting, duty, reason)))


def _locked(acting: Acting, obligation_id: int) -> SentReport:
    found = sent(acting, obligation_id)
    state = State(found.obligation.state)
    if state is not State.ACCEPTED or is_unlocked(state, found.obligation.unlocked_until, acting.now):
        raise _settled(found)
    return found


def _settled(found: SentReport) -> Refusal:
    """Return the refusal that it is decided already: two may decide at once."""
    return Refusal(CannotReview.SETTLED, duty=found.duty, found=found)


def _decide(acting: Acting, found: SentReport, verdict: Verdict, **more: Any) -> None:
    """Keep the decision, and that it was made."""
    review = reviews.add(
        acting.session,
        found.obligation,
        found.report.id,
        verdict,
        person_id=acting.person.person_id,
        channel=acting.channel,
        now=acting.now,
        **more,
    )
    acting.record(
        found.duty.organisation_id,
        f"report.{verdict}",
        f"obligation:{found.duty.id}",
        number=found.report.number,
        comments=review.comments,
        until=review.until.isoformat() if review.until else None,
    )


def _redraft(acting: Acting, found: SentReport) -> None:
    """Make what was handed in the draft again, unless the unit has begun one already."""
    session, duty, report = acting.session, found.duty, found.report
    if drafts.read(session, duty.id, duty.unit_id).draft is not None:
        return
    own = [line for line in reports.lines_now(session, report, duty.own_fields) if line.unit_id == duty.unit_id]
    if own:
        drafts.begin_from(session, duty.organisation_id, duty.id, duty.unit_id, own, acting.now)
