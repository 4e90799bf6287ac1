"""The report that is read or decided on, what is kept of a decision, and who hears of it."""

from dataclasses import dataclass
from typing import Any

from domain import rights
from domain.reports.reviews import Verdict
from handlers.conversation.notices import Said, tell
from handlers.conversation.talk import Talk
from handlers.words import Words, dates
from storage.deciding import extensions, reviews
from storage.people.contacts import concerned
from storage.reporting import duties, reports
from storage.reporting.duties import Duty
from storage.tables import Obligation, Report, Review


@dataclass(frozen=True, slots=True)
class Found:
    """A report that is in: what was owed, locked, and its last revision."""

    duty: Duty
    obligation: Obligation
    report: Report


def about(words: Words, duty: Duty) -> dict[str, Any]:
    """What the templates speak of."""
    title = dates.report_title(words, duty.title, duty.period_type, duty.period_key)
    return {"title": title, "unit": duty.unit_name}


def found_or_stop(talk: Talk, obligation_id: int) -> Found:
    """The report, of a plan that the person follows and not of their own unit, as nobody else changes it now."""
    duty = duties.duty(talk.session, obligation_id)
    if duty is None or not rights.may_follow(talk.person, duty.plan_id):
        talk.stop("reviewing.not_yours")
    if not rights.may_decide(talk.person, duty.unit_id, duty.plan_id):
        talk.stop("reviewing.own")
    obligation = extensions.obligation_locked(talk.session, obligation_id)
    report = reports.latest(talk.session, obligation_id)
    if report is None:
        talk.stop("reviewing.not_in", **about(talk.words, duty))
    return Found(duty, obligation, report)


def decide(talk: Talk, found: Found, verdict: Verdict, **more: Any) -> Review:
    """Keeps the decision, and that it was made, in this chat."""
    review = reviews.add(
        talk.session,
        found.obligation,
        found.report.id,
        verdict,
        person_id=talk.person.person_id,
        channel=talk.address.channel,
        now=talk.now,
        **more,
    )
    talk.record(
        found.duty.organisation_id,
        f"report.{verdict}",
        f"obligation:{found.duty.id}",
        number=found.report.number,
        comments=review.comments,
        until=review.until.isoformat() if review.until else None,
    )
    return review


def tell_unit(talk: Talk, found: Found, said: Said) -> set[int]:
    """Tells whoever sent the report, and who else reports for the unit; gives who could be reached."""
    duty = found.duty
    to = concerned(talk.session, duty.organisation_id, duty.unit_id, found.report.person_id, talk.now)
    return tell(talk.session, to, said, talk.now)
