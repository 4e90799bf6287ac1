"""An amount typed in the place of one that was read back (`nhầm, 3 ha`, `không, 30% thôi`): it goes where one of its
kind was read; where there are several such places it is asked which is meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain.forms import form
from domain.forms.fields import Field
from domain.text import fold
from domain.typed.talk.word_on_reading import amount_of
from domain.typed.values.field_values import read_value
from domain.typed.values.measures import measure_of
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.display import answers
from handlers.drafting import line_reading
from handlers.drafting.subject import Subject
from handlers.reporting.reading_back import showing, unanswered
from handlers.reporting.reading_back.pending import Json, ReadBack

MOST_PLACES = 8  # that are buttons
_BOTH = 2


@dataclass(frozen=True, slots=True)
class NewAmount:
    """What is said anew of a task, and the line that says it: `3.1 Diện tích: 3 ha`."""

    task_id: int
    code: str
    said: Json
    line: str


def new_amounts(talk: Talk, subject: Subject, held: ReadBack, rest: str) -> list[NewAmount]:
    """Return each place of what was read back that the words may be the new answer of."""
    today, amount = talk.now.astimezone(subject.duty.zone).date(), amount_of(rest)
    codes = {task.id: task.code for task in subject.tasks}
    found = list[NewAmount]()
    for update in held.updates:
        code = codes[update["t"]]
        for field in subject.form(update["t"]).own if amount else ():
            if field.code in update["a"] and field.kind != "text" and _is_of_kind(amount, field):
                read = read_value(amount, field, today)
                said: dict[str, Any] = {field.code: read.values[0]} if read.is_certain else {}
                found += [NewAmount(update["t"], code, said, f"{code} {field.name}: {amount}")] if said else []
    for update in held.updates:
        said = _standing(talk, subject, codes[update["t"]], update, rest if found else _share(rest, amount))
        found += [NewAmount(update["t"], codes[update["t"]], said, f"{codes[update['t']]} {rest}")] if said else []
    return found


def _is_of_kind(amount: str, field: Field) -> bool:
    """Say whether the field may have it: `500 triệu` is no area, and may be money or so many of anything."""
    measure, words = measure_of(field.unit), fold(amount).split()
    is_many = words[-1] in _MANY or (words[-1] == "dong" and len(words) > 1)
    return not is_many or not field.unit or measure.kind == "money" or measure.is_counted


_MANY = frozenset({"trieu", "tr", "ty", "ti", "nghin", "ngan", "million", "billion", "bn"})


def _share(rest: str, amount: str) -> str:
    """Return the words as a per cent where they are a bare number, which in the place of one is one."""
    return f"{amount}%" if amount.isdecimal() else rest


def _standing(talk: Talk, subject: Subject, code: str, update: Json, rest: str) -> Json:
    """Return how the task stands by the words, where that was read of it before."""
    if not form.STANDING & update["a"].keys():
        return {}
    reading = line_reading.read_line(rest, subject.tasks, open_task=code, **line_reading.about(talk, subject.duty))
    said = [one.answers for one in reading.updates]
    is_plain = len(said) == 1 and not reading.doubts and not reading.left_out and said[0].keys() <= form.STANDING
    return said[0] if is_plain else {}


def put_in_place(talk: Talk, subject: Subject, rest: str, amounts: Sequence[NewAmount]) -> None:
    """Read it back in its place; of several places ask which is meant, so that none keeps what was called wrong."""
    if len(amounts) == 1:
        update = {"t": amounts[0].task_id, "a": amounts[0].said, "r": ""}
        showing.show(talk, subject, ReadBack([update], message=talk.incoming.message_id), fresh=True)
        return
    tasks = [one.task_id for one in amounts]
    unanswered.turn_off(talk, subject.duty.id, subject.unit.id, tasks)
    is_of_several = len(set(tasks)) == len(tasks)
    labels = [one.code if is_of_several else _label(talk, subject, one) for one in amounts]
    ways = [_choice(talk, subject, label, [one]) for label, one in zip(labels, amounts, strict=True)][:MOST_PLACES]
    if is_of_several:
        every = talk.words.plain("button.amend_both" if len(amounts) == _BOTH else "button.amend_all")
        ways.append(_choice(talk, subject, every, amounts))
    said = amount_of(rest) or rest
    talk.say(talk.words("line.amend_which", said=said), in_rows(ways, 3 if is_of_several else 1))


def _label(talk: Talk, subject: Subject, one: NewAmount) -> str:
    return (
        f"{one.code} {answers.in_full(talk.words, form.merge({}, one.said) | one.said, subject.form(one.task_id).own)}"
    )


def _choice(talk: Talk, subject: Subject, label: str, amounts: Sequence[NewAmount]) -> Choice:
    text = "; ".join(one.line for one in amounts)
    return Choice(label, "line.for", {**subject.args, "text": text, "message": talk.incoming.message_id})
