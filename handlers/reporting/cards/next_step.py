"""What comes after something was said about a task: the form's next question, or back to the card."""

from collections.abc import Sequence

from domain.forms import form
from domain.messaging.messages import Text
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display import answers
from handlers.drafting.subject import Subject, group_of
from handlers.reporting.cards import card, field_screen, task_screen
from storage.reporting.duties import TaskLine

PERCENTS = (10, 25, 40, 50, 60, 75, 90)


def go_on(
    talk: Talk, subject: Subject, task: TaskLine, skipped: Sequence[str] = (), remarks: Sequence[Text] = ()
) -> None:
    """Go on to the next question, or back to the card. `remarks` are said by themselves, before what comes next."""
    for remark in remarks:
        talk.note(remark)
    question = form.next_question(subject.answers(task.id), skipped, subject.form(task.id))
    if question is None:
        back_to_card(talk, subject, task)
    elif question.is_own:
        field_screen.show(talk, subject, task, question, skipped)
    elif question.kind == "percent":
        _ask_percent(talk, subject, task)
    else:
        task_screen.show_task(talk, subject, task)


def _ask_percent(talk: Talk, subject: Subject, task: TaskLine) -> None:
    args = {**subject.args, "task_id": task.id}
    choices = [Choice(answers.percent(talk.words, p), "task.put", {**args, "percent": p}) for p in PERCENTS]
    skip = Choice(talk.words.plain("button.skip"), "report.card", {**subject.args, **group_of(subject, task)})
    if subject.form(task.id).own:
        skip = Choice(talk.words.plain("button.skip"), "own.skip", {**args, "field_code": "percent"})
    body = talk.words("ask.percent", code=task.code, title=task.title)
    talk.show(body, [*in_rows(choices, 4), [skip]], focus={"ask": "percent", **args})


def back_to_card(talk: Talk, subject: Subject, task: TaskLine) -> None:
    card.show(talk, subject, group=group_of(subject, task).get("group"))
