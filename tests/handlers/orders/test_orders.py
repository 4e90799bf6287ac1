"""Orders and questions in people's own words get what the command gives; nothing goes out before it was read back."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import update

from storage.db.database import Database
from storage.tables import Address, Announcement, AuditEvent, DraftEntry, Extension, Obstacle, Report
from tests.world import World

LAN, HAI, TUAN = "100", "105", "900"
UNITS = {
    "SKHCN": "Sở Khoa học và Công nghệ", "BTG": "Ban Tuyên giáo", "PKT": "Phòng Kinh tế", "PNV": "Phòng Nội vụ",
    "PVH": "Phòng Văn hóa – Xã hội", "PYT": "Phòng Y tế", "P1": "Phường 1", "P5": "Phường 5",
    "P10": "Phường 10", "P11": "Phường 11", "SM": "Xã Suối Mây", "TN": "Xã Tà Nung",
}  # fmt: skip
PEOPLE = {"PKT": "Nguyễn Thị Lan", "P5": "Trần Văn Hùng", "TN": "Lê Quang Hưng", "PNV": "Phạm Minh", "P1": "Đỗ Hà"}
MISSED = {"orders_set_aside.tsv": 3, "orders_unseen.tsv": 2}  # of those that were set aside, at most
CHOICE = r"Anh/chị chọn báo cáo:"
ANSWERS = {
    "/nhiemvu": r"báo cáo phải nộp|: hạn .*(còn|trễ)|tôi chưa nhận được",
    "/baocao": rf"^📝 |{CHOICE}",
    "/khongphatsinh": rf"không phát sinh trong kỳ|{CHOICE}",
    "/giahan": rf"nói về báo cáo nào|[Xx]in gia hạn|đề nghị gia hạn|Gia hạn chung|Vì lý do gì|{CHOICE}"
    r"|Không có đề nghị gia hạn",
    "/vuongmac": r"vướng mắc",
    "/vangmat": r"[Vv]ắng mặt|đến ngày nào|Khoảng này dài",
    "/lichsu": r"Báo cáo đã nộp|báo cáo nào đã nộp|đã nhận|tôi chưa nhận được",
    "/lich": r"Lịch nghỉ",
    "/huy": r"Đã dừng|Không có câu hỏi nào|Bản nháp vẫn giữ",
    "nothing_asked": r"không có đề nghị gia hạn nào",
    "hold": r"tôi chưa gửi và chưa thay đổi gì",
    "/web": r"Mở trên trình duyệt",
    "/trogiup": r"Anh/chị có thể dùng",
    "/language en": r"Now in English",
    "/language": r"Now in English|Đã chuyển sang",
    "/email": r"e-mail",
    "/kenh": r"Các kênh của",
    "button:Xem lại": rf"^📝 |{CHOICE}",
    "button:Gửi báo cáo": rf"^📝 |{CHOICE}",
    "button:Như kỳ trước": rf"kỳ trước|{CHOICE}",
    "button:Nhắc lại sau": r"Nhắc lại khi nào",
    "button:Sửa": rf"^📝 |{CHOICE}|không rút lại được",
    "button:Tệp kèm": rf"^📝 |{CHOICE}",
    "button:Báo cáo ngay": rf"^📝 |{CHOICE}|tôi chưa nhận được",
    "button:Chưa giải quyết xong": r"vướng mắc",
    "button:Xin mở lại": rf"mở lại|^📝 |{CHOICE}",
    "button:Phối hợp": r"Phối hợp",
    "button:Tôi đã có mặt lại": r"đã có mặt lại",
    "report": r"nói về báo cáo nào|^Tôi hiểu là",
    "both": r"muốn việc nào",
    "file": r"gửi tệp hoặc ảnh",
    "not": r"Lệnh này dành cho",
    "smalltalk": r"[Cc]ảm ơn|Xin lỗi đã làm|không phải người|cần gì ạ|Không sao|chỉ giúp được về báo cáo",
    "unknown": r"Tôi chưa hiểu|không thu hồi được|Tôi không xóa|không nộp thay|Không có đơn vị nào khớp|chưa hẹn giờ",
    "/quahan": r"^Quá hạn: |không có ai quá hạn",
    "/sapdenhan": r"Sắp đến hạn trong|đã nộp \d+/",
    "due": r"đã nộp \d+/",
    "/chuanop": r"Chưa nộp kỳ này",
    "/dondoc": r"đôn đốc \d+ đơn vị|Đôn đốc \d+ đơn vị|Chọn đơn vị để đôn đốc"
    r"|có thể là người của|không quá hạn|chưa đến hạn nộp|Không có đơn vị",
    "/tiendo": r"Tiến độ|Tổng hợp báo cáo nào|Đang vẽ",
    "/tonghop": r"Tổng hợp|Đang lập tệp|Chốt ",
    "/duyet": r"chờ duyệt|chưa nộp báo cáo nào|Báo cáo gần đây",
    "/donvi": r"^[\w –]+ \(\w+\)|có thể là người của|Đơn vị nào ạ",
    "/moi": r"Mời ai của|Mời người của",
    "/thongbao": r"Xem trước|Thông báo cho ai|Thông báo sau gửi cho ai|gõ nội dung thông báo",
    "/nhatky": r"[Nn]hật ký",
    "/sapxep": r"sáp nhập",
    "/dangky": r"/dangky",
    "button:Xuất Excel": r"Đang lập tệp Excel",
    "button:Xuất Word": r"Đang lập tệp Word|Tổng hợp báo cáo nào",
    "button:Xem hình": r"Đang vẽ|Tổng hợp báo cáo nào",
    "button:Chốt số liệu": r"Chốt ",
    "button:Thay đổi sau khi chốt": r"sau khi chốt|Tổng hợp báo cáo nào",
    "button:Gửi theo nơi nhận": r"Gửi theo nơi nhận",
    "button:Ai chưa đọc": r"Thông báo cho ai",
    "button:Miễn kỳ này": rf"^[\w –]+ \(\w+\)|Miễn .* cho .* vì lý do gì|miễn .* cho |{CHOICE}",
    "button:Bỏ miễn": r"^[\w –]+ \(\w+\)",
    "button:Vẫn đôn đốc": r"đôn đốc",
    "button:Mở lại": r"chưa nộp báo cáo nào",
    "button:So với lần trước": r"chưa nộp báo cáo nào",
    "button:Gia hạn chung": r"Gia hạn chung",
    "button:Đôn đốc tất cả": r"đôn đốc",
    "button:Gửi lời mời qua e-mail": r"Mời ai của|Mời người của",
    "button:Trả lại": r"chưa nộp báo cáo nào",
    "button:Chấp nhận": r"chưa nộp báo cáo nào",
    "button:Từ chối": r"đề nghị gia hạn",
    "button:Ngày khác": r"đề nghị gia hạn",
}  # fmt: skip


def furnished(database: Database, channel: str = "telegram") -> World:
    world = World(database)
    reporting = [code for code in UNITS if code != "BTG"]
    for code, name in UNITS.items():
        world.add_unit(code, name)
    world.add_plan("KHCN", "Kế hoạch KH&CN", coordinators=["BTG"])
    world.add_requirement("QUY", "Báo cáo quý", units=reporting)
    world.add_requirement("THANG", "Báo cáo tháng", units=reporting, period_type="monthly")
    world.add_requirement("CHAY", "Báo cáo phòng chống cháy rừng", units=reporting, period_type="once")
    world.open("QUY", "2026-Q3")
    world.open("QUY", "2026-Q4")
    world.open("THANG", "2026-10", "2026-11-05 17:00")
    world.open("THANG", "2026-11", "2026-12-03 17:00")
    world.open("CHAY", "once", "2026-12-10 17:00")
    for number, (code, name) in enumerate(PEOPLE.items()):
        world.person(code, "focal_point", name, str(100 + number), channel=channel)
    world.person("BTG", "coordinator", "Trần Tuấn", TUAN, channel=channel)
    world.at("2026-11-29 09:00")
    return world


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return furnished(sqlite_database)


def lines(file: str = "orders.tsv") -> Iterator[tuple[str, str, list[str], str]]:
    for line in (Path(__file__).parent / file).read_text().splitlines():
        if line and not line.startswith("#"):
            whose, text, expected, *shows = line.split("\t")
            yield (LAN if whose == "reporter" else TUAN), text, expected.split("|"), "".join(shows)


def done(world: World) -> tuple[object, ...]:
    """What nothing may have changed: what was sent, asked, kept, decided, and what others were told."""
    counted = tuple(len(world.all(table)) for table in (Report, DraftEntry, Extension, Obstacle, Announcement))
    acts = sum(not event.action.startswith(("link.", "email.")) for event in world.all(AuditEvent))
    others = sum(len(world.screens.get(str(chat), [])) for chat in range(101, 105))
    return counted, acts, others


def forget(world: World) -> None:
    """Nothing is asked, nothing is on screen."""
    with world.database.transaction() as session:
        session.execute(update(Address).values(focus=None, choices=[], unanswered=None, puzzled=0))


@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.long)])
def test_what_people_write_gets_what_the_command_gives(world: World, every: int) -> None:
    wrong = answered_otherwise(world, list(lines())[::every])
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("file", MISSED)
def test_what_was_set_aside_is_answered_as_far_as_it_was(world: World, file: str, every: int) -> None:
    """Written from the guide alone, judged before a writer of rules had seen it; what is reached is the floor."""
    wrong = answered_otherwise(world, list(lines(file))[::every])
    assert len(wrong) <= MISSED[file], "\n".join(wrong)


def answered_otherwise(world: World, asked: Sequence[tuple[str, str, list[str], str]]) -> list[str]:
    """Which of these are not answered as they should be; nothing may have been sent, kept or decided."""
    before, wrong = done(world), []
    for chat, text, expected, shows in asked:
        forget(world)
        world.says(chat, text)
        said = world.said(chat)
        if not any(re.search(ANSWERS[one], said, re.MULTILINE) for one in expected) or shows not in said:
            wrong.append(f"{text}: {expected} {shows}: {said[:150]}")
        if "Now in English" in said:
            world.says(chat, "/language vi")
    assert done(world) == before
    return wrong
