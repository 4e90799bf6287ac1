"""An answer that is longer than its field: what has room is offered, and what would be left out is named."""

import re

from handlers.conversation.talk import Choice, Talk
from handlers.drafting.subject import Subject
from handlers.reporting.open_question.not_an_answer import name_of
from storage.reporting.duties import TaskLine

LAST_WORDS = 40  # characters before the cut that are shown
_SENTENCE_ENDS = re.compile(r"[.;!?\n](?=\s|$)")


def offer_beginning(talk: Talk, subject: Subject, task: TaskLine, field: str, text: str, limit: int) -> None:
    begins = beginning(text, limit)
    args = {**subject.args, "task_id": task.id}
    body = talk.words(
        "open.too_long",
        code=task.code,
        what=name_of(talk, subject, task, field),
        length=len(text),
        limit=limit,
        last=begins[-LAST_WORDS:],
        left=len(text) - len(begins),
    )
    take = talk.words.plain("open.take_beginning", n=len(begins))
    rows = [
        [Choice(take, "task.text", {**args, "field_code": field, "text": begins})],
        [Choice(talk.words.plain("button.drop"), "task", args)],
    ]
    talk.say(body, rows, focus=talk.address.focus)


def beginning(text: str, limit: int) -> str:
    """Return whole sentences of the beginning where most of the room is filled by them, else whole words."""
    room = text[:limit]
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(room)]
    if ends and ends[-1] * 2 > limit:
        return room[: ends[-1]].rstrip()
    return room.rsplit(None, 1)[0] if len(text) > limit and " " in room else room
