"""Who is told that their unit may add to the report of another, worked out in plain SQL, and what the ledger says."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import text

from storage.tables import ReminderEntry
from tests.lives.away import away_now, reachable_now, there
from tests.lives.house import House

CONTRIBUTE = "contribute"
ROLES = ("focal_point", "deputy")


class Added:
    """Follows these lines of the ledger."""

    def __init__(self) -> None:
        self.told = 0  # people
        self._told: dict[int, set[int]] = defaultdict(set)  # obligation -> people
        self._spared: dict[int, set[int]] = defaultdict(set)  # obligation -> units of which it is noted why not
        self._at: dict[int, dict[int, datetime]] = defaultdict(dict)  # obligation -> person -> when it was decided

    def saw(self, entry: ReminderEntry) -> None:
        if entry.person_id is None:
            assert entry.outcome in ("nobody", "contributed"), f"{entry.step}: {entry.outcome}"
            self._spared[entry.obligation_id].add(int(entry.step.partition(":")[2]))
            return
        assert entry.outcome in ("queued", "saved"), f"{entry.step}: {entry.outcome}"
        assert entry.person_id not in self._told[entry.obligation_id], "told twice that they may contribute"
        self._told[entry.obligation_id].add(entry.person_id)
        self._at[entry.obligation_id][entry.person_id] = entry.decided_at
        self.told += 1

    def check(self, house: House, id: int, step: Mapping[str, Any]) -> None:
        """Of a step that was just given: whoever may add to the report has been told, and who has added is not."""
        with house.database.transaction() as session:
            rows = session.execute(_MAY_ADD, {**moment(house), "obligation": id}).all()
            away, reachable = away_now(session, moment(house)), reachable_now(session)
            heard = set(session.scalars(_HEARD, {"obligation": id}))
        just_now = {person for person, at in self._at[id].items() if at == house.now}
        if "before" not in step or "focal_point" not in step["to"]:
            assert not just_now, f"report {id}: people {just_now} were told by {step} that they may contribute"
            return
        units = {unit for unit, *_ in rows}
        to = [(unit, person) for unit, person, role, has in rows if role in ROLES and role in step["to"] and not has]
        may = {(unit, one) for unit, person in to if (one := there(away, unit, person)) in reachable}
        people = {person for _, person in may}
        missing = people - self._told[id] - heard
        assert not missing, f"report {id}: people {missing} may contribute and were not told"
        assert just_now <= people, f"report {id}: people {just_now - people} were told that they may contribute"
        unsaid = units - {unit for unit, _ in may} - self._spared[id]
        assert not unsaid, f"report {id}: it is not said why nobody of units {unsaid} is told that they may contribute"


def moment(house: House) -> dict[str, object]:
    """Now, as plain SQL is given it."""
    return {"now": f"{house.now:%Y-%m-%d %H:%M:%S.%f}" if house.database.is_sqlite else house.now}


_HEARD = text(
    "SELECT person_id FROM reminder_entry WHERE obligation_id = :obligation AND person_id IS NOT NULL "
    "AND outcome IN ('queued', 'saved') AND step NOT LIKE 'contribute%'"
)
_MAY_ADD = text(
    """
    SELECT u.unit_id, p.person_id, p.role, EXISTS (SELECT 1 FROM draft d JOIN draft_entry e ON e.draft_id = d.id
        WHERE d.obligation_id = :obligation AND d.unit_id = u.unit_id)
    FROM obligation o JOIN requirement_unit u ON u.requirement_id = o.requirement_id AND u.contributes
        AND u.unit_id <> o.unit_id
    LEFT JOIN position p ON p.unit_id = u.unit_id AND p.since <= :now AND (p."until" IS NULL OR p."until" > :now)
    WHERE o.id = :obligation
    """
)
