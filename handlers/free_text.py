"""Text that is neither a command nor a button's words: an answer to what was asked, or a line about tasks."""

from collections.abc import Mapping
from typing import Any

from domain import typed
from domain.forms import form
from handlers.conversation.talk import Talk
from handlers.drafting import answered_message
from handlers.drafting.subject import load_open
from handlers.naming import unit_named
from handlers.obstacles import raising
from handlers.puzzled import puzzled
from handlers.questions import ANSWERS, OF_A_FORM
from handlers.reporting import own_questions, starting, task
from handlers.reporting.cards import review
from handlers.reporting.open_question import kept, not_an_answer
from handlers.reporting.typed_lines import in_words
from handlers.reporting.typed_lines.about_tasks import tasks_line


def free_text(talk: Talk, text: str) -> None:
    """Hand the text to the question that is open, else to the reports that it may be about."""
    focus = talk.address.focus or {}
    if _answers_another(talk, focus, text) or _reviews(talk, focus, text):
        return
    if focus.get("ask") in form.BY_CODE or (focus.get("ask") == "task" and not _names_another(talk, focus, text)):
        task.typed_answer(talk, focus, text)
    elif focus.get("ask") == "own":
        own_questions.typed_value(talk, text)
    elif focus.get("ask") in OF_A_FORM and raising.urgent(talk, text, aside=True):
        return
    elif focus.get("ask") in ANSWERS:
        ANSWERS[focus["ask"]](talk, text)
    elif in_words.settles(talk, text) or tasks_line(talk, text) or kept.proposes(talk, text):
        return
    elif not (in_words.is_about_what_waits(talk, text) or starting.opens(talk, text) or raising.urgent(talk, text)):
        if len(text) > form.TEXT_LIMIT:
            talk.stop("too_long.unread", length=len(text), limit=form.TEXT_LIMIT)
        puzzled(talk)


def answers_the_doubt(talk: Talk, text: str) -> bool:
    """Take what surely answers the doubt that is open, whatever its words mean elsewhere (`xin lỗi, 70%`); else return
    False."""
    focus = talk.address.focus or {}
    return "held" in focus and not _is_of_another(talk, focus, text) and in_words.settles(talk, text, surely=True)


def _answers_another(talk: Talk, focus: Mapping[str, Any], text: str) -> bool:
    return _is_of_another(talk, focus, text) and tasks_line(talk, text)


def _is_of_another(talk: Talk, focus: Mapping[str, Any], text: str) -> bool:
    """Say whether the line is about something else than what is asked: it answers a card of another report or task, or
    names another unit of the person."""
    named, _ = unit_named.apart(talk, text)
    spoken = answered_message.spoken_of(talk)
    names_another_unit = bool(named) and "unit_id" in focus and focus["unit_id"] not in named
    return names_another_unit or (bool(spoken) and not any(one.is_asked(focus) for one in spoken))


def _reviews(talk: Talk, focus: Mapping[str, Any], text: str) -> bool:
    """Show the review of a report where `xem lại` answers its card or is typed under the one that is open; else return
    False."""
    if not not_an_answer.asks_to_review(text):
        return False
    places = [(one.duty.id, one.unit_id) for one in answered_message.spoken_of(talk)]
    if not places and focus.get("ask") == "card":
        places = [(focus["obligation_id"], focus["unit_id"])]
    if len(places) != 1:
        return False
    review.show(talk, *places[0])
    return True


def _names_another(talk: Talk, focus: Mapping[str, Any], text: str) -> bool:
    """Say whether a line on a task's screen begins with a task's code: it is about that task then, and not a result."""
    subject = load_open(talk, focus["obligation_id"], focus["unit_id"])
    return typed.names_a_task(text, [t.code for t in subject.tasks])
