"""Reminders that could not be written when they were due: kept with what is needed to send them later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.calendar.durations import Duration
from domain.reminders.decide import Occurrence, Step
from domain.rights import Role
from handlers.reminding.digests import Reminder
from storage.aside.bulkhead import REMINDERS, Bulkhead
from storage.people.people import Holders
from storage.reporting.reminder_ledger import RemindedDuty

TELL = "tell"  # in the place of a role: a coordinator is to hear that nobody can be reminded


@dataclass(frozen=True, slots=True)
class Again:
    """One reminder of one obligation for one person. A later one of the same obligation takes its place."""

    obligation_id: int
    person_id: int
    step: str  # domain.reminders.decide.Occurrence.key
    kind: Any  # the key of one of domain.reminders.kinds.KINDS
    moment: datetime
    as_role: str
    asked: bool = False
    through: int | None = None  # see `Reminder`

    @classmethod
    def of(cls, person_id: int, reminder: Reminder) -> "Again":
        occurrence = reminder.occurrence
        return cls(
            reminder.obligation_id,
            person_id,
            occurrence.key,
            occurrence.step.kind,
            occurrence.moment,
            reminder.as_role,
            reminder.asked,
            reminder.through,
        )

    @classmethod
    def telling(cls, person_id: int, obligation_id: int, occurrence: Occurrence) -> "Again":
        return cls(obligation_id, person_id, occurrence.key, occurrence.step.kind, occurrence.moment, TELL)

    @property
    def subject(self) -> str:
        what = "unheard" if self.as_role == TELL else "obligation"
        return f"{what}:{self.obligation_id}/person:{self.person_id}"

    @property
    def detail(self) -> dict[str, Any]:
        return {
            "obligation": self.obligation_id,
            "person": self.person_id,
            "step": self.step,
            "kind": str(self.kind),
            "moment": self.moment.isoformat(),
            "role": self.as_role,
            "asked": self.asked,
            "through": self.through,
        }

    @property
    def occurrence(self) -> Occurrence:
        return Occurrence(self.step, Step(self.kind, Duration(0, "s")), self.moment)

    def is_wanted(self, watched: RemindedDuty | None, held: Holders, reachable: set[int]) -> bool:
        """Say whether it is still to be said: the report is awaited, no later reminder has come, and the person is
        still the one to hear of it and can be written to."""
        if watched is None or not watched.is_expected or self.person_id not in reachable:
            return False
        if watched.reminded_through is not None and watched.reminded_through > self.moment:
            return False
        role = Role.COORDINATOR if self.as_role == TELL else self.as_role
        return self.person_id in held.holding([role], self.through or watched.unit_id, watched.plan_id)


def again_of(bulkhead: Bulkhead) -> list[Again]:
    """Return those that are to be tried now."""
    found = []
    for aside in bulkhead.due(REMINDERS):
        kept = aside.detail
        found.append(
            Again(
                kept["obligation"],
                kept["person"],
                kept["step"],
                kept["kind"],
                datetime.fromisoformat(kept["moment"]),
                kept["role"],
                kept["asked"],
                kept.get("through"),
            )
        )
    return found


def add_again(wanted: dict[int, dict[int, Reminder]], still: Iterable[Again]) -> None:
    """Add what is to be said again to the digests, where nothing newer about the same obligation is in them."""
    for again in still:
        if again.as_role != TELL:
            reminder = Reminder(again.obligation_id, again.occurrence, again.as_role, again.asked, again.through)
            wanted.setdefault(again.person_id, {}).setdefault(again.obligation_id, reminder)


def add_unheard(told: dict[int, list[tuple[int, Occurrence]]], still: Iterable[Again]) -> None:
    for again in still:
        found = told.setdefault(again.person_id, []) if again.as_role == TELL else []
        if again.obligation_id not in {id for id, _ in found}:
            found.append((again.obligation_id, again.occurrence))
