"""At a question for words about a task: another task's line, a button's word or a question is none of its answers.

It is acted on where it is clear what it is, else asked about; the question stays open, and nothing is kept unasked.
"""

import re
from collections.abc import Mapping
from typing import Any

from domain import typed
from domain.forms import form
from domain.forms.fields import Field
from domain.messaging.messages import Text, lines_of
from domain.text import codes_meant, fold
from domain.typed import Reading
from domain.typed.meaning.put_off import puts_off, says_as_before
from handlers.conversation.talk import Choice, Talk
from handlers.drafting.subject import Subject
from handlers.reporting.cards import review, task_screen
from handlers.reporting.open_question import as_before
from handlers.reporting.reading_back import showing
from handlers.reporting.reading_back.pending import pending
from storage.reporting.duties import TaskLine

SHOWN = 80  # characters of what was typed
_REVIEW = frozenset(
    {"xem lai", "xem lai va gui", "xem va gui", "gui", "gui bao cao", "gui di", "gui luon", "nop", "nop bao cao",
     "send", "submit", "review", "review and send", "send report"}
)  # fmt: skip
_BACK = frozenset(
    {"quay lai", "bo qua", "bo", "thoi", "dung", "tiep", "tiep theo", "skip", "back", "next", "khong ghi", "huy bo"}
)
_ASKS_FOR_HELP = frozenset({"la sao", "nghia la sao", "la gi", "ghi gi", "ghi sao", "ghi the nao", "sao", "what"})
_ASKING = re.compile(
    r"(?:^(?:khi nao|bao gio|lam sao|ghi sao|tai sao|sao)\b|\b(?:khi nao|bao gio|la gi|ghi gi|the nao|o dau|lam sao|"
    r"ra sao|ghi sao|nhi|duoc khong|phai khong|dung khong|co can khong)$)"
)
_UNKNOWN = re.compile(r"\b(?:chua|khong|ko|biet|ro)\b.*\b(?:khi nao|bao gio|the nao|o dau|lam sao|ra sao)$")
"""`chưa biết khi nào`: that may be the obstacle."""


def deals_with(talk: Talk, subject: Subject, task: TaskLine, field: str, text: str) -> bool:
    """Deal with a text that is no answer to the `field` that is asked for in words; return False where it may be its
    answer."""
    if presses(talk, subject, task, text):
        return True
    if is_question(text):
        _ask_again(talk, subject, task, field, text)
    elif says_as_before(text):
        as_before.put(talk, subject, task, field, name_of(talk, subject, task, field))
    elif text_is_later(text):
        _to_task(talk, subject, task)
    elif named := codes_meant(text, [line.code for line in subject.tasks]):
        _to_task(talk, subject, next(line for line in subject.tasks if line.code == named[0]))
    elif (reading := _of_tasks(talk, subject, task, text)) is not None:
        _ask_which(talk, subject, task, field, text, reading)
    else:
        return False
    return True


def presses(talk: Talk, subject: Subject, task: TaskLine, text: str) -> bool:
    """Do what `xem lại`, `gửi`, `bỏ qua` do: the words of buttons that stand on other cards of the report; else return
    False."""
    if asks_to_review(text):
        review.show(talk, **subject.args)
        return True
    if _bare(text) in _BACK:
        _to_task(talk, subject, task)
        return True
    return False


def asks_to_review(text: str) -> bool:
    """Say whether the text is `xem lại` or `gửi`: nothing is handed in before it was read once more."""
    return _bare(text) in _REVIEW


def _bare(text: str) -> str:
    return fold(text).strip(" .!,;").removesuffix(" a").removesuffix(" nhe").removeprefix("da ")


def is_question(text: str) -> bool:
    """Say whether the text asks something: `?`, `ghi thế nào`, `hạn nộp là khi nào ạ?`"""
    said = fold(text).strip()
    bare = said.strip(" .!,").removesuffix(" a").removesuffix(" vay").removesuffix(" day").removesuffix(" em")
    is_asking = len(said) <= SHOWN and _ASKING.search(bare) is not None and _UNKNOWN.search(bare) is None
    return said.endswith("?") or bare in _ASKS_FOR_HELP or is_asking or not any(c.isalnum() for c in text)


