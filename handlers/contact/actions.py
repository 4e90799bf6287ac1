"""Being away for some days, and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.reports.absences import Days
from domain.rights import REPORTING_ROLES
from domain.text import vietnamese_key
from handlers.contact import notices
from handlers.conversation.acting import Acting, Reason, Refusal
from storage.people import absences, people
from storage.tables import Absence, Organisation, Person, Unit


class CannotBeAway(Reason):
    NOT_A_COLLEAGUE = "away.not_there"
    NOT_YOURS = "button.unknown"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who may stand in, in a unit for which both report."""

    unit: Unit
    person: Person


def colleagues(acting: Acting) -> Sequence[Colleague]:
    """Return who else may report for a unit of this person: unit by unit, in Vietnamese order."""
    found: list[Colleague] = []
    for unit_id in acting.person.reporting_units:
        unit = acting.session.get_one(Unit, unit_id)
        in_unit = people.in_office(acting.session, unit.organisation_id, unit_id, acting.now)
        others = {id for role, id in in_unit if role in REPORTING_ROLES} - {acting.person.person_id}
        found += [Colleague(unit, person) for person in people.persons(acting.session, others)]
    return sorted(
        found, key=lambda one: (vietnamese_key(one.unit.name), vietnamese_key(one.person.name), one.person.id)
    )


def colleague(acting: Acting, unit_id: int, deputy_id: int) -> Colleague:
    for one in colleagues(acting):
        if (one.unit.id, one.person.id) == (unit_id, deputy_id):
            return one
    raise Refusal(CannotBeAway.NOT_A_COLLEAGUE)


def be_away(acting: Acting, units: Sequence[int], deputy_id: int, days: Days) -> list[Colleague]:
    """Let the colleague stand in on these days in each of the units, or in none, and tell them. Said twice, it is kept
    once."""
    found = [colleague(acting, unit, deputy_id) for unit in units]
    for one in found:
        _be_away(acting, one, days)
    return found


def _be_away(acting: Acting, found: Colleague, days: Days) -> None:
    unit_id, deputy_id, zone = found.unit.id, found.person.id, zone_of(acting)
    since, until = (datetime.combine(day, time(), zone) for day in (days.first, days.last + timedelta(days=1)))
    known = [one.absence for one in absences.coming(acting.session, [unit_id], acting.now)]
    same = (acting.person.person_id, deputy_id, since, until)
    if any((one.person_id, one.deputy_id, one.since, one.until) == same for one in known):
        return
    organisation_id = found.unit.organisation_id
    absence = absences.add(
        acting.session,
        organisation_id=organisation_id,
        unit_id=unit_id,
        person_id=acting.person.person_id,
        deputy_id=deputy_id,
        since=since,
        until=until,
        now=acting.now,
    )
    detail = {"absence": absence.id, "deputy": deputy_id, "first": f"{days.first}", "last": f"{days.last}"}
    acting.record(organisation_id, "absence.planned", f"unit:{unit_id}", **detail)
    notices.away(acting, found.unit, deputy_id, days)


def be_back(acting: Acting, absence_id: int) -> None:
    """End the absence now, and tell who stood in."""
    absence = acting.session.get(Absence, absence_id, with_for_update=True)
    if absence is None or absence.person_id != acting.person.person_id:
        raise Refusal(CannotBeAway.NOT_YOURS)
    if absence.until <= acting.now:
        return
    unit = acting.session.get_one(Unit, absence.unit_id)
    absence.until = acting.now
    acting.session.flush()
    acting.record(unit.organisation_id, "absence.ended", f"unit:{unit.id}", absence=absence_id)
    today = acting.now.astimezone(zone_of(acting)).date()
    notices.back(acting, unit, absence.deputy_id, Days(today, today))


def zone_of(acting: Acting) -> ZoneInfo:
    assert acting.organisation is not None
    return ZoneInfo(acting.session.get_one(Organisation, acting.organisation.id).timezone)
