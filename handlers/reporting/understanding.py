"""Typed lines: which report they are about, and what they say about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain import form, typed
from domain.messages import Text
from domain.reports import may_write
from domain.text import codes_meant
from domain.typed import Reading
from handlers import owed
from handlers.extending import asking
from handlers.reporting import nil, own_questions, reading_back, settling, task
from handlers.reporting.subject import Subject, load_open, title_of
from handlers.talk import Choice, Talk, in_rows
from storage import duties, typed_messages
from storage.attachments import Place
from storage.duties import Duty

PUZZLED_BEFORE_BUTTONS = 2
MOST_REPORTS = 10


@dataclass(frozen=True, slots=True)
class Meant:
    """A report that a line may be about, through which unit, and what the line says then."""

    duty: Duty
    unit_id: int
    reading: Reading


def free_text(talk: Talk, text: str) -> None:
    """Text that is neither a command nor a button's words: an answer to what was asked, or a line about tasks."""
    from handlers import questions  # some of which read lines about tasks

    focus = talk.address.focus or {}
    if focus.get("ask") in form.BY_CODE or (focus.get("ask") == "task" and not _names_another(talk, focus, text)):
        task.typed_answer(talk, focus, text)
    elif focus.get("ask") == "own":
        own_questions.typed_value(talk, text)
    elif focus.get("ask") in questions.ANSWERS:
        questions.ANSWERS[focus["ask"]](talk, text)
    elif not settling.settles(talk, text) and not tasks_line(talk, text):
        puzzled(talk)


def _names_another(talk: Talk, focus: dict[str, Any], text: str) -> bool:
    """On a task's screen a line that begins with a task's code is about that task, not a result."""
    subject = load_open(talk, focus["o"], focus["u"])
    return typed.names_a_task(text, [t.code for t in subject.tasks])


def tasks_line(talk: Talk, text: str) -> bool:
    """Reads a line about tasks back; False where the text is not about any task the person reports on."""
    if talk.actor is None or not talk.actor.is_reporter:
        return False
    meant = _meant(talk, text)
    if not meant:
        return False
    if len(meant) == 1:
        _read_back(talk, meant[0], text)
    elif all(one.reading.is_nil for one in meant):
        owed.nothing(talk)
    else:
        choices = [
            Choice(
                f"{n}. {title_of(talk, one.duty)} · {one.duty.unit_name}",
                "line.for",
                {"o": one.duty.id, "u": one.unit_id, "x": text, "m": talk.incoming.message_id},
            )
            for n, one in enumerate(meant[:MOST_REPORTS], 1)
        ]
        talk.say(talk.words("line.which"), in_rows(choices, 1))
    return True


def _meant(talk: Talk, text: str) -> list[Meant]:
    """The reports of which the line names tasks; where it names none, those that it can be about; where it is about
    none of what is owed, what was handed in and may be corrected."""
    found = [_read(talk, duty, unit, text) for duty, unit in candidates(talk)]
    named = [one for one in found if _names_tasks(one.reading)]
    if named:
        return named
    handed_in = [_read(talk, duty, duty.unit_id, text) for duty in correctable(talk)]
    corrected = [one for one in handed_in if _names_tasks(one.reading)]
    return corrected[-1:] or [one for one in found if one.reading.says_something]


def _names_tasks(reading: Reading) -> bool:
    return bool(reading.updates) or any(doubt.task is not None for doubt in reading.doubts)


def _read(talk: Talk, duty: Duty, unit_id: int, text: str) -> Meant:
    tasks = duties.tasks_of(talk.session, duty.requirement_id)
    today = talk.now.astimezone(duty.zone).date()
    return Meant(duty, unit_id, _read_line(text, [t.code for t in tasks], today=today, own=duty.own_fields))


def _read_line(text: str, codes: Sequence[str], **about: Any) -> Reading:
    """Of a report with one task that one is meant, where something certain is said of none."""
    reading = typed.read_line(text, codes, **about)
    if len(codes) == 1 and any(doubt.why == "which_task" for doubt in reading.doubts):
        return typed.read_line(text, codes, open_task=codes[0], **about)
    return reading


def candidates(talk: Talk, *, anywhere: bool = False) -> list[tuple[Duty, int]]:
    """What the reminder that is answered speaks of; else the report on screen (not `anywhere`); else all that the
    person may write about."""
    units = talk.person.reporting_units
    own = [(duty, duty.unit_id) for duty in duties.owed_by(talk.session, units)]
    if talk.incoming.reply_to:
        spoken_of = typed_messages.reminded_of(talk.session, talk.address, talk.incoming.reply_to)
        if answered := [(duty, unit) for duty, unit in own if duty.id in spoken_of]:
            return answered
    focus = talk.address.focus or {}
    if "u" in focus and not anywhere:
        duty = duties.duty(talk.session, focus["o"])
        if duty is not None:
            return [(duty, focus["u"])]
    return own + duties.open_to_contribution(talk.session, units)


