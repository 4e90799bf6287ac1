"""The whole cycle in a real browser: five people, each signed in by their link."""

import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.journeys.browser_people import Profiles
from tests.journeys.cycle import GUESTS, Cast, is_collated, is_reviewed, whole_cycle
from tests.journeys.installation import Installation, Invited
from tests.journeys.setups import OFFICE, QUICK, with_cycle


@pytest_asyncio.fixture(loop_scope="session")
async def profiles(browser: Browser) -> AsyncIterator[Profiles]:
    profiles = Profiles(browser)
    yield profiles
    await profiles.close()


@pytest.mark.asyncio(loop_scope="session")
async def test_the_whole_cycle(profiles: Profiles) -> None:
    office = Installation()
    codes = office.prepare(OFFICE, GUESTS)
    async with office.run() as program:
        url = await program.url()
        cast = Cast(*[await profiles.seat(guest.name) for guest in GUESTS])
        for seat, code in zip(cast.all, codes, strict=True):
            await seat.joins(Invited(code, web=f"{url}/vao/{code}"))
        office.prepare(with_cycle(QUICK))
        await whole_cycle(cast, QUICK, time.monotonic())
        assert [await seat.reminders() for seat in (cast.lan, cast.hue)] == [2, 2]
        await is_reviewed(cast)
        await is_collated(cast)
        assert profiles.complaints == []
        assert await program.stop() == 0
