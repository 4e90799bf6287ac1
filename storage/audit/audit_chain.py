"""Sealing the audit log into a chain, a moment after its entries were written, and looking whether it is whole.

Entries are not chained where they are written: then everybody who decides something would wait for everybody else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from domain.chain import START, link
from storage.aside.bulkhead import SEALING, Bulkhead
from storage.tables import AuditEvent, AuditSeal, Organisation

AT_ONCE = 500  # entries sealed in one go
LATE = 5_000
"""Entries may be committed after others with higher numbers; so far back it is looked each time, else each hour."""
UNSEALED_FOR = timedelta(minutes=10)
"""An entry without a seal for so long was not written by the program, or the program does not run."""


@dataclass(frozen=True, slots=True)
class ChainFlaw:
    """`what`: changed, removed, reordered, unsealed; `number` in the chain, or the entry's id where it has none."""

    organisation: str
    what: str
    number: int


def seal(session: Session, organisation_id: int, *, all_of_them: bool = False, bulkhead: Bulkhead | None = None) -> int:
    """Seal what is not sealed yet, and return how many. Two that do it at once: the second is refused by the numbers'
    uniqueness and does it the next time. An entry that cannot be sealed is set aside, and is told as unsealed
    meanwhile."""
    last = session.scalars(
        select(AuditSeal).where(AuditSeal.organisation_id == organisation_id).order_by(AuditSeal.number.desc()).limit(1)
    ).first()
    newest = session.scalar(select(func.max(AuditSeal.event_id)).where(AuditSeal.organisation_id == organisation_id))
    low = 0 if all_of_them or newest is None else newest - LATE
    waiting = session.scalars(
        select(AuditEvent)
        .where(
            AuditEvent.organisation_id == organisation_id,
            AuditEvent.id > low,
            ~exists().where(AuditSeal.event_id == AuditEvent.id),
        )
        .order_by(AuditEvent.id)
        .limit(AT_ONCE)
    ).all()
    if bulkhead is not None:
        waiting = bulkhead.sift(session, SEALING, waiting, lambda event: f"event:{event.id}", _linked)
    number, before = (last.number, last.link) if last else (0, START)
    for event in waiting:
        number += 1
        before = link(before, entry_of(event))
        session.add(AuditSeal(organisation_id=organisation_id, number=number, event_id=event.id, link=before))
    session.flush()
    return len(waiting)


def _linked(events: Sequence[AuditEvent]) -> None:
    """Try whether links can be made of them, and fail where they cannot."""
    for event in events:
        link(START, entry_of(event))


def entry_of(event: AuditEvent) -> Mapping[str, Any]:
    return {
        "id": event.id,
        "at": event.at.isoformat(),
        "person": event.person_id,
        "channel": event.channel,
        "action": event.action,
        "subject": event.subject,
        "detail": event.detail,
    }


def flaws(session: Session, now: datetime) -> Iterator[ChainFlaw]:
    """Yield where the log is not what was sealed."""
    for organisation_id, code in session.execute(select(Organisation.id, Organisation.code).order_by(Organisation.id)):
        yield from _flaws(session, organisation_id, code)
        late = session.scalars(
            select(AuditEvent.id).where(
                AuditEvent.organisation_id == organisation_id,
                AuditEvent.at < now - UNSEALED_FOR,
                ~exists().where(AuditSeal.event_id == AuditEvent.id),
            )
        )
        for id in late:
            yield ChainFlaw(code, "unsealed", id)


def _flaws(session: Session, organisation_id: int, code: str) -> Iterator[ChainFlaw]:
    rows = session.execute(
        select(AuditSeal, AuditEvent)
        .outerjoin(AuditEvent, AuditEvent.id == AuditSeal.event_id)
        .where(AuditSeal.organisation_id == organisation_id)
        .order_by(AuditSeal.number)
        .execution_options(yield_per=1000)
    )
    before, expected = START, 1
    for sealed, event in rows:
        if sealed.number != expected:
            yield ChainFlaw(code, "reordered", expected)
        if event is None:
            yield ChainFlaw(code, "removed", sealed.number)
        elif link(before, entry_of(event)) != sealed.link:
            yield ChainFlaw(code, "changed", sealed.number)
        # From here on the chain is compared as it was sealed, so that one flaw is one line.
        before, expected = sealed.link, sealed.number + 1


def head(session: Session, organisation_id: int) -> tuple[int, str]:
    """Return how many entries are sealed, and the last link: noted elsewhere, it proves the log up to there."""
    last = session.scalars(
        select(AuditSeal).where(AuditSeal.organisation_id == organisation_id).order_by(AuditSeal.number.desc()).limit(1)
    ).first()
    return (last.number, last.link) if last else (0, START)
