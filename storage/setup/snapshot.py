"""The setup of an organisation as it stands in the database, as facts that two states can be compared by.

Every attribute that a file can set is among them, so that no loading changes anything without a line that says so.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from domain.reports import EXPECTED
from storage.setup.difference import NAME, Facts, Following, Items, Key, State
from storage.setup.words import NONE, basis_words, day, due_words, moment, quoted, steps_words
from storage.tables import (
    Obligation,
    Organisation,
    Plan,
    PlanCoordinator,
    ReminderPolicy,
    Requirement,
    RequirementTask,
    RequirementUnit,
    Task,
    TaskGroup,
    Unit,
    UnitClass,
    UnitMembership,
)

Entries = Iterator[tuple[Key, Facts]]


def snapshot(session: Session, organisation_id: int) -> State:
    """Reads it all, in a fixed number of queries."""
    organisation = session.get_one(Organisation, organisation_id)
    zone = ZoneInfo(organisation.timezone)
    parts = (
        _organisation(organisation),
        _classes(session, organisation_id),
        _units(session, organisation_id),
        _policies(session, organisation_id),
        _plans(session, organisation_id),
        _groups(session, organisation_id),
        _tasks(session, organisation_id),
        _requirements(session, organisation_id, zone),
        _periods(session, organisation_id, zone),
    )
    return {key: facts for part in parts for key, facts in part}


def _organisation(row: Organisation) -> Entries:
    yield (
        ("tổ chức", row.code),
        {
            NAME: quoted(row.name),
            "múi giờ": row.timezone,
            "thể thức văn bản": row.document_style,
            "cách xưng hô": row.address_form,
            "giờ gửi tổng hợp": row.digest_at,
        },
    )


def _classes(session: Session, organisation_id: int) -> Entries:
    for row in session.scalars(
        select(UnitClass).where(UnitClass.organisation_id == organisation_id).order_by(UnitClass.id)
    ):
        yield ("lớp", row.code), {NAME: quoted(row.name)}


def _units(session: Session, organisation_id: int) -> Entries:
    classes = _grouped(
        session,
        select(UnitMembership.unit_id, UnitClass.code)
        .join(UnitClass, UnitClass.id == UnitMembership.class_id)
        .where(UnitMembership.organisation_id == organisation_id)
        .order_by(UnitClass.code),
    )
    rows = session.execute(
        select(Unit.id, Unit.code, Unit.name).where(Unit.organisation_id == organisation_id).order_by(Unit.id)
    )
    for id, code, name in rows:
        yield ("đơn vị", code), {NAME: quoted(name), "lớp": Items("vào lớp", "bỏ khỏi lớp", classes[id])}


def _policies(session: Session, organisation_id: int) -> Entries:
    query = select(ReminderPolicy).where(ReminderPolicy.organisation_id == organisation_id)
    for row in session.scalars(query.order_by(ReminderPolicy.id)):
        yield (
            ("lịch nhắc", row.code),
            {
                "giờ yên lặng": f"{row.quiet_from}–{row.quiet_to}" if row.quiet_from else NONE,
                "chỉ nhắc ngày làm việc": "có" if row.working_days_only else "không",
                "các bước": steps_words(row.steps),
            },
        )


def _plans(session: Session, organisation_id: int) -> Entries:
    units = _grouped(
        session,
        select(PlanCoordinator.plan_id, Unit.code, PlanCoordinator.leads)
        .join(Unit, Unit.id == PlanCoordinator.unit_id)
        .where(PlanCoordinator.organisation_id == organisation_id)
        .order_by(Unit.code),
        lambda row: f"{row[1]} (chủ trì)" if row[2] else row[1],
    )
    query = select(Plan).where(Plan.organisation_id == organisation_id).order_by(Plan.id)
    for row in session.scalars(query):
        yield ("kế hoạch", row.code), _plan(row, units[row.id])


def _plan(row: Plan, coordinators: tuple[str, ...]) -> Facts:
    basis = tuple(map(basis_words, row.basis))
    return {
        NAME: quoted(row.title),
        "số": row.number or NONE,
        "ngày": day(row.date),
        "cơ quan ban hành": quoted(row.issuer),
        "căn cứ": Items("thêm căn cứ", "bỏ căn cứ", basis, ordered=True),
        "nơi nhận": Items("thêm nơi nhận", "bỏ nơi nhận", tuple(map(quoted, row.recipients)), ordered=True),
        "đơn vị theo dõi": Items("thêm đơn vị theo dõi", "bỏ đơn vị theo dõi", coordinators),
    }


def _groups(session: Session, organisation_id: int) -> Entries:
    rows = session.execute(
        select(Plan.code, TaskGroup.code, TaskGroup.title)
        .join(Plan, Plan.id == TaskGroup.plan_id)
        .where(TaskGroup.organisation_id == organisation_id)
        .order_by(Plan.id, TaskGroup.position)
    )
    order = defaultdict[str, list[str]](list)
    for plan, code, title in rows:
        order[plan].append(code)
        yield ("nhóm nhiệm vụ", f"{plan} {code}"), {NAME: quoted(title)}


def _tasks(session: Session, organisation_id: int) -> Entries:
    rows = session.execute(
        select(Plan.code, Task.code, Task.title, TaskGroup.code)
        .join(Plan, Plan.id == Task.plan_id)
        .outerjoin(TaskGroup, TaskGroup.id == Task.group_id)
        .where(Task.organisation_id == organisation_id)
        .order_by(Plan.id, Task.position)
    )
    for plan, code, title, group in rows:
        yield ("nhiệm vụ", f"{plan} {code}"), {NAME: quoted(title), "nhóm": group or NONE}
