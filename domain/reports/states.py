"""The states of an expected report. Overdue is not a state: it follows from the due moment and the clock."""

from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    OPEN = "open"  # expected; a draft may exist
    SUBMITTED = "submitted"
    RETURNED = "returned"  # sent back with a comment, expected again
    ACCEPTED = "accepted"  # locked
    EXCUSED = "excused"  # not expected after all; not the same as missed


EXPECTED = frozenset({State.OPEN, State.RETURNED})
UNDECIDED = EXPECTED | {State.SUBMITTED}  # nobody has said yet that it is done
IN = frozenset({State.SUBMITTED, State.ACCEPTED})
TRANSITIONS: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.SUBMITTED, State.EXCUSED}),
    State.SUBMITTED: frozenset({State.SUBMITTED, State.RETURNED, State.ACCEPTED}),
    State.RETURNED: frozenset({State.SUBMITTED, State.EXCUSED}),
    State.ACCEPTED: frozenset({State.SUBMITTED}),  # only by a recorded unlocking
    State.EXCUSED: frozenset({State.OPEN}),
}


class WrongState(ValueError):
    """The report is not in a state from which this can be done."""


def moved(state: State, to: State) -> State:
    """Return `to`, where a report in `state` may go there; `WrongState` otherwise."""
    if to not in TRANSITIONS[state]:
        raise WrongState(f"a report that is {state} cannot become {to}")
    return to


def is_unlocked(state: State, until: datetime | None, now: datetime) -> bool:
    """Say whether a report that was accepted is open again; at the end of that decision it locks by itself."""
    return state is State.ACCEPTED and until is not None and now <= until


def may_write(state: State, unlocked_until: datetime | None, now: datetime) -> bool:
    """Say whether what people say may still go into the report: it locks on acceptance only."""
    return state in (State.OPEN, State.SUBMITTED, State.RETURNED) or is_unlocked(state, unlocked_until, now)


def is_on_time(sent: datetime, due: datetime) -> bool:
    """Judge by the first revision and the due moment as it stood then; the moment itself is on time."""
    return sent <= due


def is_overdue(state: State, due: datetime, now: datetime) -> bool:
    return state in EXPECTED and now > due
