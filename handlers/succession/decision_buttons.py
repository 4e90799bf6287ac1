"""What can be decided about the reports that an ended unit still owes, as buttons."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from domain.reports.successions import Decision
from handlers.conversation.talk import Choice, Rows
from handlers.display.unit_change_text import MOST_CHOICES
from handlers.words import Words
from storage.people.contacts import CALLED
from storage.people.people import holders
from storage.reporting.duties import Duty
from storage.tables import Unit, UnitChange
from storage.units import unit_changes
from storage.units.units import living


def ways(words: Words, session: Session, change: UnitChange, owed: Sequence[Duty]) -> Rows:
    """Return the buttons for all that is open together, and for one by one."""
    _, new = unit_changes.parts(session, change.id)
    rows: list[list[Choice]] = []
    if owed:
        alive = living(session, change.organisation_id, [unit.id for unit in unit_changes.parts(session, change.id)[0]])
        rows += [[choice] for choice in ways_of(words, alive, "reorganised.all", {"change_id": change.id})]
        rows.append([Choice(words.plain("button.one_by_one"), "reorganised", {"change_id": change.id})])
    rows += [
        [Choice(words.plain("button.invite_unit", unit=unit.shown), "invite.roles", {"unit": unit.id})]
        for unit in new
        if not _has_people(session, unit, change)
    ]
    return rows


def _has_people(session: Session, unit: Unit, change: UnitChange) -> bool:
    assert change.done_at is not None
    held = holders(session, unit.organisation_id, [unit.id], (), change.told_at or change.done_at)
    return bool(held.holding(CALLED, unit.id, 0))


def ways_of(words: Words, new: Sequence[Unit], action: str, args: dict[str, Any]) -> list[Choice]:
    choices = [
        Choice(
            words.plain("button.move_to", unit=unit.shown),
            action,
            {**args, "decision": Decision.MOVED, "to": [unit.id]},
        )
        for unit in new[:MOST_CHOICES]
    ]
    if len(new) > 1:
        choices.append(
            Choice(words.plain("button.move_to_all", n=len(new)), action,
                   {**args, "decision": Decision.MOVED, "to": [unit.id for unit in new]})
        )  # fmt: skip
    choices.append(Choice(words.plain("button.keep_old"), action, {**args, "decision": Decision.KEPT}))
    choices.append(Choice(words.plain("button.excuse_old"), action, {**args, "decision": Decision.EXCUSED}))
    return choices
