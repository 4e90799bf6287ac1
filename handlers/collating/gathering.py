"""A collation with all that is said of it: its head, the period before, and the freezing it is of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.collation import Brief, Collation, Since, collate, since
from storage import collation as stored
from storage.collation import About, Progress


@dataclass(frozen=True, slots=True)
class Freezing:
    """When and by whom a collation was frozen, and what came after."""

    at: datetime
    person: str
    since: Sequence[Since]


@dataclass(frozen=True, slots=True)
class Gathered:
    about: About
    now: datetime
    collation: Collation  # as it is, or as it was frozen
    before: Brief | None  # the period before, by its key
    before_key: str | None
    freezing: Freezing | None  # the last one
    is_frozen: bool  # `collation` is as it was frozen

    @property
    def is_provisional(self) -> bool:
        return self.collation.counts.is_provisional


def gather(
    session: Session,
    requirement_id: int,
    period_key: str,
    now: datetime,
    *,
    frozen: bool = False,
    progress: Progress | None = None,
) -> Gathered | None:
    """None where nothing was asked for that period. `frozen`: as it was frozen last, where it was."""
    about = stored.about(session, requirement_id, period_key)
    if about is None:
        return None
    tasks = [task.id for task in about.tasks]
    owed = stored.owed(session, requirement_id, period_key, progress=progress)
    kept = stored.latest_frozen(session, requirement_id, period_key)
    freezing, counted = None, owed
    if kept is not None:
        row, person = kept
        then = stored.owed(session, requirement_id, period_key, row)
        freezing = Freezing(row.at, person, since(then, owed))
        counted = then if frozen else owed
    before_key = stored.previous_period(session, requirement_id, period_key)
    before = None
    if before_key is not None:
        before = collate(tasks, stored.owed(session, requirement_id, before_key)).brief
    return Gathered(
        about, now, collate(tasks, counted), before, before_key, freezing, is_frozen=frozen and freezing is not None
    )
