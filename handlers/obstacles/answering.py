"""What is done about an obstacle: answered, closed, opened again; who raised it hears of it."""

from domain import rights
from domain.messaging.messages import lines_of
from domain.reports.obstacles import ANSWER_LIMIT, ObstacleState
from domain.text import nfc
from handlers.conversation.talk import Choice, Talk
from handlers.display import obstacle_text
from handlers.obstacles import access, keeping
from storage.deciding.obstacles import Entry
from storage.tables import Obstacle


def ask(talk: Talk, obstacle_id: int) -> None:
    """`Trả lời`: what?"""
    entry = access.to_answer_or_stop(talk, obstacle_id)
    body = talk.words("answer.ask", unit=entry.unit, text=entry.obstacle.text, limit=ANSWER_LIMIT)
    talk.say(body, focus={"ask": "answer", "obstacle_id": obstacle_id})


def typed(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "answer", "obstacle_id": …}`: read back."""
    x = (talk.address.focus or {})["obstacle_id"]
    entry, said = access.to_answer_or_stop(talk, x), nfc(text)
    if len(said) > ANSWER_LIMIT:
        talk.stop("bad.text", limit=ANSWER_LIMIT)
    words = talk.words
    understood = words("answer.understood", unit=entry.unit, text=entry.obstacle.text, answer=said)
    go = Choice(words.plain("button.answer_send"), "obstacle.answered", {"obstacle_id": x, "text": said})
    leave = Choice(words.plain("button.leave"), "leave")
    talk.say(lines_of([understood, words("right?")]), [[go, leave]])


def answer(talk: Talk, obstacle_id: int, text: str) -> None:
    """Answered, which the unit hears, and those who coordinate where somebody else answered."""
    obstacle = access.locked_or_stop(talk, obstacle_id)
    entry = access.to_answer_or_stop(talk, obstacle_id)
    obstacle.state, obstacle.answer = str(ObstacleState.ANSWERED), text
    keeping.done(talk, obstacle, "answered", text)
    told = keeping.tell_unit(talk, obstacle_id, "told.answered", text)
    if not rights.may_follow(talk.person, obstacle.plan_id):
        keeping.tell_coordinators(talk, obstacle_id)
    talk.show(talk.words("answer.done" if told else "answer.unheard", unit=entry.unit))


def ask_close(talk: Talk, obstacle_id: int) -> None:
    """`Đóng`, by those who follow it or by the unit itself: read back, with whose it is."""
    obstacle, entry = _to_close_or_stop(talk, obstacle_id)
    words = talk.words
    body = lines_of([words("close.understood", unit=entry.unit, text=obstacle.text), words("right?")])
    go = Choice(words.plain("button.close"), "obstacle.closed", {"obstacle_id": obstacle_id})
    talk.say(body, [[go, Choice(words.plain("button.leave"), "leave")]])


def _to_close_or_stop(talk: Talk, obstacle_id: int) -> tuple[Obstacle, Entry]:
    obstacle = access.own_or_followed_or_stop(talk, obstacle_id)
    entry = access.seen_or_stop(talk, obstacle_id)
    if not obstacle_text.is_open(entry):
        talk.stop("obstacle.settled", state=obstacle_text.state(talk.words, entry))
    return obstacle, entry


def close(talk: Talk, obstacle_id: int) -> None:
    """Confirmed."""
    obstacle, entry = _to_close_or_stop(talk, obstacle_id)
    obstacle.state = str(ObstacleState.CLOSED)
    keeping.done(talk, obstacle, "closed")
    if obstacle.unit_id not in talk.person.reporting_units:
        keeping.tell_unit(talk, obstacle_id, "told.closed", "")
    talk.show(talk.words("close.done", unit=entry.unit, text=obstacle.text))


def reopen(talk: Talk, obstacle_id: int) -> None:
    """`Chưa giải quyết xong`: it is open again, since the day it was raised."""
    obstacle = access.own_or_followed_or_stop(talk, obstacle_id)
    entry = access.seen_or_stop(talk, obstacle_id)
    if obstacle_text.is_open(entry):
        talk.stop("obstacle.open_already")
    obstacle.state, obstacle.owner_unit_id = str(ObstacleState.OPEN), None
    obstacle.owner_person_id = None
    keeping.done(talk, obstacle, "reopened")
    keeping.tell_at_once(talk, obstacle)
    if obstacle.unit_id not in talk.person.reporting_units:
        keeping.tell_unit(talk, obstacle_id, "told.reopened", "")
    talk.show(talk.words("reopen.done", unit=entry.unit, text=obstacle.text))
