"""A day at the coordinator's desk, as its three people live it; on which channel is theirs to choose."""

from dataclasses import dataclass
from io import BytesIO

from openpyxl import load_workbook

from tests.journeys.installation import Guest
from tests.journeys.seats import Seat
from tests.journeys.setups import OFFICE

TUAN = Guest("Tuấn", "BTG", "coordinator")
LAN = Guest("Lan", "PYT")
BINH = Guest("Bình", "PYT", "deputy")
GUESTS = (TUAN, LAN, BINH)

SETUP = f"""{OFFICE}  - code: SO-KET
    plan: KHCN
    title: Báo cáo sơ kết
    units: {{classes: [BAN_NGANH]}}
    tasks: all
    period: {{type: once, opens: +0s, due: +3d}}
"""


@dataclass(frozen=True, slots=True)
class People:
    tuan: Seat
    lan: Seat
    binh: Seat


async def a_day(people: People) -> None:
    await more_time(people)
    await in_the_way(people)
    await announced(people)
    await away(people)
    await looked_at(people)


async def more_time(people: People) -> None:
    await people.lan.says("/giahan 5 ngày vì chờ số liệu", "Tôi hiểu là: xin gia hạn")
    await people.lan.presses("Gửi đề nghị", "Đã gửi đề nghị")
    await people.tuan.waits_for("xin gia hạn")
    await people.tuan.presses("Đồng ý", "Đã đồng ý")
    await people.lan.waits_for("được gia hạn đến")


async def in_the_way(people: People) -> None:
    await people.lan.says("/vuongmac khẩn: 3.1 vườn ươm bị ngập", "Tôi hiểu là: 🔴")
    await people.lan.presses("Gửi vướng mắc", "báo ngay cho cơ quan theo dõi")
    await people.tuan.waits_for("vườn ươm bị ngập")
    await people.tuan.presses("Trả lời", "gõ câu trả lời")
    await people.tuan.says("đã điều xe bơm", "Tôi hiểu là: trả lời")
    await people.tuan.presses("Gửi trả lời", "Đã trả lời")
    await people.lan.waits_for("đã điều xe bơm")


async def away(people: People) -> None:
    await people.lan.says("/vangmat hôm nay", "Ai thay anh/chị?")
    await people.lan.presses("1. Bình · Phòng Y tế", "Đúng không ạ?")
    await people.lan.presses("Đúng, báo vắng mặt", "Đã ghi: vắng mặt")
    await people.binh.waits_for("nhờ anh/chị thay")
    await people.binh.says("/khongphatsinh", "không phát sinh")
    await people.binh.presses("Gửi báo cáo", "Người nộp: Bình (thay Lan)")


async def announced(people: People) -> None:
    await people.tuan.says("/thongbao", "cho ai?")
    await people.tuan.presses("Mọi đơn vị", "gõ nội dung")
    await people.tuan.says("Họp giao ban 14:00 thứ Sáu", "Xem trước")
    await people.tuan.presses("Gửi cho 2 người", "Đã gửi thông báo cho 2 người")
    await people.lan.waits_for("Thông báo của Tuấn")
    await people.lan.presses("Đã đọc", "Cảm ơn anh/chị")
    unread = await people.tuan.presses("Ai chưa đọc", "đã đọc 1/2")
    assert unread.text.endswith("• Phòng Y tế · Bình")


async def looked_at(people: People) -> None:
    tuan = people.tuan
    await tuan.says("/tiendo", "Tiến độ Báo cáo sơ kết")
    await tuan.presses("Theo đơn vị", "thấp nhất xếp trước")
    await tuan.says("/tiendo", "Tiến độ Báo cáo sơ kết")
    await tuan.presses("Xem hình", "Đang vẽ")
    await tuan.waits_for("Tiến độ Báo cáo sơ kết")
    _, content = await tuan.fetches()
    assert content.startswith(b"\x89PNG")
    await tuan.says("/chuanop nội vụ", "Lọc: nội vụ")
    await tuan.presses("Xuất Excel", "Đang lập tệp Excel")
    await tuan.waits_for("Chưa nộp kỳ này: 1 dòng")
    _, content = await tuan.fetches()
    assert load_workbook(BytesIO(content))["Danh sách"]["B2"].value == "Phòng Nội vụ"
    await tuan.says("/donvi PNV", "(PNV)")
    await tuan.presses("Miễn kỳ này", "vì lý do gì?")
    await tuan.presses("Thiên tai, sự cố", "Tôi hiểu là: miễn")
    await tuan.presses("Miễn kỳ này", "Đã miễn")
    await tuan.says("/tonghop", "được miễn 1")
    await tuan.presses("Chốt số liệu", "đơn vị đã nộp")
    await tuan.presses("Chốt số liệu", "Đã chốt")
    log = (await tuan.says("/nhatky", "Nhật ký")).text + (await tuan.presses("Trang sau", "Nhật ký")).text
    told = ("chốt số liệu", "miễn báo cáo", "gửi thông báo", "trả lời vướng mắc", "đồng ý gia hạn")
    assert [did for did in told if did not in log] == []
