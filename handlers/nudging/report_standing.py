"""How units stand with reports that are named: handed in and when, not due yet, excused, or not asked of them."""

from collections.abc import Collection, Iterator, Sequence

from domain.messaging.messages import Text
from domain.reports.states import EXPECTED, State
from handlers.conversation.talk import Talk
from handlers.following import scope
from handlers.words import dates
from handlers.words.enumerations import listed
from storage.deciding import duty_decisions
from storage.following import overdue
from storage.following.overdue import RequirementPeriod
from storage.people import actors
from storage.reporting import duties, reports
from storage.reporting.duties import Duty
from storage.tables import Unit

MOST = 10  # lines


def about(talk: Talk, asked: Collection[RequirementPeriod]) -> list[Text]:
    """Name the reports about which alone is urged; nothing where it is about all that is late."""
    return [talk.words("nudge.about", titles=titles(talk, asked))] if asked else []


def titles(talk: Talk, asked: Collection[RequirementPeriod]) -> str:
    return ", ".join(f"“{dates.report_title(talk.words, one.title, one.period_key)}”" for one in asked)


def of_pairs(talk: Talk, of: Sequence[tuple[int, str]]) -> list[RequirementPeriod]:
    plans = scope.plans(talk)
    found = (overdue.asked(talk.session, plans, requirement, period) for requirement, period in of)
    return [one for one in found if one is not None]


def standing(talk: Talk, units: Sequence[int], of: Sequence[tuple[int, str]]) -> list[Text]:
    """Say of each of these units how it stands with each of these reports, where it is not late with it."""
    followed = actors.units_followed(talk.session, scope.plans(talk))
    asked = of_pairs(talk, of)
    lines = [line for unit in units if unit in followed for line in _of_unit(talk, unit, asked)]
    return lines[:MOST]


def _of_unit(talk: Talk, unit_id: int, asked: Sequence[RequirementPeriod]) -> Iterator[Text]:
    unit = talk.session.get_one(Unit, unit_id)
    owed = {(duty.requirement_id, duty.period_key): duty for duty in duties.known_to(talk.session, [unit_id])}
    for one in asked:
        title = dates.report_title(talk.words, one.title, one.period_key)
        duty = owed.get((one.requirement_id, one.period_key))
        if duty is None:
            yield talk.words("nudge.not_asked", unit=unit.shown, title=title)
        elif not (duty.state in EXPECTED and duty.due_at < talk.now):
            yield _stands(talk, unit, duty, title)


def _stands(talk: Talk, unit: Unit, duty: Duty, title: str) -> Text:
    if duty.state in EXPECTED:
        due = dates.moment(talk.words, duty.due_at, duty.zone)
        return talk.words("nudge.not_due", unit=unit.shown, title=title, due=due)
    if duty.state is State.EXCUSED:
        to = listed(talk.words, duty_decisions.moved_to(talk.session, duty.id))
        return talk.words("nudge.moved" if to else "nudge.excused", unit=unit.shown, title=title, to=to)
    first = reports.first(talk.session, duty.id)
    at = dates.clocked(talk.words, first.submitted_at, duty.zone) if first is not None else ""
    return talk.words("nudge.handed_in", unit=unit.shown, title=title, at=at)
