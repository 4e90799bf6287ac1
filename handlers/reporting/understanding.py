"""Typed lines: which report they are about, and what they say about it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from domain import form, typed
from domain.messages import Text
from domain.reports import EXPECTED
from domain.text import codes_meant
from domain.typed import Reading
from handlers import owed
from handlers.extending import asking
from handlers.incoming import answered
from handlers.incoming.second_reader import asking as asking_second
from handlers.incoming.second_reader import read_again
from handlers.reporting import (
    examples,
    lines,
    nil,
    older_words,
    own_questions,
    progress_said,
    review,
    task,
    unit_named,
)
from handlers.reporting.open_question import kept, not_an_answer
from handlers.reporting.reading_back import in_words, showing, unanswered
from handlers.reporting.reading_back.correcting import is_correction, subject_of
from handlers.reporting.reading_back.pending import pending
from handlers.reporting.subject import Subject, is_locked, load, load_open, refuse_closed, title_alone
from handlers.reporting.which_report import Meant, candidates_of, correctable, names_tasks, nearest, that_fit
from handlers.talk import Choice, Rows, Talk, in_rows
from handlers.words import dates
from storage import duties, typed_messages
from storage.attachments import Place

PUZZLED_BEFORE_BUTTONS = 2
MOST_REPORTS = 10


def free_text(talk: Talk, text: str) -> None:
    """Text that is neither a command nor a button's words: an answer to what was asked, or a line about tasks."""
    from handlers import questions  # some of which read lines about tasks

    focus = talk.address.focus or {}
    if _answers_another(talk, focus, text) or _reviews(talk, focus, text):
        return
    if focus.get("ask") in form.BY_CODE or (focus.get("ask") == "task" and not _names_another(talk, focus, text)):
        task.typed_answer(talk, focus, text)
    elif focus.get("ask") == "own":
        own_questions.typed_value(talk, text)
    elif focus.get("ask") in questions.ANSWERS:
        questions.ANSWERS[focus["ask"]](talk, text)
    elif in_words.settles(talk, text) or tasks_line(talk, text) or kept.proposes(talk, text):
        return
    elif not in_words.is_about_what_waits(talk, text):
        if len(text) > form.TEXT_LIMIT:
            talk.stop("too_long.unread", length=len(text), limit=form.TEXT_LIMIT)
        puzzled(talk)


def _answers_another(talk: Talk, focus: dict[str, Any], text: str) -> bool:
    """A line that answers a card of another report or task than the one that is asked about is about that card; one
    that names another unit of the person is about that unit."""
    named, _ = unit_named.apart(talk, text)
    spoken = answered.spoken_of(talk)
    is_of_another = bool(named) and "u" in focus and focus["u"] not in named
    is_of_another |= bool(spoken) and not any(one.is_asked(focus) for one in spoken)
    return is_of_another and tasks_line(talk, text)


def _reviews(talk: Talk, focus: dict[str, Any], text: str) -> bool:
    """`xem lại` in answer to a card of one report, or under the one that is open."""
    if not not_an_answer.asks_to_review(text):
        return False
    places = [(one.duty.id, one.unit_id) for one in answered.spoken_of(talk)]
    if not places and focus.get("ask") == "card":
        places = [(focus["o"], focus["u"])]
    if len(places) != 1:
        return False
    review.show(talk, *places[0])
    return True


def _about_a_locked_one(talk: Talk, text: str) -> bool:
    """What names a task of a report that was accepted: it is locked, and the way to have it opened is offered."""
    for duty in duties.known_to(talk.session, talk.person.reporting_units)[: -MOST_REPORTS - 1 : -1]:
        if is_locked(talk, duty) and names_tasks(lines.read(talk, duty, duty.unit_id, text).reading):
            refuse_closed(talk, load(talk, duty.id, duty.unit_id))
    return False


def _names_another(talk: Talk, focus: dict[str, Any], text: str) -> bool:
    """On a task's screen a line that begins with a task's code is about that task, not a result."""
    subject = load_open(talk, focus["o"], focus["u"])
    return typed.names_a_task(text, [t.code for t in subject.tasks])


