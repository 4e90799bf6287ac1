"""Units over time: their names, which ended, who came after, and what was decided on their duties."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Owned


class UnitChange(Owned, Base):
    """A unit renamed, or units merged or split, from a day on, by a document."""

    __tablename__ = "unit_change"
    __table_args__ = (
        Index("ix_unit_change_organisation_id_told_at", "organisation_id", "told_at", "day"),
        Index("ix_unit_change_unit_id_day", "unit_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # domain.reports.successions.ChangeKind
    day: Mapped[date]  # the first on which it holds
    basis: Mapped[dict[str, Any]]  # {number, date, issuer}
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # of a renaming
    old_name: Mapped[str | None]  # …: until that day
    new_name: Mapped[str | None]  # …: from then on; later corrections are with the unit
    done_at: Mapped[datetime | None]  # when the program followed it; None: it is still to come
    told_at: Mapped[datetime | None]  # when those whom it concerns were told


class UnitSuccession(Owned, Base):
    """One unit came after another, by a merger or a split."""

    __tablename__ = "unit_succession"
    __table_args__ = (
        UniqueConstraint("organisation_id", "from_unit_id", "to_unit_id"),
        Index("ix_unit_succession_change_id", "change_id"),
        Index("ix_unit_succession_from_unit_id", "from_unit_id"),
        Index("ix_unit_succession_to_unit_id", "to_unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("unit_change.id"))
    from_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    to_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))


class DutyDecision(Owned, Base):
    """What was decided on a report that an ended unit still owed. Rows are added and never changed.

    `now_in`: the expected report in which it is handed in now; the same one where it did not move.
    """

    __tablename__ = "duty_decision"
    __table_args__ = (
        UniqueConstraint("organisation_id", "obligation_id", "decision", "now_in"),
        Index("ix_duty_decision_obligation_id", "obligation_id"),
        Index("ix_duty_decision_now_in", "now_in"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"))
    decision: Mapped[str]  # domain.reports.successions.Decision
    now_in: Mapped[int] = mapped_column(ForeignKey("obligation.id"))
    basis: Mapped[dict[str, Any]]  # of the change, as it stood then
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str]
    at: Mapped[datetime]
