"""The limiter as a pure machine: time is a number here and nothing sleeps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.delivery.channel import Limits
from scheduler.delivery.limits import LATENESS, MARGIN, Limiter

RATE = 30
OPEN_CHATS = Limits(per_second=RATE, chat_per_second=0, group_per_minute=0)
START = 1000.0


def most_in_any(seconds: float, times: list[float]) -> int:
    """The largest number of moments in a half-open window of that length."""
    return max(sum(1 for other in times if time <= other < time + seconds) for time in times)


def run_dry(limiter: Limiter, chats: list[tuple[str, bool]], late: float = 0.0) -> list[float]:
    """When each message leaves, one after another, each wake-up `late` seconds behind."""
    now, left = START, []
    for chat_id, is_group in chats:
        free = limiter.next_free(now, chat_id)
        now = free if free <= now else free + late
        limiter.take(now, chat_id, is_group)
        left.append(now)
    return left


@settings(max_examples=60)
@given(gaps=st.lists(st.floats(0, 1.5) | st.just(0.0), min_size=1, max_size=150), late=st.floats(0, 0.03))
def test_never_more_than_the_rate_in_any_second(gaps: list[float], late: float) -> None:
    limiter, now, left = Limiter(OPEN_CHATS), START, []
    for gap in gaps:
        now += gap
        free = limiter.next_free(now, "c")
        now = free if free <= now else free + late
        assert limiter.next_free(now, "c") <= now, "what was promised holds"
        limiter.take(now, "c")
        left.append(now)
    assert most_in_any(1.0, left) <= RATE


@pytest.mark.parametrize("late", [0.0, 0.002, 0.005])
def test_a_queue_uses_the_limit_from_the_first_second_on(late: float) -> None:
    left = run_dry(Limiter(OPEN_CHATS), [("c", False)] * 1500, late)
    assert most_in_any(1.0, left) == RATE
    assert sum(1 for time in left if time < START + 1) <= RATE
    assert len(left) / (left[-1] - left[0]) >= 0.98 * RATE


def test_answers_to_several_people_go_at_once_and_a_queue_is_spaced() -> None:
    left = run_dry(Limiter(OPEN_CHATS), [("c", False)] * 200)
    assert left[RATE // 2 - 1] == START
    assert most_in_any(0.1, left[RATE // 2 :]) <= LATENESS + 3, "no volleys"


@pytest.mark.parametrize(("rate", "count", "seconds"), [(1, 5, 4.0), (0.5, 3, 4.0), (2.5, 6, 1.6)])
def test_small_and_broken_rates(rate: float, count: int, seconds: float) -> None:
    limits = Limits(per_second=rate, chat_per_second=0)
    left = run_dry(Limiter(limits), [("c", False)] * count)
    assert seconds <= left[-1] - left[0] <= seconds * MARGIN + 0.5


def test_without_a_limit_everything_goes_now() -> None:
    limiter = Limiter(Limits(per_second=None, chat_per_second=0, group_per_minute=0))
    assert run_dry(limiter, [("c", False), ("g", True)] * 500) == [START] * 1000


def test_a_private_chat_gets_five_at_once_and_then_one_a_second() -> None:
    left = run_dry(Limiter(Limits(per_second=None)), [("c", False)] * 8)
    assert left[:5] == [START] * 5
    assert left[5:] == pytest.approx([START + n * MARGIN for n in (1, 2, 3)])


def test_a_chat_at_its_limit_does_not_hold_up_another() -> None:
    limiter = Limiter(Limits(per_second=RATE))
    for _ in range(5):
        limiter.take(START, "busy")
    assert limiter.next_free(START, "busy") > START
    assert limiter.next_free(START, "calm") == START
    assert limiter.throttled(START, ahead=0.25).keys() == {"busy"}
    assert limiter.throttled(START, ahead=2.0) == {}


def test_a_chats_allowance_counts_from_the_end_of_a_sending() -> None:
    limiter = Limiter(Limits(per_second=None, chat_burst=1))
    limiter.take(START, "c")
    limiter.settle(START + 3, "c", START)
    assert limiter.next_free(START + 3, "c") == pytest.approx(START + 3 + MARGIN)


def test_a_group_gets_twenty_in_any_minute() -> None:
    left = run_dry(Limiter(Limits(per_second=None)), [("g", True)] * 50)
    assert left[19] == START
    assert left[20] > START + 60
    assert most_in_any(60.0, left) == 20


def test_a_flood_wait_holds_everyone() -> None:
    limiter = Limiter(Limits(per_second=RATE))
    limiter.take(START, "c")
    limiter.hold(START + 3)
    assert limiter.is_held(START)
    assert limiter.next_free(START + 1, "c") == limiter.next_free(START + 1, "never seen") == START + 3
    limiter.hold(START + 2)
    assert limiter.account_free(START) == START + 3, "a shorter wait does not end a longer one"
    assert limiter.next_free(START + 3, "never seen") == START + 3


@settings(max_examples=40)
@given(chats=st.lists(st.tuples(st.sampled_from("abcd"), st.just(False)), min_size=1, max_size=80))
def test_every_chat_keeps_its_limit_and_everything_goes(chats: list[tuple[str, bool]]) -> None:
    left = run_dry(Limiter(Limits(per_second=RATE)), chats)
    assert len(left) == len(chats)
    for name in "abcd":
        own = [time for time, (chat_id, _) in zip(left, chats, strict=True) if chat_id == name]
        assert not own or most_in_any(1.0, own) <= 5 + 1


def test_it_forgets_chats_that_have_nothing_owing() -> None:
    limiter = Limiter(Limits(per_second=None))
    for number in range(5000):
        limiter.take(START + number, f"chat {number}")
    assert len(limiter.throttled(START + 5000, ahead=-1e9)) <= 1000


def test_what_was_held_up_on_its_way_counts_from_its_arrival() -> None:
    """The server stands still for 0.4 s: what comes to it then all at once leaves less room for what follows."""
    limiter, now, left, arrived = Limiter(OPEN_CHATS), START, [], []
    stuck = (START + 2, START + 2.4)
    on_the_way: list[tuple[float, float]] = []  # arrival, when it left
    for _ in range(200):
        free = limiter.next_free(now, "c")
        for arrival, began in [one for one in on_the_way if one[0] <= free]:
            limiter.settle(arrival, "c", began)
            on_the_way.remove((arrival, began))
        now = limiter.next_free(free, "c")
        limiter.take(now, "c")
        left.append(now)
        arrival = stuck[1] if stuck[0] <= now + 0.01 < stuck[1] else now + 0.01
        on_the_way.append((arrival, now))
        arrived.append(arrival)
    assert most_in_any(1.0, arrived) <= RATE + 1
    assert most_in_any(1.0, left) <= RATE


def test_the_topics_of_a_group_share_what_the_group_may_get() -> None:
    limits = Limits(per_second=RATE, chat_per_second=1, group_per_minute=20)
    left = run_dry(Limiter(limits), [(f"-100:{number % 7}", True) for number in range(41)])
    assert most_in_any(60.0, left) == 20
    limiter = Limiter(limits)
    limiter.learn(START, "-100:1", True, [START - 1] * 20)
    assert limiter.next_free(START, "-100:2") > START + 50
    assert set(limiter.throttled(START, 1.0)) == {"-100"}