def correctable(talk: Talk) -> list[Duty]:
    """Handed in and not locked, by due date."""
    known = duties.known_to(talk.session, talk.person.reporting_units)
    return [duty for duty in known if may_write(duty.state, duty.unlocked_until, talk.now)]


def named_tasks(talk: Talk, text: str) -> list[Place]:
    """The tasks that a line names, in every report that it may be about."""
    named: list[Place] = []
    for one in _meant(talk, text):
        said = one.reading
        codes = {update.task for update in said.updates} | {doubt.task for doubt in said.doubts if doubt.task}
        tasks = duties.tasks_of(talk.session, one.duty.requirement_id)
        named += [Place(one.duty.id, one.unit_id, task.id) for task in tasks if task.code in codes]
    return named


def is_code(talk: Talk, place: Place, text: str) -> bool:
    """Whether the line is nothing but the code of the task that it names."""
    duty = duties.duty(talk.session, place.obligation_id)
    tasks = duties.tasks_of(talk.session, duty.requirement_id) if duty else ()
    meant = codes_meant(text, [task.code for task in tasks])
    return any(task.id == place.task_id and meant == [task.code] for task in tasks)


def line_for(talk: Talk, o: int, u: int, x: str, m: str | None = None) -> None:
    """The report a line was about, chosen."""
    subject = reading_back.subject_of(talk, o, u)
    _show(talk, subject, _reading_of(talk, subject, x), m)


def _read_back(talk: Talk, meant: Meant, text: str) -> None:
    subject = reading_back.subject_of(talk, meant.duty.id, meant.unit_id)
    codes = codes_meant(text, [line.code for line in subject.tasks])
    named = next((line for line in subject.tasks if codes == [line.code]), None)
    if named is not None and not reading_back.is_correction(talk, subject):
        task.show(talk, subject.duty.id, subject.unit.id, named.id)
        return
    _show(talk, subject, _reading_of(talk, subject, text), talk.incoming.message_id)


def _reading_of(talk: Talk, subject: Subject, text: str) -> Reading:
    """With `các nhiệm vụ còn lại` known."""
    return _read_line(
        text,
        [line.code for line in subject.tasks],
        today=talk.now.astimezone(subject.duty.zone).date(),
        unanswered=[line.code for line in subject.unanswered],
        own=subject.duty.own_fields,
    )


def _show(talk: Talk, subject: Subject, reading: Reading, message: str | None, remarks: Sequence[Text] = ()) -> None:
    if reading.is_nil:
        nil.confirm(talk, subject.duty.id, subject.unit.id)
        return
    held = reading_back.pending(subject, reading, message)
    if held.extension and not held.updates and not held.doubts:
        asking.start(talk, subject.duty.id, held.extension)
        return
    if reading.is_corrected:
        remarks = [*remarks, talk.words("line.corrected")]
    reading_back.show(talk, subject, held, remarks, fresh=True)


def edited(talk: Talk, text: str) -> bool:
    """A message that was edited after its words were kept is about the same report again; False where it was none."""
    known = typed_messages.about(talk.session, talk.address, talk.incoming.message_id or "")
    if known is None:
        return tasks_line(talk, text)
    subject = reading_back.subject_of(talk, known.obligation_id, known.unit_id)
    reading = _reading_of(talk, subject, text)
    if not reading.says_something:
        return False
    now = {update.task for update in reading.updates} | {doubt.task for doubt in reading.doubts}
    left = [task.code for task in subject.tasks if task.id in known.tasks and task.code not in now]
    remarks = [talk.words("edited.again")]
    remarks += [talk.words("edited.left", codes=", ".join(left))] if left else []
    _show(talk, subject, reading, talk.incoming.message_id, remarks)
    return True


def puzzled(talk: Talk) -> None:
    """Says once what can be typed; the second time in a row shows buttons instead of repeating itself."""
    talk.address.puzzled += 1
    if talk.address.puzzled < PUZZLED_BEFORE_BUTTONS:
        talk.note(talk.words("puzzled" if talk.person.is_reporter else "puzzled.coordinator"))
        return
    talk.address.puzzled = 0
    talk.say(talk.words("puzzled.again"), [_ways_on(talk)], focus=talk.address.focus)


def _ways_on(talk: Talk) -> list[Choice]:
    word, actor = talk.words.plain, talk.person
    choices = [Choice(word("button.duties"), "duties")] if actor.is_reporter else []
    choices += [Choice(word("button.overdue"), "overdue")] if actor.is_coordinator else []
    return [*choices, Choice(word("button.help"), "help")]
