"""What the steps of applying a file share: the file, the moment, and the organisation's rows by their codes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.setup.schema.models import SetupFile
from storage.tables import Organisation, Plan, ReminderPolicy, Requirement, Unit, UnitClass

T = TypeVar("T", UnitClass, Unit, Plan, ReminderPolicy, Requirement)


@dataclass(slots=True)
class Loading:
    """The rows hold what is in the database, and after each step also what the file adds."""

    session: Session
    file: SetupFile
    now: datetime
    organisation: Organisation
    classes: dict[str, UnitClass] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    policies: dict[str, ReminderPolicy] = field(default_factory=dict)
    requirements: dict[str, Requirement] = field(default_factory=dict)

    @property
    def organisation_id(self) -> int:
        return self.organisation.id


def begin(session: Session, file: SetupFile, now: datetime, organisation: Organisation) -> Loading:
    def rows(table: type[T]) -> dict[str, T]:
        found = session.scalars(select(table).where(table.organisation_id == organisation.id).order_by(table.id))
        return {row.code: row for row in found}

    return Loading(
        session,
        file,
        now,
        organisation,
        rows(UnitClass),
        rows(Unit),
        rows(Plan),
        rows(ReminderPolicy),
        rows(Requirement),
    )
