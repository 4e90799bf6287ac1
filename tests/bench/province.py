"""A province: one organisation with its communes, the people of each, and one report that all owe at one moment."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from storage.db.database import Database
from storage.tables import Address, Person, Position, Requirement, RequirementUnit, Unit
from tests.bench.population import ACCOUNT, FIRST_CHAT, add_rows, address_row, ids_of
from tests.office import EARLY, Office, local

PROVINCES = 34
COMMUNES, PEOPLE = 324, 29_412  # of one: 11,016 communes and 1,000,008 people in the country
DUE = local("2026-12-17 17:00")  # a Thursday
DAY_BEFORE, DUE_DAY, LATE = local("2026-12-16 08:30"), local("2026-12-17 13:00"), local("2026-12-18 08:30")
STEPS = [  # as in docs/examples/thanh-uy.yaml
    {"before": "1wd", "at": "08:30", "to": ["focal_point"]},
    {"before": "4h", "to": ["focal_point", "deputy"]},
    {"after": "1wd", "at": "08:30", "to": ["focal_point", "deputy"]},
]
ONE_IN = 10  # of a commune's people is a focal point, the others are deputies


def settle(database: Database, communes: int, people: int, *, code: str = "TINH", first_chat: int = FIRST_CHAT) -> None:
    """Everybody in a commune answers for its report, so that the reminder on the due day goes to all. The report
    has not been asked for yet: the clock will find that it is time."""
    office = Office(database, code=code)
    office.add_unit("VP", "Văn phòng")
    office.add_plan("KHCN", "Kế hoạch khoa học và công nghệ", coordinators=["VP"])
    policy = office.add_policy("CHUAN", STEPS, quiet=("20:00", "07:30"))
    requirement = office.add_requirement(
        "BC", "Báo cáo kết quả thực hiện", units=[], period_type="once", policy_id=policy
    )
    own = {"organisation_id": office.organisation_id}
    opens = DAY_BEFORE - timedelta(hours=1)
    with database.transaction() as session:
        units = ids_of(session, Unit, ({**own, "code": f"X{n}", "name": f"Xã số {n}"} for n in range(communes)))
        persons = ids_of(session, Person, ({**own, "name": f"Nguyễn Thị {n}", "language": "vi"} for n in range(people)))
        owes = {**own, "requirement_id": requirement, "contributes": False}
        add_rows(session, RequirementUnit, ({**owes, "unit_id": unit} for unit in units))
        held = {**own, "since": EARLY, "until": None}
        add_rows(session, Position, ({**held, **position} for position in _positions(persons, units)))
        add_rows(
            session,
            Address,
            (address_row(own["organisation_id"], p, first_chat + n, ACCOUNT, None) for n, p in enumerate(persons)),
        )
        session.execute(
            update(Requirement)
            .where(Requirement.id == requirement)
            .values(once_opens_at=opens, once_due_at=DUE, next_open_at=opens)
        )


def _positions(persons: Sequence[int], units: Sequence[int]) -> Iterator[dict[str, Any]]:
    """One commune's people after the other."""
    for n, person in enumerate(persons):
        role = "deputy" if n % ONE_IN else "focal_point"
        yield {"person_id": person, "unit_id": units[n * len(units) // len(persons)], "role": role}


def one_of(commune: int, communes: int, people: int) -> int:
    """The chat of somebody in the commune of that number."""
    return FIRST_CHAT + (2 * commune + 1) * people // (2 * communes)


def people_of(commune: int, communes: int, people: int) -> int:
    """How many there are in it."""
    return sum(n * communes // people == commune for n in range(people))
