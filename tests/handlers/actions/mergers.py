"""Units that were merged, written straight into the database."""

from datetime import date

from domain.reports.successions import ChangeKind
from storage.tables import Unit, UnitChange, UnitSuccession
from tests.world import World

DAY = date(2026, 12, 1)
BASIS = {"number": "NQ 7", "date": "2026-11-16", "issuer": "Hội đồng nhân dân"}


def merge(world: World, into: str, *old: str) -> int:
    """These units ended when `into` began; the id of the change."""
    owned = {"organisation_id": world.organisation_id}
    new, ended = world.unit_id(into), [world.unit_id(code) for code in old]
    with world.database.transaction() as session:
        change = UnitChange(**owned, kind=ChangeKind.MERGE, day=DAY, basis=BASIS, done_at=world.now, told_at=world.now)
        session.add(change)
        session.flush()
        for unit_id in ended:
            session.get_one(Unit, unit_id).ended_on = DAY
            session.add(UnitSuccession(**owned, change_id=change.id, from_unit_id=unit_id, to_unit_id=new))
        return change.id
