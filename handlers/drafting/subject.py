"""The report a card is about: what is owed, what has been said, what was said last time, and by whom one writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain import rights
from domain.finding import spelling
from domain.forms import form, own_fields
from domain.forms.form import Form
from domain.reports.reviews import to_mend
from domain.reports.states import EXPECTED, State, is_unlocked, may_write
from handlers.conversation.acting import Acting, ClockTime, DueMoment, ListOfNames, Reason, Refusal, ReportTitle
from storage.deciding import duty_decisions, reviews
from storage.deciding.reviews import Decided
from storage.reporting import drafts, duties, period_parts, reports
from storage.reporting.drafts import Contribution, DraftHead, LatestAnswer
from storage.reporting.duties import Duty, TaskLine
from storage.reporting.reports import ReportLine
from storage.tables import Report
from storage.units import unit_changes

Args = dict[str, Any]
TASKS_ON_A_CARD = 15  # of more, groups are shown first


class CannotReport(Reason):
    """Why nothing can be said in a report; `CLOSED` are those for which something else can be done."""

    NOT_YOUR_UNIT = "report.not_yours"
    NO_SUCH_TASK = "task.gone"
    HANDED_IN = "report.already"
    UNLOCKED = "report.unlocked"
    LOCKED = "report.accepted"
    EXCUSED = "report.excused"
    MOVED = "report.moved"
    NO_EARLIER_REPORT = "report.no_before"
    TOO_MANY_FILES = "file.too_many"


CLOSED = frozenset(
    {
        CannotReport.HANDED_IN,
        CannotReport.UNLOCKED,
        CannotReport.LOCKED,
        CannotReport.EXCUSED,
        CannotReport.MOVED,
    }
)


@dataclass(frozen=True, slots=True)
class Writer:
    """The unit for which somebody writes."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """What was said of a task that the report asks for no more: kept in the draft, and not sent. `unit`: whose words
    they are, where not the writer's own."""

    task: TaskLine
    unit: str
    said: LatestAnswer


@dataclass(frozen=True, slots=True)
class Retitled:
    """A task that had another title when something was said of it."""

    task: TaskLine
    before: str


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
    set_aside: Sequence[NotSent] = ()
    of_parts: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)  # what the quarters of a year said, by task

    @property
    def is_filled(self) -> bool:
        """Say whether all that is said was taken from its parts: nobody has written yet."""
        return self.draft is None and bool(self.said)

    @property
    def leads(self) -> bool:
        return self.unit.id == self.duty.unit_id

    @property
    def args(self) -> Args:
        return {"obligation_id": self.duty.id, "unit_id": self.unit.id}

    @property
    def unanswered(self) -> list[TaskLine]:
        """Return the tasks without an answer, or with a comment that has not been answered."""
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

    @property
    def retitled(self) -> list[Retitled]:
        """Return the tasks of which something was said while they had another title."""
        spoken = [(task_id, said) for task_id, said in self.said.items()]
        spoken += [(one.task_id, one.said) for one in self.contributions]
        tasks = {task.id: task for task in self.tasks}
        told = ((tasks[task_id], tasks[task_id].title_at(said.said_at)) for task_id, said in spoken)
        found = {task.id: Retitled(task, before) for task, before in told if not spelling.same(before, task.title)}
        return list(found.values())

    def comments(self, task_id: int | None) -> list[str]:
        """Return the comments with which the report was returned: on a task, or on the whole (None)."""
        given = self.returned.review.comments if self.returned else ()
        return [comment["text"] for comment in given if comment["task"] == task_id]

    def task(self, task_id: int) -> TaskLine | None:
        return next((task for task in self.tasks if task.id == task_id), None)

    def form(self, task_id: int) -> Form:
        return self.forms.get(task_id, form.STANDARD)

    def answers(self, task_id: int) -> Mapping[str, Any]:
        said = self.said.get(task_id)
        return {} if said is None else said.answers


def load(acting: Acting, obligation_id: int, unit_id: int) -> Subject:
    """Return the subject, where the person may write about it."""
    duty = duties.duty(acting.session, obligation_id)
    if duty is None or not is_theirs(acting, duty, unit_id):
        raise Refusal(CannotReport.NOT_YOUR_UNIT)
    written = drafts.read(acting.session, obligation_id, unit_id)
    by_others = written.by_others if unit_id == duty.unit_id else ()
    tasks, own = duties.tasks_of(acting.session, duty.requirement_id), duty.own_fields
    before = reports.previous(acting.session, obligation_id)
    lines = reports.lines_now(acting.session, before, own) if before and unit_id == duty.unit_id else []
    forms = {task.id: own_fields.form_of(own, task.code) for task in tasks} if own else {}
    asked = {task.id for task in tasks}
    of_parts = period_parts.of(acting.session, duty, asked, forms) if unit_id == duty.unit_id else None
    said = {id: _as_asked_now(word, forms.get(id)) for id, word in written.said.items() if id in asked}
    if of_parts is not None and written.draft is None and duty.state is State.OPEN:
        said = of_parts.said_again(acting.person.person_id, acting.person.name)
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
        said=said,
        contributions=[
            replace(one, said=_as_asked_now(one.said, forms.get(one.task_id)))
            for one in by_others
            if one.task_id in asked
        ],
        before=before,
        before_answers={line.task_id: line.answers for line in lines if line.unit_id == unit_id},
        returned=reviews.latest(acting.session, obligation_id)
        if duty.state is State.RETURNED and unit_id == duty.unit_id
        else None,
        forms=forms,
        set_aside=_set_aside(
            acting,
            duty,
            [
                *((task_id, "", said) for task_id, said in written.said.items() if task_id not in asked),
                *((one.task_id, one.unit, one.said) for one in by_others if one.task_id not in asked),
            ],
        ),
        of_parts=of_parts.by_task if of_parts else {},
    )


