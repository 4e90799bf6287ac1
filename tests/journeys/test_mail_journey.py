"""Reminded by mail while the page is closed: the link opens the web chat, and the report comes in there."""

import asyncio
import re
import secrets
from email.message import EmailMessage
from urllib.parse import quote

import aiohttp

from tests.botapi import BotApiServer
from tests.journeys.cycle import LAN, TUAN
from tests.journeys.installation import Installation
from tests.journeys.seats import TelegramSeat
from tests.journeys.setups import OFFICE, with_report
from tests.mail_office import PASSWORD, USER, MailOffice, text_in

BOX = "lan@coquan.vn"
LINK = re.compile(r"(http://\S+)/vao/(\w+)")


class Browser:
    """A browser profile: enters by a code, types lines, and reads what the bot answered."""

    def __init__(self, http: aiohttp.ClientSession, site: str) -> None:
        self._http, self._site, self._chat = http, site, ""

    async def enters(self, code: str) -> int:
        """Looks at the link first, as whoever presses it does; gives what the form is answered."""
        async with self._http.get(f"{self._site}/vao/{code}") as page:
            await page.read()
        form = self._http.post(
            f"{self._site}/vao", data={"code": code}, headers={"Origin": self._site}, allow_redirects=False
        )
        async with form as answer:
            if answer.status == 303:
                self._chat = answer.headers["Location"].rstrip("/")
            return answer.status

    async def says(self, text: str, hears: str) -> str:
        body = {"text": text, "client_id": secrets.token_hex(8)}
        headers = {"Origin": self._site}
        async with self._http.post(f"{self._site}{self._chat}/api/send", json=body, headers=headers) as answer:
            assert answer.status < 300, await answer.text()
        for _ in range(300):
            shown = await self._read()
            if found := [line for line in shown if hears in line]:
                return found[-1]
            await asyncio.sleep(0.05)
        raise AssertionError(f"waited for {hears!r} and saw {shown}")

    async def _read(self) -> list[str]:
        async with self._http.get(f"{self._site}{self._chat}/api/messages") as answer:
            body = await answer.json()
        return ["".join(span["text"] for span in line["text"]) for line in body["lines"] if not line["mine"]]


def browser() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))  # also for addresses made of numbers


async def mail_to(post: MailOffice, number: int) -> EmailMessage:
    """The mail of this number to Lan."""
    for _ in range(800):
        if len(post.to(BOX)) > number:
            return post.to(BOX)[number]
        await asyncio.sleep(0.05)
    raise AssertionError(f"there are only {len(post.mails)} mails")


async def test_a_report_that_came_by_a_mails_link(clean_environment: object) -> None:
    async with BotApiServer() as server, MailOffice(needs_login=True) as post, browser() as first:
        url = f"smtp://{quote(USER)}:{quote(PASSWORD, safe='')}@127.0.0.1:{post.port}"
        office = Installation.on_telegram(server.url, SMTP_URL=url, MAIL_FROM="Đôn Đốc <dondoc@coquan.vn>")
        assert f"✓ E-mail: 127.0.0.1:{post.port} sẵn sàng" in await office.command("check")
        lans, tuans = office.prepare(OFFICE, (LAN, TUAN))
        async with office.run() as program:
            site = await program.url()
            tuan = TelegramSeat(server.person(1001, TUAN.name))
            await tuan.says(f"/start {tuans}", "Chào anh/chị")
            at_home = Browser(first, site)
            assert await at_home.enters(lans) == 303
            await at_home.says(f"/email {BOX}", "Tôi vừa gửi mã 6 số")
            code = re.search(r"\b\d{6}\b", text_in(await mail_to(post, 0)))
            assert code
            await at_home.says(code[0], f"Đã xác nhận {BOX}")
            office.prepare(with_report(60, ["{before: 55s, to: [focal_point]}"]))
            reminder = text_in(await mail_to(post, 1))
            assert "Báo cáo đột xuất" in reminder
            link = LINK.search(reminder)
            assert link
            assert link[1] == site
            async with browser() as second, browser() as third:
                elsewhere = Browser(second, site)
                assert await elsewhere.enters(link[2]) == 303
                assert await Browser(third, site).enters(link[2]) == 403
                await elsewhere.says("/khongphatsinh", "không phát sinh")
                await elsewhere.says("Gửi báo cáo", "Đã nộp")
            await tuan.says("/tonghop", "đã nộp 1 ")
            assert await program.stop() == 0
        assert link[2] not in program.log
        assert code[0] not in program.log
        assert PASSWORD not in program.log
