"""Accepting a report, which locks it; opening a locked one for a time."""

from datetime import date, datetime, time, timedelta

from domain.messaging.messages import Text
from domain.reports.reviews import Verdict
from domain.reports.states import State, is_unlocked, moved
from handlers.conversation.talk import Answer, Choice, Rows, Talk
from handlers.reviewing.found import Found, about, decide, found_or_stop, tell_unit
from handlers.reviewing.reading import next_rows, settled, to_decide_or_stop
from handlers.words import Words, dates
from storage.deciding.reviews import latest


def accept(talk: Talk, report_id: int) -> None:
    """`Chấp nhận`"""
    found = to_decide_or_stop(talk, report_id)
    _accept(talk, found)
    talk.say(talk.words("reviewing.accepted", **about(talk.words, found.duty)), next_rows(talk))


def accept_if_waiting(talk: Talk, report_id: int) -> bool:
    """Whether it still could be accepted."""
    try:
        found = to_decide_or_stop(talk, report_id)
    except Answer:
        return False
    _accept(talk, found)
    return True


def _accept(talk: Talk, found: Found) -> None:
    found.obligation.state = moved(State(found.obligation.state), State.ACCEPTED)
    decide(talk, found, Verdict.ACCEPTED)

    def said(words: Words) -> tuple[Text, Rows]:
        return words("reviewed.told.accepted", **about(words, found.duty), number=found.report.number), []

    tell_unit(talk, found, said)


def unlock(talk: Talk, obligation_id: int, last_day: str) -> None:
    """`Mở lại đến …`: until the end of that day; after it the report is locked again by itself."""
    found = _locked_or_stop(talk, obligation_id)
    words, duty, day = talk.words, found.duty, date.fromisoformat(last_day)
    if day < talk.now.astimezone(duty.zone).date():
        talk.stop("unlock.past", day=dates.day(words, day))
    until = datetime.combine(day + timedelta(days=1), time(), duty.zone)
    found.obligation.unlocked_until = until
    decide(talk, found, Verdict.UNLOCKED, until=until)

    def said(words: Words) -> tuple[Text, Rows]:
        amend = Choice(words.plain("button.amend"), "report.amend", {"obligation_id": duty.id, "unit_id": duty.unit_id})
        ends = dates.moment(words, until, duty.zone)
        return words("reviewed.told.unlocked", **about(words, duty), until=ends), [[amend]]

    tell_unit(talk, found, said)
    talk.say(words("unlock.done", **about(words, duty), until=dates.moment(words, until, duty.zone)), next_rows(talk))


def keep_locked(talk: Talk, obligation_id: int) -> None:
    """`Không mở lại`"""
    found = _locked_or_stop(talk, obligation_id)
    decided = latest(talk.session, obligation_id)
    if decided is None or decided.review.verdict != Verdict.UNLOCK_ASKED:
        settled(talk, found)
    decide(talk, found, Verdict.KEPT_LOCKED)

    def said(words: Words) -> tuple[Text, Rows]:
        return words("reviewed.told.kept_locked", **about(words, found.duty)), []

    tell_unit(talk, found, said)
    talk.say(talk.words("unlock.kept", **about(talk.words, found.duty)), next_rows(talk))


def _locked_or_stop(talk: Talk, obligation_id: int) -> Found:
    found = found_or_stop(talk, obligation_id)
    state = State(found.obligation.state)
    if state is not State.ACCEPTED or is_unlocked(state, found.obligation.unlocked_until, talk.now):
        settled(talk, found)
    return found
