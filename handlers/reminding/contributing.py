"""Whom to tell, beside those who owe a report, that they may add to it: once, while it is not due yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.reminders.decide import Occurrence
from domain.rights import Role
from handlers.display.queued_digests import CONTRIBUTE
from handlers.reminding.digests import Reminder
from storage.people.people import Holders
from storage.reporting import reminder_ledger as reminders
from storage.reporting.reminder_ledger import MayAdd, RemindedDuty

ROLES = (Role.FOCAL_POINT, Role.DEPUTY)  # who may be told; the same step tells those of them whom it reminds


def calls_for(occurrence: Occurrence) -> bool:
    """Say whether it is the moment to tell: the focal points of the lead are reminded of what is not due yet."""
    return occurrence.step.kind == "before" and Role.FOCAL_POINT in occurrence.step.to


@dataclass(frozen=True, slots=True)
class ContributorsTold:
    """Who is told of one report, and the lines of the ledger on the units of which nobody is."""

    reminders: dict[int, Reminder]  # by person
    entries: list[dict[str, Any]]


class Contributing:
    """The units that may add to some reports, and their people who can be reached."""

    def __init__(self, units: Iterable[MayAdd], held: Holders, reachable: set[int]) -> None:
        self._units: dict[int, list[MayAdd]] = defaultdict(list)
        for one in units:
            self._units[one.obligation_id].append(one)
        self._held, self._reachable = held, reachable

    def told(
        self, organisation_id: int, watched: RemindedDuty, occurrence: Occurrence, now: datetime
    ) -> ContributorsTold:
        """Return who is told of this report, by a step that calls for it."""
        step = Occurrence(CONTRIBUTE, occurrence.step, occurrence.moment)
        found = ContributorsTold({}, [])
        for one in self._units[watched.id]:
            people = {} if one.has_added else dict(self._people(watched, one, occurrence.step.to))
            for person, role in people.items():
                found.reminders.setdefault(person, Reminder(watched.id, step, role, through=one.unit_id))
            if not people:
                of_unit = Occurrence(f"{CONTRIBUTE}:{one.unit_id}", occurrence.step, occurrence.moment)
                why = "contributed" if one.has_added else "nobody"
                found.entries.append(reminders.entry(organisation_id, watched.id, of_unit, now, outcome=why))
        return found

    def through(self, watched: RemindedDuty, person_id: int) -> tuple[int, str] | None:
        """Return the unit through which somebody may still add to a report, and their role there."""
        for one in self._units[watched.id]:
            role = dict(self._people(watched, one, ROLES)).get(person_id)
            if role is not None and not one.has_added:
                return one.unit_id, role
        return None

    def _people(self, watched: RemindedDuty, one: MayAdd, to: Sequence[str]) -> Iterator[tuple[int, str]]:
        for person, role in self._held.holding(
            [role for role in ROLES if role in to], one.unit_id, watched.plan_id
        ).items():
            if person in self._reachable:
                yield person, role
