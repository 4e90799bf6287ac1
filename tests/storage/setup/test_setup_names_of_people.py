"""What people write beside a name is no part of it: where it goes is told, and nothing else of a name changes."""

import pytest

from storage.setup import read_setup
from storage.setup.values.name_cell import name_in
from tests.each import each
from tests.storage.setup.in_vietnamese import all_read, refusal
from tests.storage.setup.setup_files import SMALL
from tests.storage.setup.test_setup_real_workbooks import cell, made

KEPT = (
    "Ông Ích Khiêm", "Ông Văn Tùng", "Nguyễn Văn An (1980)", "Y Moan Êban", "Anh Thư", "Anh Mai", "Văn Thư Lê",
    "An, Trường", "Phạm Thị Diệu <b>", "Trần Văn Hùng 2", "Nguyễn Thị Phó", "Hồ Trưởng", "Lê Văn Tám, 1975",
    "Lan (kế toán)", "Nguyễn Văn An 01/01/1980", "Lê Văn Bảy 012 345", "0912345678", "lan@coquan.vn",
)  # fmt: skip


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
        ("Đ/c Lê Lan, Phó Chủ tịch UBND phường", "Lê Lan", ["Đ/c", "Phó Chủ tịch UBND phường"]),
    ],
)
def test_what_stands_beside_it_is_taken_off(typed: str, name: str, beside: list[str]) -> None:
    found = name_in(typed)
    assert found.name == name
    assert [*found.mailboxes, *found.phones, *found.others] == beside


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


def test_in_a_workbook_too() -> None:
    document = read_setup(made(cell("Người!C2", "Lê Thị Lan - 0912.345.678")))
    assert any(
        "ô C2 (Họ và tên): “Lê Thị Lan - 0912.345.678” được đọc là họ tên “Lê Thị Lan”" in one
        for one in all_read(document.source.notices)
    )
