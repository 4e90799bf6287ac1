"""Two wards become one, on Telegram before the strict server: what is in stays, what is open moves by decision."""

import asyncio
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from tests.botapi import BotApiServer
from tests.handlers.documents.workbooks import table_lines
from tests.journeys.installation import Guest, Installation
from tests.journeys.seats import TelegramSeat
from tests.journeys.test_telegram_journey import invited_by_code, refused

pytestmark = pytest.mark.long

TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
GUESTS = (Guest("Tuấn", "BTG", "coordinator"), Guest("Lan", "P2"), Guest("Mai", "P10"))
SETUP = """
version: 1
organisation: {code: THU, name: Thành ủy Đà Lạt (chạy thử)}
unit_classes: [{code: PHUONG, name: Các phường}]
units:
  - {code: BTG, name: Ban Tuyên giáo}
  - {code: P10, name: Phường 10, classes: [PHUONG]}
  - {code: P2, name: Phường 2, classes: [PHUONG]}
plans:
  - code: KHCN
    title: Kế hoạch khoa học và công nghệ
    coordinators: {lead: BTG}
    tasks: [{code: "2.7", title: Quỹ phát triển}, {code: "3.1", title: Ứng dụng cho rau}]
requirements:
  - code: QUY
    plan: KHCN
    title: Báo cáo quý
    units: {classes: [PHUONG]}
    tasks: all
    period: {type: quarterly}
    due: {month: last, day: 20}
  - code: NAM
    plan: KHCN
    title: Báo cáo năm
    units: {classes: [PHUONG]}
    tasks: all
    period: {type: yearly}
    due: {month: last, day: last}
"""
MERGER = f"""
version: 1
organisation: {{code: THU}}
units: [{{code: PXH, name: Phường Xuân Hương, classes: [PHUONG]}}]
unit_changes:
  - kind: merge
    date: {TODAY}
    basis: {{number: 1660/NQ-UBTVQH15, date: 2025-06-16, issuer: Ủy ban Thường vụ Quốc hội}}
    before: [P2, P10]
    after: [PXH]
requirements:
  - code: DOT-XUAT
    plan: KHCN
    title: Báo cáo đột xuất
    units: {{classes: [PHUONG]}}
    tasks: all
    period: {{type: once, opens: +0s, due: +1h}}
"""


async def test_a_merger_from_end_to_end(clean_environment: object) -> None:
    async with BotApiServer() as server:
        office = Installation.on_telegram(server.url)
        codes = office.prepare(SETUP, GUESTS)
        seats = [TelegramSeat(server.person(3001 + n, guest.name)) for n, guest in enumerate(GUESTS)]
        tuan, lan, mai = seats
        async with office.run() as program:
            await server.calls.wait("getUpdates")
            await asyncio.gather(
                *(seat.joins(invited_by_code(code, server)) for seat, code in zip(seats, codes, strict=True))
            )
            await before_it(lan, mai)
            printed = await office.load(MERGER)
            assert "+ sáp nhập P2, P10: thành PXH" in printed
            assert "Không có thay đổi" in await office.load(MERGER)
            await is_decided_on(tuan, lan, mai)
            nga = TelegramSeat(server.person(3004, "Nga"))
            await nga.joins(await office.invite(Guest("Nga", "PXH")))
            await reports_for_the_new_unit(nga)
            await is_collated(tuan)
            assert await program.stop() == 0
        assert refused(server) == []


async def before_it(lan: TelegramSeat, mai: TelegramSeat) -> None:
    """Phường 2 has handed in its quarter; Phường 10 has half a draft of it; the year is open in both."""
    await lan.says("/khongphatsinh", "chọn báo cáo")
    await lan.says("1", "Tôi hiểu là: không phát sinh")
    await lan.presses("Gửi báo cáo", "Số QUY/")
    await mai.says("/baocao", "chọn báo cáo")
    await mai.says("1", "bản nháp")
    await mai.says("2.7 40%, vướng: thiếu kinh phí", "Tôi hiểu là: ")
    await mai.presses("Đúng, ghi vào nháp", "2.7")


async def is_decided_on(tuan: TelegramSeat, lan: TelegramSeat, mai: TelegramSeat) -> None:
    told = await tuan.waits_for("Phường 2 và Phường 10 đã sáp nhập thành Phường Xuân Hương")
    assert "Còn 3 báo cáo đang mở" in told.text
    await lan.waits_for("cần lời mời của đơn vị mới")
    await tuan.presses("Chuyển sang Phường Xuân Hương", "Tôi hiểu là: chuyển 3 báo cáo")
    done = await tuan.presses("Đúng, làm với cả 3", "Đã chuyển 3 báo cáo")
    assert "Phường Xuân Hương chưa có đầu mối trên kênh nào" in done.text
    await mai.waits_for("không phải nộp nữa")
    await mai.says("/nhiemvu", "không có báo cáo nào phải nộp")
    await tuan.says("/donvi P10", "↪ Phường 2 và Phường 10 đã sáp nhập thành Phường Xuân Hương")
    await tuan.says("/donvi PXH", "↩ Phường 2 và Phường 10 đã sáp nhập")


async def reports_for_the_new_unit(nga: TelegramSeat) -> None:
    await nga.says("/lichsu", "Chưa")
    await nga.presses("Nháp của Phường 10", "vướng mắc “thiếu kinh phí” (Mai)")
    await nga.presses("Chép vào nháp của đơn vị anh/chị", "Đã chép 1 nhiệm vụ")
    await nga.presses("Báo cáo ngay", "2.7 Quỹ phát triển")
    await nga.says("3.1 xong", "Tôi hiểu là: ")
    await nga.presses("Đúng, ghi vào nháp", "Đã đủ các nhiệm vụ")
    await nga.presses("Xem lại", "Đúng rồi thì chọn Gửi báo cáo")
    await nga.presses("Gửi báo cáo", "/PXH/1")
    await nga.says("/khongphatsinh", "chọn báo cáo")
    await nga.says("1", "Tôi hiểu là: không phát sinh")
    receipt = await nga.presses("Gửi báo cáo", "Số DOT-XUAT/PXH/1")
    assert "Phường Xuân Hương" in receipt.text


async def is_collated(tuan: TelegramSeat) -> None:
    """The period that began before shows who reported then; the new one only the new ward."""
    quarter = await units_of(tuan, "QUY")
    assert quarter == {
        "Phường 2": "đúng hạn, cả báo cáo không phát sinh",
        "Phường 10": "chuyển sang Phường Xuân Hương",
        "Phường Xuân Hương": "đúng hạn",
    }
    assert list(quarter) == ["Phường 2", "Phường 10", "Phường Xuân Hương"], "numbers by their value"
    assert await units_of(tuan, "DOT-XUAT") == {"Phường Xuân Hương": "đúng hạn, cả báo cáo không phát sinh"}
    log = await tuan.says("/nhatky", "Nhật ký")
    assert "chuyển báo cáo sang đơn vị mới" in log.text


async def units_of(tuan: TelegramSeat, code: str) -> dict[str, str]:
    await tuan.says(f"/tonghop {code}", "Tổng hợp")
    await tuan.presses("Xuất Excel", "Đang lập tệp Excel")
    await tuan.waits_for("Số liệu lúc")
    _, content = await tuan.fetches()
    rows = load_workbook(BytesIO(content))["Theo đơn vị"]
    return {row["Đơn vị"]: row["Tình hình"] for row in table_lines(rows)}
