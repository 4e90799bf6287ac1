"""An office to test in: an organisation with units, a plan, requirements, obligations and people, written straight
into the database, so that a test says in a line what it is about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from domain.reports.states import State
from storage.db.database import Database
from storage.tables import (
    Address,
    Obligation,
    Organisation,
    Person,
    Plan,
    PlanCoordinator,
    Position,
    ReminderPolicy,
    Requirement,
    RequirementTask,
    RequirementUnit,
    Task,
    TaskGroup,
    Unit,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
EARLY = datetime(2026, 1, 1, tzinfo=UTC)
UNITS = {
    "BTG": "Ban Tuyên giáo",
    "PKT": "Phòng Kinh tế & <Hạ tầng>",  # meant to be awkward
    "PYT": "Phòng Y tế",
    "PNV": "Phòng Nội vụ",
}
TASKS = {
    "1.1": "Tuyên truyền NQ 20, KL 50",
    "2.7": "Quỹ phát triển KH&CN",
    "3.1": "Ứng dụng KH&CN cho rau, hoa",
    "4.8": "Chuyển giao KH&CN vào nông nghiệp",
    "5.2": "Sở hữu trí tuệ cho sản phẩm đặc trưng",
    "6.2": "Hợp tác với viện, trường",
    "T.1": "Ban hành kế hoạch của đơn vị",
}
QUARTERS = {
    "2026-Q3": (date(2026, 7, 1), date(2026, 9, 30), "2026-09-17 17:00"),
    "2026-Q4": (date(2026, 10, 1), date(2026, 12, 31), "2026-12-17 17:00"),
}


def local(text: str) -> datetime:
    """`2026-12-17 17:00` in Viet Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


