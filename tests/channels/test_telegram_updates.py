"""Updates to `Incoming`: a table of payloads, and whatever else may come."""

import copy
import random
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.calling.identity import Me
from bot.channels.telegram.receiving.updates import next_offset, query_ids, read_update, read_updates
from domain.messaging.messages import Incoming
from tests.channels.telegram_payloads import ACCOUNT, PRIVATE, UPDATES, USERNAME, Json, command, message, pressed
from tests.each import each

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ME = Me(ACCOUNT, USERNAME)
NAMES = [name for name, _, _ in UPDATES]


def expected(means: Json) -> Incoming:
    return Incoming(**{"channel": "telegram", "account": ACCOUNT, "external_id": "77", "at": NOW, **means})


@pytest.mark.parametrize(("name", "update", "means"), UPDATES, ids=NAMES)
def test_recorded_updates(name: str, update: Json, means: Json | None) -> None:
    read = read_update({"update_id": 77, **update}, ME, NOW)
    assert read == (None if means is None else expected(means))
    if read is not None:
        assert Incoming.from_json(read.to_json()) == read


def test_a_bot_without_a_name_takes_commands_for_its_own() -> None:
    group = {"id": -4, "type": "group", "title": "Tổ"}
    update = {"update_id": 77, **message(group, **command("/quahan@khac_bot", 16))}
    read = read_update(update, Me(ACCOUNT), NOW)
    assert read is not None
    assert (read.text, read.addressed) == ("/quahan", True)


@each("update", [None, 5, "x", [], {}, {"update_id": "7"}, {"update_id": True}, {"update_id": 1.5}])
def test_what_is_no_update(update: object) -> None:
    assert read_update(update, ME, NOW) is None
    assert next_offset([update]) is None


def test_one_bad_update_does_not_hold_up_the_batch() -> None:
    good = {"update_id": 78, **message(text="Xin chào")}
    assert [i.text for i in read_updates([{"update_id": 77, "message": 3}, good, None], ME, NOW)] == ["Xin chào"]
    assert next_offset([{"update_id": 77, "message": 3}, good, None]) == 79


def test_every_press_can_be_answered() -> None:
    shown = pressed({"message": {"chat": PRIVATE, "message_id": 11, "date": 0}, "data": "x"})
    updates = [{"update_id": 1, **shown}, {"update_id": 2, "callback_query": {"id": 5}}, None, message(text="x")]
    assert list(query_ids(updates)) == ["4382bfdwdsb323b2d9"]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in inner for place in places(part, (*path, key)))]


def damaged(update: Json, place: tuple[Any, ...], value: Any, is_cut: bool) -> Any:
    """The update with one of its parts taken out or replaced."""
    if not place:
        return value
    whole = part = copy.deepcopy(update)
    for key in place[:-1]:
        part = part[key]
    if is_cut:
        del part[place[-1]]
    else:
        part[place[-1]] = value
    return whole


def check(update: Any) -> None:
    read = read_update(update, ME, NOW)
    assert read is None or Incoming.from_json(read.to_json()) == read
    if read is not None:
        str(read.to_json()).encode()  # a database takes it
        assert "\0" not in read.text + read.user_name + read.file_name + read.key
        assert re.fullmatch(r"-?\d+|-\d+:-?\d+", read.chat_id)
        assert read.user_id.lstrip("-").isdigit()
    next_offset([update])
    list(query_ids([update]))


@given(st.sampled_from(UPDATES), st.randoms(use_true_random=False), JSON, st.booleans())
def test_damaged_updates_never_raise(
    row: tuple[str, Json, Json | None], luck: random.Random, value: Any, is_cut: bool
) -> None:
    update = {"update_id": 77, **row[1]}
    check(damaged(update, luck.choice(places(update)), value, is_cut))


@given(JSON, st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"]))
def test_arbitrary_updates_never_raise(value: Any, kind: str) -> None:
    check(value)
    check({"update_id": 1, kind: value})
    check({"update_id": 1, kind: {"chat": value, "from": value, "message": value, "text": value}})
