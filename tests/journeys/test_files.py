"""Files on Telegram, from a photo in the chat to the collated workbook, and the setup that an admin sends."""

import asyncio
import re
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from openpyxl import load_workbook

from tests import files
from tests.botapi import BotApiServer
from tests.journeys.installation import Guest, Installation
from tests.journeys.seats import TelegramSeat
from tests.journeys.test_merger import SETUP
from tests.journeys.test_telegram_journey import invited_by_code, refused

pytestmark = pytest.mark.long

GUESTS = (Guest("Tuấn", "BTG", "coordinator"), Guest("Lan", "P2"), Guest("Hoa", "BTG", "admin"))


def links_in(seat: TelegramSeat) -> list[str]:
    return [
        entity["url"]
        for message in seat.person.messages
        for entity in message.body.get("entities", ())
        if "/dinh-kem/" in entity.get("url", "")
    ]


async def opened(link: str) -> tuple[int, bytes]:
    async with aiohttp.ClientSession() as session, session.get(link) as answer:
        return answer.status, await answer.read()


async def exported(office: Installation) -> bytes:
    await office.command("export", "thiet-lap.xlsx")
    return await asyncio.to_thread(Path("thiet-lap.xlsx").read_bytes)


async def test_a_photo_goes_with_its_task_and_is_read_by_who_collates(clean_environment: object) -> None:
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        codes = office.prepare(SETUP, GUESTS)
        async with office.run() as program:
            tuan, lan, hoa = (TelegramSeat(server.person(1001 + n, guest.name)) for n, guest in enumerate(GUESTS))
            for seat, code in zip((tuan, lan, hoa), codes, strict=True):
                await seat.joins(invited_by_code(code, server))
            await lan.says("/baocao", "chọn báo cáo")
            await lan.says("1", "bản nháp")
            await lan.presses("2.7", "thế nào rồi")
            await lan.person.sends_photo("Lớp tập huấn", files.picture())
            await lan.waits_for("Đã đính kèm Lớp tập huấn.jpg (JPG, 1 kB)")
            await lan.person.sends_file("cai-dat.exe", b"MZ" + bytes(100))
            await lan.waits_for("“cai-dat.exe” là tệp chạy được")
            await lan.person.sends_file("giả.pdf", b"MZ" + bytes(100))
            await lan.waits_for("“giả.pdf” là tệp chạy được")
            await lan.person.sends_file("to.zip", 21 * 1024 * 1024)
            await lan.waits_for("“to.zip” nặng quá 20 MB")
            await lan.says("2.7 xong, kết quả: đã tập huấn", "Tôi hiểu là")
            await lan.presses("Đúng, ghi vào nháp", "kèm 1 tệp: Lớp tập huấn.jpg")
            await lan.says("3.1 chưa làm", "Tôi hiểu là")
            await lan.presses("Đúng, ghi vào nháp", "Đã đủ")
            await lan.presses("Xem lại", "Gửi báo cáo")
            await lan.presses("Gửi báo cáo", "Đã nộp")
            await tuan.says("/duyet", "Chờ duyệt")
            await tuan.presses("Xem 1", "Tệp kèm: Lớp tập huấn.jpg")
            [link] = links_in(tuan)
            assert await opened(link) == (200, files.picture())
            assert (await opened(re.sub(r"/dinh-kem/\d+/", "/dinh-kem/99/", link)))[0] == 404
            present = await exported(office)
            await hoa.person.sends_file("thiet-lap.xlsx", present)
            await hoa.waits_for("không làm thay đổi gì", 30)
            changed = load_workbook(BytesIO(present))
            sheet = changed["Đơn vị"]
            cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Phường 10")
            cell.value = "Phường Mười"
            saved = BytesIO()
            changed.save(saved)
            await hoa.person.sends_file("thiet-lap.xlsx", saved.getvalue())
            await hoa.waits_for("Phường Mười", 30)
            await hoa.presses("Ghi vào hệ thống", "Đã ghi 1 thay đổi", 30)
            await tuan.says("/donvi P10", "Phường Mười")
            assert await program.stop() == 0
        assert [call for call in refused(server) if call.method != "getFile"] == []
