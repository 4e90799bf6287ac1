"""What a person's units have handed in, and each report in full."""

from collections.abc import Sequence

from domain import rights
from domain.messaging.messages import Text, lines_of
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.display import full_report
from handlers.display.shortcuts import draft_rows
from handlers.drafting.subject import is_locked
from handlers.words import dates
from storage.deciding import duty_decisions
from storage.reporting import duties, reports
from storage.reporting.reports import SentRevision

SHOWN = 10


def show(talk: Talk, rest: str = "") -> None:
    """Show the newest revisions, each with a button to read it (`/lichsu`)."""
    found = reports.history(talk.session, talk.person.reporting_units, SHOWN)
    old = draft_rows(talk.words, duty_decisions.drafts_moved_to(talk.session, talk.person.reporting_units))
    if not found:
        talk.say(talk.words("history.none"), old)
        return
    lines: list[Text] = [talk.words("history.title")]
    lines += [_line(talk, number, sent) for number, sent in enumerate(found, 1)]
    choices = [
        Choice(talk.words.plain("button.read", n=number), "history.read", {"report_id": sent.report.id})
        for number, sent in enumerate(found, 1)
    ]
    talk.say(lines_of(lines), [*in_rows(choices, 5), *_reopening(talk, found), *old])


def _reopening(talk: Talk, found: Sequence[SentRevision]) -> Rows:
    """Return the buttons (`Xin mở lại 2`) for reports of one's own units that are accepted and so locked."""
    rows: dict[int, list[Choice]] = {}
    for number, sent in enumerate(found, 1):
        duty = duties.duty(talk.session, sent.report.obligation_id)
        if duty is not None and duty.id not in rows and is_locked(talk, duty):
            rows[duty.id] = [
                Choice(f"{talk.words.plain('button.ask_unlock')} {number}", "unlock.ask", {"obligation_id": duty.id})
            ]
    return list(rows.values())


def _line(talk: Talk, number: int, sent: SentRevision) -> Text:
    duty = duties.duty(talk.session, sent.report.obligation_id)
    assert duty is not None
    late = dates.late_by(talk.words, sent.report.due_at, sent.report.submitted_at, duty.zone)
    return talk.words(
        "history.line",
        n=number,
        title=dates.report_title(talk.words, sent.title, sent.period_key),
        number=sent.report.number,
        at=dates.clocked(talk.words, sent.report.submitted_at, duty.zone),
        timing=late or talk.words.plain("on_time"),
        person=sent.person,
    )


def read(talk: Talk, report_id: int) -> None:
    """Show one revision in full, to its unit and the plan's coordinators."""
    found = reports.revision(talk.session, report_id)
    if found is None or not rights.may_see(talk.person, found.duty.unit_id, found.duty.plan_id):
        talk.stop("report.not_yours")
    words, session, duty, report = talk.words, talk.session, found.duty, found.report
    lines = [full_report.heading(words, session, duty, report), ()]
    lines += full_report.body(words, session, duty, report, talk.opener)
    lines += full_report.what_became_of_it(words, session, duty, report)
    compare = Choice(words.plain("button.compare"), "report.compare", {"report_id": report.id})
    ways = [Choice(words.plain("button.copy"), "report.copy", {"report_id": report.id})]
    ways += [compare] if report.revision > 1 else []
    if is_locked(talk, duty):
        ways.append(Choice(words.plain("button.ask_unlock"), "unlock.ask", {"obligation_id": duty.id}))
    talk.say(lines_of(lines), [ways])
