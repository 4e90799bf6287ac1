"""The organisation, its units, and the classes that units belong to."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Owned


class Organisation(Base):
    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    timezone: Mapped[str]
    document_style: Mapped[str]  # state | party
    address_form: Mapped[str]  # anh_chi | dong_chi
    digest_at: Mapped[str]  # "07:45", local
    place: Mapped[str | None]  # where documents are written: "Đà Lạt"
    abbreviation: Mapped[str | None]  # in numbers of documents: "TU"
    signer: Mapped[dict[str, Any] | None]  # {authority: [lines], position, name}; a plan may have its own
    digested_on: Mapped[date | None]  # the day of the last digest; None: there was none yet


class UnitClass(Owned, Base):
    __tablename__ = "unit_class"
    __table_args__ = (UniqueConstraint("organisation_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]


class Unit(Owned, Base):
    """A body that owes reports. Its id never changes; names and classes may. See `unit_changes` for what it was."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("organisation_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    began_on: Mapped[date | None]  # out of others; None: it always was
    ended_on: Mapped[date | None]  # the first day on which it is no more
    short_name: Mapped[str | None]  # in tables of documents: "Phường 1"
    abbreviation: Mapped[str | None]  # in numbers of documents: "PYT"
    protocol_order: Mapped[int | None]  # its place where documents list units; None: behind those that have one
    beside: Mapped[str | None]  # what tells it from another unit of the same name; storage.units.units keeps it

    @property
    def shown(self) -> str:
        """As it is called where it may stand beside others."""
        return f"{self.name} ({self.beside})" if self.beside else self.name


class UnitMembership(Owned, Base):
    __tablename__ = "unit_membership"
    __table_args__ = (
        UniqueConstraint("organisation_id", "unit_id", "class_id"),
        Index("ix_unit_membership_unit_id", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("unit_class.id"))
