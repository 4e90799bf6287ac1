"""What a text says of itself: that it is another unit's report, or of another period."""

from datetime import date

from domain.finding.meant import Called
from domain.typed import Whose, read_line
from tests.each import each

UNITS = {
    "X": Called("SM", "UBND xã Suối Mây"),
    "K": Called("PKT", "Phòng Kinh tế"),
    "T": Called("NVT", "Trường THCS Nguyễn Văn Trỗi"),
    "P": Called("P5", "Phường 5"),
}


def _asked(unit: str, text: str) -> str:
    doubt = Whose(lambda: [UNITS[unit]], "2026-Q4").another(text)
    return "" if doubt is None else f"{doubt.why} {doubt.said}"


@each(
    ("unit", "text", "asked"),
    [
        ("X", "UBND xã Suối Vàng báo cáo:\n2.1 hoàn thành 100%", "other_unit UBND xã Suối Vàng"),
        ("X", "Xã Suối Vàng: 2.1 xong", "other_unit Xã Suối Vàng"),
        ("P", "phường 6 báo cáo: 2.7 xong", "other_unit phường 6"),
        ("K", "Đơn vị: Phòng Nội vụ\n2.7 xong", "other_unit Phòng Nội vụ"),
        ("K", "Phòng Tư pháp đã hoàn thành 4/4 nhiệm vụ", "other_unit Phòng Tư pháp"),
        ("T", "Trường THCS Lê Lợi: đã xong", "other_unit Trường THCS Lê Lợi"),
        ("K", "UBND TỈNH\nPHÒNG NỘI VỤ\n\nBÁO CÁO\nKết quả quý IV\n2.7 xong", "other_unit PHÒNG NỘI VỤ"),
        (
            "X",
            "UBND XÃ SUỐI VÀNG   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBÁO CÁO\n2.7 xong",
            "other_unit UBND XÃ SUỐI VÀNG",
        ),
        ("K", "anh Bình phòng nội vụ báo 3.1 xong rồi đó em", "other_unit phòng nội vụ"),
        ("K", "chị Hoa bên Phòng Tư pháp mới nhắn: 3.1 xong", "other_unit Phòng Tư pháp"),
        ("P", "phường 6 báo 2.7 xong rồi", "other_unit phường 6"),
        ("K", 'theo tin nhắn của phường 6: "2.7 đã xong"', "other_unit phường 6"),
        ("K", "Fwd: Phòng Nội vụ 2.7 xong, 3.1 40%", "other_unit Phòng Nội vụ"),
        ("P", "Chuyển tiếp từ phường 6: 2.7 xong", "other_unit phường 6"),
        ("K", "[Phòng Nội vụ] 2.7 xong", "other_unit Phòng Nội vụ"),
        ("X", "BÁO CÁO\nKết quả thực hiện nhiệm vụ Quý III/2026\n1.1 đạt 70%", "other_period Quý III/2026"),
        ("X", "Báo cáo tháng 9: 1.1 xong", "other_period tháng 9"),
        ("X", "báo cáo 6 tháng đầu năm\n1.1 xong", "other_period 6 tháng đầu năm"),
        ("X", "Báo cáo kỳ quý 4/2025: 1.1 xong", "other_period quý 4/2025"),
    ],
)
def test_what_is_another_s_is_asked_about(unit: str, text: str, asked: str) -> None:
    assert _asked(unit, text) == asked


@each(
    ("unit", "text"),
    [
        ("X", "UBND xã Suối Mây báo cáo:\n2.1 xong"), ("X", "Xã Suối Mây: 2.1 xong"),
        ("X", "suối mây báo cáo: 2.1 xong"),
        ("X", "xã em báo cáo: 2.1 xong"), ("P", "P5 báo cáo: 2.7"), ("P", "UBND P.5 báo cáo: 2.7"),
        ("K", "Phòng KT báo cáo: 2.7 xong"), ("K", "P. Kinh tế báo cáo: 2.7"), ("K", "UBND phường 3 báo cáo: 2.7 xong"),
        ("K", "Phòng Kinh tế phường 3 báo cáo kết quả như sau: 2.7 xong"), ("T", "Trường THCS NVT: không phát sinh"),
        ("K", "UBND TỈNH\nPHÒNG KINH TẾ\nBÁO CÁO\n2.7 xong"), ("K", "PHÒNG CHỐNG DỊCH\nBÁO CÁO\n2.7 xong"),
        ("K", "anh Bình phòng kinh tế báo 3.1 xong"), ("K", "phòng em báo 3.1 xong"), ("X", "xã vừa báo 2.1 xong"),
        ("K", "em bên phòng kt báo 3.1 xong"), ("K", "phòng bọn em mới báo hôm qua: 3.1 xong"),
        ("K", "anh chị phòng mình báo 3.1 xong"), ("X", "xã Suối Mây báo 2.1 xong"), ("X", "thôn 3 báo 2.1 xong"),
        ("K", "Hội nông dân: đã tập huấn 3 lớp"), ("X", "Kết quả thực hiện nhiệm vụ Quý IV/2026\n1.1 đạt 70%"),
        ("X", "Báo cáo tháng 11/2026\n1.1 xong"), ("X", "Kết quả so với quý III: 1.1 tăng"),
        ("K", "Fwd: Phòng Kinh tế 2.7 xong"), ("K", "[P. Kinh tế] 2.7 xong"), ("P", "tin nhắn của phường 5: 2.7 xong"),
        ("K", "Tin học phòng họp 2.7 xong"), ("K", "(phòng họp) 2.7 xong"), ("K", "2.7 xong, tin của phường 6: chưa"),
        ("X", "Báo cáo quý 3 em gửi rồi, giờ 1.1 xong"), ("X", "Tiến độ đến tháng 10: 1.1 60%"),
    ],
)  # fmt: skip
def test_its_own_is_read(unit: str, text: str) -> None:
    assert _asked(unit, text) == ""


def test_nothing_of_it_is_kept() -> None:
    whose = Whose(lambda: [UNITS["X"]], "2026-Q4")
    reading = read_line("UBND xã Suối Vàng báo cáo:\n2.1 xong", ["2.1"], today=date(2026, 11, 29), whose=whose)
    assert not reading.updates
    assert [one.why for one in reading.doubts] == ["other_unit"]
