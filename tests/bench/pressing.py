"""A button pressed while ten thousand reminders wait: how long until the card answers."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.messages import buttons
from storage.tables import Address
from tests.bench.population import FIRST_CHAT, opened, queue, settle
from tests.bench.processes import dondoc
from tests.bench.results import Figure
from tests.bench.strict import PER_SECOND, acquaint, strict_server
from tests.botapi import BotApiServer
from tests.queued import waiting_count

REMINDERS, PEOPLE = 10_000, 200
EVERY = 0.117  # seconds between presses: about every fourth message of the limit is an answer


def measure(folder: Path, quick: bool) -> list[Figure]:
    return asyncio.run(_measure(folder / "press.db"))


async def _measure(path: Path) -> list[Figure]:
    url = f"sqlite:///{path}"
    database = opened(url)
    settle(database, PEOPLE)
    keys = database.do(
        lambda session: {int(a.chat_id): _card_key(session, a) for a in session.scalars(select(Address))}
    )
    queue(database, REMINDERS, first_chat=2 * FIRST_CHAT)
    async with strict_server() as server:
        acquaint(server, FIRST_CHAT, PEOPLE)
        acquaint(server, 2 * FIRST_CHAT, REMINDERS)
        with dondoc(url, server.url, rate=PER_SECOND):
            await server.calls.wait("sendMessage", 3 * PER_SECOND, timeout=30)
            pressed = {chat: await _press(server, chat, key) for chat, key in keys.items()}
            await server.calls.wait("editMessageText", PEOPLE, timeout=30)
        waiting = _waiting(database)
        database.close()
        shown = {call.params.integer("chat_id"): call.at for call in server.calls.of("editMessageText", ok=True)}
        refused = sum(call.status == 429 for call in server.calls)
    waits = [1000 * (shown[chat] - at) for chat, at in pressed.items()]
    return [
        Figure(
            f"a press is answered while {waiting} reminders wait: 99th percentile",
            quantiles(waits, n=100)[98],
            "ms",
            150,
        ),
        Figure("  median", median(waits), "ms"),
        Figure("  slowest", max(waits), "ms"),
        Figure("  refused with 429", refused, "", 0),
    ]


def _card_key(session: Session, address: Address) -> str:
    """The key of the button that shows the report card again."""
    assert address.focus is not None
    args = {"obligation_id": address.focus["obligation_id"], "unit_id": address.focus["unit_id"]}
    return buttons.keep(session, address, [("report.card", args)], datetime.now(UTC))[0]


async def _press(server: BotApiServer, chat: int, key: str) -> float:
    await asyncio.sleep(EVERY)
    person = server.person(chat)
    card = person.chat.add("sent", server.bot().user, {"text": "Báo cáo"}, server.world.now())
    return (await person.forges(key, card)).at


def _waiting(database: Database) -> int:
    return database.do(waiting_count)
