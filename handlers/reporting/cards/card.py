"""The report card: every task with its standing, a button for each, edited in place at every tap."""

from collections.abc import Sequence

from domain.forms import form
from domain.messaging.channels import WITHOUT_BUTTONS
from domain.messaging.messages import Span, Text, lines_of, text_of
from handlers.conversation.talk import Choice, Interaction, Rows, Talk, in_rows
from handlers.display import answers
from handlers.display.duty_lines import lateness
from handlers.drafting import actions as drafting
from handlers.drafting.answered_message import to_go_on_with
from handlers.drafting.report_titles import title_alone
from handlers.drafting.subject import TASKS_ON_A_CARD, Subject, closed, load, load_open, still_open
from handlers.reporting.cards.below import below
from handlers.words import dates
from storage.deciding import duty_decisions
from storage.reporting import duties
from storage.reporting.duties import TaskLine

BUTTONS_IN_ROW = 4


def start(talk: Talk, obligation_id: int, unit_id: int) -> None:
    """Show the card as a new message, so that the reminder stays readable (`Báo cáo ngay`)."""
    subject = load(talk, obligation_id, unit_id)
    if subject.duty.state == "submitted" and subject.draft is None:
        raise closed(talk, subject)
    show(talk, still_open(talk, subject), fresh=True)


def back(talk: Talk, obligation_id: int, unit_id: int, group: str | None = None) -> None:
    show(talk, load_open(talk, obligation_id, unit_id), group=group)


def amend(talk: Talk, obligation_id: int, unit_id: int) -> None:
    """Make the report handed in a draft again, until it is handed in anew (`Sửa` on a receipt)."""
    show(talk, drafting.correct(talk, obligation_id, unit_id), fresh=True)


def show(talk: Talk, subject: Subject, *, group: str | None = None, fresh: bool = False) -> None:
    """Show the card; one with many tasks shows its groups first."""
    grouped = len(subject.tasks) > TASKS_ON_A_CARD
    if grouped and group is None:
        body, rows = _groups(talk, subject)
    else:
        tasks = [task for task in subject.tasks if not grouped or task.group == group]
        body, rows = _tasks(talk, subject, tasks), _task_rows(talk, subject, tasks, group if grouped else None)
    if talk.channel in WITHOUT_BUTTONS and not talk.address.is_group:
        link = talk.context.forms.link(subject.duty.id, subject.unit.id, talk.person.person_id, talk.now)
        body = lines_of([body, (), talk.words("card.form", link=link)])
    focus = {"ask": "card", **subject.args}
    rows = [*rows, *_closing_rows(talk, subject), *to_go_on_with(talk)]
    (talk.say if fresh else talk.show)(body, rows, focus=focus)


def heading(acting: Interaction, subject: Subject, *, sent: bool = False) -> Text:
    """Return the title, the unit, that it is a draft as long as it is one, and the due moment."""
    words, duty = acting.words, subject.duty
    name = "card.title" if subject.leads else "card.contribution"
    line = words(
        "card.sent" if sent else name,
        title=title_alone(acting, duty),
        unit=subject.unit.name,
        lead=duty.unit_name,
    )
    moved = duty_decisions.moved_into(acting.session, [duty.id]).get(duty.id)
    late = lateness(words, duty, moved, acting.now)
    due = words("card.due", due=dates.moment(words, duty.due_at, duty.zone), when=f" · {late}" if late else "")
    if subject.returned is None or sent:
        return lines_of([line, due])
    at = dates.clocked(words, subject.returned.review.at, duty.zone)
    returned = words("card.returned", who=subject.returned.person, at=at)
    return lines_of([line, due, returned, *(words("card.comment", text=text) for text in subject.comments(None))])


def _tasks(talk: Talk, subject: Subject, tasks: Sequence[TaskLine]) -> Text:
    parts: list[Text] = [heading(talk, subject), ()]
    missing = {task.id for task in subject.unanswered}
    for task in tasks:
        parts.append(_line(talk, subject, task, task.id in missing))
        parts += [talk.words("card.comment", text=text) for text in subject.comments(task.id)]
    parts += below(talk, subject)
    parts += [(), _hint(talk, subject)]
    return lines_of(parts)


