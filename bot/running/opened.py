"""What is open as soon as the program receives, and what comes in from then on."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from bot.accounts.contract import Accounts
from bot.settings import Settings
from domain.messaging.messages import Incoming
from scheduler.watching.health import Health
from storage.db.database import Database
from storage.db.notify import Notice
from storage.messages import inbox


@dataclass(frozen=True, slots=True)
class Opened:
    settings: Settings
    secret: str
    database: Database
    bound: socket.socket
    url: str
    accounts: Sequence[Accounts]
    health: Health


class Handles(Protocol):
    """The parts of the program that handle what came in, once they are loaded."""

    async def receive(self, incomings: Sequence[Incoming]) -> int: ...

    def heard(self, notice: Notice | None) -> None: ...


class Arriving:
    """Takes what comes in. As long as nobody `handles` it, it is stored: whoever comes looks into the inbox first."""

    handles: Handles | None = None

    def __init__(self, database: Database) -> None:
        self._database = database

    async def receive(self, incomings: Sequence[Incoming]) -> int:
        """Store what came in, and return how much of it is new. When this returns, it is durable."""
        if self.handles is not None:
            return await self.handles.receive(incomings)
        new = await self._database.run(inbox.store, incomings, datetime.now(UTC))
        if self.handles is not None:  # loaded meanwhile: its first look may have been before the commit
            self.handles.heard(None)
        return new

    def heard(self, notice: Notice | None) -> None:
        if self.handles is not None:
            self.handles.heard(notice)
