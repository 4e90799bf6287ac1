"""A small office for tests that stay in one session: an organisation, units, people, a plan, requirements on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.plans.plans import look_again
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
    RequirementUnit,
    Unit,
)

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
QUICK: list[Mapping[str, Any]] = [  # the policy of the two-minute plan
    {"before": "60s", "to": ["focal_point"]},
    {"before": "20s", "to": ["focal_point"]},
    {"after": "10s", "to": ["focal_point", "unit_leader"]},
    {"every": "30s", "to": ["focal_point", "unit_leader", "coordinator"]},
]


@dataclass(slots=True)
class Bureau:
    """Rows made in the given session. `BTG` coordinates the one plan; other units are made when named."""

    session: Session
    code: str = "THU"
    timezone: str = "Asia/Ho_Chi_Minh"
    organisation: Organisation = field(init=False)
    plan: Plan = field(init=False)
    units: dict[str, Unit] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.organisation = Organisation(
            code=self.code,
            name="Thành ủy (chạy thử)",
            timezone=self.timezone,
            document_style="party",
            address_form="anh_chi",
            digest_at="07:45",
        )
        self._add(self.organisation)
        self.plan = Plan(organisation_id=self.id, code="KHCN", title="Kế hoạch KH&CN", basis=[], recipients=[])
        self._add(self.plan)
        self._add(
            PlanCoordinator(organisation_id=self.id, plan_id=self.plan.id, unit_id=self.unit("BTG").id, leads=True)
        )

    @property
    def id(self) -> int:
        return self.organisation.id

    def unit(self, code: str) -> Unit:
        if code not in self.units:
            self.units[code] = Unit(organisation_id=self.id, code=code, name=f"Đơn vị {code}")
            self._add(self.units[code])
        return self.units[code]

    def person(
        self, name: str, unit: str, role: str = "focal_point", *, channel: str | None = "telegram", language: str = "vi"
    ) -> Person:
        """Somebody in office; `channel` None: nowhere to be reached."""
        person = Person(organisation_id=self.id, name=name, language=language)
        self._add(person)
        self.appoint(person, unit, role)
        if channel is not None:
            self.address(person, channel)
        return person

    def appoint(self, person: Person, unit: str, role: str) -> Position:
        position = Position(
            organisation_id=self.id, person_id=person.id, unit_id=self.unit(unit).id, role=role, since=LONG_AGO
        )
        self._add(position)
        return position

    def address(self, person: Person, channel: str, *, created_at: datetime = LONG_AGO) -> Address:
        address = Address(
            organisation_id=self.id,
            person_id=person.id,
            channel=channel,
            account="",
            chat_id=f"{person.id}-{created_at:%Y%m%d}",
            is_group=False,
            choices=[],
            puzzled=0,
            wrong_codes=0,
            created_at=created_at,
        )
        self._add(address)
        return address

    def positions_of(self, person: Person) -> list[Position]:
        return list(self.session.scalars(select(Position).where(Position.person_id == person.id)))

    def addresses_of(self, person: Person) -> list[Address]:
        return list(self.session.scalars(select(Address).where(Address.person_id == person.id)))

    def policy(self, steps: Sequence[Mapping[str, Any]] = (), **others: Any) -> ReminderPolicy:
        row = ReminderPolicy(
            organisation_id=self.id,
            code=others.pop("code", "quick"),
            steps=list(steps or QUICK),
            **{"working_days_only": False, **others},
        )
        self._add(row)
        return row

    def requirement(
        self,
        code: str,
        units: Sequence[str],
        now: datetime,
        *,
        policy: ReminderPolicy | None = None,
        contributing: Sequence[str] = (),
        **others: Any,
    ) -> Requirement:
        """A requirement loaded at `now`; quarterly where nothing else is said."""
        row = Requirement(
            organisation_id=self.id,
            plan_id=self.plan.id,
            policy_id=policy.id if policy else None,
            code=code,
            title=f"Báo cáo {code}",
            units={"codes": list(units)},
            tasks={"all": True},
            **{"period_type": "quarterly", "data_window": "calendar", "due_rule": {}, **others},
        )
        self._add(row)
        for names, contributes in ((units, False), (contributing, True)):
            for name in names:
                self.ask(row, name, contributes=contributes)
        look_again(row, now)
        return row

    def once(self, code: str, units: Sequence[str], now: datetime, due: timedelta, **others: Any) -> Requirement:
        """Something asked for a single time, from `now` on."""
        moments = {"once_opens_at": now, "once_due_at": now + due}
        return self.requirement(code, units, now, **{"period_type": "once", **moments, **others})

    def ask(self, requirement: Requirement, unit: str, *, contributes: bool = False) -> None:
        self._add(
            RequirementUnit(
                organisation_id=self.id,
                requirement_id=requirement.id,
                unit_id=self.unit(unit).id,
                contributes=contributes,
            )
        )

    def obligations(self) -> list[Obligation]:
        query = select(Obligation).where(Obligation.organisation_id == self.id)
        return list(self.session.scalars(query.order_by(Obligation.period_start, Obligation.unit_id)))

    def _add(self, row: Any) -> None:
        self.session.add(row)
        self.session.flush()


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """That time in Viet Nam, in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def day(text: str) -> date:
    return date.fromisoformat(text)
