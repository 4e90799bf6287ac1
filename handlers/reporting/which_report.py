"""Which of several reports a typed line is about: the one that has its tasks, else the one that is clearly nearest."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.reports import may_write
from domain.typed import Reading
from handlers.incoming import answered
from handlers.talk import Talk
from storage import duties
from storage.duties import Duty

_CLEARLY = timedelta(days=7)  # by which the next is farther off


@dataclass(frozen=True, slots=True)
class Meant:
    """A report that a line may be about, through which unit, and what the line says then."""

    duty: Duty
    unit_id: int
    reading: Reading


def names_tasks(reading: Reading) -> bool:
    return bool(reading.updates) or any(doubt.task is not None for doubt in reading.doubts)


def that_fit(meant: Sequence[Meant]) -> list[Meant]:
    """Those that have all of the tasks which are named, where some have not."""
    unknown = [sum(doubt.why == "unknown_task" for doubt in one.reading.doubts) for one in meant]
    return [one for one, n in zip(meant, unknown, strict=True) if n == min(unknown)]


def nearest(meant: Sequence[Meant], now: datetime) -> Meant | None:
    """The one that is due, or over, long before all others; None where it is not clear."""
    if len(meant) < 2:
        return next(iter(meant), None)
    first, second = sorted(meant, key=lambda one: one.duty.due_at)[:2]
    left = [max(timedelta(0), one.duty.due_at - now) for one in (first, second)]
    return first if left[1] - left[0] >= _CLEARLY and left[1] >= 2 * left[0] else None


def candidates_of(talk: Talk, of_units: Collection[int]) -> list[tuple[Duty, int]]:
    """What may be meant; what is named outweighs which report is on the screen."""
    if not of_units:
        return candidates(talk)
    here = [one for one in candidates(talk) if one[1] in of_units]
    return here or [one for one in candidates(talk, anywhere=True) if one[1] in of_units]


def candidates(talk: Talk, *, anywhere: bool = False) -> list[tuple[Duty, int]]:
    """What the message that is answered speaks of; else the report on screen (not `anywhere`); else all that the
    person may write about."""
    if spoken := answered.spoken_of(talk):
        return [(one.duty, one.unit_id) for one in spoken]
    units = talk.person.reporting_units
    own = [(duty, duty.unit_id) for duty in duties.owed_by(talk.session, units)]
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
