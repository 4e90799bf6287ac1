"""What running programs know of each other (PostgreSQL only). It holds while they run; a backup leaves it out."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Process(Base):
    """A running program. It is there while it is seen often enough, by the database's clock."""

    __tablename__ = "process"

    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    place: Mapped[str]  # machine:number, for a person to find it
    agreement: Mapped[dict[str, Any]]  # name -> hash of what must be the same in all of them


class MonthlyCount(Base):
    """How many messages an account sent in a month, where its channel has a quota."""

    __tablename__ = "monthly_count"

    channel: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)  # 2026-11
    sent: Mapped[int]
    level: Mapped[str]  # domain.quotas.Level, as it was last told


class Lease(Base):
    """What only one process may do at a time, such as polling for a bot."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[int]  # process.id
    until: Mapped[datetime]


class RateBudget(Base):
    """How much of its rate an account of a channel has given away, by the database's clock."""

    __tablename__ = "rate_budget"

    channel: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[dict[str, Any]]  # scheduler.delivery.shared_pace


PASSING = frozenset({"process", "lease", "rate_budget", "export", "set_aside", "part_trouble"})
"""Tables whose rows mean nothing once the programs that wrote them are gone, or that can be made again."""
