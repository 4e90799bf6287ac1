"""What people say of the tasks of a report, for the unit that leads it or for one that contributes; and a report that
is in, corrected."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from domain.forms import form
from domain.forms.form import Status
from domain.reports.states import may_write
from handlers.conversation.acting import Acting, Refusal
from handlers.drafting.subject import CannotReport, Subject, closed, is_theirs, load, load_open, still_open, task_of
from storage.reporting import drafts, reports
from storage.reporting.drafts import LatestAnswer


def save(
    acting: Acting, subject: Subject, task_id: int, answers: Mapping[str, Any], *, as_before: bool = False
) -> Subject:
    """Put these answers in the place of all that was said about a task, and return the subject as it is then."""
    check(acting, subject, task_id)
    return _put(acting, _begun(acting, subject), task_id, answers, as_before=as_before)


def say(acting: Acting, subject: Subject, task_id: int, said: Mapping[str, Any]) -> Subject:
    """Add what was said about a task to what stands there, the last word on each field winning; return the subject.
    What the report only opened with is no word of theirs beside which there is nothing to report."""
    there = subject.answers(task_id)
    if said.get("status") == Status.NOTHING and there == subject.of_parts.get(task_id):
        there = {}
    return save(acting, subject, task_id, form.merge(there, said, subject.form(task_id)))


def say_all(acting: Acting, subject: Subject, said: Mapping[int, Mapping[str, Any]]) -> Subject:
    """Say something of several tasks, as `say` does: all of it, or nothing where one of them is not asked for any
    more."""
    for task_id in said:
        check(acting, subject, task_id)
    for task_id, answers in said.items():
        subject = say(acting, subject, task_id, answers)
    return subject


def take_out(acting: Acting, subject: Subject, task_id: int, codes: Collection[str]) -> Subject:
    """Take these answers about a task out of the draft, and return the subject."""
    left = {code: said for code, said in subject.answers(task_id).items() if code not in codes}
    if left or (subject.draft is None and not subject.is_filled):
        return save(acting, subject, task_id, subject.form(task_id).kept(left))
    check(acting, subject, task_id)
    said = {id: word for id, word in subject.said.items() if id != task_id}
    if subject.draft is None:
        return _begun(acting, replace(subject, said=said))
    drafts.remove(acting.session, subject.draft, task_id, acting.now)
    return replace(subject, draft=replace(subject.draft, updated_at=acting.now), said=said)


def opened(acting: Acting, subject: Subject) -> Subject:
    """Keep what a report opened with, that its parts had said, so that it can be read once more and handed in."""
    return _begun(acting, subject) if subject.is_filled else subject


def fill_as_before(acting: Acting, subject: Subject) -> Subject:
    """Answer every task that is still unanswered as it was in the last report, and return the subject."""
    if not subject.before_answers:
        raise Refusal(CannotReport.NO_EARLIER_REPORT)
    to_mend = subject.to_mend  # as before is no answer to a comment
    for task in subject.unanswered:
        if task.id in subject.before_answers and task.id not in to_mend:
            before = form.as_before(subject.before_answers[task.id], subject.answers(task.id))
            subject = save(acting, subject, task.id, before, as_before=True)
    return subject


def correct(acting: Acting, obligation_id: int, unit_id: int) -> Subject:
    """Return the report that is in, with a draft of what was handed in; it stays in force until the draft is handed
    in."""
    subject = load(acting, obligation_id, unit_id)
    duty = subject.duty
    if not may_write(duty.state, duty.unlocked_until, acting.now) or not subject.leads:
        raise closed(acting, subject)
    if subject.draft is None:
        report = reports.latest(acting.session, obligation_id)
        lines = reports.lines_now(acting.session, report, duty.own_fields) if report else []
        own = [line for line in lines if line.unit_id == unit_id]
        drafts.begin_from(acting.session, duty.organisation_id, obligation_id, unit_id, own, acting.now)
    return load_open(acting, obligation_id, unit_id)


def check(acting: Acting, subject: Subject, task_id: int) -> None:
    """Refuse what this person cannot say of the task now."""
    if not is_theirs(acting, subject.duty, subject.unit.id):
        raise Refusal(CannotReport.NOT_YOUR_UNIT)
    still_open(acting, subject)
    task_of(subject, task_id)


def _begun(acting: Acting, subject: Subject) -> Subject:
    """Return the subject with a draft to write into, begun where there is none, with all that the report opened
    with."""
    if subject.draft is not None:
        return subject
    duty = subject.duty
    draft = drafts.begin(
        acting.session,
        organisation_id=duty.organisation_id,
        obligation_id=duty.id,
        unit_id=subject.unit.id,
        now=acting.now,
    )
    for task_id, said in subject.said.items():
        drafts.put(
            acting.session,
            draft,
            task_id,
            said.answers,
            person_id=said.person_id,
            said_at=said.said_at,
            now=acting.now,
        )
    return replace(subject, draft=draft)


def _put(acting: Acting, subject: Subject, task_id: int, answers: Mapping[str, Any], *, as_before: bool) -> Subject:
    person, draft = acting.person, subject.draft
    if task_id in subject.forms:  # what was said last time, or before the form was changed
        answers = subject.form(task_id).kept(answers)
    assert draft is not None
    drafts.put(acting.session, draft, task_id, answers, person_id=person.person_id, now=acting.now, as_before=as_before)
    said = LatestAnswer(answers, as_before, person.person_id, person.name, acting.now)
    return replace(subject, draft=replace(draft, updated_at=acting.now), said={**subject.said, task_id: said})
