"""A doubt that is answered in words: a bare day, a per cent, or how the task stands, typed after it was asked back."""

import re
from dataclasses import replace

from domain import typed
from domain.forms import form
from domain.forms.form import Status
from domain.typed.values.dates import only_day
from domain.typed.values.doubts import ABOUT_DAYS
from domain.typed.words.assent import assent
from handlers.conversation import commands
from handlers.conversation.talk import Talk
from handlers.drafting.subject import Subject, subject_of
from handlers.reporting.open_question import not_an_answer
from handlers.reporting.reading_back import showing, unanswered
from handlers.reporting.reading_back.pending import Json, pending_of, put_with, update_of

_NUMBER = re.compile(r"([0-9]{1,3}(?:[.,][0-9])?)(?: *(?:ạ|a|nhé|nhe|em))?", re.I)  # where a per cent is asked for


def is_about_what_waits(talk: Talk, text: str) -> bool:
    """Show again what was read back before, on `đúng` where no card asks; it is not kept before that is answered.
    Return False where nothing waits."""
    return assent(text) is not None and showing.show_what_waits(talk)


def settles(talk: Talk, text: str, *, surely: bool = False) -> bool:
    """Read the answer back in the doubt's place; return False where the text is none to it. `surely`: nor where it may
    as well be something else."""
    focus = talk.address.focus or {}
    held = focus.get("held")
    if not held or not held["q"] or held["q"][0]["t"] is None:
        return False
    subject = subject_of(talk, focus["obligation_id"], focus["unit_id"])
    doubt = held["q"][0]
    if subject.task(doubt["t"]) is None or _names_a_task(subject, doubt, text):
        return False
    update = _answer(talk, subject, doubt, text)
    if update is None or (surely and not _is_sure(doubt, update, text)):
        return False
    if update["a"].get("done_on", "") > talk.now.astimezone(subject.duty.zone).date().isoformat():
        talk.note(talk.words("doubt.to_come", said=text, code=""))
        return True
    shown = pending_of(held)
    unanswered.answered(talk, focus["obligation_id"], focus["unit_id"], shown)
    left = replace(shown, doubts=shown.doubts[1:])
    showing.show(talk, subject, replace(left, updates=put_with(left.updates, update)), fresh=True)
    return True


def _names_a_task(subject: Subject, doubt: Json, text: str) -> bool:
    """Say whether a task is named, by any code, or by the title of another than is asked about; `chưa ban hành kế
    hoạch` behind `vướng mắc:` speaks of what is in the way, whatever task has such words in its title."""
    codes = [line.code for line in subject.tasks]
    others = {line.code: line.title for line in subject.tasks if line.id != doubt["t"]}
    if _label(doubt) is not None:
        return typed.names_a_task(text, codes) or typed.begins_with_a_title(text, codes, others)
    return typed.names_a_task(text, codes, others)


def _label(doubt: Json) -> str | None:
    """Return the field whose label was typed with nothing behind it (`2.7 40%, vướng mắc:`), so that its words come
    next."""
    return typed.label_of(doubt["s"]) if doubt["w"] == "empty" else None


def _is_sure(doubt: Json, update: Json, text: str) -> bool:
    """Say whether the text is surely the answer: behind a label that there is nothing to say, or words that are nothing
    else; of other doubts nothing but how the task stands, as `không phát sinh` may be said of the report and any other
    words be an order."""
    if (label := _label(doubt)) is not None:
        return typed.leaves_empty(label, text) or not _is_something_else(text)
    said = update["a"]
    return set(said) <= form.STANDING and said.get("status") != Status.NOTHING


def _is_something_else(text: str) -> bool:
    is_command = commands.named(text) is not None or not_an_answer.asks_to_review(text)
    return is_command or typed.is_courtesy(text) or not_an_answer.is_question(text)


def _answer(talk: Talk, subject: Subject, doubt: Json, text: str) -> Json | None:
    """Return what the words say about the task that was asked about; None where they are none to it."""
    task, said = doubt["t"], Json()
    today = talk.now.astimezone(subject.duty.zone).date()
    day = only_day(text, today) if doubt["w"] in ABOUT_DAYS else None
    label = _label(doubt)
    if day is not None and any(offer.get("status") == Status.DONE for offer in doubt["a"]):
        said = {"status": str(Status.DONE), "done_on": day.isoformat()}
    elif label is not None and len(text) <= form.TEXT_LIMIT and any(map(str.isalnum, text)):
        said = {label: None if typed.leaves_empty(label, text) else text}  # `vướng mắc:`, and the rest in a message
    elif doubt["w"] == "how_far" and (number := _NUMBER.fullmatch(text.strip())):
        text = f"{number[1]}%"
    if said:
        return {"t": task, "a": said, "r": ""}
    codes, own = [line.code for line in subject.tasks], subject.form(task).own
    code = next(line.code for line in subject.tasks if line.id == task)
    titles = {line.code: line.title for line in subject.tasks}
    reading = typed.read_line(text, codes, today=today, open_task=code, own=own, titles=titles)
    is_plain = not reading.doubts and reading.extension is None and not reading.left_out
    if not is_plain or [update.task for update in reading.updates] != [code]:
        return None
    return update_of(task, reading.updates[0])
