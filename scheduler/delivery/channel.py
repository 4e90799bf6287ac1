"""What delivery asks of a channel, and the ways a sending can fail: each failure says what to do next."""

from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from domain.files.attachments import Refusal
from domain.messaging.messages import Outgoing


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one account of a channel may send."""

    per_second: float | None  # None: no limit
    chat_burst: int = 5  # messages to one private chat at once …
    chat_per_second: float = 1.0  # … and how fast that comes back
    group_per_minute: int = 20
    concurrency: int = 16  # sendings under way
    a_month: int | None = None  # messages; None: as many as one likes


@dataclass(frozen=True, slots=True)
class Delivery:
    """One outbox row on its way."""

    outbox_id: int
    chat_id: str
    outgoing: Outgoing
    failed_alone: int = 0  # how often it failed in passing while others got through


@dataclass(frozen=True, slots=True)
class Detour:
    """Why a message went another way than usual: its topic is shut, the bot lacks a right there, or its content was
    refused. `reason` is what the channel said, without a secret."""

    kind: Literal["topic", "right", "content"]
    reason: str


class Sent(str):
    """The message's id, and the detour it took, if any."""

    detour: Detour | None

    def __new__(cls, message_id: str, detour: Detour | None = None) -> "Sent":
        sent = super().__new__(cls, message_id)
        sent.detour = detour
        return sent


class Channel(Protocol):
    """One account of one channel. `send` gives the message's id in the channel (`Sent`, where it went another way than
    usual), or raises a `SendError`."""

    @property
    def name(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def limits(self) -> Limits: ...
    async def send(self, delivery: Delivery) -> str: ...


@runtime_checkable
class Fetches(Protocol):
    """A channel from which the files that people send are fetched."""

    @property
    def name(self) -> str: ...
    @property
    def account(self) -> str: ...
    async def fetch(self, source: str, most: int) -> bytes:
        """Return the content of a file by what the channel calls it, at most so many bytes; raises `GoneError` where it
        will never be had, and anything else where it may be later."""
        ...


class GoneError(Exception):
    """A file that cannot be fetched, now or later."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason: Refusal = reason


class SendError(Exception):
    """A sending failed; `reason` is kept with the message and holds no secret."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PassingError(SendError):
    """May work later: try again with backoff."""


Waits = Literal["account", "chat", "message"]


class FloodError(SendError):
    """Too much was sent: for `retry_after` seconds the account waits, or the chat, or this message alone."""

    def __init__(self, reason: str, retry_after: float, waits: Waits = "account") -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.waits: Waits = waits


class PermanentError(SendError):
    """Will never work: give this message up, keep the reason, and say so another way."""


class PointlessError(SendError):
    """Nobody needs this message any more."""


class QuotaError(SendError):
    """The account may send nothing more this month: whoever it was for is written to elsewhere."""


class UnreachableError(SendError):
    """The person cannot be reached here any more (blocked, deactivated, bot removed)."""


class MovedError(SendError):
    """The chat lives on under another id: send there from now on."""

    def __init__(self, new_chat_id: str) -> None:
        super().__init__(f"moved to {new_chat_id}")
        self.new_chat_id = new_chat_id
