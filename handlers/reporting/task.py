"""What is pressed and typed on a task's screen."""

from typing import Any

from domain import typed
from domain.forms import form
from domain.forms.form import BadAnswer, Status
from domain.typed import Reading
from handlers.conversation.acting import Refusal
from handlers.conversation.talk import Choice, Talk
from handlers.drafting import actions as drafting
from handlers.drafting.subject import CannotReport, Subject, load_open, task_of
from handlers.reporting.cards.next_step import back_to_card, go_on
from handlers.reporting.open_question import not_an_answer, too_long
from handlers.reporting.reading_back import showing
from handlers.reporting.reading_back.pending import SAID, ReadBack, pending
from storage.reporting.duties import TaskLine

_WORDS = frozenset({"text", "partly", "unclear", "empty", "number"})
"""Doubts that are none on a task's own screen: what is typed there is its result."""


def put(
    talk: Talk, obligation_id: int, unit_id: int, task_id: int, status: str | None = None, percent: float | None = None
) -> None:
    """Keep a status or a per cent that was pressed."""
    subject = load_open(talk, obligation_id, unit_id)
    task = task_of(subject, task_id)
    if percent is not None:
        said: dict[str, Any] = {"percent": percent}
    else:
        said = {"status": status}
    go_on(talk, drafting.say(talk, subject, task_id, said), task)


def as_before(talk: Talk, obligation_id: int, unit_id: int, task_id: int) -> None:
    """Answer this task as it was in the last report."""
    subject = load_open(talk, obligation_id, unit_id)
    task = task_of(subject, task_id)
    before = subject.before_answers.get(task_id)
    if before is None:
        raise Refusal(CannotReport.NO_EARLIER_REPORT)
    subject = drafting.save(talk, subject, task_id, form.as_before(before, subject.answers(task_id)), as_before=True)
    if form.is_answered(subject.answers(task_id), subject.form(task_id)):
        back_to_card(talk, subject, task)
    else:  # what the form asks since
        go_on(talk, subject, task)


def ask(talk: Talk, obligation_id: int, unit_id: int, task_id: int, field_code: str) -> None:
    """Ask for one field in words."""
    subject = load_open(talk, obligation_id, unit_id)
    task = task_of(subject, task_id)
    args = {**subject.args, "task_id": task_id}
    rows = [[Choice(talk.words.plain("button.skip"), "task", args)]]
    body = talk.words(f"ask.{field_code}", code=task.code, title=task.title, limit=form.TEXT_LIMIT)
    talk.show(body, rows, focus={"ask": field_code, **args})


def typed_answer(talk: Talk, focus: dict[str, Any], text: str) -> None:
    """Take words typed where a field or a task was asked about."""
    subject = load_open(talk, focus["obligation_id"], focus["unit_id"])
    task = task_of(subject, focus["task_id"])
    if focus["ask"] in form.TEXT_FIELDS:
        _typed_text(talk, subject, task, focus["ask"], text)
        return
    if not_an_answer.presses(talk, subject, task, text):
        return
    said = _typed(talk, focus["ask"], text, task, subject)
    if said is None:
        return
    try:
        subject = drafting.say(talk, subject, task.id, said)
    except BadAnswer as error:
        field = form.BY_CODE[error.args[0]]
        talk.stop(f"bad.{field.kind}", limit=field.limit)
    go_on(talk, subject, task)


def _typed_text(talk: Talk, subject: Subject, task: TaskLine, field: str, text: str) -> None:
    if not_an_answer.deals_with(talk, subject, task, field, text):
        return
    if len(text) > form.TEXT_LIMIT:
        too_long.offer_beginning(talk, subject, task, field, text, form.TEXT_LIMIT)
        return
    go_on(talk, drafting.say(talk, subject, task.id, {field: text}), task)


def put_text(talk: Talk, obligation_id: int, unit_id: int, task_id: int, field_code: str, text: str) -> None:
    """Keep words that were asked about: they are the answer all the same, as was pressed."""
    subject = load_open(talk, obligation_id, unit_id)
    task = task_of(subject, task_id)
    if field_code not in subject.form(task_id).by_code or len(text) > (
        subject.form(task_id).by_code[field_code].limit or form.TEXT_LIMIT
    ):
        talk.stop("field.gone")
    go_on(talk, drafting.say(talk, subject, task_id, {field_code: text}), task)


def _typed(talk: Talk, asked: str, text: str, task: TaskLine, subject: Subject) -> dict[str, Any] | None:
    """Return what was said about the task; None where it was asked back."""
    percent = form.parse_percent(text)
    if percent is not None:
        return {"percent": percent}
    today = talk.now.astimezone(subject.duty.zone).date()
    reading = typed.read_line(text, [task.code], today=today, open_task=task.code, own=subject.form(task.id).own)
    if reading.certain and len(reading.updates) == 1 and not reading.updates[0].remark:
        said = reading.updates[0].answers
        if _is_all_asked(subject, task, said):
            return said
        showing.show(talk, subject, pending(subject, reading, talk.incoming.message_id), fresh=True)
        return None
    if asked == "percent" or form.is_number(text):
        talk.stop("bad.percent")
    if asked == "task" and not reading.updates and [doubt.why for doubt in reading.doubts] == ["too_long"]:
        too_long.offer_beginning(talk, subject, task, "result", text, form.TEXT_LIMIT)
        return None
    if asked == "task" and (_says_more(reading, text) or any(doubt.why not in _WORDS for doubt in reading.doubts)):
        held = pending(subject, reading, talk.incoming.message_id)
        showing.show(talk, subject, held, fresh=True)
        return None
    if typed.leaves_empty("result", text):  # of the whole task, or of its result?
        offers: list[dict[str, Any]] = [{"status": str(Status.NOTHING)}, {"status": str(Status.NOT_STARTED)}]
        doubt = {"w": "nil_task", "s": text[:SAID], "t": task.id, "a": offers, "n": []}
        showing.show(talk, subject, ReadBack(doubts=[doubt]), fresh=True)
        return None
    if _is_plain(text) and not any(doubt.task is None for doubt in reading.doubts):
        return {"result": text}
    if len(text) > form.TEXT_LIMIT:
        too_long.offer_beginning(talk, subject, task, "result", text, form.TEXT_LIMIT)
        return None
    offers = [{"result": text}] if _has_words(text) else []
    doubt = {"w": "unclear", "s": text[:SAID], "t": task.id, "a": offers, "n": []}
    showing.show(talk, subject, ReadBack(doubts=[doubt]), fresh=True)
    return None


def _says_more(reading: Reading, text: str) -> bool:
    """Say whether the line says more than words that are the result: on the task's own screen these are kept as they
    are."""
    return any(set(update.answers) != {"result"} or update.answers["result"] not in text for update in reading.updates)


def _is_plain(text: str) -> bool:
    """Say whether the text may be a result as it stands: some words, and not a page of them."""
    return _has_words(text) and len(text) <= typed.LONGEST_TEXT


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _is_all_asked(subject: Subject, task: TaskLine, said: dict[str, Any]) -> bool:
    """Say whether how the task stands takes no question away that was answered here."""
    form_of_task = subject.form(task.id)
    after = form.merge(subject.answers(task.id), said, form_of_task)
    return all(field.code in after for field in form_of_task.own if said.get(field.code) is not None)
