"""Typed lines: read, read back, and recorded only when the person says that it was meant so."""

from typing import Any

from domain import form, typed
from domain.messages import lines_of
from domain.text import fold
from handlers import questions
from handlers.reporting import answers, card, task
from handlers.reporting.subject import load_open, saying, title_of
from handlers.talk import Choice, Talk, in_rows
from storage import duties
from storage.duties import Duty

PUZZLED_BEFORE_BUTTONS = 2


def free_text(talk: Talk, text: str) -> None:
    """Text that is neither a command nor a button's words: an answer to what was asked, or a line about tasks."""
    focus = talk.address.focus or {}
    if focus.get("ask") in form.BY_CODE or (focus.get("ask") == "task" and not _names_another(talk, focus, text)):
        task.typed_answer(talk, focus, text)
    elif focus.get("ask") in questions.ANSWERS:
        questions.ANSWERS[focus["ask"]](talk, text)
    elif not tasks_line(talk, text):
        puzzled(talk)


def _names_another(talk: Talk, focus: dict[str, Any], text: str) -> bool:
    """On a task's screen a line that begins with a task's code is about that task, not a result."""
    subject = load_open(talk, focus["o"], focus["u"])
    return typed.names_a_task(text, [t.code for t in subject.tasks])


def tasks_line(talk: Talk, text: str) -> bool:
    """Reads a line about tasks back; False where the text is not about any task the person reports on."""
    if talk.actor is None or not talk.actor.is_reporter:
        return False
    meant = [(duty, unit) for duty, unit in _candidates(talk) if _is_about(talk, duty, text)]
    if not meant:
        return False
    if len(meant) == 1:
        read_back(talk, meant[0][0].id, meant[0][1], text)
        return True
    choices = [
        Choice(f"{n}. {title_of(talk, duty)} · {duty.unit_name}"[:60], "line.for", {"o": duty.id, "u": unit, "x": text})
        for n, (duty, unit) in enumerate(meant, 1)
    ]
    talk.say(talk.words("line.which"), in_rows(choices, 1))
    return True


def _candidates(talk: Talk) -> list[tuple[Duty, int]]:
    """The report on screen; without one, all that the person may write about."""
    focus = talk.address.focus or {}
    if "u" in focus:
        duty = duties.duty(talk.session, focus["o"])
        if duty is not None:
            return [(duty, focus["u"])]
    units = talk.person.reporting_units
    own = [(duty, duty.unit_id) for duty in duties.owed_by(talk.session, units)]
    return own + duties.open_to_contribution(talk.session, units)


def _is_about(talk: Talk, duty: Duty, text: str) -> bool:
    codes = [task_line.code for task_line in duties.tasks_of(talk.session, duty.requirement_id)]
    return any(typed.names_a_task(line, codes) for line in text.replace(";", "\n").splitlines())


def read_back(talk: Talk, o: int, u: int, text: str) -> None:
    """`Tôi hiểu là …`; where any part was not understood, that is asked back and nothing is filled in."""
    subject = load_open(talk, o, u)
    named = next((line for line in subject.tasks if fold(line.code) == fold(text)), None)
    if named is not None:
        task.show(talk, o, u, named.id)
        return
    reading = typed.read_line(text, [t.code for t in subject.tasks])
    if not reading.certain:
        puzzling = "; ".join(f"“{statement[:80]}”" for statement in reading.puzzling)
        talk.stop("line.puzzling", said=puzzling, code=subject.tasks[0].code)
    ids = {t.code: t.id for t in subject.tasks}
    updates = [[ids[update.task], update.answers] for update in reading.updates]
    said = "; ".join(f"{update.task} {answers.in_full(talk.words, update.answers)}" for update in reading.updates)
    fixes = [
        Choice(talk.words.plain("button.amend_task", code=code), "task", {**subject.args, "t": ids[code]})
        for code in dict.fromkeys(update.task for update in reading.updates)
    ]
    rows = [
        [Choice(talk.words.plain("button.right"), "line.put", {**subject.args, "x": updates})],
        *in_rows(fixes),
        [Choice(talk.words.plain("button.drop"), "report.card", subject.args)],
    ]
    body = lines_of(
        [talk.words("line.understood", said=said, title=title_of(talk, subject.duty)), talk.words("right?")]
    )
    talk.say(body, rows, focus={"ask": "card", **subject.args})


def put(talk: Talk, o: int, u: int, x: list[Any]) -> None:
    """`Đúng, ghi vào nháp`."""
    subject = load_open(talk, o, u)
    for task_id, said in x:
        task.task_or_stop(talk, subject, task_id)
        subject = saying(talk, subject, task_id, said)
    card.show(talk, subject)


def line_for(talk: Talk, o: int, u: int, x: str) -> None:
    """The report a line was about, chosen."""
    read_back(talk, o, u, x)


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
