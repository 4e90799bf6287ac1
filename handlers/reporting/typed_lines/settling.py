"""What the buttons of a read-back do."""

from dataclasses import replace
from typing import Any

from domain.forms import form
from domain.messaging.messages import lines_of
from handlers.conversation.acting import Refusal
from handlers.conversation.talk import Talk
from handlers.drafting import actions as drafting
from handlers.drafting.subject import CannotReport, Subject, is_correction, subject_of, task_of
from handlers.extending import asking
from handlers.reporting.cards import card
from handlers.reporting.reading_back import moving, unanswered
from handlers.reporting.reading_back.pending import (
    SAID,
    Json,
    ReadBack,
    apart_from_gone,
    as_of_today,
    pending_of,
    put_with,
)
from handlers.reporting.reading_back.showing import show
from handlers.reporting.typed_lines import taken_back
from storage.messages import typed_messages


def settle(talk: Talk, obligation_id: int, unit_id: int, chosen: int, **carried: Any) -> None:
    """Settle the first doubt: meant as its offer `chosen`, or (-1) left out."""
    subject, held = _decided(talk, obligation_id, unit_id, carried)
    if held is None:
        return
    left = replace(held, doubts=held.doubts[1:])
    if chosen >= 0 and held.doubts:
        doubt = held.doubts[0]
        if doubt["t"] is None:
            raise Refusal(CannotReport.NO_SUCH_TASK)
        task_of(subject, doubt["t"])
        offer = doubt["a"][chosen]
        own = {code: offer[code] for code in offer if code in subject.form(doubt["t"]).by_code}
        update = _said_by(doubt, {"t": doubt["t"], "a": {**form.merge({}, offer), **own}, "r": ""})
        left = replace(left, updates=put_with(left.updates, update))
    unanswered.answered(talk, obligation_id, unit_id, held)
    _go_on(talk, subject, left)


def task(talk: Talk, obligation_id: int, unit_id: int, task_id: int, **carried: Any) -> None:
    """Settle which task the first doubt is about."""
    subject, held = _decided(talk, obligation_id, unit_id, carried)
    if held is None:
        return
    task_of(subject, task_id)
    if not held.doubts:
        raise Refusal(CannotReport.NO_SUCH_TASK)
    doubt, left = {**held.doubts[0], "t": task_id}, replace(held, doubts=held.doubts[1:])
    if len(doubt["a"]) == 1:
        update = _said_by(doubt, {"t": task_id, "a": doubt["a"][0], "r": ""})
        left = replace(left, updates=put_with(left.updates, update))
    else:
        left = replace(left, doubts=[{**doubt, "w": "text" if doubt["a"] else "empty"}, *left.doubts])
    unanswered.answered(talk, obligation_id, unit_id, held)
    _go_on(talk, subject, left)


def place(talk: Talk, obligation_id: int, unit_id: int, field_code: str, said: str, **carried: Any) -> None:
    """Ask where else a piece may stand that was put somewhere by itself."""
    subject = subject_of(talk, obligation_id, unit_id)
    held = pending_of(carried)
    body = talk.words("line.place", said=said[: 2 * SAID])
    rows = [*moving.ways(talk, held, {**subject.args, **held.args}, (field_code, said))]
    talk.show(body, rows, focus={"ask": "card", **subject.args})


def move(talk: Talk, obligation_id: int, unit_id: int, field_code: str, said: str, to: str, **carried: Any) -> None:
    """Put a piece elsewhere that was put somewhere by itself, or leave it out."""
    subject, held = _decided(talk, obligation_id, unit_id, carried)
    if held is not None:
        unanswered.answered(talk, obligation_id, unit_id, held)
        _go_on(talk, subject, moving.moved(held, field_code, said, to))


def put(talk: Talk, obligation_id: int, unit_id: int, **carried: Any) -> None:
    """Keep what was read back in the draft (`Đúng, ghi vào nháp`); what is still to be settled, or asked for, comes
    after it."""
    subject, held = _decided(talk, obligation_id, unit_id, carried, writes=True)
    if held is None:
        return
    if is_correction(talk, subject):
        subject = drafting.correct(talk, obligation_id, unit_id)
    subject = drafting.say_all(talk, subject, {update["t"]: update["a"] for update in held.updates})
    unanswered.answered(talk, obligation_id, unit_id, pending_of(carried))
    _remember(talk, subject, held)
    if held.doubts:
        show(talk, subject, replace(held, updates=()))
    elif held.extension:
        asking.start(talk, obligation_id, held.extension)
    else:
        card.show(talk, subject)


def drop(talk: Talk, obligation_id: int, unit_id: int, **carried: Any) -> None:
    """Leave out what was read back (`Bỏ`)."""
    unanswered.drop(talk, obligation_id, unit_id, pending_of(carried))
    _to_card(talk, subject_of(talk, obligation_id, unit_id))


def replaced(talk: Talk, obligation_id: int, unit_id: int, **carried: Any) -> None:
    """Write nothing for a button of a read-back that newer words took the place of, or that was dropped, and say so."""
    subject, remark = subject_of(talk, obligation_id, unit_id), talk.words("line.gone")
    if unanswered.of(talk, subject):
        show(talk, subject, ReadBack(), [remark])
    elif talk.incoming.kind == "button" and talk.incoming.message_id is not None:
        talk.retire(remark)
    else:
        talk.note(remark)


def _decided(
    talk: Talk, obligation_id: int, unit_id: int, carried: Json, *, writes: bool = False
) -> tuple[Subject, ReadBack | None]:
    """Return the report, and what the card held; None where a number would now stand for something else than was read:
    then all is read back anew. Tasks that the report asks for no more are left out, and named; all is read back anew
    then too, unless it `writes` what is left."""
    subject, shown = subject_of(talk, obligation_id, unit_id), pending_of(carried)
    asked, gone = apart_from_gone(subject, shown)
    held = as_of_today(subject, asked)
    remarks = unanswered.about_gone(talk, subject, gone)
    if held is asked and (writes or not remarks) and asked:
        for remark in remarks:
            talk.note(remark)
        return subject, held
    unanswered.answered(talk, obligation_id, unit_id, shown)
    if remarks and not held:
        talk.note(lines_of(remarks))
        return subject, None
    show(talk, subject, held, [*remarks, *([] if held is asked else [talk.words("line.units_changed")])])
    return subject, None


def _said_by(doubt: Json, update: Json) -> Json:
    """Return the update with the earlier message by which what was not certain was said."""
    return {**update, "m": doubt["m"]} if doubt.get("m") else update


def _remember(talk: Talk, subject: Subject, held: ReadBack) -> None:
    """Remember by which messages it was said, as these may be edited."""
    tasks: dict[str, dict[int, set[str]]] = {}
    for update in held.updates:
        if message := update.get("m") or held.message:
            tasks.setdefault(message, {}).setdefault(update["t"], set()).update(update["a"])
    for message, of in tasks.items():
        taken_back.take_back(talk, subject, message)
        typed_messages.remember(talk.session, talk.address, message, subject.duty.id, subject.unit.id, of, talk.now)


def _go_on(talk: Talk, subject: Subject, held: ReadBack) -> None:
    if held:
        show(talk, subject, held)
    else:
        _to_card(talk, subject)


def _to_card(talk: Talk, subject: Subject) -> None:
    if is_correction(talk, subject):
        talk.show(talk.words("extension.left_alone"))
    else:
        card.show(talk, subject)
