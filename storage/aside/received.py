"""Messages that came in and could not be dealt with. Whoever wrote was told to write again, so that none of them is
tried once more; they are set aside to be seen, and forgotten after some days as other things are."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from storage.aside import aside_rows
from storage.aside.aside_rows import Aside
from storage.aside.bulkhead import DISPATCH

GOES_ON_FOR = timedelta(minutes=10)
"""A part with none of them for so long works again."""


def put(
    session: Session, inbox_id: int, reason: str, failures: int, now: datetime, organisation_id: int | None = None
) -> None:
    aside_rows.put(session, Aside(organisation_id, DISPATCH, f"message:{inbox_id}", {}, reason, failures, now, now))


def going_on(aside: Iterable[Aside], now: datetime) -> list[Aside]:
    """Return what is set aside without the messages that are past."""
    return [one for one in aside if one.part != DISPATCH or one.since > now - GOES_ON_FOR]
