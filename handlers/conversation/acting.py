"""Somebody doing something: what actions need to know of them, and how they say that it cannot be done."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.calendar.workdays import WorkCalendar
from domain.rights import Actor
from handlers.conversation.second_reader import SecondReader
from handlers.conversation.signed_links import AttachmentLinks, CopyLinks, FileLinks, FormLinks
from storage.audit import audit
from storage.messages import exports
from storage.reporting.duties import Duty
from storage.tables import Organisation


@dataclass(frozen=True, slots=True)
class Context:
    """What every handler may need beside the message; the same for the whole program."""

    calendar: WorkCalendar
    public_url: str
    secret: bytes = field(default=b"", repr=False)  # signs links
    has_mail: bool = False  # whether mails can be sent
    second: SecondReader | None = None  # asked where the built-in reader has doubts

    @property
    def files(self) -> FileLinks:
        return FileLinks(self.public_url, self.secret)

    @property
    def attachments(self) -> AttachmentLinks:
        return AttachmentLinks(self.public_url, self.secret)

    @property
    def forms(self) -> FormLinks:
        return FormLinks(self.public_url, self.secret)

    @property
    def copies(self) -> CopyLinks:
        return CopyLinks(self.public_url, self.secret)


class Reason(StrEnum):
    """Why an action refuses; each capability lists its own. The value names the words in which people are told."""


class Refusal(Exception):
    """What was asked for cannot be done, and nothing was changed. Whoever asked words it, with the values."""

    def __init__(self, reason: Reason, /, **values: Any) -> None:
        super().__init__(str(reason))
        self.reason, self.values = reason, values


@dataclass(frozen=True, slots=True)
class DueMoment:
    """Among the values of a refusal: when a report is due."""

    at: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class ClockTime:
    """Among the values of a refusal: when something was done."""

    at: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Phrase:
    """Among the values of a refusal: what is itself said in words, by their name."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BareDate:
    """Among the values of a refusal: a day, without its day of the week."""

    day: date


@dataclass(frozen=True, slots=True)
class ListOfNames:
    """Among the values of a refusal: what several are called."""

    of: Sequence[str]


@dataclass(frozen=True, slots=True)
class ReportTitle:
    """Among the values of a refusal: how a report is called, with its unit where the person reports for several."""

    duty: Duty
    with_unit: bool


@dataclass(slots=True)
class Acting(ABC):
    """Somebody doing something here and now, by whatever way they came."""

    session: Session
    context: Context
    now: datetime
    actor: Actor | None
    organisation: Organisation | None

    @property
    @abstractmethod
    def channel(self) -> str:
        """Return by which way they came, as the audit log and the report name it."""

    @property
    def person(self) -> Actor:
        """Return the person, where only those get this far who have joined."""
        assert self.actor is not None
        return self.actor

    def record(self, organisation_id: int, action: str, subject: str, **detail: Any) -> None:
        """Note in the audit log that this person did this, here and now."""
        audit.record(
            self.session,
            organisation_id=organisation_id,
            at=self.now,
            action=action,
            subject=subject,
            person_id=self.person.person_id,
            channel=self.channel,
            **detail,
        )

    def have_made(
        self,
        what: str,
        kind: str,
        to: int,
        args: Mapping[str, Any],
        *,
        organisation_id: int,
        plan_ids: Collection[int] = (),
    ) -> bool:
        """Have a file or a text made beside everything else, and brought to the chat `to` (the id of its address); say
        whether it was not asked for already. `plan_ids`: of which plans it tells, so that only who follows them has
        it."""
        return exports.ask(
            self.session,
            organisation_id=organisation_id,
            person_id=self.person.person_id,
            address_id=to,
            what=what,
            kind=kind,
            args=args,
            plan_ids=plan_ids,
            now=self.now,
        )
