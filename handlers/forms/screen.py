"""The form as it is drawn: every task with its inputs, what was said last time, and what is wrong beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.forms import form
from domain.messaging.messages import plain
from handlers.conversation.talk import Interaction
from handlers.display import answers, attached_files
from handlers.drafting.report_titles import title_alone
from handlers.drafting.subject import Subject
from handlers.forms import form_questions, page_inputs
from handlers.forms.form_questions import Input
from handlers.forms.saving import BASE, KEEP, TaskInput, TaskTrouble
from handlers.reporting.cards.below import below
from handlers.words import Words, dates
from storage.reporting import duties
from storage.reporting.duties import TaskLine

MAIN = ("status", "percent", "done_on", "result")  # the others of the standard form are folded away until they are used
LISTED = 8  # tasks from which on a list of them stands before the form


@dataclass(frozen=True, slots=True)
class File:
    id: int
    name: str
    about: str
    link: str
    unfiled: bool


@dataclass(frozen=True, slots=True)
class TaskCard:
    id: int
    code: str
    title: str
    group: str  # said before the first task of a group
    before: str
    of_parts: str  # what the parts of a long period said, where that is not what stands there
    now: str  # who said what stands there, where it was somebody else
    comments: Sequence[str]
    base: str
    main: Sequence[Input]
    own: Sequence[Input]
    more: Sequence[Input]
    files: Sequence[File]
    may_stay: bool  # with a comment that is still to be answered
    stays: bool
    done: bool
    problem: str
    files_problems: Sequence[str]

    @property
    def open_more(self) -> bool:
        return any(one.value or one.problem for one in self.more)

    @property
    def in_trouble(self) -> bool:
        fields = [*self.main, *self.own, *self.more]
        return bool(self.problem or self.files_problems or any(one.problem for one in fields))


@dataclass(frozen=True, slots=True)
class Screen:
    title: str
    unit: str
    due: str
    late: str
    returned: Sequence[str]
    correction: bool
    lead: str  # who leads, where the person's unit only adds to the report
    tasks: Sequence[TaskCard]
    contributions: Sequence[str]
    may_be_nil: bool
    as_before: bool
    language: str
    remarks: Sequence[str] = field(default_factory=tuple)

    @property
    def answered(self) -> int:
        return sum(task.done for task in self.tasks)

    @property
    def listed(self) -> bool:
        return len(self.tasks) >= LISTED

    @property
    def in_trouble(self) -> Sequence[TaskCard]:
        return [task for task in self.tasks if task.in_trouble]


def screen(
    acting: Interaction,
    subject: Subject,
    *,
    typed: Mapping[int, TaskInput] | None = None,
    troubles: Mapping[int, TaskTrouble] | None = None,
    say_missing: bool = False,
    remarks: Sequence[str] = (),
) -> Screen:
    """Return the form as it is drawn. `typed`: what stands in the inputs of these tasks instead of the draft;
    `say_missing`: also what is still to be answered is said beside its field."""
    words, duty = acting.words, subject.duty
    unanswered = {task.id for task in subject.unanswered}
    titles = duties.group_titles(acting.session, duty.plan_id)
    cards, group = [], None
    for task in subject.tasks:
        trouble = (troubles or {}).get(task.id) or TaskTrouble()
        if say_missing and task.id in unanswered:
            trouble = trouble or _missing(acting, subject, task)
        heading = " ".join(filter(None, (task.group, titles.get(task.group)))) if task.group != group else ""
        group = task.group
        cards.append(_task(acting, subject, task, (typed or {}).get(task.id), trouble, heading))
    return Screen(
        title=title_alone(acting, duty),
        unit=subject.unit.name,
        due=dates.moment(words, duty.due_at, duty.zone),
        late=dates.late_by(words, duty.due_at, acting.now, duty.zone) or "",
        returned=_returned(acting, subject),
        correction=duty.state not in ("open", "returned"),
        lead="" if subject.leads else duty.unit_name,
        tasks=cards,
        contributions=[said for line in below(acting, subject) if (said := plain(line))],
        may_be_nil=subject.leads and not subject.said,
        as_before=bool(subject.leads and subject.before_answers and unanswered),
        language=words.language,
        remarks=remarks,
    )


def _returned(acting: Interaction, subject: Subject) -> list[str]:
    if subject.returned is None:
        return []
    at = dates.clocked(acting.words, subject.returned.review.at, subject.duty.zone)
    said = acting.words.plain("card.returned", who=subject.returned.person, at=at)
    return [said, *(f"“{text}”" for text in subject.comments(None))]


def _missing(acting: Interaction, subject: Subject, task: TaskLine) -> TaskTrouble:
    lacking = page_inputs.missing(subject.form(task.id), subject.answers(task.id))
    fields = {
        one.code: acting.words.plain("form.missing.status" if one.code == "status" else "form.missing")
        for one in lacking
    }
    return TaskTrouble(fields, "" if fields else acting.words.plain("form.missing.comment"))


def _task(
    acting: Interaction, subject: Subject, task: TaskLine, typed: TaskInput | None, trouble: TaskTrouble, heading: str
) -> TaskCard:
    of_task, current, words = subject.form(task.id), subject.answers(task.id), acting.words
    given = page_inputs.all_shown(of_task, current) if typed is None else typed.given
    before = of_task.kept(subject.before_answers.get(task.id, {}))
    asked = {
        one.code: form_questions.drawn(words, task.id, of_task, one, given, before, trouble.fields.get(one.code, ""))
        for one in of_task.fields
        if one.kind not in page_inputs.UNWRITTEN
    }
    own = {one.code for one in of_task.own}
    was_compared = bool(trouble.whole or trouble.fields)  # what could be read was saved, or the conflict is shown
    base = page_inputs.digest(current) if typed is None or was_compared else typed.given.get(BASE, "")
    said = subject.said.get(task.id)
    by_another = said is not None and said.person_id != acting.person.person_id
    return TaskCard(
        id=task.id,
        code=task.code,
        title=task.title,
        group=heading,
        before=words.plain("task.before", said=answers.in_full(words, before, of_task.own)) if before else "",
        of_parts=_of_parts(words, subject, task),
        now=words.plain("form.said_by", person=said.person) if said and by_another else "",
        comments=subject.comments(task.id),
        base=base,
        main=[asked[code] for code in MAIN],
        own=[asked[code] for code in asked if code in own],
        more=[asked[code] for code in asked if code not in own and code not in MAIN],
        files=[_file(acting, file, typed) for file in current.get("files", ())],
        may_stay=task.id in subject.to_mend and bool(current),
        stays=bool(given.get(KEEP)),
        done=form.is_answered(current, of_task) and task.id not in subject.to_mend,
        problem=trouble.whole,
        files_problems=trouble.files,
    )


def _of_parts(words: Words, subject: Subject, task: TaskLine) -> str:
    said = subject.of_parts.get(task.id)
    if said is None or said == subject.answers(task.id):
        return ""
    return words.plain("task.parts", said=answers.in_full(words, said, subject.form(task.id).own))


def _file(acting: Interaction, file: attached_files.File, typed: TaskInput | None) -> File:
    about = f"{str(file['kind']).upper()}, {attached_files.size(acting.words, file['size'])}"
    unfiled = typed is not None and file["id"] in typed.unfiled
    return File(file["id"], file["name"], about, acting.opener.link(file["id"]), unfiled)
