"""The screen of one of a requirement's own fields, and the buttons that lead to it."""

from collections.abc import Sequence
from typing import Any

from domain.forms.fields import Field, applies
from domain.messaging.channels import WITHOUT_BUTTONS
from domain.messaging.messages import Text, lines_of
from handlers.conversation.talk import Choice, Rows, Talk, in_rows
from handlers.display import field_values
from handlers.drafting.subject import Subject, group_of
from handlers.words import Words
from storage.reporting.duties import TaskLine

MOST_ASKED = 6  # questions in a row; before more of them the page is offered, on which all can be filled in at once
MOST_BUTTONS = 12  # fields of a task with a button of their own


def show(talk: Talk, subject: Subject, task: TaskLine, field: Field, skipped: Sequence[str] = ()) -> None:
    args = args_of(subject, task, field, skipped)
    rows, body = rows_of(talk, subject, task, field, args), _question(talk, subject, task, field)
    left = still_asked(subject, task, skipped)
    if left > MOST_ASKED and (page := page_row(talk, subject)):
        body = lines_of([talk.words("field.many", n=left), body])
        rows = [page, *rows]
    talk.show(body, rows, focus=focus_of(field, args))


def args_of(subject: Subject, task: TaskLine, field: Field, skipped: Sequence[str]) -> dict[str, Any]:
    """Return what buttons of a field carry. `field_unit`: the unit in which a number is asked for."""
    unit = {"field_unit": field.unit} if field.kind == "number" else {}
    return {**subject.args, "task_id": task.id, "field_code": field.code, "skipped": list(skipped), **unit}


def still_asked(subject: Subject, task: TaskLine, skipped: Sequence[str] = ()) -> int:
    """Return how many own fields of a task are still without an answer, and were not passed over."""
    answers = subject.answers(task.id)
    own = subject.form(task.id).own
    return sum(applies(one, answers) and one.code not in answers and one.code not in skipped for one in own)


def page_row(talk: Talk, subject: Subject) -> list[Choice]:
    """Return the link to the report's page (`Điền trên trang`), where links are not written below each card anyway."""
    if talk.address.is_group or talk.channel in WITHOUT_BUTTONS:
        return []
    link = talk.context.forms.link(subject.duty.id, subject.unit.id, talk.person.person_id, talk.now)
    return [Choice(talk.words.plain("button.page"), url=link)]


def focus_of(field: Field, args: dict[str, Any]) -> dict[str, Any]:
    return {"ask": "own", **args, **({"number": True} if field.kind in ("number", "percent") else {})}


def _question(talk: Talk, subject: Subject, task: TaskLine, field: Field) -> Text:
    words = talk.words
    lines = [words("field.ask", code=task.code, title=task.title, name=field.name)]
    if field.target is not None:
        lines.append(words("field.target", target=field_values.number(words, field, field.target, with_target=False)))
    before = before_of(subject, task, field)
    if before is not None:
        lines.append(words("field.before", said=field_values.value(words, field, before, with_target=False)))
    now = subject.answers(task.id).get(field.code)
    if now is not None:
        lines.append(words("field.now", said=field_values.value(words, field, now)))
    return lines_of([*lines, how(words, field)])


def how(words: Words, field: Field) -> Text:
    """Say how to answer, with an example."""
    return words(f"field.how.{field.kind}", unit=f" {field.unit}" if field.unit else "", limit=field.limit)


def before_of(subject: Subject, task: TaskLine, field: Field) -> Any:
    """Return what fits the form of today, of what was said last time."""
    kept = subject.form(task.id).kept(subject.before_answers.get(task.id, {}))
    return kept.get(field.code)


def rows_of(talk: Talk, subject: Subject, task: TaskLine, field: Field, args: dict[str, Any]) -> Rows:
    word = talk.words.plain
    choices = [
        Choice(name, "own.put", {**args, "value": code}) for code, name in zip(field.choices, field.names, strict=True)
    ]
    rows: list[Sequence[Choice]] = list(in_rows(choices, 2)) if choices else []
    before = before_of(subject, task, field)
    if before is not None and field.kind != "choice":
        said = field_values.value(talk.words, field, before, with_target=False)
        rows.append([Choice(word("button.field_before", said=said), "own.put", {**args, "value": before})])
    last = [] if field.required else [Choice(word("button.skip"), "own.skip", args)]
    last.append(Choice(word("button.back"), "report.card", {**subject.args, **group_of(subject, task)}))
    return [*rows, last]


def buttons(talk: Talk, subject: Subject, task: TaskLine) -> Rows:
    """Return a button on the task's own screen for each field that applies, to be answered or changed."""
    answers = subject.answers(task.id)
    shown = [field for field in subject.form(task.id).own if applies(field, answers)]
    more = [page_row(talk, subject)] if len(shown) > MOST_ASKED else []
    shown = sorted(shown, key=lambda field: field.code in answers)[:MOST_BUTTONS]
    choices = [
        Choice(
            f"{field.name} ✓" if field.code in answers else field.name,
            "own.ask",
            {**subject.args, "task_id": task.id, "field_code": field.code},
        )
        for field in shown
    ]
    rows = in_rows(choices, 1 if any(len(one.label) > 20 for one in choices) else 2) if choices else []
    return [*more, *rows]
