"""A town of any size, written into the database in bulk: units that owe a report, and a person in each."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from domain.messaging.messages import Card, Outgoing, text_of
from storage.db.database import Database
from storage.db.migrate import upgrade
from storage.db.upsert import table_of
from storage.messages.outbox import Lane
from storage.tables import (
    Address,
    Obligation,
    Outbox,
    Person,
    Position,
    Requirement,
    RequirementUnit,
    Task,
    Unit,
)
from tests.bench.processes import TEXTS, TOKEN
from tests.office import EARLY, Office

FIRST_CHAT = 1_000_000
ACCOUNT = TOKEN.partition(":")[0]


def opened(url: str) -> Database:
    """The database, made and migrated."""
    database = Database(url)
    upgrade(database.engine)
    return database


def settle(database: Database, people: int, *, to_check: int = 0, account: str = ACCOUNT, code: str = "A") -> None:
    """As many units, each with a focal point who can be reached and owes a report on seven tasks. Everybody's open
    question is how far the first task is, so that `40%` is an answer. So many duties the clock is `to_check` now."""
    office = Office(database, code=code)
    office.add_unit("LEAD", "Ban Tuyên giáo")
    office.add_plan("KHCN", "Kế hoạch khoa học và công nghệ", coordinators=["LEAD"])
    office.add_requirement("KHCN-QUY", "Báo cáo quý", units=[])
    organisation = office.organisation_id
    base = FIRST_CHAT
    with database.transaction() as session:
        requirement = session.scalars(select(Requirement.id).where(Requirement.organisation_id == organisation)).one()
        task = session.scalars(
            select(Task.id).where(Task.organisation_id == organisation).order_by(Task.position)
        ).first()
        own = {"organisation_id": organisation}
        numbers = range(people)
        units = ids_of(session, Unit, ({**own, "code": f"U{n}", "name": f"Phường {n}"} for n in numbers))
        persons = ids_of(session, Person, ({**own, "name": f"Nguyễn Thị {n}", "language": "vi"} for n in numbers))
        add_rows(
            session,
            Position,
            (
                {**own, "person_id": p, "unit_id": u, "role": "focal_point", "since": EARLY, "until": None}
                for p, u in zip(persons, units, strict=True)
            ),
        )
        add_rows(
            session,
            RequirementUnit,
            ({**own, "requirement_id": requirement, "unit_id": u, "contributes": False} for u in units),
        )
        duties = ids_of(
            session, Obligation, (_duty(organisation, requirement, u, n < to_check) for n, u in enumerate(units))
        )
        add_rows(
            session,
            Address,
            (
                address_row(
                    organisation,
                    p,
                    base + n,
                    account,
                    {"ask": "percent", "obligation_id": o, "unit_id": u, "task_id": task},
                )
                for n, (p, o, u) in enumerate(zip(persons, duties, units, strict=True))
            ),
        )


def _duty(organisation: int, requirement: int, unit: int, to_check: bool) -> dict[str, Any]:
    now = datetime.now(UTC)
    due = now + timedelta(days=20)
    return {
        "organisation_id": organisation,
        "requirement_id": requirement,
        "unit_id": unit,
        "period_key": "2026-Q4",
        "period_start": date(2026, 10, 1),
        "period_end": date(2026, 12, 31),
        "window_start": date(2026, 10, 1),
        "window_end": date(2026, 12, 31),
        "opens_at": EARLY,
        "due_at": due,
        "original_due_at": due,
        "state": "open",
        "reminded_through": None,
        "next_check_at": now if to_check else None,
    }


def address_row(
    organisation: int, person: int, chat: int, account: str, focus: dict[str, Any] | None
) -> dict[str, Any]:
    return {
        "organisation_id": organisation,
        "person_id": person,
        "channel": "telegram",
        "account": account,
        "chat_id": str(chat),
        "is_group": False,
        "language": None,
        "focus": focus,
        "choices": [],
        "puzzled": 0,
        "menu": None,
        "wrong_codes": 0,
        "created_at": EARLY,
    }


def queue(database: Database, count: int, lane: Lane = Lane.REMINDER, first_chat: int = FIRST_CHAT) -> None:
    """So many messages wait, each for another person."""
    now = datetime.now(UTC)
    rows = (
        {
            "organisation_id": None,
            "channel": "telegram",
            "account": ACCOUNT,
            "chat_id": str(first_chat + n),
            "lane": int(lane),
            "payload": Outgoing("say", Card(text_of(TEXTS[n % len(TEXTS)]))).to_json(),
            "dedupe_key": f"bench:{n}",
            "state": "waiting",
            "attempts": 0,
            "created_at": now,
        }
        for n in range(count)
    )
    with database.transaction() as session:
        add_rows(session, Outbox, rows)


def add_rows(session: Any, model: Any, rows: Iterable[dict[str, Any]]) -> None:
    session.connection().execute(insert(table_of(model)), list(rows))


def ids_of(session: Any, model: Any, rows: Iterable[dict[str, Any]]) -> Sequence[int]:
    """Adds the rows, and gives their ids in the rows' order."""
    last = session.scalar(select(model.id).order_by(model.id.desc()).limit(1)) or 0
    add_rows(session, model, rows)
    return list(session.scalars(select(model.id).where(model.id > last).order_by(model.id)))
