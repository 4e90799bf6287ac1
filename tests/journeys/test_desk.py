"""A day at the coordinator's desk on Telegram and on Zalo, before the strict servers, and in a real browser."""

import asyncio

import pytest
from playwright.async_api import Browser

from tests.botapi import BotApiServer
from tests.journeys.browser_people import Profiles
from tests.journeys.desk import GUESTS, SETUP, People, a_day
from tests.journeys.installation import Installation, Invited
from tests.journeys.seats import TelegramSeat
from tests.journeys.test_telegram_journey import invited_by_code, refused
from tests.journeys.zalo.zalo_people import ZaloSeat
from tests.zaloapi import TOKEN as ZALO_TOKEN
from tests.zaloapi import ZaloServer

pytestmark = pytest.mark.long


async def test_on_telegram(clean_environment: object) -> None:
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        codes = office.prepare(SETUP, GUESTS)
        seats = [TelegramSeat(server.person(3001 + n, guest.name)) for n, guest in enumerate(GUESTS)]
        async with office.run() as program:
            await server.calls.wait("getUpdates")
            await asyncio.gather(
                *(seat.joins(invited_by_code(code, server)) for seat, code in zip(seats, codes, strict=True))
            )
            await a_day(People(*seats))
            assert await program.stop() == 0
        assert refused(server) == []


async def test_on_zalo(clean_environment: object) -> None:
    async with ZaloServer() as zalo:
        office = Installation(ZALO_TOKEN=ZALO_TOKEN, ZALO_API=zalo.url)
        codes = office.prepare(SETUP, GUESTS)
        seats = [ZaloSeat(zalo.person(guest.name)) for guest in GUESTS]
        async with office.run() as program:
            await zalo.calls.wait("getUpdates")
            for seat, code in zip(seats, codes, strict=True):
                await seat.joins(Invited(code))
            await a_day(People(*seats))
            assert await program.stop() == 0
        assert zalo.refused() == []


@pytest.mark.asyncio(loop_scope="session")
async def test_in_the_browser(browser: Browser, clean_environment: object) -> None:
    profiles, office = Profiles(browser), Installation()
    codes = office.prepare(SETUP, GUESTS)
    async with office.run() as program:
        url = await program.url()
        seats = [await profiles.seat(guest.name) for guest in GUESTS]
        for seat, code in zip(seats, codes, strict=True):
            await seat.joins(Invited(code, web=f"{url}/vao/{code}"))
        await a_day(People(*seats))
        assert profiles.complaints == []
        assert await program.stop() == 0
    await profiles.close()
