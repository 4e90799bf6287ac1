"""Who can be invited by mail, and that they were."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from domain.messaging.email_addresses import of_entry
from storage.db.chunks import in_parts
from storage.people import people, to_invite
from storage.people.mailboxes import CHANNEL
from storage.people.to_invite import Wanted
from storage.tables import Address, ExpectedPerson

PAUSE = timedelta(days=1)
"""Nobody is invited more often than that, unless it is said."""

_MAILBOXES = select(Address.person_id, Address.chat_id).where(
    Address.person_id.in_(bindparam("some", expanding=True)),
    Address.channel == CHANNEL,
    Address.unreachable_since.is_(None),
)
_MAILED = (
    select(ExpectedPerson.person_id, func.max(ExpectedPerson.mailed_at))
    .where(ExpectedPerson.organisation_id == bindparam("organisation"), ExpectedPerson.mailed_at.is_not(None))
    .group_by(ExpectedPerson.person_id)
)
_ANY = (
    select(ExpectedPerson.id)
    .where(ExpectedPerson.organisation_id == bindparam("organisation"), ExpectedPerson.mailbox.is_not(None))
    .limit(1)
)
_TAKE = (
    update(ExpectedPerson)
    .where(
        ExpectedPerson.id == bindparam("row"),
        or_(ExpectedPerson.mailed_at.is_(None), ExpectedPerson.mailed_at < bindparam("before")),
    )
    .values(mailed_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)

Allowed = Callable[[int, str], bool]
"""Whether one may invite to this unit (its id) in this role."""


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody who has not joined and has a mailbox; `seats` are all for which they are on the list."""

    person_id: int
    entry: str  # of the mailbox
    seats: Sequence[Wanted]
    mailed_at: datetime | None

    @property
    def mailbox(self) -> str:
        return of_entry(self.entry)

    @property
    def name(self) -> str:
        return self.seats[0].name or ""


@dataclass(slots=True)
class Round:
    """`ready` are invited now; `recent` were within the pause; `without` can only be handed a code."""

    ready: list[Invitee] = field(default_factory=list)
    recent: list[Invitee] = field(default_factory=list)
    without: list[Wanted] = field(default_factory=list)


def round_of(
    session: Session,
    organisation_id: int,
    now: datetime,
    *,
    class_id: int | None = None,
    unit_id: int | None = None,
    before: datetime | None = None,
    allowed: Allowed = lambda unit_id, role: True,
) -> Round:
    """Return who is invited in this round. `before`: who was invited earlier than that may be again; None: a day
    ago."""
    listed = [
        one
        for one in to_invite.wanted(session, organisation_id, now, class_id)
        if one.expected_id is not None and unit_id in (None, one.unit_id) and allowed(one.unit_id, one.role)
    ]
    seats: dict[int, list[Wanted]] = defaultdict(list)
    for one in listed:
        if one.person_id is not None:
            seats[one.person_id].append(one)
    boxes = _mailboxes(session, sorted(seats))
    mailed = dict(session.execute(_MAILED, {"organisation": organisation_id}).all()) if boxes else {}
    found = Round(without=[one for one in listed if one.person_id not in boxes])
    until = now - PAUSE if before is None else before
    for person_id, mailbox in boxes.items():
        at = mailed.get(person_id)
        invitee = Invitee(person_id, mailbox, seats[person_id], at)
        (found.ready if at is None or at < until else found.recent).append(invitee)
    return found


def _mailboxes(session: Session, person_ids: Sequence[int]) -> dict[int, str]:
    """Return the mailboxes in the order of the people, who come by unit."""
    boxes = {
        person_id: mailbox
        for some in in_parts(person_ids)
        for person_id, mailbox in session.execute(_MAILBOXES, {"some": some})
    }
    return {person_id: boxes[person_id] for person_id in person_ids if person_id in boxes}


def take(session: Session, one: Invitee, now: datetime, before: datetime | None = None) -> int | None:
    """Note that they are invited now, and return the seat for which they are; None where somebody else just did."""
    until = now - PAUSE if before is None else before
    for seat in one.seats:
        taken = session.execute(_TAKE, {"row": seat.expected_id, "before": until, "now": now})
        assert isinstance(taken, CursorResult)
        if seat is one.seats[0] and not taken.rowcount:
            return None
    return one.seats[0].expected_id


def has_any(session: Session, organisation_id: int) -> bool:
    """Say whether anybody on the list has a mailbox."""
    return session.scalar(_ANY, {"organisation": organisation_id}) is not None


def in_chat(session: Session, person_id: int) -> bool:
    return bool(people.in_chats(session, {person_id}))
