"""A requirement's own fields, answered one after the other: choices pressed, everything else typed or as last time."""

from collections.abc import Sequence
from typing import Any

from domain import typed
from domain.forms.fields import Field, fits
from domain.forms.plausibility import own_oddities
from domain.messaging.messages import Text
from domain.typed.meaning.put_off import puts_off, says_as_before
from domain.typed.values.field_values import Value, read_value
from handlers.conversation.talk import Choice, Rows, Talk
from handlers.display import field_values
from handlers.display.field_values import limits
from handlers.drafting import actions as drafting
from handlers.drafting.subject import Subject, load_open, task_of
from handlers.drafting.units_meant import has_changed
from handlers.reporting.cards.field_screen import args_of, before_of, focus_of, rows_of, show
from handlers.reporting.cards.next_step import go_on
from handlers.reporting.open_question import not_an_answer, too_long
from handlers.reporting.typed_lines.about_tasks import tasks_line
from storage.reporting.duties import TaskLine


def ask(
    talk: Talk, obligation_id: int, unit_id: int, task_id: int, field_code: str, skipped: Sequence[str] = ()
) -> None:
    """Ask for one field; `skipped` are those that were passed over on the way."""
    subject = load_open(talk, obligation_id, unit_id)
    task = task_of(subject, task_id)
    show(talk, subject, task, field_or_stop(talk, subject, task_id, field_code), skipped)


def field_or_stop(talk: Talk, subject: Subject, task_id: int, code: str) -> Field:
    field = subject.form(task_id).by_code.get(code)
    if field is None or not field.is_own:
        talk.stop("field.gone")
    return field


def put(
    talk: Talk,
    obligation_id: int,
    unit_id: int,
    task_id: int,
    field_code: str,
    value: Any,
    skipped: Sequence[str] = (),
    field_unit: str | None = None,
) -> None:
    """Keep a choice, last time's value, or one of the ways in which a number was meant, which was pressed."""
    subject = load_open(talk, obligation_id, unit_id)
    task = task_of(subject, task_id)
    field = field_or_stop(talk, subject, task_id, field_code)
    if not fits(field, value) or has_changed(field, field_unit):  # the form was changed after the button was shown
        show(talk, subject, task, field, skipped)
        return
    subject = drafting.say(talk, subject, task_id, {field_code: value})
    go_on(talk, subject, task, skipped, _odd(talk, subject, task, field))


def skip(
    talk: Talk,
    obligation_id: int,
    unit_id: int,
    task_id: int,
    field_code: str,
    skipped: Sequence[str] = (),
    field_unit: str | None = None,
) -> None:
    """Go on to the next question (`Bỏ qua`); what was said before stays."""
    subject = load_open(talk, obligation_id, unit_id)
    go_on(talk, subject, task_of(subject, task_id), [*skipped, field_code])


def typed_value(talk: Talk, text: str) -> None:
    """Take what was typed where an own field was asked."""
    focus = talk.address.focus or {}
    subject = load_open(talk, focus["obligation_id"], focus["unit_id"])
    task = task_of(subject, focus["task_id"])
    field = field_or_stop(talk, subject, task.id, focus["field_code"])
    skipped = focus.get("skipped", ())
    if has_changed(field, focus.get("field_unit")):
        talk.note(talk.words("line.units_changed"))
        show(talk, subject, task, field, skipped)
        return
    before = before_of(subject, task, field)
    if before is not None and field.kind not in ("text", "choice") and says_as_before(text):
        go_on(talk, drafting.say(talk, subject, task.id, {field.code: before}), task, skipped)
        return
    if not field.required and field.kind != "text" and puts_off(text):
        go_on(talk, subject, task, [*skipped, field.code])
        return
    no_answer = (
        not_an_answer.presses(talk, subject, task, text)
        if field.kind != "text"
        else (not_an_answer.deals_with(talk, subject, task, field.code, text))
    )
    if no_answer:
        return
    if field.kind == "text" and len(text) > field.limit:
        too_long.offer_beginning(talk, subject, task, field.code, text, field.limit)
        return
    found = read_value(text, field, talk.now.astimezone(subject.duty.zone).date())
    if not found.is_certain:
        names_a_task = typed.names_a_task(text, [line.code for line in subject.tasks])
        if names_a_task and tasks_line(talk, text):
            return
        _ask_back(talk, subject, task, field, found, skipped)
        return
    value = found.values[0]
    if value is None:
        kept = {code: said for code, said in subject.answers(task.id).items() if code != field.code}
        subject = drafting.save(talk, subject, task.id, kept)
        skipped = [*skipped, field.code]
    else:
        subject = drafting.say(talk, subject, task.id, {field.code: value})
    go_on(talk, subject, task, skipped, _odd(talk, subject, task, field))


def _ask_back(talk: Talk, subject: Subject, task: TaskLine, field: Field, found: Value, skipped: Sequence[str]) -> None:
    """Ask back, and keep nothing: the ways in which it may be meant are buttons, and what is expected is said with an
    example."""
    args = args_of(subject, task, field, skipped)
    name: str = "own_values" if found.values and field.kind != "choice" else field.kind
    rows = [
        [Choice(field_values.value(talk.words, field, value, with_target=False), "own.put", {**args, "value": value})]
        for value in found.values
        if value is not None
    ]
    name = found.why if found.why in ("limits", "dimension") or (found.why == "unit" and rows and field.unit) else name
    ways: Rows = rows or rows_of(talk, subject, task, field, args)[-1:]
    body = talk.words(f"bad.{name}", name=field.name, limit=field.limit, **limits(talk.words, field))
    if found.why == "too_long":
        body = talk.words("bad.text", limit=field.limit)
    talk.say(body, ways, focus=focus_of(field, args))


def _odd(talk: Talk, subject: Subject, task: TaskLine, field: Field) -> list[Text]:
    """Return remarks on what looks odd; they stand in nobody's way."""
    before = subject.form(task.id).kept(subject.before_answers.get(task.id, {}))
    found = own_oddities([field], subject.answers(task.id), before)
    return [talk.words(f"odd.own_{why}", code=task.code, name=one.name) for one, why in found]
