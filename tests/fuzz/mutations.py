"""What can be wrong with an update: anything, anywhere in it."""

import json
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from tests.fuzz.updates import IN_TELEGRAM, Json

ABSURD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, -0.0, 10**30, -(10**30), 2**63, 2**64, 1e308, "", " ", "0", "-500", "null", "\0",
    "\ud800", "\u202e", "é" * 300, "x" * 70_000, [], {}, [[]], {"": {}}, [None] * 50, {"id": None}, ["100"],
)  # fmt: skip
NAMES = ("id", "from", "chat", "text", "data", "type", "message", "message_id", "update_id", "entities", "is_bot")
DEEP = 2000


def mutated(update: Json, draw: random.Random) -> Json:
    """A copy with one to four things wrong in it."""
    broken = deepcopy(update)
    for _ in range(draw.randint(1, 4)):
        places = list(_places(broken))
        if places:
            draw.choice(_WAYS)(*draw.choice(places), draw)
    return broken


def spoilt(body: bytes, draw: random.Random) -> bytes:
    """Bytes that are no update any more, or hardly."""
    at = draw.randrange(len(body) + 1)
    return draw.choice((
        body[:at],
        body[:at] + bytes([draw.randrange(256)]) + body[at:],
        b"[" * DEEP + b"]" * DEEP,
        b'{"update_id": 1, "message": ' + b'{"chat":' * DEEP + b"1" + b"}" * DEEP + b"}",
        json.dumps([json.loads(body)]).encode(),
        b"null", b"", b"\xff\xfe", b'{"update_id": NaN}', b'{"update_id": 1e999}', body * 2,
    ))  # fmt: skip


def _places(whole: Any) -> Iterator[tuple[Any, Any]]:
    """Every field and item, as what holds it and under which name or number."""
    names = list(whole) if isinstance(whole, dict) else range(len(whole)) if isinstance(whole, list) else ()
    for name in names:
        yield whole, name
        yield from _places(whole[name])


def _take_away(holder: Any, name: Any, draw: random.Random) -> None:
    del holder[name]


def _absurd(holder: Any, name: Any, draw: random.Random) -> None:
    holder[name] = deepcopy(draw.choice(ABSURD))


def _anothers_id(holder: Any, name: Any, draw: random.Random) -> None:
    """A field that holds an id says it is somebody else's; elsewhere it is only an odd number."""
    if name != "id":
        holder[name] = int(draw.choice(IN_TELEGRAM))


def _another_type(holder: Any, name: Any, draw: random.Random) -> None:
    value = holder[name]
    holder[name] = str(value) if isinstance(value, int) else [value] if isinstance(value, str) else str(value)[:50]


def _added(holder: Any, name: Any, draw: random.Random) -> None:
    if isinstance(holder, dict):
        holder[draw.choice(NAMES)] = deepcopy(draw.choice(ABSURD))


_WAYS: tuple[Callable[[Any, Any, random.Random], None], ...] = (
    _take_away, _absurd, _absurd, _anothers_id, _another_type, _added,
)  # fmt: skip
