"""`vẫn như cũ` where a task's result, obstacle or recommendation is asked for: what was said there last time."""

from handlers.conversation.talk import Choice, Talk
from handlers.drafting import actions as drafting
from handlers.drafting.subject import Subject
from handlers.reporting.cards.next_step import go_on
from storage.reporting.duties import TaskLine

SHOWN = 300  # characters of it


def put(talk: Talk, subject: Subject, task: TaskLine, field: str, name: str) -> None:
    before = subject.before_answers.get(task.id, {}).get(field)
    if not isinstance(before, str):
        skip = Choice(talk.words.plain("button.drop"), "task", {**subject.args, "task_id": task.id})
        talk.say(talk.words("open.none_before", code=task.code, what=name), [[skip]], focus=talk.address.focus)
        return
    said = talk.words("open.as_before", code=task.code, what=name, said=before[:SHOWN])
    go_on(talk, drafting.say(talk, subject, task.id, {field: before}), task, remarks=[said])
