"""Four units, each on the channel it has: Telegram, Zalo, the web chat, and a mail's link; and one list of them all."""

import asyncio
import re
import time
from urllib.parse import quote

import pytest

from tests.botapi import TOKEN, BotApiServer
from tests.journeys import cycle
from tests.journeys.installation import Guest, Installation, Invited
from tests.journeys.seats import Seat, TelegramSeat
from tests.journeys.setups import AWKWARD, OFFICE, QUICK, with_cycle, with_report
from tests.journeys.test_mail_journey import BOX, LINK, Browser, browser, mail_to
from tests.journeys.test_telegram_journey import invited_by_code
from tests.journeys.zalo.zalo_people import ZaloSeat
from tests.mail_office import PASSWORD, USER, MailOffice, text_in
from tests.zaloapi import TOKEN as ZALO_TOKEN
from tests.zaloapi import ZaloServer

pytestmark = pytest.mark.long

SCHOOLS = "\n  - {code: PGD, name: Phòng Giáo dục, classes: [BAN_NGANH]}\nplans:"
GUESTS = (Guest("Tuấn", "BTG", "coordinator"), Guest("An", "PKT"), Guest("Lan", "PYT"), Guest("Huệ", "PNV"),
          Guest("Mai", "PGD"))  # fmt: skip


def with_schools(setup: str) -> str:
    return setup.replace("\nplans:", SCHOOLS)


async def has_nothing_to_report(seat: Seat) -> None:
    await seat.waits_for("Nhắc báo cáo", 60)
    await seat.says("/khongphatsinh", "Tôi hiểu là: không phát sinh")
    await seat.presses("Gửi báo cáo", "Đã nộp")


async def confirms_mailbox(mai: Browser, post: MailOffice) -> None:
    await mai.says(f"/email {BOX}", "Tôi vừa gửi mã 6 số")
    code = re.search(r"\b\d{6}\b", text_in(await mail_to(post, 0)))
    assert code
    await mai.says(code[0], f"Đã xác nhận {BOX}")


async def test_one_list_of_units_on_four_channels(clean_environment: object) -> None:
    async with (
        BotApiServer() as telegram,
        ZaloServer() as zalo,
        MailOffice(needs_login=True) as post,
        browser() as first,
        browser() as second,
        browser() as third,
    ):
        office = Installation(
            TELEGRAM_TOKEN=TOKEN,
            TELEGRAM_API=telegram.url,
            ZALO_TOKEN=ZALO_TOKEN,
            ZALO_API=zalo.url,
            SMTP_URL=f"smtp://{quote(USER)}:{quote(PASSWORD, safe='')}@127.0.0.1:{post.port}",
            MAIL_FROM="Đôn Đốc <dondoc@coquan.vn>",
        )
        tuans, ans, lans, hues, mais = office.prepare(with_schools(OFFICE), GUESTS)
        async with office.run() as program:
            site = await program.url()
            await zalo.calls.wait("getUpdates")
            tuan, an = (TelegramSeat(telegram.person(1001 + n, name)) for n, name in enumerate(("Tuấn", "An")))
            await tuan.joins(invited_by_code(tuans, telegram))
            await an.joins(invited_by_code(ans, telegram))
            lan = ZaloSeat(zalo.person("Lan"))
            await lan.joins(Invited(lans))
            hue, mai, by_mail = Browser(first, site), Browser(second, site), Browser(third, site)
            assert await hue.enters(hues) == 303
            assert await mai.enters(mais) == 303
            await confirms_mailbox(mai, post)
            office.prepare(with_schools(with_report(90, ["{before: 85s, to: [focal_point]}"])))
            listed = await tuan.says("/chuanop", "đã nộp 0/4")
            for unit in (AWKWARD, "Phòng Giáo dục", "Phòng Nội vụ", "Phòng Y tế"):
                assert unit in listed.text
            await asyncio.gather(*(has_nothing_to_report(seat) for seat in (an, lan)))
            await hue.says("/khongphatsinh", "không phát sinh")
            await hue.says("Gửi báo cáo", "Đã nộp")
            link = LINK.search(text_in(await mail_to(post, 1)))
            assert link
            assert await by_mail.enters(link[2]) == 303
            await by_mail.says("/khongphatsinh", "không phát sinh")
            await by_mail.says("Gửi báo cáo", "Đã nộp")
            collated = await tuan.says("/tonghop", "Tổng hợp")
            assert "đủ các đơn vị" in collated.text
            assert await program.stop() == 0
        assert zalo.refused() == []


async def test_the_whole_cycle_with_its_people_on_two_channels(clean_environment: object) -> None:
    """The scenario of the other channels: Lan and An on Zalo, the others on Telegram; Tuấn sees one list."""
    async with BotApiServer() as telegram, ZaloServer() as zalo:
        office = Installation(TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=telegram.url, ZALO_TOKEN=ZALO_TOKEN, ZALO_API=zalo.url)
        codes = office.prepare(OFFICE, cycle.GUESTS)
        on_zalo = (cycle.LAN, cycle.AN)
        async with office.run() as program:
            await zalo.calls.wait("getUpdates")
            seats: list[Seat] = []
            for n, (guest, code) in enumerate(zip(cycle.GUESTS, codes, strict=True)):
                seats.append(
                    ZaloSeat(zalo.person(guest.name))
                    if guest in on_zalo
                    else TelegramSeat(telegram.person(1001 + n, guest.name))
                )
                await seats[-1].joins(Invited(code) if guest in on_zalo else invited_by_code(code, telegram))
            cast = cycle.Cast(*seats)
            office.prepare(with_cycle(QUICK))
            await cycle.whole_cycle(cast, QUICK, time.monotonic())
            await cycle.is_reviewed(cast)
            await cycle.is_collated(cast)
            assert await program.stop() == 0
        assert zalo.refused() == []
