"""A doubt that is answered in words: a bare day, a per cent, or how the task stands, typed after it was asked back."""

from dataclasses import replace
from typing import Any

from domain import typed
from domain.form import Status
from domain.typed.days import only_day
from handlers.reporting.reading_back import showing, unanswered
from handlers.reporting.reading_back.correcting import subject_of
from handlers.reporting.reading_back.pending import pending_of, put_with
from handlers.talk import Talk

_ABOUT_DAYS = frozenset({"no_such_day", "to_come", "day", "part_or_day"})


def settles(talk: Talk, text: str) -> bool:
    """Reads the answer back in the doubt's place; False where the text is none to it."""
    focus = talk.address.focus or {}
    held = focus.get("held")
    if not held or not held["q"] or held["q"][0]["t"] is None:
        return False
    subject = subject_of(talk, focus["o"], focus["u"])
    doubt = held["q"][0]
    task, codes = subject.task(doubt["t"]), [line.code for line in subject.tasks]
    if task is None or typed.names_a_task(text, codes):
        return False
    today = talk.now.astimezone(subject.duty.zone).date()
    day = only_day(text, today) if doubt["w"] in _ABOUT_DAYS else None
    said: dict[str, Any] | None
    if day is not None and any(offer.get("status") == Status.DONE for offer in doubt["a"]):
        said, remark = {"status": str(Status.DONE), "done_on": day.isoformat()}, ""
        if day > today:
            talk.note(talk.words("doubt.to_come", said=text, code=""))
            return True
    else:
        own = subject.form(task.id).own
        reading = typed.read_line(text, codes, today=today, open_task=task.code, own=own)
        if not reading.certain or [update.task for update in reading.updates] != [task.code]:
            return False
        said, remark = reading.updates[0].answers, reading.updates[0].remark
    shown = pending_of(held)
    unanswered.answered(talk, focus["o"], focus["u"], shown)
    left = replace(shown, doubts=shown.doubts[1:])
    update = {"t": task.id, "a": said, "r": remark}
    showing.show(talk, subject, replace(left, updates=put_with(left.updates, update)), fresh=True)
    return True
