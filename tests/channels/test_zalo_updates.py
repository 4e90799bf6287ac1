"""What Zalo tells us, in either shape, and what it means; nothing that comes makes the reader fail."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo.api import _ahead
from bot.channels.zalo.updates import read_update
from tests.channels.zalo_payloads import NOT_JSON, NOTHING, ODD, UPDATES, both, update
from tests.each import each

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)


def read(update: object) -> dict[str, Any] | None:
    incoming = read_update(update, "77", NOW)
    if incoming is None:
        return None
    assert (incoming.channel, incoming.account, incoming.at) == ("zalo", "77", NOW)
    return incoming.to_json()


@pytest.mark.parametrize(("name", "flat", "expected"), UPDATES, ids=[name for name, _, _ in UPDATES])
def test_what_it_means(name: str, flat: dict[str, Any], expected: dict[str, Any] | None) -> None:
    for shape in both(flat).values():
        found = read(shape)
        if expected is None:
            assert found is None
        else:
            assert found is not None
            assert {key: found[key] for key in expected} == expected


@each(
    ("date", "known"),
    [
        (1795770000000, True),  # as it is now
        (1795769999999, True),
        (1795770000001, False),  # their clock is ahead of ours
        (1795770000, False),  # seconds
        (0, False),
        (-1, False),
        ("1795770000000", False),
        (None, False),
        (2**70, False),
        (True, False),
    ],
)
def test_when_it_was_sent(date: object, known: bool) -> None:
    incoming = read_update(update(text="2", date=date), "77", NOW)
    assert incoming is not None
    assert incoming.extra == ({"said_at": date} if known else {})
    assert incoming.said_at == (datetime.fromtimestamp(int(str(date)) / 1000, UTC) if known else NOW)


def test_when_it_was_sent_by_our_clock() -> None:
    """Ours is an hour ahead, or behind: nobody's answers are taken for older than they are."""
    for hours in (1, -1):
        theirs = int(NOW.timestamp() * 1000) - hours * 3_600_000 - 1_500
        incoming = read_update(update(text="2", date=theirs), "77", NOW, timedelta(hours=hours))
        assert incoming is not None
        assert incoming.said_at == NOW - timedelta(milliseconds=1_500)


@pytest.mark.parametrize(
    ("date", "ahead"),
    [
        ("Fri, 27 Nov 2026 09:00:00 GMT", 0),
        ("Fri, 27 Nov 2026 08:59:58 GMT", 0),
        ("Fri, 27 Nov 2026 08:58:00 GMT", 120),
        ("Fri, 27 Nov 2026 09:02:00 GMT", -120),
        ("Fri, 27 Nov 2026 09:02:00", 0),
        ("hôm nay", 0),
        ("", 0),
    ],
)
def test_how_far_ahead_our_clock_is(date: str, ahead: int) -> None:
    assert _ahead(date, NOW).total_seconds() == ahead


@pytest.mark.parametrize("update", [update for _, update in NOTHING], ids=[name for name, _ in NOTHING])
def test_what_means_nothing(update: object) -> None:
    assert read(update) is None


@pytest.mark.parametrize("update", [update for _, update in ODD], ids=[name for name, _ in ODD])
def test_what_is_odd_is_read_or_left_out(update: object) -> None:
    found = read(update)
    assert found is None or json.dumps(found).encode()


@pytest.mark.parametrize("body", [body for _, body in NOT_JSON], ids=[name for name, _ in NOT_JSON])
def test_bodies_that_are_none(body: bytes) -> None:
    try:
        update = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return
    assert read(update) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["result", "message", "from", "chat", "id", "text", "event_name"]), inner)
    ),
    max_leaves=15,
)


@given(JSON)
def test_nothing_makes_it_fail(update: object) -> None:
    read(update)