class Office:
    """Every `add_…` is a commit of its own and gives the new row's id; rows are named by their codes."""

    def __init__(self, database: Database, *, code: str = "DALAT", address_form: str = "anh_chi") -> None:
        self.database = database
        self._session: Session | None = None
        self._known: dict[tuple[type[Any], str], int] = {}  # ids by codes, which never change hands
        self.organisation_id = self._add(
            Organisation(
                code=code,
                name="Thành ủy Đà Lạt",
                timezone=ZONE.key,
                document_style="party",
                address_form=address_form,
                digest_at="07:45",
            )
        )

    def furnish(self, units: Mapping[str, str] = UNITS, reporting: Sequence[str] = ("PKT", "PYT", "PNV")) -> None:
        """The usual: four units, a plan of seven tasks that the first coordinates, and the report on quarter IV/2026,
        due 17:00 on Thursday 17 December 2026, owed by the others."""
        with self._together():
            for code, name in units.items():
                self.add_unit(code, name)
            self.add_plan("KHCN", "Kế hoạch khoa học và công nghệ", coordinators=[next(iter(units))])
            self.add_requirement("KHCN-QUY", "Báo cáo quý", units=reporting)
            self.open("KHCN-QUY", "2026-Q4")

    # The setup

    def add_unit(self, code: str, name: str) -> int:
        return self._add(Unit(organisation_id=self.organisation_id, code=code, name=name))

    def add_plan(
        self, code: str, title: str, *, coordinators: Sequence[str] = (), tasks: Mapping[str, str] = TASKS
    ) -> int:
        plan_id = self._add(Plan(organisation_id=self.organisation_id, code=code, title=title, basis=[], recipients=[]))
        for number, unit in enumerate(coordinators):
            self._add_owned(PlanCoordinator, plan_id=plan_id, unit_id=self.unit_id(unit), leads=number == 0)
        group_id = self._add_owned(TaskGroup, plan_id=plan_id, code="II", title="Nhiệm vụ", position=0)
        for position, (task, said) in enumerate(tasks.items()):
            self._add_owned(Task, plan_id=plan_id, group_id=group_id, code=task, title=said, position=position)
        return plan_id

    def add_policy(self, code: str, steps: list[Any], *, quiet: tuple[str, str] | None = None) -> int:
        """`steps` as in a setup file: `[{"before": "1wd", "at": "08:30", "to": ["focal_point"]}]`."""
        quiet_from, quiet_to = quiet or (None, None)
        return self._add_owned(
            ReminderPolicy,
            code=code,
            quiet_from=quiet_from,
            quiet_to=quiet_to,
            working_days_only=quiet is not None,
            steps=steps,
        )

    def add_requirement(
        self,
        code: str,
        title: str,
        *,
        units: Sequence[str],
        contributing: Sequence[str] = (),
        plan: str = "KHCN",
        tasks: Sequence[str] | None = None,
        period_type: str = "quarterly",
        policy_id: int | None = None,
    ) -> int:
        """A report that each of `units` owes, to which the `contributing` ones may add; on all the plan's tasks."""
        plan_id = self._id(Plan, plan)
        requirement_id = self._add_owned(
            Requirement,
            plan_id=plan_id,
            policy_id=policy_id,
            code=code,
            title=title,
            units={},
            tasks={},
            period_type=period_type,
            data_window="calendar",
        )
        for unit in [*units, *contributing]:
            self._add_owned(
                RequirementUnit,
                requirement_id=requirement_id,
                unit_id=self.unit_id(unit),
                contributes=unit in contributing,
            )
        for task_id in self._task_ids(plan_id, tasks):
            self._add_owned(RequirementTask, requirement_id=requirement_id, task_id=task_id)
        return requirement_id

    def open(self, requirement: str, period_key: str, due: str | None = None) -> list[int]:
        """The period's obligations of all units that owe the report; `due` in local time for other periods than
        the quarters known here."""
        requirement_id = self._id(Requirement, requirement)
        start, end, usual = QUARTERS.get(period_key, (date(2026, 11, 1), date(2026, 11, 30), ""))
        with self._commit() as session:
            owing = session.scalars(
                select(RequirementUnit.unit_id)
                .where(RequirementUnit.requirement_id == requirement_id, RequirementUnit.contributes.is_(False))
                .order_by(RequirementUnit.id)
            )
            due_at = local(due or usual)
            found = [
                Obligation(
                    organisation_id=self.organisation_id,
                    requirement_id=requirement_id,
                    unit_id=unit_id,
                    period_key=period_key,
                    period_start=start,
                    period_end=end,
                    window_start=start,
                    window_end=end,
                    opens_at=datetime.combine(start, datetime.min.time(), ZONE),
                    due_at=due_at,
                    original_due_at=due_at,
                    state=str(State.OPEN),
                )
                for unit_id in owing
            ]
            session.add_all(found)
            session.flush()
            return [obligation.id for obligation in found]

    # People

    def person(
        self,
        unit: str,
        role: str,
        name: str,
        chat_id: str | None = None,
        *,
        channel: str = "telegram",
        language: str = "vi",
    ) -> int:
        """A person in a position; with `chat_id` reachable there."""
        person_id = self._add_owned(Person, name=name, language=language)
        self.appoint(person_id, unit, role)
        if chat_id is not None:
            self.address(person_id, chat_id, channel=channel)
        return person_id

    def appoint(self, person_id: int, unit: str, role: str) -> None:
        self._add_owned(Position, person_id=person_id, unit_id=self.unit_id(unit), role=role, since=EARLY)

    def address(self, person_id: int | None, chat_id: str, *, channel: str = "telegram", is_group: bool = False) -> int:
        """A chat, of a person or of nobody yet."""
        return self._add(
            Address(
                organisation_id=self.organisation_id if person_id else None,
                person_id=person_id,
                channel=channel,
                account=account_of(channel),
                chat_id=chat_id,
                is_group=is_group,
                choices=[],
                puzzled=0,
                wrong_codes=0,
                created_at=EARLY,
            )
        )

    # Looking things up

    def person_id(self, name: str) -> int:
        with self.database.transaction() as session:
            return session.scalars(select(Person.id).where(Person.name == name)).one()

    def unit_id(self, code: str) -> int:
        return self._id(Unit, code)

    def plan_id(self, code: str = "KHCN") -> int:
        return self._id(Plan, code)

    def obligation_id(self, unit: str, requirement: str = "KHCN-QUY", period_key: str = "2026-Q4") -> int:
        requirement_id, unit_id = self._id(Requirement, requirement), self.unit_id(unit)
        query = select(Obligation.id).where(
            Obligation.requirement_id == requirement_id,
            Obligation.unit_id == unit_id,
            Obligation.period_key == period_key,
        )
        with self.database.transaction() as session:
            return session.scalars(query).one()

    def settle(
        self, unit: str, requirement: str = "KHCN-QUY", period_key: str = "2026-Q4", state: str = "submitted"
    ) -> None:
        """The report is in (or excused), without the ceremony."""
        obligation_id = self.obligation_id(unit, requirement, period_key)
        with self.database.transaction() as session:
            session.get_one(Obligation, obligation_id).state = state

    def all(self, table: type[Any]) -> list[Any]:
        """All rows of a table, in the order of their making."""
        with self.database.transaction() as session:
            return list(session.scalars(select(table).order_by(table.id)))

    @contextmanager
    def _together(self) -> Iterator[None]:
        """What is added meanwhile is one commit."""
        with self.database.transaction() as session:
            self._session = session
            yield
            self._session = None

    @contextmanager
    def _commit(self) -> Iterator[Session]:
        if self._session is not None:
            yield self._session
        else:
            with self.database.transaction() as session:
                yield session

    def _id(self, table: type[Any], code: str) -> int:
        if (table, code) not in self._known:
            with self._commit() as session:
                self._known[table, code] = _id_of(session, table, self.organisation_id, code)
        return self._known[table, code]

    def _task_ids(self, plan_id: int, codes: Iterable[str] | None) -> list[int]:
        with self._commit() as session:
            query = select(Task.id).where(Task.plan_id == plan_id).order_by(Task.position)
            return list(session.scalars(query if codes is None else query.where(Task.code.in_(list(codes)))))

    def _add_owned(self, table: type[Any], **values: Any) -> int:
        return self._add(table(organisation_id=self.organisation_id, **values))

    def _add(self, row: Any) -> int:
        """Without the session's help, which takes three times as long: offices are half of what a test costs."""
        values = {name: value for name, value in vars(row).items() if name != "_sa_instance_state"}
        with self._commit() as session:
            done = session.connection().execute(insert(type(row).__table__), values)
        [id_] = done.inserted_primary_key or [None]
        if "code" in values:
            self._known[type(row), values["code"]] = id_
        return int(id_)


def account_of(channel: str) -> str:
    return "7000001" if channel == "telegram" else ""


def _id_of(session: Session, table: type[Any], organisation_id: int, code: str) -> int:
    query = select(table.id).where(table.organisation_id == organisation_id, table.code == code)
    return int(session.scalars(query).one())
