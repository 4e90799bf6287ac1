"""What failed and is tried again, and which parts of the program fail. A backup leaves both out."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class SetAside(Base):
    """One report, person or organisation for which something failed: it waits, so that the others need not."""

    __tablename__ = "set_aside"
    __table_args__ = (UniqueConstraint("part", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    part: Mapped[str]  # reminders | mornings | …: storage.aside.bulkhead.PARTS
    subject: Mapped[str]  # "obligation:12", "obligation:12/person:7", "organisation:1"
    detail: Mapped[dict[str, Any]]  # what is needed to do it later, where its own row does not say
    reason: Mapped[str]  # the kind of failure, never what somebody wrote
    failures: Mapped[int]
    since: Mapped[datetime]
    next_try_at: Mapped[datetime]


class PartTrouble(Base):
    """A part of the program that fails or stands still, and whether that was told in chat."""

    __tablename__ = "part_trouble"

    name: Mapped[str] = mapped_column(primary_key=True)  # the part; for one organisation with "@" and its id
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))  # None: of all
    reason: Mapped[str]
    place: Mapped[str]  # the process in which it was seen last
    since: Mapped[datetime]
    seen_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    over_since: Mapped[datetime | None]
