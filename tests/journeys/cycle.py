"""One reporting cycle as its five people live it, and what the coordinator makes of it.

Lan reports in time, Huệ has nothing to report, An is late, Bảo leads An's unit, and Tuấn follows them all.
"""

import asyncio
import time
from dataclasses import dataclass
from io import BytesIO

from openpyxl import load_workbook

from tests.handlers.documents.word_files import opened
from tests.handlers.documents.workbooks import table_lines
from tests.journeys.installation import Guest
from tests.journeys.seats import Seat
from tests.journeys.setups import AWKWARD, Times
from tests.patience import PATIENCE

LAN = Guest("Lan", "PYT")
HUE = Guest("Huệ", "PNV")
AN = Guest("An", "PKT")
BAO = Guest("Bảo", "PKT", "unit_leader")
TUAN = Guest("Tuấn", "BTG", "coordinator")
GUESTS = (LAN, HUE, AN, BAO, TUAN)


@dataclass(frozen=True, slots=True)
class Cast:
    lan: Seat
    hue: Seat
    an: Seat
    bao: Seat
    tuan: Seat

    @property
    def all(self) -> tuple[Seat, ...]:
        return self.lan, self.hue, self.an, self.bao, self.tuan


async def whole_cycle(cast: Cast, times: Times, loaded_at: float) -> None:
    """From the first reminder until it is quiet. All have joined; `loaded_at` by the monotonic clock."""
    await until_all_is_in(cast, times)
    await is_quiet(cast, until=loaded_at + times.first_repetition + 2)


async def until_all_is_in(cast: Cast, times: Times) -> None:
    await first_reminder(cast, seconds=times.due + PATIENCE)
    await drafts(cast.lan)
    await second_reminder(cast, seconds=times.before[0] + PATIENCE)
    await asyncio.gather(sends(cast.lan), has_nothing_to_report(cast.hue))
    await nobody_is_late_yet(cast.tuan)
    await falls_late(cast, seconds=times.before[1] + times.after + PATIENCE)
    await is_listed_and_urged(cast)
    await reports_late(cast.an)
    assert "đã nộp 3/3" in (await cast.tuan.says("/quahan", "Không có đơn vị quá hạn")).text


async def first_reminder(cast: Cast, seconds: float) -> None:
    for seat, unit in ((cast.lan, "Phòng Y tế"), (cast.hue, "Phòng Nội vụ"), (cast.an, AWKWARD)):
        reminder = await seat.waits_for("Nhắc báo cáo", seconds)
        assert f"Báo cáo đột xuất · {unit}, hạn " in reminder.text
        assert reminder.text.endswith("2 nhiệm vụ, chưa cập nhật")
        assert reminder.buttons == ("Báo cáo ngay", "Không phát sinh", "Xin gia hạn", "Nhắc lại sau")


async def drafts(lan: Seat) -> None:
    card = await lan.presses("Báo cáo ngay", "bản nháp")
    assert "chưa cập nhật" in card.text
    await lan.presses("2.7", "Nhiệm vụ này thế nào rồi ạ?")
    await lan.presses("Hoàn thành", "· hoàn thành")
    await lan.presses("3.1", "Nhiệm vụ này thế nào rồi ạ?")
    await lan.presses("50 %", "đang thực hiện 50 %")


async def second_reminder(cast: Cast, seconds: float) -> None:
    assert (await cast.lan.waits_for("Nhắc báo cáo", seconds)).text.endswith("có nháp 2/2 nhiệm vụ")
    for seat in (cast.hue, cast.an):
        await seat.waits_for("Nhắc báo cáo", seconds)


async def sends(lan: Seat) -> None:
    await lan.presses("Xem lại", "Đúng rồi thì chọn Gửi báo cáo")
    receipt = await lan.presses("Gửi báo cáo", "Số DOT-XUAT/PYT/1")
    assert receipt.text.startswith("Đã nộp báo cáo đột xuất · Phòng Y tế")
    assert "· đúng hạn\n2 nhiệm vụ: 1 hoàn thành, 1 đang thực hiện" in receipt.text


async def has_nothing_to_report(hue: Seat) -> None:
    """Two taps."""
    await hue.presses("Không phát sinh", "Tôi hiểu là: không phát sinh")
    receipt = await hue.presses("Gửi báo cáo", "Số DOT-XUAT/PNV/1")
    assert receipt.text.startswith("Đã nộp")
    assert "· đúng hạn\nKhông phát sinh." in receipt.text


async def nobody_is_late_yet(tuan: Seat) -> None:
    answer = await tuan.says("/quahan", "Không có đơn vị quá hạn")
    assert "đã nộp 2/3" in answer.text


async def falls_late(cast: Cast, seconds: float) -> None:
    overdue = await cast.an.waits_for("Báo cáo quá hạn", seconds)
    assert AWKWARD in overdue.text
    told = await cast.bao.waits_for("Đang chờ báo cáo", seconds)
    assert AWKWARD in told.text


