"""What people write beside a name is no part of it: where it goes is told, and nothing else of a name changes."""

import pytest

from storage.setup import read_setup
from storage.setup.values.name_cell import name_in
from storage.setup.values.person_cell import is_nobody, people_in
from tests.each import each
from tests.storage.setup.in_vietnamese import all_read, refusal
from tests.storage.setup.setup_files import SMALL
from tests.storage.setup.test_setup_real_workbooks import cell, made

KEPT = (
    "Ông Ích Khiêm", "Ông Văn Tùng", "Nguyễn Văn An (1980)", "Y Moan Êban", "Anh Thư", "Anh Mai", "Văn Thư Lê",
    "An, Trường", "Phạm Thị Diệu <b>", "Trần Văn Hùng 2", "Nguyễn Thị Phó", "Hồ Trưởng", "Lê Văn Tám, 1975",
    "Lan (kế toán)", "Nguyễn Văn An 01/01/1980", "Lê Văn Bảy 012 345", "0912345678", "lan@coquan.vn",
)  # fmt: skip


@each(
    "text",
    [
        "Lò Văn G, Giàng A Páo",
        "K'Brốp, Ka Thuyên",
        "Siu Blinh, Rơ Châm Hni",
        "Lê Văn Tám, Sùng A Chứ",
        "Lê A, Thân Thị B",
    ],
)
def test_two_names_of_the_highlands_are_two(text: str) -> None:
    assert people_in(text) == text.split(", ")


@each(
    "text",
    ["Lê Văn Tám, Văn phòng UBND", "Lê Văn Tám - Chánh Văn phòng", "Lê Văn Tám, Thành phố Huế", "Na", "Thiếu"],
)
def test_what_is_no_second_name_makes_none(text: str) -> None:
    assert people_in(text) == [text]
    assert not is_nobody(text)


@each("name", KEPT)
def test_a_name_stays_as_it_is(name: str) -> None:
    assert name_in(name).name == name


@each(
    ("typed", "name", "beside"),
    [
        ("Nguyễn Thị An - 0912 345 678", "Nguyễn Thị An", ["0912 345 678"]),
        ("An (0912.345.678)", "An", ["0912.345.678"]),
        ("chị An ĐT: 0912345678", "chị An", ["ĐT: 0912345678"]),
        ("Lê Lan (0263) 3822111", "Lê Lan", ["(0263) 3822111"]),
        ("Nguyễn Văn A / +84 912 345 678", "Nguyễn Văn A", ["+84 912 345 678"]),
        ("Nguyễn Văn An\n0912345678", "Nguyễn Văn An", ["0912345678"]),
        ("Lê Lan <lan@coquan.vn>", "Lê Lan", ["lan@coquan.vn"]),
        ("Lê Lan - lan@coquan.vn - 0912345678", "Lê Lan", ["lan@coquan.vn", "0912345678"]),
        ("Bà Lê Thị Lan; SĐT 0263 3822 111", "Lê Thị Lan", ["SĐT 0263 3822 111", "Bà"]),
        ("ông K'Brốih", "K'Brốih", ["ông"]),
        ("ThS. Nguyễn Văn C", "Nguyễn Văn C", ["ThS"]),
        ("CV Nguyễn Thị Mai", "Nguyễn Thị Mai", ["CV"]),
        ("nguyen thi an - chuyen vien", "nguyen thi an", ["chuyen vien"]),
        ("Trưởng phòng: Trần Văn B", "Trần Văn B", ["Trưởng phòng"]),
        ("1. Lê Văn Thử", "Lê Văn Thử", []),
        ("02) Ông Lê Văn Thử", "Lê Văn Thử", ["Ông"]),
        ("Lê Văn Thử (nghỉ thai sản)", "Lê Văn Thử", ["nghỉ thai sản"]),
        ("3/ Lê Văn Thử (Tạm thời)", "Lê Văn Thử", ["Tạm thời"]),
        ("le van thu [nghi huu]", "le van thu", ["nghi huu"]),
        ("Đ/c Lê Lan, Phó Chủ tịch UBND phường", "Lê Lan", ["Đ/c", "Phó Chủ tịch UBND phường"]),
    ],
)
def test_what_stands_beside_it_is_taken_off(typed: str, name: str, beside: list[str]) -> None:
    found = name_in(typed)
    assert found.name == name
    assert [*found.mailboxes, *found.phones, *found.others, *found.asides] == beside


