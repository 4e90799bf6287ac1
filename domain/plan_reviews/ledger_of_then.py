"""How an obstacle stood at a moment, by what had happened to it until then."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.reports.obstacles import STILL_OPEN, ObstacleState

_STATE_AFTER = {
    "raised": ObstacleState.OPEN,
    "reopened": ObstacleState.OPEN,
    "forwarded": ObstacleState.FORWARDED,
    "answered": ObstacleState.ANSWERED,
    "closed": ObstacleState.CLOSED,
    "withdrawn": ObstacleState.CLOSED,
}


@dataclass(frozen=True, slots=True)
class LedgerEvent:
    """One event of the ledger."""

    action: str
    text: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ObstacleThen:
    """`settled_at`: since when it is answered or closed; None while it is open. `is_withdrawn`: the report that raised
    it was corrected, and says it no more."""

    state: ObstacleState
    text: str
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None
    settled_at: datetime | None
    is_withdrawn: bool

    @property
    def is_open(self) -> bool:
        return self.state in STILL_OPEN

    def days(self, since: datetime, until: datetime, zone: ZoneInfo) -> int:
        """Return for how many calendar days it has been open, or was until it was settled."""
        end = self.settled_at or until
        return max(0, (end.astimezone(zone).date() - since.astimezone(zone).date()).days)


def stood(text: str, happened: Iterable[LedgerEvent], until: datetime) -> ObstacleThen:
    """Return how it stood. `happened`: all events, the oldest first; `text`: its words where none of them says any."""
    found = ObstacleThen(ObstacleState.OPEN, text, None, None, None, None, is_withdrawn=False)
    for step in happened:
        if step.at > until:
            break
        if step.action in _STATE_AFTER:  # what is only said again stays as it was
            state = _STATE_AFTER[step.action]
            settled = None if state in STILL_OPEN else step.at
            found = replace(found, state=state, settled_at=settled, is_withdrawn=step.action == "withdrawn")
        if step.action in ("raised", "restated"):
            found = replace(found, text=step.text or found.text)
        elif step.action == "answered":
            found = replace(found, answer=step.text, answered_by=step.person, answered_at=step.at)
    return found
