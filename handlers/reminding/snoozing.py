"""`Nhắc lại sau`: one more message later, beside the series of reminders, which stays as it is."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from domain import rights
from domain.reports.states import EXPECTED
from handlers.conversation.talk import Choice, Talk
from handlers.words import dates
from storage.reporting import duties, reminder_ledger
from storage.reporting.duties import Duty
from storage.tables import Snooze

MORNING = time(8, 0)
LATER = {"1h": timedelta(hours=1), "3h": timedelta(hours=3)}


def _still_owed(talk: Talk, ids: list[int]) -> list[Duty]:
    found = [duty for duty in duties.duties(talk.session, ids) if rights.may_report(talk.person, duty.unit_id)]
    owed = [duty for duty in found if duty.state in EXPECTED]
    if not owed:
        talk.stop("snooze.nothing")
    return owed


def offer(talk: Talk, ids: list[int]) -> None:
    _still_owed(talk, ids)
    choices = [
        Choice(talk.words.plain(f"button.snooze.{when}"), "snooze.at", {"ids": ids, "when": when})
        for when in (*LATER, "morning")
    ]
    talk.say(talk.words("snooze.ask"), [choices])


def at(talk: Talk, ids: list[int], when: str) -> None:
    owed = _still_owed(talk, ids)
    moment = talk.now + LATER[when] if when in LATER else _next_morning(talk.now, owed[0])
    _replace_earlier(talk, [duty.id for duty in owed])
    ids = [duty.id for duty in owed]
    reminder_ledger.put_off(talk.session, owed[0].organisation_id, talk.person.person_id, ids, moment, talk.now)
    talk.show(talk.words("snooze.done", at=dates.clocked(talk.words, moment, owed[0].zone)))


def _replace_earlier(talk: Talk, ids: list[int]) -> None:
    """Drop an earlier wish about the same reports: the last word counts."""
    mine = select(Snooze).where(Snooze.person_id == talk.person.person_id, Snooze.remind_at.is_not(None))
    for snooze in talk.session.scalars(mine):
        if sorted(snooze.obligation_ids) == sorted(ids):
            snooze.remind_at = None


def _next_morning(now: datetime, duty: Duty) -> datetime:
    tomorrow = (now.astimezone(duty.zone) + timedelta(days=1)).date()
    return datetime.combine(tomorrow, MORNING, tzinfo=duty.zone)