def tasks_line(talk: Talk, text: str) -> bool:
    """Reads a line about tasks back; False where the text is not about any task the person reports on."""
    if talk.actor is None or not talk.actor.is_reporter:
        return False
    of_units, text = unit_named.apart(talk, text)
    meant = _meant(talk, text, of_units)
    if len(text) > form.TEXT_LIMIT and not any(names_tasks(one.reading) for one in meant):
        return False  # a page about nothing that is known
    if not meant:
        return _about_a_locked_one(talk, text) or _by_the_second_reader(talk, text)
    if len(meant) == 1:
        _read_back(talk, meant[0], text)
    elif all(one.reading.is_nil for one in meant) and not of_units:
        owed.nothing(talk)
    elif (
        not talk.incoming.reply_to
        and (first := nearest(meant, talk.now)) is not None
        and not _is_code_of(talk, first, text)
    ):
        _propose(talk, first, [one for one in meant if one is not first], text)
    else:
        choices = [_choice(talk, one, text, f"{n}. ") for n, one in enumerate(meant[:MOST_REPORTS], 1)]
        talk.say(talk.words("line.which"), in_rows(choices, 1))
    return True


def _by_the_second_reader(talk: Talk, text: str) -> bool:
    """What the built-in reader made nothing of, where only one report can be meant."""
    here = candidates_of(talk, ())
    if talk.context.second is None or len(here) != 1 or here[0][0].state not in EXPECTED:
        return False
    subject = subject_of(talk, here[0][0].id, here[0][1])
    reading = _reading_of(talk, subject, text)
    if reading.updates:
        _show(talk, subject, reading, talk.incoming.message_id)
    return bool(reading.updates)


def _choice(talk: Talk, one: Meant, text: str, mark: str) -> Choice:
    label = f"{mark}{title_alone(talk, one.duty)} · {one.duty.unit_name}"
    args = {"o": one.duty.id, "u": one.unit_id, "x": text, "m": talk.incoming.message_id, **older_words.mark(talk)}
    return Choice(label, "line.for", args)


def _propose(talk: Talk, first: Meant, others: Sequence[Meant], text: str) -> None:
    """Reads it back for the report that is clearly nearest, says which that is, and offers the others."""
    words, duty = talk.words, first.duty
    due = dates.moment(words, duty.due_at, duty.zone)
    remark = words("line.proposed", title=title_alone(talk, duty), unit=duty.unit_name, due=due)
    lead = words.plain("button.line_for")
    rows = in_rows([_choice(talk, one, text, f"{lead} ") for one in others[:MOST_REPORTS]], 1)
    subject = subject_of(talk, duty.id, first.unit_id)
    _show(talk, subject, _reading_of(talk, subject, text), talk.incoming.message_id, [remark], rows)


def _is_code_of(talk: Talk, one: Meant, text: str) -> bool:
    """Whether the line is nothing but a task's code."""
    return bool(codes_meant(text, [line.code for line in duties.tasks_of(talk.session, one.duty.requirement_id)]))


def _meant(talk: Talk, text: str, of_units: Collection[int] = ()) -> list[Meant]:
    """The reports of which the line names tasks; where it names none, those that it can be about; where it is about
    none of what is owed, what was handed in and may be corrected. `of_units`: only of these, where any are named."""
    found = [lines.read(talk, duty, unit, text) for duty, unit in candidates_of(talk, of_units)]
    named = [one for one in found if names_tasks(one.reading)]
    if named:
        return that_fit(named)
    if spoken := answered.spoken_of(talk):
        on_task = [one for one in spoken if one.task_id is not None]
        if len(spoken) == 1 and on_task and (of_card := lines.of_the_cards_task(talk, on_task[0], text)):
            return [of_card]
        return [one for one in found if one.reading.says_something]
    handed_in = [
        lines.read(talk, duty, duty.unit_id, text)
        for duty in correctable(talk)
        if not of_units or duty.unit_id in of_units
    ]
    corrected = [one for one in handed_in if names_tasks(one.reading)]
    if corrected:
        return corrected[-1:]
    if len(found) == 1 and (of_its_task := lines.of_its_only_task(talk, found[0], text)):
        return [of_its_task]
    return [one for one in found if one.reading.says_something]


def named_tasks(talk: Talk, text: str) -> list[Place]:
    """The tasks that a line names, in every report that it may be about."""
    named: list[Place] = []
    of_units, text = unit_named.apart(talk, text)
    for one in _meant(talk, text, of_units):
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


