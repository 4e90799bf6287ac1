"""What is asked for by the way names all that is needed: who stands in, which obstacle goes to whom, why the one
request is refused; what was handed in is opened when a task is to be taken back."""

import pytest

from storage.tables import Absence, DraftEntry, Extension
from tests.handlers.health_office import AN, ZALO
from tests.world import World

TUAN = "900"
ALL = "2.7, 1.1, 3.1, 4.8, 5.2, 6.2, T.1 50%"


@pytest.mark.parametrize(
    "typed",
    [
        "mai em nghỉ, chị Bình thay",
        "em đi công tác từ 16 đến 18/12, anh Bình trực thay",
        "tuần sau em nghỉ phép, nhờ chị Bình báo cáo giúp",
        "thứ 5 em đi học, bàn giao cho chị Bình",
        "mai em nghi, chi Binh thay",
        "ngày mai nghỉ ốm, chị Bình phụ trách thay",
    ],
)
def test_who_stands_in_is_named_with_the_days(world: World, typed: str) -> None:
    for name, chat in (("Trần Thị Bình", "102"), ("Lê Hoa", "103")):
        world.person("PYT", "deputy", name, chat)
    world.says(AN, typed)
    assert "Trần Thị Bình thay ở Phòng Y tế" in world.last(AN).text
    assert not world.all(Absence), "before it is confirmed"
    world.presses(AN, "Đúng, báo vắng mặt")
    assert len(world.all(Absence)) == 1


def test_of_two_of_a_name_or_of_another_word_it_is_asked(world: World) -> None:
    for name, chat in (("Trần Thị Bình", "102"), ("Lê Bình", "103")):
        world.person("PYT", "deputy", name, chat)
    for typed in ("mai em nghỉ, chị Bình thay", "mai em nghỉ bình thường"):
        world.says(AN, typed)
        assert "Ai thay anh/chị?" in world.last(AN).text


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("từ chối vì đã gia hạn một lần", "đã gia hạn một lần"),
        ("không đồng ý vì sắp họp", "sắp họp"),
        ("tu choi vi qua muon", "qua muon"),
        ("từ chối, lý do: phải chốt số", "phải chốt số"),
        ("không duyệt, vì trễ rồi", "trễ rồi"),
    ],
)
def test_the_one_request_is_refused_with_its_reason(world: World, typed: str, why: str) -> None:
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.says(AN, "/giahan 3 ngày vì chờ số liệu")
    world.presses(AN, "Gửi đề nghị")
    world.says(TUAN, typed)
    assert "Tôi hiểu là: từ chối gia hạn" in world.last(TUAN).text
    assert f"“{why}”" in world.last(TUAN).text
    assert world.all(Extension)[0].state == "asked", "before it is confirmed"


@pytest.mark.parametrize(
    "typed", ["chuyển 1 cho Minh", "giao 1 cho chị Minh", "chuyển vướng mắc 1 cho Minh", "chuyen so 1 cho minh"]
)
def test_an_obstacle_of_the_list_is_forwarded_by_its_number(world: World, typed: str) -> None:
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("BTG", "coordinator", "Minh", "901")
    world.says(AN, "/vuongmac thiếu vốn đối ứng")
    world.presses(AN, "Gửi vướng mắc")
    world.says(TUAN, typed)
    assert "Chuyển vướng mắc của Phòng Y tế" not in world.last(TUAN).text, "no list is shown"
    world.says(TUAN, "/vuongmac")
    world.says(TUAN, typed)
    assert "Chuyển vướng mắc của Phòng Y tế, “thiếu vốn đối ứng”, cho:" in world.last(TUAN).text
    assert any("Minh" in label for label in world.last(TUAN).labels)


@pytest.mark.parametrize("typed", ["em gửi rút lại 3.1", "cho em rút lại 3.1", "rut lai 3.1 giup em"])
def test_what_was_handed_in_is_opened_where_a_task_is_to_be_taken_back(world: World, typed: str) -> None:
    world.says(ZALO, typed)
    assert "không rút lại được" not in world.said(ZALO), "nothing was handed in"
    world.says(ZALO, "/huy")
    for line in (ALL, "đúng", "xem lại", "1"):
        world.says(ZALO, line)
    assert world.last(ZALO).text.startswith("Đã nộp")
    world.heard(ZALO)
    world.says(ZALO, typed)
    said = world.said(ZALO)
    assert "Báo cáo đã gửi thì không rút lại được" in said
    assert "3.1 Ứng dụng KH&CN cho rau, hoa · đang thực hiện 50 %" in said


@pytest.mark.parametrize("typed", ["chị Lan nhắn là: 2.7 xong", "anh Nam nhắn: 2.7 xong", "cô Hoa bảo là 2.7 xong rồi"])
def test_what_somebody_else_said_is_asked(world: World, typed: str) -> None:
    world.says(AN, typed)
    assert "nghe chưa chắc chắn, nên tôi chưa ghi" in world.last(AN).text
    assert "Đúng, ghi vào nháp" not in world.last(AN).labels
    assert not world.all(DraftEntry)
