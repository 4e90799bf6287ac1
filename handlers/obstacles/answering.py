"""What is done about an obstacle: answered, forwarded to a unit, closed, opened again; who raised it hears of it."""

from domain import rights
from domain.messages import Text, lines_of
from domain.obstacles import ANSWER_LIMIT, ObstacleState
from domain.text import nfc
from handlers.notices import tell
from handlers.obstacles import keeping, texts
from handlers.obstacles.ledger import seen_or_stop
from handlers.talk import Choice, Rows, Talk, in_rows
from handlers.unit_names import matching
from handlers.words import Words
from storage import actors, obstacles, units
from storage.contacts import CALLED
from storage.obstacles import Entry
from storage.people import holders
from storage.tables import Obstacle, Unit

MOST_UNITS = 10
_LEADERS = ("unit_leader", *CALLED)


def ask(talk: Talk, x: int) -> None:
    """`Trả lời`: what?"""
    entry = _to_answer_or_stop(talk, x)
    body = talk.words("answer.ask", unit=entry.unit, text=entry.obstacle.text, limit=ANSWER_LIMIT)
    talk.say(body, focus={"ask": "answer", "x": x})


def typed_answer(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "answer", "x": …}`: read back."""
    x = (talk.address.focus or {})["x"]
    entry, said = _to_answer_or_stop(talk, x), nfc(text)
    if len(said) > ANSWER_LIMIT:
        talk.stop("bad.text", limit=ANSWER_LIMIT)
    words = talk.words
    understood = words("answer.understood", unit=entry.unit, text=entry.obstacle.text, answer=said)
    go = Choice(words.plain("button.answer_send"), "obstacle.answered", {"x": x, "s": said})
    leave = Choice(words.plain("button.leave"), "leave")
    talk.say(lines_of([understood, words("right?")]), [[go, leave]])


def answer(talk: Talk, x: int, s: str) -> None:
    """Answered, which the unit hears, and those who coordinate where somebody else answered."""
    obstacle = _locked_or_stop(talk, x)
    entry = _to_answer_or_stop(talk, x)
    obstacle.state, obstacle.answer = str(ObstacleState.ANSWERED), s
    _done(talk, obstacle, "answered", s)
    told = _tell_unit(talk, x, "told.answered", s)
    if not rights.may_follow(talk.person, obstacle.plan_id):
        _tell_coordinators(talk, x)
    talk.show(talk.words("answer.done" if told else "answer.unheard", unit=entry.unit))


def ask_unit(talk: Talk, x: int) -> None:
    """`Chuyển`: to which unit?"""
    entry = _followed_or_stop(talk, x)
    talk.say(talk.words("forward.ask", text=entry.obstacle.text), focus={"ask": "forward", "x": x})


def typed_unit(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "forward", "x": …}`."""
    x = (talk.address.focus or {})["x"]
    entry = _followed_or_stop(talk, x)
    found = matching(units.listed(talk.session, (), [entry.obstacle.organisation_id]), text)
    if not found:
        talk.stop("forward.no_such_unit", typed=text[:60])
    choices = [
        Choice(f"{n}. {unit.name}"[:60], "obstacle.forwarded", {"x": x, "u": unit.id})
        for n, unit in enumerate(found[:MOST_UNITS], 1)
    ]
    body = talk.words("forward.which", text=entry.obstacle.text)
    talk.say(body, in_rows(choices, 1), focus={"ask": "forward", "x": x})


def forward(talk: Talk, x: int, u: int) -> None:
    """That unit is to answer; its people are told, and the unit that raised it."""
    obstacle = _locked_or_stop(talk, x)
    entry = _followed_or_stop(talk, x)
    unit = talk.session.get(Unit, u)
    if unit is None or unit.organisation_id != obstacle.organisation_id:
        talk.stop("obstacle.not_yours")
    obstacle.state, obstacle.owner_unit_id = str(ObstacleState.FORWARDED), u
    _done(talk, obstacle, "forwarded", unit_id=u)
    forwarded = obstacles.entry(talk.session, x)
    assert forwarded is not None

    def said(words: Words) -> tuple[Text, Rows]:
        lines = [words("told.forwarded", who=talk.person.name), texts.in_full(words, talk.session, forwarded)]
        return lines_of(lines), texts.ways(words, forwarded, answers=True)

    held = holders(talk.session, obstacle.organisation_id, [u], (), talk.now)
    told = tell(talk.session, set(held.holding(_LEADERS, u, 0)), said, talk.now)
    _tell_unit(talk, x, "told.passed_on", unit.name)
    talk.show(talk.words("forward.done" if told else "forward.unheard", unit=unit.name, text=entry.obstacle.text))


def close(talk: Talk, x: int) -> None:
    """`Đóng`, by those who follow it or by the unit itself."""
    obstacle = _own_or_followed_or_stop(talk, x)
    entry = seen_or_stop(talk, x)
    if not texts.is_open(entry):
        talk.stop("obstacle.settled", state=texts.state(talk.words, entry))
    obstacle.state = str(ObstacleState.CLOSED)
    _done(talk, obstacle, "closed")
    if obstacle.unit_id not in talk.person.reporting_units:
        _tell_unit(talk, x, "told.closed", "")
    talk.show(talk.words("close.done", text=obstacle.text))


def reopen(talk: Talk, x: int) -> None:
    """`Chưa giải quyết xong`: it is open again, since the day it was raised."""
    obstacle = _own_or_followed_or_stop(talk, x)
    if texts.is_open(seen_or_stop(talk, x)):
        talk.stop("obstacle.open_already")
    obstacle.state, obstacle.owner_unit_id = str(ObstacleState.OPEN), None
    _done(talk, obstacle, "reopened")
    talk.show(talk.words("reopen.done", text=obstacle.text))


def _done(talk: Talk, obstacle: Obstacle, action: str, text: str = "", unit_id: int | None = None) -> None:
    keeping.note(talk, obstacle, action, text, unit_id)
    talk.record(obstacle.organisation_id, f"obstacle.{action}", f"obstacle:{obstacle.id}", text=text, unit=unit_id)


def _tell_unit(talk: Talk, x: int, name: str, text: str) -> set[int]:
    """Who raised it, and who else reports for the unit."""
    entry = obstacles.entry(talk.session, x)
    assert entry is not None
    obstacle = entry.obstacle
    held = holders(talk.session, obstacle.organisation_id, [obstacle.unit_id], (), talk.now)
    people = {obstacle.person_id, *held.holding(CALLED, obstacle.unit_id, 0)} - {talk.person.person_id}

    def said(words: Words) -> tuple[Text, Rows]:
        body = words(name, who=talk.person.name, obstacle=obstacle.text, text=text)
        return body, [] if texts.is_open(entry) else texts.ways(words, entry, own=True)

    return tell(talk.session, people, said, talk.now)


def _tell_coordinators(talk: Talk, x: int) -> None:
    entry = obstacles.entry(talk.session, x)
    assert entry is not None
    people = set(actors.coordinators(talk.session, entry.obstacle.plan_id, talk.now)) - {talk.person.person_id}
    tell(talk.session, people, lambda words: (texts.in_full(words, talk.session, entry), []), talk.now)


def _locked_or_stop(talk: Talk, x: int) -> Obstacle:
    obstacle = obstacles.locked(talk.session, x)
    if obstacle is None:
        talk.stop("obstacle.not_yours")
    return obstacle


def _own_or_followed_or_stop(talk: Talk, x: int) -> Obstacle:
    obstacle = _locked_or_stop(talk, x)
    own = obstacle.unit_id in talk.person.reporting_units
    if not own and not rights.may_follow(talk.person, obstacle.plan_id):
        talk.stop("obstacle.not_yours")
    return obstacle


def _to_answer_or_stop(talk: Talk, x: int) -> Entry:
    """Open, and this person is to answer it."""
    entry = seen_or_stop(talk, x)
    if not rights.may_answer(talk.person, entry.obstacle.plan_id, entry.obstacle.owner_unit_id):
        talk.stop("obstacle.not_yours")
    if not texts.is_open(entry):
        talk.stop("obstacle.settled", state=texts.state(talk.words, entry))
    return entry


def _followed_or_stop(talk: Talk, x: int) -> Entry:
    entry = _to_answer_or_stop(talk, x)
    if not rights.may_follow(talk.person, entry.obstacle.plan_id):
        talk.stop("obstacle.not_yours")
    return entry
