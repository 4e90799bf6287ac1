"""`nhắc hết trừ bệnh viện`: units whose names begin like what is no exception (`trừ bệnh`, `ngoài công việc`) are left
out as all others are, and never the only ones to whom it is done."""

import pytest

from storage.db.database import Database
from tests.handlers.orders import commune as known
from tests.handlers.orders.commune import REPORTING, TUAN, commune
from tests.world import World

MORE = {
    "X01": "Bệnh viện Đa khoa",
    "X02": "Xã Cờ Đỏ",
    "X03": "Phường Dịch Vọng",
    "X04": "Điểm trường Tân Lập",
    "X05": "Xã Đông Anh",
    "X06": "Công an xã",
    "X07": "Phường Hiền Hoà",
    "X08": "Phường Hoàng Văn Thụ",
    "X09": "Xã Lương Sơn",
    "X10": "Phường 1",
    "X11": "Đặc khu Cô Tô",
    "X12": "Xã Phi Liêng",
}
ALL = len(REPORTING) + len(MORE)


@pytest.fixture
def world(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(known, "UNITS", {**known.UNITS, **MORE})
    return commune(sqlite_database)


@pytest.mark.parametrize(
    ("typed", "spared"),
    [
        ("nhắc tất cả trừ Bệnh viện Đa khoa", "Bệnh viện Đa khoa"),
        ("nhac het tru benh vien", "Bệnh viện Đa khoa"),
        ("NHẮC HẾT TRỪ BỆNH VIỆN", "Bệnh viện Đa khoa"),
        ("remind all but benh vien", "Bệnh viện Đa khoa"),
        ("nhắc hết chừa bệnh viện ra", "Bệnh viện Đa khoa"),
        ("nhắc hết trừ Cờ Đỏ", "Xã Cờ Đỏ"),
        ("nhac het tru co do", "Xã Cờ Đỏ"),
        ("nhắc hết trừ Dịch Vọng", "Phường Dịch Vọng"),
        ("đôn đốc hết trừ lương sơn nhé", "Xã Lương Sơn"),
        ("nhắc hết trừ Cô Tô", "Đặc khu Cô Tô"),
        ("nhắc hết trừ Phi Liêng", "Xã Phi Liêng"),
        ("nhắc hết trừ điểm trường Tân Lập", "Điểm trường Tân Lập"),
        ("nhac tat ca tru diem truong", "Điểm trường Tân Lập"),
        ("nhắc hết ngoài Đông Anh ra", "Xã Đông Anh"),
        ("ngoài công an ra thì nhắc hết", "Công an xã"),
        ("nhắc hết ngoài Hiền Hoà ra", "Phường Hiền Hoà"),
        ("nhắc hết bỏ Hoàng Văn Thụ", "Phường Hoàng Văn Thụ"),
        ("nhắc hết trừ bệnh viện và phường 1", "Phường 1, Bệnh viện Đa khoa"),
        ("nhắc hết trừ phường 1, trừ bệnh viện", "Phường 1, Bệnh viện Đa khoa"),
        ("nhắc hết trừ phi liêng và cô tô", "Xã Phi Liêng, Đặc khu Cô Tô"),
        ("/dondoc trừ Bệnh viện Đa khoa", "Bệnh viện Đa khoa"),
        ("/dondoc tất cả trừ bệnh viện", "Bệnh viện Đa khoa"),
        ("/dondoc tru co do", "Xã Cờ Đỏ"),
        ("/dondoc ngoài công an ra", "Công an xã"),
    ],
)
def test_they_are_left_out(world: World, typed: str, spared: str) -> None:
    world.says(TUAN, typed)
    heard = world.last(TUAN)
    assert heard.text.startswith(f"Không đôn đốc: {spared}."), heard.text
    assert f"Đôn đốc {ALL - len(spared.split(', '))} đơn vị đã chọn" in heard.labels


@pytest.mark.parametrize(
    ("typed", "spared"),
    [
        ("ai chưa nộp trừ bệnh viện", "Bệnh viện Đa khoa"),
        ("đơn vị nào quá hạn ngoài đông anh", "Xã Đông Anh"),
        ("/quahan trừ Bệnh viện Đa khoa", "Bệnh viện Đa khoa"),
        ("/quahan tru benh vien", "Bệnh viện Đa khoa"),
        ("/chuanop ngoài công an", "Công an xã"),
        ("/quahan trừ phường 1, trừ bệnh viện đa khoa", "Phường 1, Bệnh viện Đa khoa"),
        ("/quahan trừ bệnh viện, trừ phường 1", "Bệnh viện Đa khoa, Phường 1"),
        ("/quahan tru phuong 1 tru co do", "Phường 1, Xã Cờ Đỏ"),
    ],
)
def test_a_list_is_without_them(world: World, typed: str, spared: str) -> None:
    world.says(TUAN, typed)
    said = world.last(TUAN).text
    assert f"{ALL - len(spared.split(', '))} đơn vị" in said, said
    left_out = next(line for line in said.splitlines() if line.startswith("Không kể: "))
    assert set(left_out.removeprefix("Không kể: ").rstrip(".").split(", ")) == set(spared.split(", "))
    assert "chưa rõ" not in said


@pytest.mark.parametrize(
    "typed",
    [
        "miễn kỳ này cho tất cả trừ bệnh viện",
        "gia hạn cho tất cả trừ bệnh viện đến 25/12",
        "gia han cho tat ca tru benh vien den 25/12",
        "chốt số liệu trừ bệnh viện",
        "gia hạn cho tất cả trừ trạm xá đến 25/12",
        "gia hạn cho tất cả trừ cơ quan thuế đến 25/12",
        "chốt số liệu tất cả trừ trạm xá",
    ],
)
def test_what_leaves_nobody_out_is_done_to_nobody(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    said = world.last(TUAN)
    assert "nên chưa làm gì. Anh/chị nêu tên những đơn vị cần làm giúp." in said.text
    assert said.labels == []


@pytest.mark.parametrize(
    "typed",
    ["nhắc hết trừ cơ quan thuế", "nhắc hết ngoài công đoàn ra", "nhắc hết trừ trạm xá", "nhắc tất cả trừ Khi Tà"],
)
def test_who_is_not_known_is_asked_for(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    heard = world.last(TUAN)
    assert heard.text.startswith("Tôi chưa rõ anh/chị muốn trừ đơn vị nào ra, nên chưa đề xuất đôn đốc ai."), heard.text
    assert "Đôn đốc tất cả" not in heard.labels


@pytest.mark.parametrize(
    "typed",
    [
        "/quahan trừ trạm xá",
        "/overdue except tram xa",
        "đơn vị nào quá hạn trừ trạm xá",
        "đơn vị nào quá hạn trừ cơ quan thuế",
    ],
)
def test_nobody_is_urged_from_a_list_from_which_it_is_not_known_who_is_left_out(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    heard = world.last(TUAN)
    assert heard.text.count("chưa rõ anh/chị muốn trừ đơn vị nào") == 1
    assert "Đôn đốc tất cả" not in heard.labels
    assert "Chọn đơn vị" in heard.labels


@pytest.mark.parametrize(
    "typed",
    [
        "nhắc thôn 1 ngoài giờ cũng được",
        "nhắc thôn 1, ngoài công việc ra thôi",
    ],
)
def test_what_says_something_else_leaves_nobody_out(world: World, typed: str) -> None:
    world.says(TUAN, typed)
    assert "Không đôn đốc" not in world.last(TUAN).text
    assert "Đôn đốc đơn vị này" in world.last(TUAN).labels
