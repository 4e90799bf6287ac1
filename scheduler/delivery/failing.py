"""Sendings that fail: what becomes of the message, what it says of the account, and who is told."""

import random
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import datetime

import structlog

from domain.messaging.messages import chat_of
from scheduler.delivery.account_trouble import AccountTrouble
from scheduler.delivery.channel import Channel, FloodError, SendError
from scheduler.delivery.metrics import FAILED
from scheduler.delivery.verdicts import kind_of, verdict
from scheduler.watching.health import ProgramPart, unwatched
from storage.messages.outbox_claim import ClaimedMessage
from storage.messages.outbox_mark import Outcome

log = structlog.get_logger(__name__)

LONG_WAIT = 60.0  # seconds: a flood wait that is told


class Failing:
    """`hold` keeps the account from sending for so many seconds, `hold_chat` a chat until a moment (monotonic)."""

    def __init__(
        self,
        channel: Channel,
        now: Callable[[], datetime],
        is_held: Callable[[], bool],
        hold: Callable[[float], None],
        hold_chat: Callable[[str, float], None],
        part: ProgramPart | None = None,
    ) -> None:
        self.flooded_until = 0.0  # monotonic seconds; 0: nothing that the other processes do not know
        self.flooded_chats: dict[str, float] = {}  # the same of chats
        self._trouble = AccountTrouble()
        self._part = part or unwatched()
        self._labels = (channel.name, channel.account)
        self._now, self._is_held, self._hold, self._hold_chat = now, is_held, hold, hold_chat
        self._log = log.bind(channel=channel.name, account=channel.account)

    def got_through(self, claimed: ClaimedMessage) -> None:
        self._part.good()
        self._trouble.got_through()
        self._trouble.forget(claimed.id)

    def times_alone(self, claimed: ClaimedMessage) -> int:
        """Return how often this message failed while others got through."""
        return self._trouble.times_alone(claimed.id)

    def others_know(self, flooded_until: float, chats: Mapping[str, float]) -> None:
        """Return the waits that were shared with the other processes."""
        if flooded_until == self.flooded_until:
            self.flooded_until = 0.0
        self.flooded_chats = {chat: at for chat, at in self.flooded_chats.items() if chats.get(chat) != at}

    def outcome(self, claimed: ClaimedMessage, error: Exception) -> Outcome:
        """Return what becomes of the message; the account or the chat is held where the failure says so."""
        kind = kind_of(error)
        if kind == "passing":
            self._trouble.failed_alone(claimed.id)
        draw = random.random()  # noqa: S311 - spreads retries
        outcome = verdict(claimed, error, self._now(), draw, self.times_alone(claimed))
        self._tell(claimed, error, outcome)
        if isinstance(error, FloodError):
            self._flooded(chat_of(claimed.chat_id), error)
        elif kind == "passing":
            self._note_outage(claimed.chat_id)
            self._note_row(outcome)
        return outcome

    def _tell(self, claimed: ClaimedMessage, error: Exception, outcome: Outcome) -> None:
        kind = kind_of(error)
        FAILED.labels(*self._labels, kind).inc()
        about = {"outbox_id": claimed.id, "attempts": claimed.attempts, "kind": kind, "then": outcome.kind}
        if isinstance(error, SendError | TimeoutError):
            self._log.info("send_failed", **about, reason=outcome.reason)
        else:  # the places only: the words of an unknown error may be those of the message
            places = "".join(traceback.format_tb(error.__traceback__))
            self._log.error("send_failed", **about, reason=outcome.reason, places=places)

    def _flooded(self, chat_id: str, error: FloodError) -> None:
        now, seconds = time.monotonic(), error.retry_after
        if error.waits == "message":
            return
        if error.waits == "chat":
            self._flood_chat(now, chat_id, seconds)
            pause = self._trouble.flooded(chat_id, seconds, now, pausing=self._is_held())
            if pause is None:
                return
            self._log.warning("account_flooded", seconds=pause, told=seconds)
            seconds = pause
        if error.retry_after >= LONG_WAIT:
            self._part.failed(f"must wait: {error.reason}", seconds + LONG_WAIT)
        self.flooded_until = max(self.flooded_until, now + seconds)
        self._hold(seconds)

    def _flood_chat(self, now: float, chat_id: str, seconds: float) -> None:
        """Hold this chat back. Others are served meanwhile, so that nothing but the log tells of it."""
        known = {chat: until for chat, until in self.flooded_chats.items() if until > now}
        self.flooded_chats = {**known, chat_id: now + seconds}
        self._hold_chat(chat_id, now + seconds)
        if seconds >= LONG_WAIT:
            self._log.warning("chat_flooded", chat_id=chat_id, seconds=seconds)

    def _note_outage(self, chat_id: str) -> None:
        seconds = self._trouble.failed(chat_id, pausing=self._is_held())
        if seconds is not None:
            self._log.warning("channel_paused", seconds=seconds)
            self._hold(seconds)

    def _note_row(self, outcome: Outcome) -> None:
        """Note what became of the message. Where it is tried again, that shows whether the trouble is over; the trouble
        is not told for longer than that."""
        if self._trouble.is_lasting and outcome.not_before is not None:
            self._part.failed(outcome.reason or "", (outcome.not_before - self._now()).total_seconds() + LONG_WAIT)
