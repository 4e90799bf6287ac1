"""Messages on their way in and out, buttons, and what the channels need to remember."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from storage.tables.base import Base, Owned, only_where


class Inbox(Base):
    """What came in, stored before it is acknowledged. `external_id` makes a repeated delivery harmless."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "account", "external_id"),
        Index("ix_inbox_waiting", "id", info=only_where("done_at IS NULL")),
        Index(
            "ix_inbox_message",
            "channel",
            "account",
            "chat_id",
            "message_id",
            info=only_where("message_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    channel: Mapped[str]
    account: Mapped[str]
    chat_id: Mapped[str]
    external_id: Mapped[str]
    message_id: Mapped[str | None]  # of what may be edited later: the channel's id of the message
    payload: Mapped[dict[str, Any]]  # domain.messaging.messages.Incoming
    received_at: Mapped[datetime]
    attempts: Mapped[int]
    done_at: Mapped[datetime | None]
    error: Mapped[str | None]  # kind of failure, never what the person wrote


class Outbox(Base):
    """What is to be sent, written in the same commit as its cause."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("dedupe_key"),
        Index(
            "ix_outbox_waiting",
            "channel",
            "account",
            "lane",
            "id",
            info=only_where("state = 'waiting'"),
        ),
        Index(
            "ix_outbox_waiting_in_chat",
            "channel",
            "account",
            "chat_id",
            "lane",
            "id",
            info=only_where("state = 'waiting'"),
        ),
        Index(
            "ix_outbox_sent_in_chat",
            "channel",
            "account",
            "chat_id",
            "sent_at",
            info=only_where("sent_at IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},  # an id stands for one message, also after upkeep
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    channel: Mapped[str]
    account: Mapped[str]
    chat_id: Mapped[str]
    lane: Mapped[int]  # storage.messages.outbox.Lane: replies before reminders
    payload: Mapped[dict[str, Any]]  # domain.messaging.messages.Outgoing
    dedupe_key: Mapped[str | None]
    state: Mapped[str]  # waiting | sent | given_up | dropped
    not_before: Mapped[datetime | None]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int]
    reason: Mapped[str | None]  # why it was put back or given up
    external_id: Mapped[str | None]  # the message's id in the channel
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class ButtonKey(Base):
    """What an opaque key on a button stands for. Rights are looked at when it is pressed, not here."""

    __tablename__ = "button_key"
    __table_args__ = (Index("ix_button_key_address_id", "address_id"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    action: Mapped[str]
    args: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class Setting(Base):
    """Small facts of the installation: the signing secret, polling offsets, the bots' names."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]


class WebMessage(Base):
    """A line of a web chat, either way. The page shows these rows and nothing else."""

    __tablename__ = "web_message"
    __table_args__ = (
        Index("ix_web_message_address_id_version", "address_id", "version"),
        UniqueConstraint("address_id", "client_id"),
        UniqueConstraint("address_id", "outbox_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    version: Mapped[int]  # rises over the whole address at each new or changed line; the page asks for newer
    from_person: Mapped[bool]
    content: Mapped[dict[str, Any]]  # {"text": spans, "rows": buttons, "file": …}
    client_id: Mapped[str | None]  # the page's own id of a line it sent, so that sending again adds nothing
    outbox_id: Mapped[int | None]  # so that delivering again adds nothing
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]


class Export(Owned, Base):
    """A file that somebody asked for in a chat: made beside the handling of messages, then sent there."""

    __tablename__ = "export"
    __table_args__ = (
        Index("ix_export_address_id", "address_id"),
        Index(
            "ix_export_waiting",
            "id",
            info=only_where("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    what: Mapped[str]  # handlers.file_makers.MAKERS: collation | list | progress
    kind: Mapped[str]  # xlsx | docx | png | text: the summary of many units
    args: Mapped[dict[str, Any]]  # {"requirement_id": …, "period_key": …, "frozen": …} and the like
    plan_ids: Mapped[list[Any]]  # whoever asked has to follow them, also when the link is opened
    state: Mapped[str]  # waiting | ready | failed
    asked_at: Mapped[datetime]
    attempts: Mapped[int]
    leased_until: Mapped[datetime | None]
    reason: Mapped[str | None]  # why it failed
    name: Mapped[str | None]  # of the file
    size: Mapped[int | None]  # bytes
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
