"""What comes in before the parts that handle it are loaded is kept, and afterwards goes to them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select

from bot.running.opened import Arriving
from domain.messaging.messages import Incoming
from storage.db.database import Database
from storage.db.notify import Notice
from storage.tables import Inbox

FIRST = Incoming("text", "telegram", "1", "1001", "1001", "u1", datetime(2026, 12, 1, tzinfo=UTC), text="2.7 40%")


class Loaded:
    def __init__(self) -> None:
        self.took: list[Incoming] = []
        self.told: list[Notice | None] = []

    async def receive(self, incomings: Sequence[Incoming]) -> int:
        self.took.extend(incomings)
        return len(incomings)

    def heard(self, notice: Notice | None) -> None:
        self.told.append(notice)


async def test_what_comes_in_early_is_kept_once(sqlite_database: Database) -> None:
    arriving = Arriving(sqlite_database)
    arriving.heard(None)
    assert [await arriving.receive([FIRST]) for _ in range(2)] == [1, 0]
    assert sqlite_database.do(lambda session: session.scalar(select(func.count()).select_from(Inbox))) == 1


async def test_once_loaded_the_parts_take_it(sqlite_database: Database) -> None:
    arriving = Arriving(sqlite_database)
    arriving.handles = loaded = Loaded()
    assert await arriving.receive([FIRST]) == 1
    arriving.heard(None)
    assert (loaded.took, loaded.told) == ([FIRST], [None])