async def is_listed_and_urged(cast: Cast) -> None:
    listed = await cast.tuan.says("/quahan", "Quá hạn")
    assert listed.text.startswith("Quá hạn: 1 đơn vị\n")
    assert f"1. {AWKWARD} · trễ " in listed.text
    assert "đầu mối An · nhắc 3 lần" in listed.text
    await cast.tuan.presses("Đôn đốc tất cả", "Đã đôn đốc 1 đơn vị")
    letter = await cast.an.waits_for("đôn đốc anh/chị nộp báo cáo quá hạn")
    assert letter.text.startswith("📣 Tuấn (Ban Tuyên giáo)")


async def reports_late(an: Seat) -> None:
    """In one typed line."""
    await an.says("2.7 40%; 3.1 chưa, vướng: thiếu mặt bằng", "Tôi hiểu là: ")
    await an.presses("Đúng, ghi vào nháp", "Đã đủ các nhiệm vụ")
    await an.presses("Xem lại", "Đúng rồi thì chọn Gửi báo cáo")
    receipt = await an.presses("Gửi báo cáo", "Số DOT-XUAT/PKT/1")
    assert receipt.text.startswith(f"Đã nộp báo cáo đột xuất · {AWKWARD}")
    assert "· trễ " in receipt.text
    assert receipt.text.endswith("1 vướng mắc")


async def is_quiet(cast: Cast, until: float) -> None:
    """Nobody is reminded of what is in, not even when the next reminder would have come."""
    before = [await seat.screen() for seat in cast.all]
    await asyncio.sleep(max(1.5, until - time.monotonic()))
    assert [await seat.screen() for seat in cast.all] == before


async def is_reviewed(cast: Cast) -> None:
    """What is in is read; An's report comes back once, and only what was commented on is said anew."""
    tuan, an = cast.tuan, cast.an
    await tuan.says("/duyet", "Chờ duyệt: 3 báo cáo")
    await tuan.presses("Xem 3", "Số DOT-XUAT/PKT/1")
    await tuan.presses("Trả lại", "cần bổ sung gì?")
    await tuan.says("3.1 vướng ở thửa nào?", "Tôi hiểu là: trả lại")
    await tuan.presses("Trả lại", "Đã trả lại")
    told = await an.waits_for("cần bổ sung, nộp lại trước")
    assert told.text.endswith("• 3.1: “vướng ở thửa nào?”")
    card = await an.presses("Báo cáo ngay", "💬 “vướng ở thửa nào?”")
    assert {"2.7 ✓", "3.1"} <= set(card.buttons)
    await an.says("3.1 20%, vướng: thửa 12", "Tôi hiểu là: ")
    await an.presses("Đúng, ghi vào nháp", "Đã đủ các nhiệm vụ")
    await an.presses("Xem lại", "Đúng rồi thì chọn Gửi báo cáo")
    await an.presses("Gửi báo cáo", "lần 2")
    await tuan.waits_for("đã nộp lại")
    await tuan.presses("Xem báo cáo", "Nộp lần đầu trễ")
    assert "“thiếu mặt bằng” → “thửa 12”" in (await tuan.presses("So với lần trước", "Lần 2 so với lần 1")).text
    await tuan.presses("Chấp nhận", "Đã chấp nhận")
    await an.waits_for("đã được chấp nhận (số DOT-XUAT/PKT/2)")


async def is_collated(cast: Cast) -> None:
    """The round ends in an Excel and a Word file whose numbers are those of the round."""
    tuan = cast.tuan
    summary = await tuan.says("/tonghop", "Tổng hợp Báo cáo đột xuất")
    assert "Phải nộp 3 · đã nộp 3 (100 %) · đúng hạn 2 (66,7 %) · trễ 1 · cả báo cáo không phát sinh 1" in summary.text
    [quarter] = [line for line in summary.text.splitlines() if line.startswith("2.7 Quỹ phát triển KH&CN")]
    assert quarter.endswith(": hoàn thành 1 · đang thực hiện 1 · không phát sinh 1 · bình quân 70 %"), quarter
    assert f"• 3.1: “thửa 12” ({AWKWARD}, số DOT-XUAT/PKT/2)" in summary.text
    await tuan.presses("Xuất Excel", "Đang lập tệp Excel")
    await tuan.waits_for("Số liệu lúc")
    name, content = await tuan.fetches()
    assert name.endswith(".xlsx")
    units = load_workbook(BytesIO(content))["Theo đơn vị"]
    standings = {row["Mã đơn vị"]: row["Tình hình"] for row in table_lines(units)}
    assert standings == {"PKT": "● trễ", "PNV": "đúng hạn, cả báo cáo không phát sinh", "PYT": "đúng hạn"}
    await tuan.presses("Xuất Word", "Đang lập tệp Word")
    await tuan.waits_for("Số liệu lúc")
    name, content = await tuan.fetches()
    assert name.endswith(".docx")
    assert "3/3 đơn vị đã gửi báo cáo (100 %)" in "\n".join(paragraph.text for paragraph in opened(content).paragraphs)
