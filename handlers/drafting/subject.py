"""The report a card is about: what is owed, what has been said, what was said last time, and by whom one writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain import rights
from domain.forms import form, own_fields
from domain.forms.form import Form
from domain.reports.reviews import to_mend
from domain.reports.states import EXPECTED, State, is_unlocked, may_write
from handlers.conversation.talk import Choice, Interaction
from handlers.words import dates
from storage.deciding import reviews
from storage.deciding.reviews import Decided
from storage.reporting import drafts, duties, reports
from storage.reporting.drafts import Contribution, DraftHead, LatestAnswer
from storage.reporting.duties import Duty, TaskLine
from storage.tables import Report
from storage.units import unit_changes

Args = dict[str, Any]
TASKS_ON_A_CARD = 15  # of more, groups are shown first


@dataclass(frozen=True, slots=True)
class Writer:
    """The unit for which somebody writes."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Subject:
    duty: Duty
    unit: Writer  # through which the person writes: the one that owes, or one that contributes
    tasks: Sequence[TaskLine]
    draft: DraftHead | None
    said: Mapping[int, LatestAnswer]
    contributions: Sequence[Contribution]  # of the coordinating units; the lead reads them in its draft
    before: Report | None
    before_answers: Mapping[int, Mapping[str, Any]]
    returned: Decided | None  # with which comments, where the report came back
    forms: Mapping[int, Form]  # by task; only of those that are asked more than the standard form

    @property
    def leads(self) -> bool:
        return self.unit.id == self.duty.unit_id

    @property
    def args(self) -> Args:
        return {"obligation_id": self.duty.id, "unit_id": self.unit.id}

    @property
    def unanswered(self) -> list[TaskLine]:
        """Without an answer, or with a comment that has not been answered."""
        said = {task_id: said.answers for task_id, said in self.said.items()}
        missing = set(form.unanswered([task.id for task in self.tasks], said, self.forms))
        missing.update(self.to_mend)
        return [task for task in self.tasks if task.id in missing]

    @property
    def to_mend(self) -> list[int]:
        if self.returned is None:
            return []
        said_at = {task_id: said.said_at for task_id, said in self.said.items()}
        commented = [c["task"] for c in self.returned.review.comments if c["task"] is not None]
        return to_mend(commented, said_at, self.returned.review.at)

    def comments(self, task_id: int | None) -> list[str]:
        """With which the report was returned: on a task, or on the whole."""
        given = self.returned.review.comments if self.returned else ()
        return [comment["text"] for comment in given if comment["task"] == task_id]

    def task(self, task_id: int) -> TaskLine | None:
        return next((task for task in self.tasks if task.id == task_id), None)

    def form(self, task_id: int) -> Form:
        return self.forms.get(task_id, form.STANDARD)

    def answers(self, task_id: int) -> Mapping[str, Any]:
        said = self.said.get(task_id)
        return {} if said is None else said.answers


def load(acting: Interaction, obligation_id: int, unit_id: int) -> Subject:
    """The subject, where the person may write about it; an answer that ends the handling otherwise."""
    duty = duties.duty(acting.session, obligation_id)
    if duty is None or not is_theirs(acting, duty, unit_id):
        acting.stop("report.not_yours")
    written = drafts.read(acting.session, obligation_id, unit_id)
    tasks, own = duties.tasks_of(acting.session, duty.requirement_id), duty.own_fields
    before = reports.previous(acting.session, obligation_id)
    lines = reports.lines_now(acting.session, before, own) if before and unit_id == duty.unit_id else []
    forms = {task.id: own_fields.form_of(own, task.code) for task in tasks} if own else {}
    return Subject(
        duty=duty,
        unit=Writer(
            unit_id,
            duty.unit_name
            if unit_id == duty.unit_id
            else unit_changes.name_then(acting.session, unit_id, obligation_id),
        ),
        tasks=tasks,
        draft=written.draft,
        said={task_id: _as_asked_now(said, forms.get(task_id)) for task_id, said in written.said.items()},
        contributions=[
            replace(one, said=_as_asked_now(one.said, forms.get(one.task_id)))
            for one in (written.by_others if unit_id == duty.unit_id else ())
        ],
        before=before,
        before_answers={line.task_id: line.answers for line in lines if line.unit_id == unit_id},
        returned=reviews.latest(acting.session, obligation_id)
        if duty.state is State.RETURNED and unit_id == duty.unit_id
        else None,
        forms=forms,
    )


def _as_asked_now(said: LatestAnswer, form: Form | None) -> LatestAnswer:
    """Without what has no place in the form any more: it may have been changed since."""
    return said if form is None else replace(said, answers=form.kept(said.answers))


