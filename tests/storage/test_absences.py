"""Whose place is taken by whom, where several are away at a time."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from sqlalchemy import delete

from storage.db.database import Database
from storage.people import absences
from storage.people.people import holders
from storage.tables import Absence, Unit
from tests.world import World

AN, BINH, CHI, DUNG = "An", "Bình", "Chi", "Dũng"


@pytest.mark.parametrize(
    ("away", "there"),
    [
        ({}, {AN: AN, BINH: BINH, CHI: CHI}),
        ({AN: BINH}, {AN: BINH, BINH: BINH, CHI: CHI}),
        ({AN: BINH, BINH: CHI}, {AN: CHI, BINH: CHI, CHI: CHI}),
        ({AN: BINH, BINH: AN}, {AN: BINH, BINH: AN, CHI: CHI}),
        ({AN: BINH, CHI: BINH}, {AN: BINH, BINH: BINH, CHI: BINH}),
        ({AN: BINH, BINH: CHI, CHI: AN}, {AN: BINH, BINH: CHI, CHI: AN}),
        ({AN: BINH, BINH: CHI, CHI: BINH}, {AN: BINH, BINH: CHI, CHI: BINH}),
        ({AN: BINH, BINH: CHI, CHI: DUNG}, {AN: DUNG, BINH: DUNG, CHI: DUNG}),
    ],
)
def test_in_whatever_order_it_was_said(sqlite_database: Database, away: dict[str, str], there: dict[str, str]) -> None:
    world = World(sqlite_database)
    world.furnish()
    roles = {AN: "focal_point", BINH: "deputy", CHI: "unit_leader", DUNG: "deputy"}
    for number, (name, role) in enumerate(roles.items()):
        world.person("PYT", role, name, f"10{number}")
    unit, now = world.unit_id("PYT"), datetime(2026, 12, 15, 2, tzinfo=UTC)
    ids = {name: world.person_id(name) for name in roles}
    for order in permutations(away.items()):
        with world.database.transaction() as session:
            office = session.get_one(Unit, unit).organisation_id
            session.execute(delete(Absence))
            for one, other in order:
                absences.add(
                    session,
                    organisation_id=office,
                    unit_id=unit,
                    person_id=ids[one],
                    deputy_id=ids[other],
                    since=now - timedelta(hours=1),
                    until=now + timedelta(hours=1),
                    now=now,
                )
            held = holders(session, office, [unit], (), now).in_unit[unit]
            wanted = [(role, ids[there.get(name, name)]) for name, role in roles.items()]
            assert sorted(held) == sorted(wanted), order
