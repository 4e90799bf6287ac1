"""People, the positions they hold in units, where they can be reached, and how they come in."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Owned, only_where


class Person(Owned, Base):
    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    language: Mapped[str]  # vi | en
    preferred_channel: Mapped[str | None]  # where they want to be written to, while they can be reached there


class Position(Owned, Base):
    """A person's role in a unit for a time. The duty stays with the unit when the person goes."""

    __tablename__ = "position"
    __table_args__ = (
        Index("ix_position_unit_id", "unit_id"),
        Index("ix_position_person_id", "person_id"),
        Index("ix_position_organisation_id", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[str]  # domain.rights.Role
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class Absence(Owned, Base):
    """Days on which somebody is away and somebody else of the unit is written to and reports in their place."""

    __tablename__ = "absence"
    __table_args__ = (Index("ix_absence_unit_id_until", "unit_id", "until"), Index("ix_absence_person_id", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]  # the first day's beginning
    until: Mapped[datetime]  # the last day's end; moved forward when somebody is back sooner
    created_at: Mapped[datetime]


class Address(Base):
    """A chat on a channel, and where the talk in it stands.

    It exists from the first message on, before anyone is known there; `person_id` and `organisation_id` are
    set when somebody joins. Rows are locked while a message of that chat is being handled.
    """

    __tablename__ = "address"
    __table_args__ = (
        UniqueConstraint("channel", "account", "chat_id"),
        Index("ix_address_person_id", "person_id"),
        Index(
            "ix_address_resting_waiting",
            "resting_since",
            info=only_where("resting_since IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str]  # telegram | web | zalo | email
    account: Mapped[str]  # which of our bots; "" where a channel has only one
    chat_id: Mapped[str]
    is_group: Mapped[bool]
    language: Mapped[str | None]  # chosen before joining
    focus: Mapped[dict[str, Any] | None]  # the open question: {"ask": …, …}
    unanswered: Mapped[list[Any] | None]  # what was read back by report; see handlers/reporting/reading_back
    choices: Mapped[list[Any]]  # [[label, key, number], …] of the last card, so that typing works as pressing does
    choices_at: Mapped[datetime | None]  # when they were shown
    puzzled: Mapped[int]  # how many messages in a row were not understood
    wrong_codes: Mapped[int]
    closed_until: Mapped[datetime | None]  # after too many wrong codes
    unreachable_since: Mapped[datetime | None]
    unreachable_reason: Mapped[str | None]
    resting_since: Mapped[datetime | None]  # its account has spent the month: nothing unasked goes out here
    topic: Mapped[str | None]  # of a private chat: where the person wrote last, so that answers go there
    menu: Mapped[str | None]  # which command menu the channel shows here, so that it is set once
    created_at: Mapped[datetime]


class Invitation(Owned, Base):
    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("code_hash"),
        Index("ix_invitation_unit_id", "unit_id"),
        Index("ix_invitation_mailbox", "mailbox"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[str]
    name: Mapped[str | None]
    code_hash: Mapped[str]  # the code itself is shown once and not kept
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # opens one more channel for them
    replaces: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who leaves the position when it is used
    mailbox: Mapped[str | None]  # where the code was mailed
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: from the shell
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class ExpectedPerson(Owned, Base):
    """Somebody who is to be invited, as the setup file names them; whoever has joined stays on the list."""

    __tablename__ = "expected_person"
    __table_args__ = (
        UniqueConstraint("organisation_id", "unit_id", "role", "name"),
        Index("ix_expected_person_unit_id", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[str]  # domain.rights.Role
    name: Mapped[str]
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))  # the last that was made
    mailbox: Mapped[str | None]  # as the setup file says; where they are written to is an address
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who they are, where there is a mailbox
    mailed_at: Mapped[datetime | None]  # when they were last invited by mail


class WebSession(Owned, Base):
    __tablename__ = "web_session"
    __table_args__ = (UniqueConstraint("token_hash"), Index("ix_web_session_address_id", "address_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str]
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class MailConfirmation(Owned, Base):
    """A code that was mailed to a mailbox which somebody says is theirs; whoever types it in their chat has read it."""

    __tablename__ = "mail_confirmation"
    __table_args__ = (
        Index("ix_mail_confirmation_person_id_asked_at", "person_id", "asked_at"),
        Index("ix_mail_confirmation_mailbox_asked_at", "mailbox", "asked_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    mailbox: Mapped[str]  # domain.messaging.email_addresses
    code_hash: Mapped[str]
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]  # brought forward when it is used, replaced, or guessed at too often
    wrong: Mapped[int]


class GroupWatch(Owned, Base):
    """A group chat in which a coordinator registered the bot for a plan."""

    __tablename__ = "group_watch"
    __table_args__ = (
        UniqueConstraint("organisation_id", "address_id", "plan_id"),
        Index("ix_group_watch_address_id", "address_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    registered_at: Mapped[datetime]