def text_is_later(text: str) -> bool:
    """Say whether the text puts off (`để sau`); `chưa có số liệu` does not, which may be what a task's obstacle is."""
    return puts_off(text) and _bare(text).split()[0] not in ("chua", "cho")


def _to_task(talk: Talk, subject: Subject, task: TaskLine) -> None:
    task_screen.show_task(talk, subject, task)


def _ask_again(talk: Talk, subject: Subject, task: TaskLine, field: str, text: str) -> None:
    """Say that nothing was kept, and what is asked; what has words may be the answer all the same."""
    lines: list[Text] = [talk.words("open.question", said=text[:SHOWN], **_about(talk, subject, task, field))]
    rows = [[_take(talk, subject, task, field, text)]] if any(c.isalpha() for c in text) else []
    talk.say(lines_of(lines), [*rows, [_skip(talk, subject, task)]], focus=talk.address.focus)


def _of_tasks(talk: Talk, subject: Subject, task: TaskLine, text: str) -> Reading | None:
    """Return what the line says where it names a task, or is nothing but how this one stands."""
    codes = [line.code for line in subject.tasks]
    about: dict[str, Any] = {
        "today": talk.now.astimezone(subject.duty.zone).date(),
        "own": subject.duty.own_fields,
    }
    if typed.names_a_task(text, codes):
        reading = typed.read_line(text, codes, **about)
        return reading if reading.updates or any(doubt.task for doubt in reading.doubts) else None
    reading = typed.read_line(text, [task.code], open_task=task.code, **about)
    standing = reading.certain and len(reading.updates) == 1 and reading.updates[0].answers.keys() <= form.STANDING
    return reading if standing else None


def _ask_which(talk: Talk, subject: Subject, task: TaskLine, field: str, text: str, reading: Reading) -> None:
    """Ask which is meant: `Đó là kết quả của 2.7, hay 3.1 hoàn thành?`"""
    held = pending(subject, reading, talk.incoming.message_id)
    other = showing.summary(talk, subject, held) if held.updates and not held.doubts else ""
    if not 0 < len(other) <= SHOWN:
        codes = [update.task for update in reading.updates] + [doubt.task for doubt in reading.doubts if doubt.task]
        other = talk.words.plain("open.of_others", codes=", ".join(dict.fromkeys(codes)))
    body = talk.words("open.which", said=text[:SHOWN], other=other, **_about(talk, subject, task, field))
    args = {**subject.args, "text": text, "message": talk.incoming.message_id}
    rows = [
        [_take(talk, subject, task, field, text)],
        [Choice(other[:1].upper() + other[1:], "line.for", args)],
        [_skip(talk, subject, task)],
    ]
    talk.say(body, rows, focus=talk.address.focus)


def _take(talk: Talk, subject: Subject, task: TaskLine, field: str, text: str) -> Choice:
    label = talk.words.plain("open.take", **_about(talk, subject, task, field))
    return Choice(label, "task.text", {**subject.args, "task_id": task.id, "field_code": field, "text": text})


def _skip(talk: Talk, subject: Subject, task: TaskLine) -> Choice:
    return Choice(talk.words.plain("button.drop"), "task", {**subject.args, "task_id": task.id})


def _about(talk: Talk, subject: Subject, task: TaskLine, field: str) -> Mapping[str, str]:
    """Name, in words, of which task which field is asked for."""
    return {"code": task.code, "what": name_of(talk, subject, task, field)}


def name_of(talk: Talk, subject: Subject, task: TaskLine, field: str) -> str:
    own: Field | None = subject.form(task.id).by_code.get(field)
    if field in form.TEXT_FIELDS or own is None:
        return talk.words.plain(f"open.{field}")
    return own.name
