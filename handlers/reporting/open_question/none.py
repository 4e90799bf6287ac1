"""`không có khó khăn, vướng mắc`: the field that is asked for stays empty, and nothing else is touched."""

from domain import typed
from domain.forms import form
from handlers.conversation.talk import Talk
from handlers.drafting import actions as drafting
from handlers.drafting.subject import Subject, load_open, task_of
from handlers.reporting.cards.next_step import go_on
from storage.reporting.duties import TaskLine


def says_none(talk: Talk, text: str) -> bool:
    """Leave a task's result, obstacle or recommendation empty where it is asked for, whatever the words mean elsewhere
    (`không phát sinh` is a command, `0` a way back); return False where the text says something else."""
    focus = talk.address.focus or {}
    asked = focus.get("ask")
    if asked not in form.TEXT_FIELDS or not typed.leaves_empty(asked, text):
        return False
    subject = load_open(talk, focus["obligation_id"], focus["unit_id"])
    task = task_of(subject, focus["task_id"])
    said = talk.words("none.taken_back" if asked in subject.answers(task.id) else f"none.{asked}", code=task.code)
    go_on(talk, _without(talk, subject, task, asked), task, remarks=[said])
    return True


def _without(talk: Talk, subject: Subject, task: TaskLine, field: str) -> Subject:
    """Take back what was said in the field before, and return the subject."""
    answers = subject.answers(task.id)
    if field not in answers:
        return subject
    return drafting.save(talk, subject, task.id, {code: said for code, said in answers.items() if code != field})
