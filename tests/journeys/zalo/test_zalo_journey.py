"""The whole cycle where nothing can be pressed."""

import time

from tests.journeys.cycle import GUESTS, Cast, is_collated, is_reviewed, whole_cycle
from tests.journeys.installation import Installation, Invited
from tests.journeys.setups import OFFICE, QUICK, with_cycle
from tests.journeys.zalo.zalo_people import ZaloSeat
from tests.zaloapi import TOKEN as ZALO_TOKEN
from tests.zaloapi import ZaloServer


async def test_the_whole_cycle_on_zalo_alone(clean_environment: object) -> None:
    async with ZaloServer() as zalo:
        office = Installation(ZALO_TOKEN=ZALO_TOKEN, ZALO_API=zalo.url)
        codes = office.prepare(OFFICE, GUESTS)
        async with office.run() as program:
            await zalo.calls.wait("getUpdates")
            cast = Cast(*(ZaloSeat(zalo.person(guest.name)) for guest in GUESTS))
            for seat, code in zip(cast.all, codes, strict=True):
                await seat.joins(Invited(code))
            office.prepare(with_cycle(QUICK))
            await whole_cycle(cast, QUICK, time.monotonic())
            await is_reviewed(cast)
            await is_collated(cast)
            assert await program.stop() == 0
        assert zalo.refused() == []
