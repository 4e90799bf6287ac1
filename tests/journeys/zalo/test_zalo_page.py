"""A report from Zalo by its page: a photo in the chat, the rest on the page, and the receipt in the chat again."""

import re

import aiohttp
import pytest

from tests import files
from tests.journeys.cycle import LAN, TUAN
from tests.journeys.installation import Installation, Invited
from tests.journeys.setups import IN_AN_HOUR
from tests.journeys.zalo.zalo_people import SIGNED_LINK, ZaloSeat
from tests.web.sheet import Sheet
from tests.zaloapi import TOKEN as ZALO_TOKEN
from tests.zaloapi import ZaloServer

pytestmark = pytest.mark.long

PDF = b"%PDF-1.7\n%%EOF\n"
PAGE = re.compile(r"https?://\S+/bao-cao/\S+")


async def sent(link: str, do: str, changed: dict[str, str], file: bytes | None = None) -> tuple[str, Sheet]:
    """The page that comes after this button was pressed on the one at `link`, and where it is."""
    async with aiohttp.ClientSession() as session:
        async with session.get(link) as answer:
            assert answer.status == 200
            here = Sheet(await answer.text())
        form = aiohttp.FormData(default_to_multipart=True)
        for name, values in here.values.items():
            for value in values if name not in changed else ():
                form.add_field(name, value)
        for name, value in {**changed, "do": do}.items():
            form.add_field(name, value)
        if file is not None:
            task = next(name.partition(":")[0] for name in here.values if ":" in name)
            form.add_field(f"{task}::upload", file, filename="biên bản.pdf", content_type="application/pdf")
        async with session.post(re.sub(r"/xem-lai.*|\?.*", "", link), data=form) as answer:
            assert answer.status == 200, await answer.text()
            return str(answer.url), Sheet(await answer.text())


async def test_a_report_by_its_page(clean_environment: object) -> None:
    async with ZaloServer() as zalo:
        office = Installation(ZALO_TOKEN=ZALO_TOKEN, ZALO_API=zalo.url)
        codes = office.prepare(IN_AN_HOUR, (LAN, TUAN))
        lan, tuan = ZaloSeat(zalo.person("Lan")), ZaloSeat(zalo.person("Tuấn"))
        async with office.run() as program:
            await zalo.calls.wait("getUpdates")
            for seat, code in zip((lan, tuan), codes, strict=True):
                await seat.joins(Invited(code))
            await lan.says("/baocao", "bản nháp")
            await lan.presses("2.7", "thế nào rồi")
            await lan.person.sends_photo(files.picture(), "")
            await lan.waits_for("Đã đính kèm")
            await lan.person.sends_unsupported()
            told = await lan.waits_for("Tệp khác thì anh/chị đính kèm trên trang")
            [link] = PAGE.findall(told.text)
            async with aiohttp.ClientSession() as session, session.get(link) as answer:
                names = [name for name in Sheet(await answer.text()).values if name.endswith("::base")]
            tasks = [name.partition(":")[0] for name in names]
            done = {f"{task}:status": "done" for task in tasks}
            figures = {f"{tasks[0]}:figures": "giải ngân 1,5 tỷ đồng; 5/12 doanh nghiệp"}
            where, read = await sent(link, "review", done | figures, PDF)
            assert "/xem-lai" in where
            assert "giải ngân 1.500.000.000 đồng" in read.text
            assert "5/12 doanh nghiệp" in read.text
            _, receipt = await sent(where, "send", {})
            assert "Đã gửi báo cáo" in receipt.text
            in_chat = await lan.waits_for("Đã nộp báo cáo đột xuất · Phòng Y tế")
            assert in_chat.buttons == ("Sửa",)
            await tuan.says("/duyet", "Chờ duyệt")
            await tuan.presses("Xem 1", "Số DOT-XUAT/PYT/1")
            links = {link for message in tuan.person.messages for link in SIGNED_LINK.findall(message.text)}
            assert len(links) == 2, "the photo of the chat, and the file of the page"
            assert await program.stop() == 0
        assert zalo.refused() == []
