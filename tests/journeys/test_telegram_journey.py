"""The whole cycle on Telegram, before the strict server with Telegram's own limits."""

import re
import time

import pytest

from tests.botapi import BotApiServer
from tests.botapi.calls import Call
from tests.journeys.cycle import (
    AN,
    BAO,
    GUESTS,
    HUE,
    LAN,
    TUAN,
    Cast,
    is_collated,
    is_reviewed,
    until_all_is_in,
    whole_cycle,
)
from tests.journeys.installation import Installation, Invited
from tests.journeys.seats import Seat, TelegramSeat
from tests.journeys.setups import OFFICE, QUICK, with_cycle


def seats(server: BotApiServer) -> Cast:
    return Cast(*(TelegramSeat(server.person(1001 + n, guest.name)) for n, guest in enumerate(GUESTS)))


def refused(server: BotApiServer) -> list[Call]:
    return [call for call in server.calls if call.status >= 400]


def invited_by_code(code: str, server: BotApiServer) -> Invited:
    return Invited(code, bot=server.bot().username, start=code)


async def invited_in_chat(coordinator: Seat, unit: str, role: str) -> Invited:
    """From the letter that a coordinator is given to forward."""
    await coordinator.says(f"/moi {unit}", "Mời ai của")
    letter = await coordinator.presses(role, "https://t.me/")
    link = re.search(r"https://t\.me/(\w+)\?start=(\w+)", letter.text)
    assert link
    return Invited(link[2], bot=link[1], start=link[2])


async def test_load_invite_join_and_wait(clean_environment: object) -> None:
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        async with office.run() as program:
            url = await program.url()
            assert (await office.load(OFFICE)).startswith("+ tổ chức THU")
            cast = seats(server)
            invited = await office.invite(LAN)
            assert invited.web == f"{url}/vao/{invited.code}"
            await cast.lan.joins(invited)
            for seat, code in zip(cast.all[1:], office.prepare(OFFICE, GUESTS[1:]), strict=True):
                await seat.joins(invited_by_code(code, server))
            assert "+ yêu cầu DOT-XUAT" in await office.load(with_cycle(QUICK))
            await whole_cycle(cast, QUICK, time.monotonic())
            assert [await seat.reminders() for seat in (cast.lan, cast.hue)] == [2, 2]
            await is_reviewed(cast)
            await is_collated(cast)
            assert await office.load(with_cycle(QUICK)) == "Không có thay đổi\n"
            assert await program.stop() == 0
        assert refused(server) == []


@pytest.mark.long
async def test_by_webhook_on_postgresql_invited_in_the_chat(postgres_url: str) -> None:
    async with BotApiServer() as server:
        office = Installation.on_telegram(
            server.url, DATABASE_URL=postgres_url, TELEGRAM_WEBHOOK="https://dondoc.example"
        )
        codes = office.prepare(OFFICE, (TUAN, LAN, HUE))
        cast = seats(server)
        async with office.run() as program:
            server.reroute("https://dondoc.example", await program.url())
            await server.calls.wait("setWebhook")
            for seat, code in zip((cast.tuan, cast.lan, cast.hue), codes, strict=True):
                await seat.joins(invited_by_code(code, server))
            await cast.an.joins(await invited_in_chat(cast.tuan, AN.unit, "Đầu mối"))
            await cast.bao.joins(await invited_in_chat(cast.tuan, BAO.unit, "Lãnh đạo đơn vị"))
            office.prepare(with_cycle(QUICK))
            await until_all_is_in(cast, QUICK)
            await is_reviewed(cast)
            await is_collated(cast)
            assert await program.stop() == 0
        assert server.calls.of("getUpdates") == []
        assert refused(server) == []
