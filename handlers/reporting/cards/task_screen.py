"""A task's own screen: how it stands, in one tap; what there is to say, in a line."""

from domain.forms import form
from domain.forms.form import Status
from domain.messaging.messages import Text, lines_of
from handlers.conversation.talk import Choice, Rows, Talk
from handlers.display import answers
from handlers.drafting.report_titles import title_alone
from handlers.drafting.subject import Subject, group_of, load_open, task_of
from handlers.reporting.cards import field_screen
from storage.reporting import duties
from storage.reporting.duties import TaskLine

QUICK_PERCENTS = (25, 50, 75)


def show(talk: Talk, obligation_id: int, unit_id: int, task_id: int) -> None:
    subject = load_open(talk, obligation_id, unit_id)
    show_task(talk, subject, task_of(subject, task_id))


def show_task(talk: Talk, subject: Subject, task: TaskLine) -> None:
    focus = {"ask": "task", **subject.args, "task_id": task.id}
    talk.show(_body(talk, subject, task), _rows(talk, subject, task), focus=focus)


def _body(talk: Talk, subject: Subject, task: TaskLine) -> Text:
    words, own = talk.words, subject.form(task.id).own
    lines = [words("task.title", code=task.code, title=task.title)]
    if len(duties.owed_by(talk.session, talk.person.reporting_units)) > 1:
        lines.append(words("task.of", title=title_alone(talk, subject.duty), unit=subject.duty.unit_name))
    if task.id in subject.before_answers:
        lines.append(words("task.before", said=answers.in_full(words, subject.before_answers[task.id], own)))
    if (parts := subject.of_parts.get(task.id)) is not None and parts != subject.answers(task.id):
        lines.append(words("task.parts", said=answers.in_full(words, parts, own)))
    if task.id in subject.said:
        said = subject.said[task.id]
        lines.append(words("task.now", said=answers.in_full(words, said.answers, own), person=said.person))
    lines += [words("card.comment", text=text) for text in subject.comments(task.id)]
    return lines_of([*lines, words("task.ask")])


def _rows(talk: Talk, subject: Subject, task: TaskLine) -> Rows:
    word, args = talk.words.plain, {**subject.args, "task_id": task.id}
    *statuses, nothing = (
        Choice(word(f"button.status.{status}"), "task.put", {**args, "status": str(status)}) for status in Status
    )
    percents = [Choice(answers.percent(talk.words, p), "task.put", {**args, "percent": p}) for p in QUICK_PERCENTS]
    texts = [Choice(word(f"button.{code}"), "task.ask", {**args, "field_code": code}) for code in form.TEXT_FIELDS]
    last = [Choice(word("button.back"), "report.card", {**subject.args, **group_of(subject, task)})]
    if task.id in subject.before_answers:
        last.insert(0, Choice(word("button.as_before"), "task.as_before", args))
    files = subject.answers(task.id).get("files", ())
    attached = [[Choice(word("button.files", n=len(files)), "task.files", args)]] if files else []
    return [statuses, [*percents, nothing], *field_screen.buttons(talk, subject, task), texts, *attached, last]
