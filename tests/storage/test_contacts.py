"""Units, their people and their invitations by what is asked about them, on both databases."""

from datetime import timedelta

import pytest

from storage.db.database import Database
from storage.people import contacts, invitations
from storage.plans import plans
from storage.tables import Invitation, Position
from storage.units import units
from tests.office import Office, local

NOW = local("2026-11-23 09:00")
HOUR = timedelta(hours=1)


@pytest.fixture
def office(database: Database) -> Office:
    office = Office(database)
    office.furnish()
    return office


def test_units_are_listed_by_name_and_an_organisation_with_all_of_its_own(office: Office) -> None:
    other = Office(office.database, code="KHAC")
    other.add_unit("SO", "Sở Tài chính")
    wanted = [office.unit_id("PYT"), office.unit_id("PNV")]
    assert [unit.code for unit in office.database.do(units.listed, wanted, [])] == ["PNV", "PYT"]
    assert [unit.code for unit in office.database.do(units.listed, wanted, [other.organisation_id])] == [
        "PNV",
        "PYT",
        "SO",
    ]
    assert office.database.do(units.listed, [], []) == []


def test_plans_are_owed_by_units_that_report_not_by_those_that_contribute(office: Office) -> None:
    office.add_plan("KHAC", "Kế hoạch khác")
    office.add_requirement("CHUNG", "Báo cáo chung", units=["PKT"], contributing=["PYT"], plan="KHAC")

    def owed(*codes: str) -> set[int]:
        return office.database.do(plans.plans_owed, [office.unit_id(code) for code in codes])

    assert owed("PYT") == {office.plan_id("KHCN")}
    assert owed("PKT", "PYT") == {office.plan_id("KHCN"), office.plan_id("KHAC")}
    assert owed("BTG") == set()
    assert owed() == set()


def test_a_holder_holds_the_role_in_the_unit_now(office: Office) -> None:
    person, unit = office.person("PYT", "focal_point", "An"), office.unit_id("PYT")
    elsewhere = office.unit_id("PKT")

    def holds(unit_id: int, role: str) -> bool:
        return office.database.do(contacts.holder, person, unit_id, role, NOW) is not None

    assert holds(unit, "focal_point")
    assert not holds(unit, "deputy")
    assert not holds(elsewhere, "focal_point")
    with office.database.transaction() as session:
        session.get_one(Position, 1).until = NOW
    assert not holds(unit, "focal_point")


def test_somebody_with_two_roles_is_called_by_the_first(office: Office) -> None:
    person = office.person("PYT", "deputy", "An", "11")
    office.appoint(person, "PYT", "focal_point")
    pair = (office.organisation_id, office.unit_id("PYT"))
    [found] = office.database.do(contacts.contacts_of, [pair], NOW)[pair[1]]
    assert (found.role, found.channel) == ("focal_point", "telegram")


def test_an_invitation_waits_until_it_is_used_or_too_old(office: Office) -> None:
    maker, unit = office.person("BTG", "coordinator", "Tuấn"), office.unit_id("PYT")

    def make(minutes: int) -> int:
        with office.database.transaction() as session:
            made, _ = invitations.add(
                session,
                organisation_id=office.organisation_id,
                unit_id=unit,
                role="deputy",
                name=None,
                now=NOW + timedelta(minutes=minutes),
                created_by=maker,
            )
            return made.id

    def waiting(
        *, role: str = "deputy", by: int = maker, since: int | None = None, later: timedelta = HOUR
    ) -> int | None:
        found = office.database.do(
            invitations.waiting,
            unit_id=unit,
            role=role,
            created_by=by,
            since=None if since is None else NOW + timedelta(minutes=since),
            now=NOW + later,
        )
        return None if found is None else found.id

    first, second = make(0), make(10)
    assert waiting() == waiting(since=10) == second
    assert waiting(since=11) is waiting(role="focal_point") is None
    assert waiting(by=office.person("BTG", "coordinator", "Minh")) is None
    with office.database.transaction() as session:
        session.get_one(Invitation, second).used_at = NOW
    assert waiting() == first
    assert waiting(later=invitations.LIFETIME) is None
