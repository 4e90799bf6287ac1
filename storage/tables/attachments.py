"""Files that people sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Owned, only_where


class Attachment(Owned, Base):
    """A file that came in. Which report says it is in the answers there, under `files`, for good once handed in."""

    __tablename__ = "attachment"
    __table_args__ = (
        Index(
            "ix_attachment_waiting",
            "id",
            info=only_where("state = 'waiting'"),
        ),
        Index("ix_attachment_address_id_album", "address_id", "album"),
        Index("ix_attachment_person_id_received_at", "person_id", "received_at"),
        {"sqlite_autoincrement": True},  # an id in a button or the inbox stands for one file, also after upkeep
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    received_at: Mapped[datetime]
    source: Mapped[str | None]  # what the channel calls it, to be fetched; None: the content came along
    album: Mapped[str | None]  # the channel's, of several sent at once
    name: Mapped[str]
    size: Mapped[int]  # bytes; before it is fetched, as the channel says
    kind: Mapped[str | None]  # domain.files.attachments.SUFFIXES, by its content
    sha256: Mapped[str | None]  # of the content, hexadecimal
    state: Mapped[str]  # storage.reporting.attachments.State
    reason: Mapped[str | None]  # domain.files.attachments.Refusal
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int]
    obligation_id: Mapped[int | None] = mapped_column(ForeignKey("obligation.id"))  # what it is meant for, as far as
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # that is known: the report, through which
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))  # unit, and the task

    @property
    def as_answer(self) -> dict[str, Any]:
        """As it is kept with the answers of a task."""
        return {"id": self.id, "name": self.name, "kind": self.kind, "size": self.size, "sha256": self.sha256}


class AttachmentContent(Owned, Base):
    """Apart, so that looking at what came in moves no megabytes."""

    __tablename__ = "attachment_content"

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
