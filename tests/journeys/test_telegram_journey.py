"""The whole cycle on Telegram, before the strict server with Telegram's own limits."""

import re
import time

from tests.botapi import BotApiServer
from tests.botapi.calls import Call
from tests.journeys.cycle import AN, BAO, GUESTS, HUE, LAN, TUAN, Cast, whole_cycle
from tests.journeys.installation import Installation, Invited
from tests.journeys.seats import TelegramSeat
from tests.journeys.setups import OFFICE, QUICK, Times, with_cycle

JOIN = 16
"""Seconds until the first reminder: for five processes that invite, and for people to join."""


def seats(server: BotApiServer) -> Cast:
    return Cast(*(TelegramSeat(server.person(1001 + n, guest.name)) for n, guest in enumerate(GUESTS)))


def refused(server: BotApiServer) -> list[Call]:
    return [call for call in server.calls if call.status >= 400]


async def test_load_invite_join_and_wait(clean_environment: object) -> None:
    times = Times(due=JOIN + 14, before=(14, 7), after=2, every=8)
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        async with office.run() as program:
            await program.url()
            printed = await office.load(with_cycle(times))
            loaded_at = time.monotonic()
            assert printed.startswith("+ tổ chức THU")
            cast = seats(server)
            for seat, invited in zip(cast.all, await office.invite_all(GUESTS), strict=True):
                await seat.joins(invited)
            await whole_cycle(cast, times, loaded_at)
            assert [await seat.reminders() for seat in (cast.lan, cast.hue)] == [2, 2]
            assert await office.load(with_cycle(times)) == "Không có thay đổi\n"
            assert await program.stop() == 0
        assert refused(server) == []


async def test_by_webhook_on_postgresql_invited_in_the_chat(postgres_url: str) -> None:
    async with BotApiServer() as server:
        office = Installation.on_telegram(
            server.url, DATABASE_URL=postgres_url, TELEGRAM_WEBHOOK="https://dondoc.example"
        )
        await office.load(OFFICE)
        cast = seats(server)
        async with office.run() as program:
            server.reroute("https://dondoc.example", await program.url())
            await server.calls.wait("setWebhook", timeout=40)
            await cast.tuan.joins(await office.invite(TUAN))
            for seat, guest, role in (
                (cast.lan, LAN, "Đầu mối"),
                (cast.hue, HUE, "Đầu mối"),
                (cast.an, AN, "Đầu mối"),
                (cast.bao, BAO, "Lãnh đạo đơn vị"),
            ):
                await cast.tuan.says(f"/moi {guest.unit}", "Mời ai của")
                letter = await cast.tuan.presses(role, "https://t.me/")
                found = re.search(r"https://t\.me/(\w+)\?start=((\w+))", letter.text)
                assert found
                await seat.joins(Invited(found[3], found[1], found[2], ""))
            await office.load(with_cycle(QUICK))
            await whole_cycle(cast, QUICK, time.monotonic())
            assert await program.stop() == 0
        assert server.calls.of("getUpdates") == []
        assert refused(server) == []
