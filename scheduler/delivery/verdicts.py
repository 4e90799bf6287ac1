"""What follows from the way a sending failed. Pure: the failure is a type that says what to do next."""

from dataclasses import replace
from datetime import datetime, timedelta

from scheduler.delivery.backoff import delay_seconds, is_hopeless
from scheduler.delivery.channel import (
    FloodError,
    MovedError,
    PermanentError,
    PointlessError,
    QuotaError,
    SendError,
    UnreachableError,
)
from storage.messages.outbox_claim import ClaimedMessage
from storage.messages.outbox_mark import Outcome

SPENT_AGAIN = timedelta(hours=6)
"""The month may be over by then; what can go another way has gone it before."""
INTERNAL_TRIES = 3
"""A fault of our own will hardly mend itself: after a few seconds the message is set aside, where it holds up nothing
of its chat, and is tried ever more rarely until it is mended or too old."""
LONGEST_INTERNAL, OLDEST_INTERNAL = timedelta(days=1), timedelta(days=3)

ALONE_TRIES = 9
"""A message that fails so often while others get through will never pass: it no longer holds up its chat."""
LONGEST_ASIDE = 540.0
"""Seconds. Claims take a later retry for one that was written by a clock which has been set back since."""


def kind_of(error: Exception) -> str:
    """Return the failure in one word, for counting."""
    if isinstance(error, SendError):
        return type(error).__name__.removesuffix("Error").lower()
    return "passing" if isinstance(error, TimeoutError) else "internal"


def verdict(claimed: ClaimedMessage, error: Exception, now: datetime, draw: float, alone: int = 0) -> Outcome:
    """Decide what becomes of a message that failed. `draw` (0 to 1) spreads the retries; `alone` is how often the
    message failed while others got through."""
    outcome = _verdict(claimed, error, now, draw, alone)
    is_menu = claimed.payload.get("op") == "menu"
    return replace(outcome, kind="aside") if is_menu and outcome.kind in ("held", "put_back") else outcome


def _verdict(claimed: ClaimedMessage, error: Exception, now: datetime, draw: float, alone: int) -> Outcome:
    if alone >= ALONE_TRIES and kind_of(error) == "passing":
        return Outcome("given_up", claimed.id, now, reason=getattr(error, "reason", "timed out"))
    match error:
        case FloodError():
            wait = min(error.retry_after, LONGEST_ASIDE) if error.waits == "message" else error.retry_after
            return Outcome("held", claimed.id, now, not_before=now + timedelta(seconds=wait), reason=error.reason)
        case QuotaError():
            return Outcome("spent", claimed.id, now, not_before=now + SPENT_AGAIN, reason=error.reason)
        case UnreachableError():
            return Outcome("unreachable", claimed.id, now, reason=error.reason)
        case PointlessError():
            return Outcome("dropped", claimed.id, now, reason=error.reason)
        case PermanentError():
            return Outcome("given_up", claimed.id, now, reason=error.reason)
        case MovedError():
            return _moved(claimed, error, now, draw)
        case SendError():
            return _again(claimed, error.reason, now, draw)
        case TimeoutError():
            return _again(claimed, "timed out", now, draw)
    reason = f"internal error {type(error).__name__}"
    if claimed.attempts <= INTERNAL_TRIES:
        return _again(claimed, reason, now, draw)
    if now - claimed.created_at >= OLDEST_INTERNAL:
        return Outcome("given_up", claimed.id, now, reason=reason)
    later = min(LONGEST_INTERNAL, timedelta(minutes=1 << min(claimed.attempts - INTERNAL_TRIES - 1, 20)))
    return Outcome("aside", claimed.id, now, not_before=now + later, reason=reason)


def _moved(claimed: ClaimedMessage, error: MovedError, now: datetime, draw: float) -> Outcome:
    """Follow the first move at once, and a chat that keeps moving with growing patience."""
    if error.new_chat_id == claimed.chat_id:
        return Outcome("given_up", claimed.id, now, reason="moved to itself")
    again = _again(claimed, error.reason, now, draw)
    if again.kind == "given_up":
        return again
    later = now if claimed.attempts == 1 else again.not_before
    return Outcome("moved", claimed.id, now, not_before=later, reason=error.reason, chat_id=error.new_chat_id)


def _again(claimed: ClaimedMessage, reason: str, now: datetime, draw: float) -> Outcome:
    if is_hopeless(claimed.attempts, now - claimed.created_at):
        return Outcome("given_up", claimed.id, now, reason=reason)
    later = now + timedelta(seconds=delay_seconds(claimed.attempts, draw))
    return Outcome("put_back", claimed.id, now, not_before=later, reason=reason)