def _set_aside(acting: Acting, duty: Duty, said: Sequence[tuple[int, str, LatestAnswer]]) -> list[NotSent]:
    if not said:  # as almost always
        return []
    tasks = {task.id: task for task in duties.plan_tasks(acting.session, duty.plan_id)}
    return [NotSent(tasks[task_id], unit, words) for task_id, unit, words in said if task_id in tasks]


def _as_asked_now(said: LatestAnswer, form: Form | None) -> LatestAnswer:
    """Return the answer without what has no place in the form any more: it may have been changed since."""
    return said if form is None else replace(said, answers=form.kept(said.answers))


def is_theirs(acting: Acting, duty: Duty, unit_id: int) -> bool:
    """Say whether the person writes for this unit, and the unit has something to say in this report."""
    if unit_id == duty.unit_id:
        return rights.may_report(acting.person, unit_id)
    contributing = [unit.id for unit in duties.contributors(acting.session, duty.requirement_id)]
    return unit_id in rights.may_contribute(acting.person, contributing)


def load_open(acting: Acting, obligation_id: int, unit_id: int) -> Subject:
    """Return the subject, where what is said still goes into a report: expected, or being corrected."""
    return still_open(acting, load(acting, obligation_id, unit_id))


def still_open(acting: Acting, subject: Subject) -> Subject:
    if takes_words(acting, subject):
        return subject
    raise closed(acting, subject)


def takes_words(acting: Acting, subject: Subject) -> bool:
    """Say whether what is said goes into a draft: the report is expected, or being corrected."""
    duty = subject.duty
    amended = duty.state is State.SUBMITTED or is_unlocked(duty.state, duty.unlocked_until, acting.now)
    return duty.state in EXPECTED or bool(amended and subject.draft and subject.leads)


def subject_of(acting: Acting, obligation_id: int, unit_id: int) -> Subject:
    """Return the report, where what is said still goes into it; also one that was handed in and may be corrected."""
    subject = load(acting, obligation_id, unit_id)
    if is_correction(acting, subject):
        return subject
    return still_open(acting, subject)


def is_correction(acting: Acting, subject: Subject) -> bool:
    """Say whether saying something begins a new revision."""
    duty = subject.duty
    writable = duty.state not in EXPECTED and may_write(duty.state, duty.unlocked_until, acting.now)
    return writable and subject.leads and subject.draft is None


def standing(acting: Acting, subject: Subject) -> Mapping[int, LatestAnswer | ReportLine]:
    """Return what stands now by task, in the draft or in the report that was handed in."""
    if not is_correction(acting, subject):
        return subject.said
    report = reports.latest(acting.session, subject.duty.id)
    lines = reports.lines(acting.session, report.id) if report else ()
    return {line.task_id: line for line in lines if line.unit_id == subject.unit.id}


def closed(acting: Acting, subject: Subject) -> Refusal:
    """Return why nothing can be said: the report is in, opened again without a draft yet, locked, or not expected any
    more."""
    duty, state, until = subject.duty, subject.duty.state, subject.duty.unlocked_until
    known = {"title": ReportTitle(duty, len(acting.person.reporting_units) > 1), "subject": subject}
    if until is not None and is_unlocked(state, until, acting.now):
        return Refusal(CannotReport.UNLOCKED, until=DueMoment(until, duty.zone), **known)
    if state is State.ACCEPTED:
        return Refusal(CannotReport.LOCKED, **known)
    if state is State.EXCUSED and (to := duty_decisions.moved_to(acting.session, duty.id)):
        return Refusal(CannotReport.MOVED, to=ListOfNames(to), **known)
    if state is State.EXCUSED:
        return Refusal(CannotReport.EXCUSED, **known)
    report = reports.latest(acting.session, duty.id)
    assert report is not None
    at = ClockTime(report.submitted_at, duty.zone)
    return Refusal(CannotReport.HANDED_IN, number=report.number, at=at, **known)


def is_locked(acting: Acting, duty: Duty) -> bool:
    """Say whether the person's own unit can only ask for the report to be opened again."""
    accepted = duty.state is State.ACCEPTED and not may_write(duty.state, duty.unlocked_until, acting.now)
    return accepted and rights.may_report(acting.person, duty.unit_id)


def task_of(subject: Subject, task_id: int) -> TaskLine:
    """Return the task, where the report asks for it still."""
    task = subject.task(task_id)
    if task is None:
        raise Refusal(CannotReport.NO_SUCH_TASK)
    return task


def group_of(subject: Subject, task: TaskLine) -> Args:
    """Return what a button back carries on a card with groups, where going back leads to the task's group."""
    return {"group": task.group} if len(subject.tasks) > TASKS_ON_A_CARD else {}
