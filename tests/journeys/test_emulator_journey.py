"""The whole cycle once more, before a Bot API that nobody here wrote."""

import pytest

from tests.journeys.cycle import GUESTS, Cast, until_all_is_in
from tests.journeys.installation import Installation, Invited
from tests.journeys.lo_people import LoSeat, emulator
from tests.journeys.setups import OFFICE, QUICK, with_cycle

pytestmark = pytest.mark.long


async def test_the_whole_cycle() -> None:
    async with emulator() as (lo, url):
        office = Installation.on_telegram(url)
        codes = office.prepare(OFFICE, GUESTS)
        async with office.run() as program:
            cast = Cast(*(LoSeat(lo, 1001 + number, guest.name) for number, guest in enumerate(GUESTS)))
            for seat, code in zip(cast.all, codes, strict=True):
                await seat.joins(Invited(code))
            office.prepare(with_cycle(QUICK))
            await until_all_is_in(cast, QUICK)
            assert [await seat.reminders() for seat in (cast.lan, cast.hue)] == [2, 2]
            assert await program.stop() == 0
        assert lo.answered == lo.pressed
        assert lo.refused == []
