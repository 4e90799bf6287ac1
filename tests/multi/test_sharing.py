"""What several processes share about an account: its rate, a flood wait, what a chat got; and leases that go on."""

import itertools
import random
import time
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.delivery.channel import FloodError, Limits
from scheduler.delivery.shared_pace import GivenPace, give, held_until, hold
from storage.db.database import Database
from tests.scheduler.posts import Played, delivering, queue, until

RATE = 30.0
START = 1_800_000_000.0


class Sender:
    """A process of which only the pace is real: it asks for some slots at a time, and wakes up late."""

    def __init__(self, late: float, asks: int) -> None:
        self.pace, self.late, self.asks = GivenPace(), late, asks


@settings(max_examples=40)
@given(
    lateness=st.lists(st.floats(0, 0.2), min_size=1, max_size=4),
    asks=st.integers(1, 16),
    rests=st.lists(st.floats(0, 1.5), max_size=4),
    seed=st.integers(0, 1000),
)
def test_never_more_than_one_above_the_rate_in_any_second(
    lateness: list[float], asks: int, rests: list[float], seed: int
) -> None:
    draw = random.Random(seed)
    senders = [Sender(late, asks) for late in lateness]
    state: dict[str, Any] = {}
    left: list[float] = []
    now = START
    resting = iter(rests)
    for _ in range(300):
        sender = draw.choice(senders)
        if not sender.pace.left(now):
            slots, state = give(state, RATE, sender.asks, now)
            sender.pace.put(slots)
        if sender.pace.next_free(now) <= now:
            sender.pace.take(now)
            left.append(now)
        now += draw.choice([0.0, 0.001, 0.01, sender.late])
        if draw.random() < 0.01:
            now += next(resting, 0.0)
    for first in left:
        assert sum(1 for other in left if first <= other < first + 1) <= RATE + 1


def use(rate: float, processes: int, seconds: float) -> float:
    """Messages a second where everybody always has some, and looks every few milliseconds."""
    state: dict[str, Any] = {}
    paces = [GivenPace() for _ in range(processes)]
    count, step = 0, 0.002
    for number in range(int(seconds / step)):
        now = START + number * step
        for pace in paces:
            if pace.left(now) <= 4:
                slots, state = give(state, rate, 4, now)
                pace.put(slots)
            while pace.next_free(now) <= now:
                pace.take(now)
                count += 1
    return count / seconds


@pytest.mark.parametrize(("rate", "processes"), [(30, 1), (30, 2), (30, 5), (1, 2), (400, 3)])
def test_the_rate_is_used(rate: float, processes: int) -> None:
    assert 0.97 * rate <= use(rate, processes, 30) <= 1.02 * rate


def test_a_clock_set_back_does_not_stop_everything() -> None:
    _, state = give({}, RATE, 40, START)
    slots, state = give(state, RATE, 8, START - 3600)
    assert slots[-1].moment < START - 3600 + 1


def test_the_longer_of_two_flood_waits_holds() -> None:
    assert held_until(hold(hold({}, START + 9), START + 3)) == START + 9
    assert held_until({}) < START


async def test_a_flood_wait_holds_the_other_process_too(postgres_database: Database) -> None:
    queue(postgres_database, [(f"c{number}", "x") for number in range(60)])
    told = itertools.count()

    def flood_once(delivery: object) -> Exception | None:
        return FloodError("429", 2.5) if next(told) == 20 else None

    limits = Limits(per_second=RATE)
    one, other = Played(limits, 0.01, flood_once), Played(limits, 0.01, flood_once)
    async with delivering(postgres_database, one), delivering(postgres_database, other):
        await until(lambda: len(one.sent) + len(other.sent) == 60)
    moments = sorted(one.moments + other.moments)
    pauses = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert max(pauses) > 1.5, "but for slots that were given out before it began; a notice takes those back too"
    assert one.sent
    assert other.sent


async def test_what_a_chat_got_travels_with_it(postgres_database: Database) -> None:
    queue(postgres_database, [("c", str(number)) for number in range(7)])
    limits = Limits(per_second=None, chat_burst=3, chat_per_second=2.0)
    first, second = Played(limits), Played(limits)
    began = time.monotonic()
    async with delivering(postgres_database, first):
        await until(lambda: len(first.sent) == 3)
    async with delivering(postgres_database, second):
        await until(lambda: len(second.sent) == 4)
    assert first.texts() + second.texts() == [str(number) for number in range(7)]
    for number, moment in enumerate(second.moments, 1):
        assert moment - began >= number / 2.0 - 0.05, "three at once, and then two a second, whoever sends them"


async def test_a_long_sending_keeps_its_lease(postgres_database: Database) -> None:
    queue(postgres_database, [("c", "x"), ("c", "y")])
    lease = timedelta(seconds=0.9)
    slow, other = Played(takes=2.2), Played(takes=2.2)
    async with delivering(postgres_database, slow, lease=lease):
        await until(lambda: bool(slow.tried))
        async with delivering(postgres_database, other, lease=lease):
            await until(lambda: bool(slow.sent))
            assert other.tried == []
            await until(lambda: len(slow.sent) + len(other.sent) == 2)
    assert sorted(slow.texts() + other.texts()) == ["x", "y"]