def _line(talk: Talk, subject: Subject, task: TaskLine, missing: bool) -> Text:
    said = subject.said.get(task.id)
    before = subject.before_answers.get(task.id)
    if said is None:
        standing = _before(talk, before) if before else talk.words.plain("status.unknown")
        return text_of(f"{task.code} {task.title} · {standing}")
    standing = answers.in_full(talk.words, said.answers, subject.form(task.id).own)
    of_parts = subject.of_parts.get(task.id)
    if said.as_before:
        standing = talk.words.plain("card.as_before", standing=standing)
    elif of_parts == said.answers:
        standing = talk.words.plain("card.as_parts", standing=standing)
    elif of_parts is not None:
        parts = talk.words.plain("card.parts", standing=answers.standing(talk.words, of_parts))
        standing = f"{standing} ({parts})"
    elif before and form.is_answered(said.answers, subject.form(task.id)):
        standing = f"{standing} ({_before(talk, before)})"
    who = "" if said.person_id == talk.person.person_id else f" — {said.person}"
    tick = "" if missing else "✓ "
    return text_of(Span(f"{tick}{task.code} {task.title}", bold=True), f" · {standing}{who}")


def _before(talk: Talk, before: object) -> str:
    assert isinstance(before, dict)
    return talk.words.plain("card.before", standing=answers.standing(talk.words, before))


def _hint(talk: Talk, subject: Subject) -> Text:
    missing = subject.unanswered
    if subject.is_filled:
        return talk.words("card.filled")
    if not missing:
        return talk.words("card.complete" if subject.leads else "card.contribution_done")
    example = missing[0].code
    hint = talk.words("card.hint", code=example)
    if subject.before_answers and subject.leads:
        return lines_of([hint, talk.words("card.hint_before")])
    return hint


def _task_rows(talk: Talk, subject: Subject, tasks: Sequence[TaskLine], group: str | None) -> Rows:
    missing = {task.id for task in subject.unanswered}
    choices = [
        Choice(
            task.code if task.id in missing else f"{task.code} ✓",
            "task",
            {**subject.args, "task_id": task.id},
        )
        for task in tasks
    ]
    rows = in_rows(choices, BUTTONS_IN_ROW)
    if group is not None:
        rows.append([Choice(talk.words.plain("button.groups"), "report.card", subject.args)])
    return rows


def _groups(talk: Talk, subject: Subject) -> tuple[Text, Rows]:
    """Return the groups with how many of their tasks are answered, each with a button."""
    titles = duties.group_titles(talk.session, subject.duty.plan_id)
    missing = {task.id for task in subject.unanswered}
    lines, choices = [], []
    for group in dict.fromkeys(task.group for task in subject.tasks):
        tasks = [task for task in subject.tasks if task.group == group]
        done = sum(task.id not in missing for task in tasks)
        tick = " ✓" if done == len(tasks) else ""
        code = group or talk.words.plain("card.other_tasks")
        lines.append(talk.words("card.group", code=code, title=titles.get(group, ""), done=done, all=len(tasks)))
        choices.append(Choice(f"{code}{tick}", "report.card", {**subject.args, "group": group}))
    body = lines_of([heading(talk, subject), (), *lines, *below(talk, subject), (), _hint(talk, subject)])
    return body, in_rows(choices, BUTTONS_IN_ROW)


def _closing_rows(talk: Talk, subject: Subject) -> Rows:
    word = talk.words.plain
    if not subject.leads:
        return [[Choice(word("button.contribution_done"), "report.contributed", subject.args)]] if subject.said else []
    row = []
    if subject.before_answers and subject.unanswered:
        row.append(Choice(word("button.as_before"), "report.as_before", {**subject.args, "stay": True}))
    if subject.said:
        row.append(Choice(word("button.review"), "report.review", subject.args))
    else:
        row.append(Choice(word("button.nil"), "nil", subject.args))
    return [row]


def contributed(talk: Talk, obligation_id: int, unit_id: int) -> None:
    """Thank a coordinating unit that has said what it had to say; the lead sees it at once, nothing more is needed."""
    subject = load_open(talk, obligation_id, unit_id)
    talk.show(talk.words("card.contributed_thanks", title=title_alone(talk, subject.duty), lead=subject.duty.unit_name))
