"""Named in the setup file with a mailbox: invited by mail, reminded by mail without having joined, and not them."""

import asyncio
import re

import aiohttp
import pytest

from tests.botapi import BotApiServer
from tests.journeys.cycle import TUAN
from tests.journeys.installation import Installation
from tests.journeys.seats import TelegramSeat
from tests.journeys.setups import OFFICE, with_report
from tests.journeys.test_mail_journey import BOX, LINK, Browser, browser, mail_to
from tests.mail_office import MailOffice, text_in

pytestmark = pytest.mark.long

HUE, AN = "hue@coquan.vn", "an@coquan.vn"
PEOPLE = f"""
people:
  - {{unit: PYT, role: focal_point, name: Lan, email: {BOX}}}
  - {{unit: PNV, role: focal_point, name: Huệ, email: {HUE}}}
  - {{unit: PKT, role: focal_point, name: An, email: {AN}}}
"""
REFUSAL = re.compile(r"\((http://\S+/thu/\d+/\w+)\)")


async def mails_to(post: MailOffice, box: str, number: int) -> str:
    for _ in range(800):
        if len(post.to(box)) > number:
            return text_in(post.to(box)[number])
        await asyncio.sleep(0.05)
    raise AssertionError(f"there are only {len(post.to(box))} mails to {box}")


async def test_invited_and_reminded_by_mail(clean_environment: object) -> None:
    async with BotApiServer() as server, MailOffice() as post, browser() as first, browser() as second:
        office = Installation.on_telegram(
            server.url, SMTP_URL=f"smtp://127.0.0.1:{post.port}", MAIL_FROM="Đôn Đốc <dondoc@coquan.vn>"
        )
        [tuans] = office.prepare(OFFICE, [TUAN])
        shown = await office.load(OFFICE + PEOPLE)
        assert f"+ người PYT đầu mối “Lan” (chờ mời), e-mail {BOX}" in shown
        async with office.run() as program:
            site = await program.url()
            tuan = TelegramSeat(server.person(1001, TUAN.name))
            await tuan.says(f"/start {tuans}", "Chào anh/chị")
            assert "Thư mời sẽ gửi tới 3 người" in await office.command("invite", "--mail", "--dry-run")
            assert "Đã xếp 3 thư mời." in await office.command("invite", "--mail", "--yes")
            invitation = text_in(await mail_to(post, 0))
            assert "Anh/chị được giao làm đầu mối của Phòng Y tế." in invitation
            link = LINK.search(invitation)
            assert link
            lan = Browser(first, site)
            assert await lan.enters(link[2]) == 303
            refusal = REFUSAL.search(await mails_to(post, AN, 0))
            assert refusal
            async with aiohttp.ClientSession() as stranger:
                async with stranger.get(refusal[1]) as page:
                    assert AN in await page.text()
                async with stranger.post(refusal[1], data={"do": "refuse"}, headers={"Origin": site}) as done:
                    assert done.status == 200
            await tuan.waits_for(f"Người đọc hộp thư {AN} báo đó không phải là An")
            office.prepare(with_report(60, ["{before: 55s, to: [focal_point]}"]) + PEOPLE)
            reminder = await mails_to(post, HUE, 1)
            assert "Báo cáo đột xuất" in reminder
            way_in = LINK.search(reminder)
            assert way_in
            hue = Browser(second, site)
            assert await hue.enters(way_in[2]) == 303
            for one in (hue, lan):
                await one.says("/khongphatsinh", "không phát sinh")
                await one.says("Gửi báo cáo", "Đã nộp")
            await tuan.says("/tonghop", "đã nộp 2 ")
            assert len(post.to(AN)) == 1, "nothing after they said that it is not them"
            assert await program.stop() == 0
        for secret in (link[2], way_in[2]):
            assert secret not in program.log