def line_for(talk: Talk, o: int, u: int, x: str, m: str | None = None, w: str | None = None) -> None:
    """The report a line was about, chosen; `w`: when it was written, where it was edited since."""
    subject = subject_of(talk, o, u)
    reading = _reading_of(talk, subject, x)
    if m is not None:
        unanswered.withdraw(talk, m)
    _show(talk, subject, reading, m, older_words.remarks_since(talk, subject, reading, m, w) if w else ())


def _read_back(talk: Talk, meant: Meant, text: str) -> None:
    subject = subject_of(talk, meant.duty.id, meant.unit_id)
    codes = codes_meant(text, [line.code for line in subject.tasks])
    named = next((line for line in subject.tasks if codes == [line.code]), None)
    if named is not None and not is_correction(talk, subject):
        task.show(talk, subject.duty.id, subject.unit.id, named.id)
        return
    reading = meant.reading if _is_of_the_cards_task(talk, meant, text) else _reading_of(talk, subject, text)
    _show(talk, subject, reading, talk.incoming.message_id)


def _is_of_the_cards_task(talk: Talk, meant: Meant, text: str) -> bool:
    return not names_tasks(lines.read(talk, meant.duty, meant.unit_id, text).reading) and names_tasks(meant.reading)


def _reading_of(talk: Talk, subject: Subject, text: str) -> Reading:
    """With `các nhiệm vụ còn lại` known; of a report on one task, what names none is about that."""
    unanswered = [line.code for line in subject.unanswered]
    reading = lines.of_report(text, subject.tasks, unanswered=unanswered, **lines.about(talk, subject.duty))
    ask = asking_second(talk.context.second, talk.incoming, f"{subject.duty.id}")
    return read_again(ask, text, subject.tasks, reading)


def _show(
    talk: Talk,
    subject: Subject,
    reading: Reading,
    message: str | None,
    remarks: Sequence[Text] = (),
    beside: Rows = (),
) -> None:
    if reading.is_nil:
        nil.confirm(talk, subject.duty.id, subject.unit.id)
        return
    held = pending(subject, reading, message)
    updates, doubts = progress_said.beside_what_is_said(subject, held.updates, held.doubts)
    held = replace(held, updates=updates, doubts=doubts)
    if held.extension and not held.updates and not held.doubts:
        asking.start(talk, subject.duty.id, held.extension)
        return
    if reading.is_corrected:
        remarks = [*remarks, talk.words("line.corrected")]
    if talk.incoming.kind == "edited":
        unanswered.withdraw(talk, message or "")
        remarks = [*remarks, *older_words.remarks(talk, subject, reading)]
    showing.show(talk, subject, held, remarks, fresh=True, beside=beside)


def edited(talk: Talk, text: str) -> bool:
    """A message that was edited after its words were kept is about the same report again; False where it was none."""
    known = typed_messages.about(talk.session, talk.address, talk.incoming.message_id or "")
    if known is None:
        return tasks_line(talk, text)
    subject = subject_of(talk, known.obligation_id, known.unit_id)
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
    from handlers.orders.understanding import nearest  # which reads lines about tasks

    talk.address.puzzled += 1
    text = talk.incoming.text
    if talk.address.puzzled < PUZZLED_BEFORE_BUTTONS:
        if meant := nearest(talk, text):
            talk.say(talk.words("puzzled.nearest"), in_rows(meant, 1), focus=talk.address.focus)
            return
        name = "puzzled" if talk.person.is_reporter else "puzzled.coordinator"
        example = examples.line(talk) if talk.person.is_reporter else ""
        talk.note(talk.words(name if example or name != "puzzled" else "puzzled.nothing", example=example))
        return
    talk.address.puzzled = 0
    talk.say(talk.words("puzzled.again"), [ways_on(talk)], focus=talk.address.focus)


def ways_on(talk: Talk) -> list[Choice]:
    """What there is for this person in the place of what is not understood, or not for them."""
    word, actor = talk.words.plain, talk.person
    choices = [Choice(word("button.duties"), "duties")] if actor.is_reporter else []
    choices += [Choice(word("button.overdue"), "overdue")] if actor.is_coordinator else []
    return [*choices, Choice(word("button.help"), "help")]
