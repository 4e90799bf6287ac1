"""The whole cycle while Telegram is hard to reach: broken gateways, cut connections, lost answers, flood waits."""

from contextlib import closing
from itertools import count

import pytest
from sqlalchemy import func, select

from storage.db.database import Database
from storage.tables import Report
from tests.botapi import BotApiServer, Faults
from tests.botapi.faults import When
from tests.journeys.cycle import GUESTS, Cast, until_all_is_in
from tests.journeys.installation import Installation
from tests.journeys.seats import TelegramSeat
from tests.journeys.setups import OFFICE, Times, with_cycle

pytestmark = pytest.mark.long

ENDLESSLY = 1_000_000


def every(number: int) -> When:
    """Each so-many-th call."""
    calls = count(1)
    return lambda params: next(calls) % number == 0


def make_trouble(faults: Faults) -> None:
    faults.fail("sendMessage", ENDLESSLY, when=every(5))
    faults.drop("sendMessage", ENDLESSLY, when=every(6))
    faults.drop("sendMessage", ENDLESSLY, after=True, when=every(7))
    faults.flood("sendMessage", 1, ENDLESSLY, when=every(12))
    faults.fail("editMessageText", ENDLESSLY, when=every(4))
    faults.drop("editMessageText", ENDLESSLY, after=True, when=every(5))
    faults.fail("getUpdates", ENDLESSLY, when=every(4))
    faults.drop("getUpdates", ENDLESSLY, after=True, when=every(5))
    faults.fail("answerCallbackQuery", ENDLESSLY, when=every(2))


async def test_everything_arrives_through_502_cut_connections_and_lost_answers() -> None:
    times = Times(due=25, before=(19, 11), after=2, every=60)
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        codes = office.prepare(OFFICE, GUESTS)
        cast = Cast(*(TelegramSeat(server.person(1001 + n, guest.name)) for n, guest in enumerate(GUESTS)))
        async with office.run() as program:
            for seat, code in zip(cast.all, codes, strict=True):
                await seat.says(f"/start {code}", f"Chào anh/chị {seat.name}")
            make_trouble(server.faults)
            office.prepare(with_cycle(times))
            await until_all_is_in(cast, times)
            assert await program.stop() == 0
        assert len([call for call in server.calls if call.status != 200]) > 10
    with closing(Database(office.settings["DATABASE_URL"])) as database:
        assert database.do(lambda session: session.scalar(select(func.count()).select_from(Report))) == 3
