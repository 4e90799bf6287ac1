"""The whole cycle where nothing can be pressed: on Zalo alone, and with each unit on a channel of its own."""

import time

from tests.botapi import TOKEN, BotApiServer
from tests.journeys.cycle import GUESTS, Cast, is_collated, is_reviewed, whole_cycle
from tests.journeys.installation import Installation, Invited
from tests.journeys.seats import Seat, TelegramSeat
from tests.journeys.setups import OFFICE, QUICK, with_cycle
from tests.journeys.test_telegram_journey import invited_by_code
from tests.journeys.zalo_people import ZaloSeat
from tests.zaloapi import TOKEN as ZALO_TOKEN
from tests.zaloapi import ZaloServer


async def test_the_whole_cycle_on_zalo_alone(clean_environment: object) -> None:
    async with ZaloServer() as zalo:
        office = Installation(ZALO_TOKEN=ZALO_TOKEN, ZALO_API=zalo.url)
        codes = office.prepare(OFFICE, GUESTS)
        async with office.run() as program:
            await zalo.calls.wait("getUpdates", timeout=60)
            cast = Cast(*(ZaloSeat(zalo.person(guest.name)) for guest in GUESTS))
            for seat, code in zip(cast.all, codes, strict=True):
                await seat.joins(Invited(code))
            office.prepare(with_cycle(QUICK))
            await whole_cycle(cast, QUICK, time.monotonic())
            await is_reviewed(cast)
            await is_collated(cast)
            assert await program.stop() == 0
        assert zalo.refused() == []


async def test_each_unit_on_a_channel_of_its_own_and_one_list(clean_environment: object) -> None:
    """Lan on Zalo, Huệ and Tuấn on Telegram, An and Bảo on Zalo too, before another bot."""
    async with BotApiServer() as telegram, ZaloServer() as zalo:
        office = Installation(TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=telegram.url, ZALO_TOKEN=ZALO_TOKEN, ZALO_API=zalo.url)
        codes = office.prepare(OFFICE, GUESTS)
        on_telegram = {"Huệ", "Tuấn"}
        async with office.run() as program:
            await zalo.calls.wait("getUpdates", timeout=60)
            seats: list[Seat] = []
            for number, guest in enumerate(GUESTS):
                if guest.name in on_telegram:
                    seats.append(TelegramSeat(telegram.person(1001 + number, guest.name)))
                    await seats[-1].joins(invited_by_code(codes[number], telegram))
                else:
                    seats.append(ZaloSeat(zalo.person(guest.name)))
                    await seats[-1].joins(Invited(codes[number]))
            cast = Cast(*seats)
            office.prepare(with_cycle(QUICK))
            await whole_cycle(cast, QUICK, time.monotonic())
            collated = await cast.tuan.says("/tonghop", "Tổng hợp")
            assert "đủ các đơn vị" in collated.text
            assert await program.stop() == 0
