"""Typed lines: what answers an open question, what is about tasks, and what is not understood."""

import re
from collections.abc import Mapping
from typing import Any

from domain import form, typed
from domain.reports import EXPECTED
from domain.typed import Reading
from handlers import owed
from handlers.incoming import answered
from handlers.reporting import examples, lines, own_questions, review, task, unit_named
from handlers.reporting.lines import names_tasks
from handlers.reporting.open_question import kept, not_an_answer
from handlers.reporting.reading_back import in_words
from handlers.reporting.reading_back.correcting import subject_of
from handlers.reporting.reading_back.typed_line import MOST_REPORTS, choice, propose, read_back, reading_of, show
from handlers.reporting.subject import is_locked, load, load_open, refuse_closed
from handlers.reporting.which_report import candidates_of, is_code_of, meant_by, nearest
from handlers.talk import Choice, Talk, in_rows
from storage import duties

PUZZLED_BEFORE_BUTTONS = 2
MOST_SAID = 200  # characters of what is said of another unit
_PARTS, _PART_ENDS = re.compile(r"[^\n;]*[\n;]|[^\n;]+$"), " ;\n"


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


def answers_the_doubt(talk: Talk, text: str) -> bool:
    """What surely answers the doubt that is open, whatever its words are elsewhere: `xin lỗi, 70%`."""
    focus = talk.address.focus or {}
    return "held" in focus and not _is_of_another(talk, focus, text) and in_words.settles(talk, text, surely=True)


def _answers_another(talk: Talk, focus: Mapping[str, Any], text: str) -> bool:
    return _is_of_another(talk, focus, text) and tasks_line(talk, text)


def _is_of_another(talk: Talk, focus: Mapping[str, Any], text: str) -> bool:
    """A line that answers a card of another report or task than the one that is asked about is about that card; one
    that names another unit of the person is about that unit."""
    named, _ = unit_named.apart(talk, text)
    spoken = answered.spoken_of(talk)
    names_another_unit = bool(named) and "u" in focus and focus["u"] not in named
    return names_another_unit or (bool(spoken) and not any(one.is_asked(focus) for one in spoken))


def _reviews(talk: Talk, focus: Mapping[str, Any], text: str) -> bool:
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


def _names_another(talk: Talk, focus: Mapping[str, Any], text: str) -> bool:
    """On a task's screen a line that begins with a task's code is about that task, not a result."""
    subject = load_open(talk, focus["o"], focus["u"])
    return typed.names_a_task(text, [t.code for t in subject.tasks])


def tasks_line(talk: Talk, text: str) -> bool:
    """Reads a line about tasks back; False where the text is not about any task the person reports on."""
    if talk.actor is None or not talk.actor.is_reporter:
        return False
    text = _of_one_unit(talk, text)
    of_units, text = unit_named.apart(talk, text)
    meant = meant_by(talk, text, of_units)
    if len(meant) != 1 and (named := lines.of_the_named(talk, text, candidates_of(talk, of_units))) is not None:
        one, text = named
        meant = [one]
    if len(text) > form.TEXT_LIMIT and not any(names_tasks(one.reading) for one in meant):
        return False  # a page about nothing that is known
    if not meant:
        return _about_a_locked_one(talk, text) or _by_the_second_reader(talk, text)
    if len(meant) == 1:
        read_back(talk, meant[0], text)
    elif all(one.reading.is_nil for one in meant) and not of_units:
        owed.nothing(talk)
    elif (
        not talk.incoming.reply_to
        and (first := nearest(meant, talk.now)) is not None
        and not is_code_of(talk, first, text)
    ):
        propose(talk, first, [one for one in meant if one is not first], text)
    else:
        choices = [choice(talk, one, text, f"{n}. ") for n, one in enumerate(meant[:MOST_REPORTS], 1)]
        talk.say(talk.words("line.which"), in_rows(choices, 1))
    return True


def _of_one_unit(talk: Talk, text: str) -> str:
    """Of `phường Hai: 2.7 40%; phường Ba: 3.1 xong` what is said of the first of the person's units; the rest is named,
    to be typed by itself."""
    if len(talk.person.reporting_units) < 2:
        return text
    of_first, at, has_said = frozenset[int](), 0, False
    for part in _PARTS.findall(text):
        of_units, said = unit_named.apart(talk, part.strip(_PART_ENDS))
        if says := any(_says(one.reading) for one in meant_by(talk, said, of_units)):
            if has_said and of_units - of_first:
                talk.note(talk.words("line.another_unit", said=text[at:].strip()[:MOST_SAID]))
                return text[:at].strip(_PART_ENDS)
            of_first = of_first or of_units
        has_said, at = has_said or says, at + len(part)
    return text


def _says(reading: Reading) -> bool:
    return names_tasks(reading) or reading.is_nil or reading.extension is not None


def _by_the_second_reader(talk: Talk, text: str) -> bool:
    """What the built-in reader made nothing of, where only one report can be meant."""
    here = candidates_of(talk, ())
    if talk.context.second is None or len(here) != 1 or here[0][0].state not in EXPECTED:
        return False
    subject = subject_of(talk, here[0][0].id, here[0][1])
    reading = reading_of(talk, subject, text)
    if reading.updates:
        show(talk, subject, reading, talk.incoming.message_id)
    return bool(reading.updates)


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
