"""What follows from a failure, as a table; and how patience grows and ends."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler.delivery.backoff import delay_seconds, is_hopeless
from scheduler.delivery.channel import FloodError, MovedError, PassingError, PermanentError, UnreachableError
from scheduler.delivery.verdicts import kind_of, verdict
from storage.messages.outbox_claim import ClaimedMessage
from tests.each import each

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def claimed(attempts: int = 1, age: timedelta = timedelta(0)) -> ClaimedMessage:
    return ClaimedMessage(7, "c", 0, {}, attempts, NOW - age, None, False)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


@each(
    ("error", "kind", "then", "later"),
    [
        (PassingError("502"), "passing", "put_back", after(4)),
        (TimeoutError(), "passing", "put_back", after(4)),
        (ZeroDivisionError(), "internal", "put_back", after(4)),
        (FloodError("429", 17), "flood", "held", after(17)),
        (PermanentError("too long"), "permanent", "given_up", None),
        (UnreachableError("blocked"), "unreachable", "unreachable", None),
        (MovedError("new"), "moved", "moved", after(4)),
        (MovedError("c"), "moved", "given_up", None),
    ],
)
def test_every_failure_says_what_is_next(error: Exception, kind: str, then: str, later: datetime | None) -> None:
    outcome = verdict(claimed(attempts=3), error, NOW, draw=0.5)
    assert (kind_of(error), outcome.kind, outcome.not_before) == (kind, then, later)
    assert outcome.reason


def test_the_first_move_is_followed_at_once() -> None:
    outcome = verdict(claimed(), MovedError("new"), NOW, draw=0.5)
    assert (outcome.kind, outcome.chat_id, outcome.not_before) == ("moved", "new", NOW)


def test_a_passing_failure_is_given_up_after_a_day() -> None:
    day = timedelta(hours=24)
    assert verdict(claimed(290, day), PassingError("502"), NOW, 0.5).kind == "given_up"
    assert verdict(claimed(290, day - timedelta(minutes=1)), PassingError("502"), NOW, 0.5).kind == "put_back"
    assert verdict(claimed(1, 3 * day), PassingError("502"), NOW, 0.5).kind == "put_back", "the program was down"


def test_a_fault_of_our_own_is_set_aside_and_tried_ever_more_rarely() -> None:
    assert verdict(claimed(3), KeyError("x"), NOW, 0.5).kind == "put_back"
    waits = []
    for attempts in range(4, 20):
        outcome = verdict(claimed(attempts), KeyError("secret"), NOW, 0.5)
        assert (outcome.kind, outcome.reason) == ("aside", "internal error KeyError")
        assert outcome.not_before is not None
        waits.append((outcome.not_before - NOW) / timedelta(minutes=1))
    assert waits[:4] == [1, 2, 4, 8]
    assert max(waits) == 24 * 60
    old = verdict(claimed(14, timedelta(days=3)), KeyError("secret"), NOW, 0.5)
    assert (old.kind, old.reason) == ("given_up", "internal error KeyError")


def test_waiting_doubles_up_to_five_minutes() -> None:
    assert [delay_seconds(failures) for failures in range(1, 12)] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert (delay_seconds(3, 0.0), delay_seconds(3, 1.0)) == (3, 5)
    assert max(delay_seconds(failures, 1.0) for failures in range(1, 5000)) == 300


@pytest.mark.parametrize(("failures", "hours", "hopeless"), [(20, 24, True), (19, 48, False), (200, 23, False)])
def test_hope(failures: int, hours: int, hopeless: bool) -> None:
    assert is_hopeless(failures, timedelta(hours=hours)) is hopeless