def is_theirs(acting: Interaction, duty: Duty, unit_id: int) -> bool:
    """Whether the person writes for this unit, and the unit has something to say in this report."""
    if unit_id == duty.unit_id:
        return rights.may_report(acting.person, unit_id)
    contributing = [unit.id for unit in duties.contributors(acting.session, duty.requirement_id)]
    return unit_id in rights.may_contribute(acting.person, contributing)


def load_open(acting: Interaction, obligation_id: int, unit_id: int) -> Subject:
    """The subject, where what is said still goes into a report: expected, or being corrected."""
    return open_or_stop(acting, load(acting, obligation_id, unit_id))


def open_or_stop(acting: Interaction, subject: Subject) -> Subject:
    duty = subject.duty
    amended = duty.state is State.SUBMITTED or is_unlocked(duty.state, duty.unlocked_until, acting.now)
    if duty.state in EXPECTED or (amended and subject.draft and subject.leads):
        return subject
    refuse_closed(acting, subject)
    raise AssertionError("unreachable")


def refuse_closed(acting: Interaction, subject: Subject) -> None:
    """Says that the report is in (and how to correct it), locked, or not expected any more."""
    title = title_of(acting, subject.duty)
    state, until = subject.duty.state, subject.duty.unlocked_until
    amend = Choice(acting.words.plain("button.amend"), "report.amend", subject.args)
    if until is not None and is_unlocked(state, until, acting.now):
        ends = dates.moment(acting.words, until, subject.duty.zone)
        acting.stop("report.unlocked", [[amend]] if subject.leads else [], title=title, until=ends)
    if state is State.ACCEPTED:
        ask = Choice(acting.words.plain("button.ask_unlock"), "unlock.ask", {"obligation_id": subject.duty.id})
        acting.stop("report.accepted", [[ask]] if subject.leads else [], title=title)
    if state is State.EXCUSED:
        acting.stop("report.excused", title=title)
    report = reports.latest(acting.session, subject.duty.id)
    assert report is not None
    at = dates.clocked(acting.words, report.submitted_at, subject.duty.zone)
    acting.stop("report.already", [[amend]] if subject.leads else [], title=title, number=report.number, at=at)


def is_locked(acting: Interaction, duty: Duty) -> bool:
    """Whether the person's own unit can only ask for the report to be opened again."""
    accepted = duty.state is State.ACCEPTED and not may_write(duty.state, duty.unlocked_until, acting.now)
    return accepted and rights.may_report(acting.person, duty.unit_id)


def title_of(acting: Interaction, duty: Duty) -> str:
    """As it is named by itself: with its unit, where the person reports for several."""
    title = title_alone(acting, duty)
    return title if len(acting.person.reporting_units) < 2 else f"{title} · {duty.unit_name}"


def title_alone(acting: Interaction, duty: Duty) -> str:
    """Where its unit is named beside it."""
    return dates.report_title(acting.words, duty.title, duty.period_type, duty.period_key)


def begun(acting: Interaction, subject: Subject) -> Subject:
    """The subject with a draft to write into, begun where there is none."""
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
    return replace(subject, draft=draft)


def with_answers(
    acting: Interaction, subject: Subject, task_id: int, answers: Mapping[str, Any], *, as_before: bool = False
) -> Subject:
    """The subject after these answers were put in the place of all that was said about a task."""
    subject, person = begun(acting, subject), acting.person
    if task_id in subject.forms:  # what was said last time, or before the form was changed
        answers = subject.form(task_id).kept(answers)
    assert subject.draft is not None
    drafts.put(
        acting.session,
        subject.draft,
        task_id,
        answers,
        person_id=person.person_id,
        now=acting.now,
        as_before=as_before,
    )
    said = LatestAnswer(answers, as_before, person.person_id, person.name, acting.now)
    return replace(subject, draft=replace(subject.draft, updated_at=acting.now), said={**subject.said, task_id: said})


def saying(acting: Interaction, subject: Subject, task_id: int, said: Mapping[str, Any]) -> Subject:
    """The subject after something was said about a task: the last word on each field wins."""
    return with_answers(acting, subject, task_id, form.merge(subject.answers(task_id), said, subject.form(task_id)))


def task_or_stop(acting: Interaction, subject: Subject, task_id: int) -> TaskLine:
    task = subject.task(task_id)
    if task is None:
        acting.stop("task.gone")
    return task


def group_of(subject: Subject, task: TaskLine) -> Args:
    """On a card with groups, going back leads to the task's group."""
    return {"group": task.group} if len(subject.tasks) > TASKS_ON_A_CARD else {}
