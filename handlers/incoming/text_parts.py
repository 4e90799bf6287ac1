"""A text of more than 4,096 characters leaves a Telegram client as several messages: they are read as one.

Clients cut between words, into parts of at least half that length, and send them at once under consecutive ids. So a
text that long waits a moment for its next part; what comes alone is handled alone.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from domain.messaging.channels import CUT_TEXTS
from storage.messages.inbox import Received

SHORTEST_PART = 2048  # characters; only the last part may be shorter
WAITS = timedelta(seconds=1.5)
APART = timedelta(seconds=3)  # parts come to us no farther from each other
MOST = 20_000  # characters read as one
_BEGINS_ANEW = re.compile(r"[^\s:;,.]{1,20}(?: [^\s:;,.]{1,20}){0,3}:|\d{1,3}(?:\.\d{1,3}){0,3}\b")
"""A label or a task's code: what stands so belongs to no sentence begun before."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """Rows to be handled now, and which others each of them holds."""

    rows: Sequence[Received]
    within: Mapping[int, Sequence[int]]

    def ids(self, done: Sequence[int]) -> list[int]:
        """Return the ids of these rows with those that they hold."""
        return [id for one in done for id in (*self.within.get(one, ()), one)]


def _nobody(row: Received) -> bool:
    return False


def arranged(rows: Sequence[Received], now: datetime, is_held: Callable[[Received], bool] = _nobody) -> Arranged:
    """Join parts into the last of them. Leave out, with all of its chat behind it, what still waits for a part, or is
    held."""
    of_chat: dict[tuple[str, str, str], list[Received]] = {}
    within: dict[int, list[int]] = {}
    for row in rows:
        chat = of_chat.setdefault((row.channel, row.account, row.chat_id), [])
        if chat and _is_next_part(chat[-1], row):
            first = chat.pop()
            within[row.id] = [*within.pop(first.id, []), first.id]
            row = _joined(first, row)
        chat.append(row)
    waiting = {
        chat: next((row.id for row in found if _waits(row, now, row is found[-1]) or is_held(row)), None)
        for chat, found in of_chat.items()
    }
    ready = [
        row for chat, found in of_chat.items() for row in found if (held := waiting[chat]) is None or row.id < held
    ]
    return Arranged(sorted(ready, key=lambda row: row.id), within)


def _is_next_part(first: Received, row: Received) -> bool:
    one, two = _number(first.payload), _number(row.payload)
    return (
        _may_be_part(first.payload)
        and row.payload.get("kind") == "text"
        and one is not None
        and two == one + 1
        and first.payload.get("user_id") == row.payload.get("user_id")
        and row.received_at - first.received_at <= APART
        and len(first.payload["text"]) + len(row.payload["text"]) <= MOST
        and not row.payload["text"].startswith("/")
    )


def _may_be_part(payload: Mapping[str, Any]) -> bool:
    return (
        payload.get("channel") in CUT_TEXTS
        and payload.get("kind") == "text"
        and _last_length(payload) >= SHORTEST_PART
        and _number(payload) is not None
        and "cut" not in payload.get("extra", {})
    )


def _last_length(payload: Mapping[str, Any]) -> int:
    """Return the length of the part that came last."""
    return int(payload.get("extra", {}).get("last_part", len(payload.get("text", ""))))


def _waits(row: Received, now: datetime, is_last: bool) -> bool:
    return is_last and _may_be_part(row.payload) and timedelta() <= now - row.received_at < WAITS


def _number(payload: Mapping[str, Any]) -> int | None:
    message_id = str(payload.get("message_id") or "")
    return int(message_id) if message_id.isdecimal() and len(message_id) < 19 else None


def _joined(first: Received, row: Received) -> Received:
    one, two = first.payload["text"], row.payload["text"]
    text = one + ("\n" if _BEGINS_ANEW.match(two) else " ") + two
    extra = {**row.payload.get("extra", {}), "parts": True, "last_part": len(two)}
    return replace(row, payload={**row.payload, "text": text, "extra": extra})