def people(*rows: str) -> str:
    return SMALL + "people:\n" + "".join(f"  - {{unit: PKT, role: focal_point, {row}}}\n" for row in rows)


def test_it_is_told_and_a_mailbox_goes_where_mailboxes_are() -> None:
    document = read_setup(people('name: "Ông Nguyễn Văn An - Phó Trưởng phòng, an@coquan.vn, 0912 345 678"'))
    (person,) = document.file.people or []
    assert (person.name, person.email) == ("Nguyễn Văn An", "an@coquan.vn")
    assert tuple(all_read(document.source.notices)) == (
        "dòng 42: “Ông Nguyễn Văn An - Phó Trưởng phòng, a…” được đọc là họ tên “Nguyễn Văn An”;"
        " hộp thư an@coquan.vn; không lưu số điện thoại “0912 345 678”; bỏ chức danh “Ông”, “Phó Trưởng phòng”",
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('name: "Lê Lan <lan@coquan.vn>", email: khac@coquan.vn', "có mấy hộp thư: khac@coquan.vn, lan@coquan.vn"),
        ('name: "lan@coquan.vn"', "cần họ tên một người"),
        ('name: "0912345678"', "cần họ tên một người"),
    ],
)
def test_or_it_is_a_mistake(row: str, said: str) -> None:
    with refusal(said):
        read_setup(people(row))


def test_where_somebody_is_for_now_is_told_as_not_kept() -> None:
    document = read_setup(people('name: "2. Lê Văn Thử (nghỉ thai sản)"'))
    assert [one.name for one in document.file.people or []] == ["Lê Văn Thử"]
    assert tuple(all_read(document.source.notices)) == (
        "dòng 42: “2. Lê Văn Thử (nghỉ thai sản)” được đọc là họ tên “Lê Văn Thử”; không lưu “nghỉ thai sản”",
    )


def test_in_a_workbook_too() -> None:
    document = read_setup(made(cell("Người!C2", "Lê Thị Lan - 0912.345.678")))
    assert any(
        "ô C2 (Họ và tên): “Lê Thị Lan - 0912.345.678” được đọc là họ tên “Lê Thị Lan”" in one
        for one in all_read(document.source.notices)
    )


@each(
    ("typed", "names"),
    [
        ("Lê Văn Thử, Nguyễn Thị Lan", ["Lê Văn Thử", "Nguyễn Thị Lan"]),
        ("Lê Văn Thử - Nguyễn Thị Lan", ["Lê Văn Thử", "Nguyễn Thị Lan"]),
        ("Lê Văn Thử / Nguyễn Thị Lan", ["Lê Văn Thử", "Nguyễn Thị Lan"]),
        ("Lê Văn Thử/Nguyễn Thị Lan", ["Lê Văn Thử", "Nguyễn Thị Lan"]),
        ("LÊ VĂN THỬ – NGUYỄN THỊ LAN", ["LÊ VĂN THỬ", "NGUYỄN THỊ LAN"]),
        ("Lê Văn Thử; Nguyễn Thị Lan, Trần Văn Bé", ["Lê Văn Thử", "Nguyễn Thị Lan", "Trần Văn Bé"]),
        ("Lê Văn Tám, 1975", ["Lê Văn Tám, 1975"]),
        ("Nguyễn Văn An - Tổ 3", ["Nguyễn Văn An - Tổ 3"]),
        ("An, Trường", ["An, Trường"]),
    ],
)
def test_names_of_several_in_one_place_are_told_apart(typed: str, names: list[str]) -> None:
    assert people_in(typed) == names


@each(
    "name",
    [
        "Chưa có",
        "chưa bố trí",
        "CHƯA CÓ",
        "Đang bố trí",
        "(trống)",
        "Khuyết",
        "chua co",
        "Chờ bổ sung",
        "TBD",
        "…không có",
    ],
)
def test_nobody_is_no_name(name: str) -> None:
    with refusal("chưa có người thì bỏ cả dòng này"):
        read_setup(people(f'name: "{name}"'))


@each("name", ["Đặng Văn Bố", "Trọng", "Khổng Tú", "Chu Có", "Đặng"])
def test_names_that_only_look_like_it_are_taken(name: str) -> None:
    (person,) = read_setup(people(f'name: "{name}"')).file.people or []
    assert person.name == name
