"""What is taken out of a draft where its unit, its report or several tasks are named, where no task has the code, and
where the report is in already."""

import pytest

from storage.db.database import Database
from tests.each import each
from tests.handlers.drafts.communes import AN, LAN, MAI, MAI_ZALO, RIGHT, communes, hand_in, kept, lock
from tests.world import World

ALL = "báo cáo quý 1.1 xong, 2.7 xong, 3.1 xong"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return communes(sqlite_database)


@pytest.fixture
def mai(world: World) -> World:
    """Mai wrote 1.1 and 3.1 for Hòa Lợi, and 3.1 for Tân An."""
    for said in ("xã hòa lợi báo cáo quý 3.1 40%, 1.1 xong", "xã tân an báo cáo quý 3.1 50%"):
        world.says(MAI, said)
        world.presses(MAI, RIGHT)
    return world


WRITTEN = {"X2 QUY": {"1.1", "3.1"}, "X3 QUY": {"3.1"}}


@pytest.mark.parametrize("chat", [MAI, MAI_ZALO])
@pytest.mark.parametrize(
    "typed",
    [
        "xóa 3.1 của xã hòa lợi",
        "xóa 3.1 xã hòa lợi",
        "xoa 3.1 cua xa hoa loi",
        "XÃ HÒA LỢI: XÓA 3.1",
        "xã hòa lợi xóa 3.1 giúp em",
        "xóa 3.1 ở báo cáo quý xã hòa lợi",
        "xã hòa lợi báo cáo quý: xóa 3.1",
        "delete 3.1 of Xã Hòa Lợi",
        "bỏ cập nhật 3.1 xã hòa lợi",
    ],
)
def test_only_what_the_named_unit_wrote_goes(mai: World, chat: str, typed: str) -> None:
    mai.says(chat, typed)
    said = mai.last(chat).text
    assert "· Xã Hòa Lợi nội dung đã ghi ở 3.1: đang thực hiện 40 %." in said, said
    assert "Tân An" not in said
    assert kept(mai) == WRITTEN, "nothing goes before it is confirmed"
    mai.presses(chat, "Bỏ nội dung 3.1")
    assert kept(mai) == {"X2 QUY": {"1.1"}, "X3 QUY": {"3.1"}}


@pytest.mark.parametrize("typed", ["báo cáo quý: xóa 3.1", "xóa 3.1 báo cáo quý", "xóa 3.1 của báo cáo quý IV"])
def test_where_two_units_wrote_it_is_asked_of_which(mai: World, typed: str) -> None:
    mai.says(MAI, typed)
    mai.presses(MAI, "Bỏ nội dung 3.1 · Báo cáo quý IV/2026 · Xã Tân An")
    assert kept(mai) == {"X2 QUY": {"1.1", "3.1"}}


@pytest.mark.parametrize(
    "typed", ["xóa 3.1 và 1.1 của xã hòa lợi", "xóa 1.1, 3.1 xã hòa lợi", "xa hoa loi: xoa 1.1,3.1"]
)
def test_several_tasks_go_together(mai: World, typed: str) -> None:
    mai.says(MAI, typed)
    assert "ở 1.1: hoàn thành." in mai.last(MAI).text
    assert "ở 3.1: đang thực hiện 40 %." in mai.last(MAI).text
    mai.presses(MAI, "Bỏ nội dung 1.1, 3.1")
    assert kept(mai) == {"X3 QUY": {"3.1"}}


def test_of_several_those_go_that_stand_there_and_the_others_are_named(mai: World) -> None:
    mai.says(MAI, "xóa 3.1, 2.7 và 9.9 của xã hòa lợi")
    assert "Ở 2.7, 9.9 thì bản nháp không ghi nội dung đó" in mai.last(MAI).text
    mai.presses(MAI, "Bỏ nội dung 3.1")
    assert kept(mai) == {"X2 QUY": {"1.1"}, "X3 QUY": {"3.1"}}


@each(
    "typed", ["xóa 3.1 xã tân phú", "xã tân phú: xóa 3.1", "xóa 3.1 của trạm y tế hòa lợi", "delete 3.1 of Xã Tân Phú"]
)
def test_nothing_goes_of_a_unit_that_is_not_theirs(mai: World, typed: str) -> None:
    mai.says(MAI, typed)
    assert "không có trong các đơn vị anh/chị báo cáo (Xã Hòa Lợi, Xã Tân An), nên tôi chưa bỏ gì" in mai.last(MAI).text
    assert mai.last(MAI).labels == []
    assert kept(mai) == WRITTEN


@pytest.mark.parametrize("screen", ["", "task", "text"])
@pytest.mark.parametrize("typed", ["xóa 9.9", "XOA 9.9 di em", "delete 9.9", "xóa 9.9 và 9.8", "xóa kết quả 9.9"])
def test_a_code_that_no_task_has_is_no_content(world: World, screen: str, typed: str) -> None:
    world.says(AN, "/baocao")
    if screen:
        world.presses(AN, "3.1")
    if screen == "text":
        world.presses(AN, "Ghi kết quả")
    world.says(AN, typed)
    assert world.last(AN).text.startswith("Báo cáo anh/chị gửi được lúc này không có nhiệm vụ 9.9")
    assert kept(world) == {}


def test_what_is_asked_for_as_a_text_is_no_deletion_of_a_task_either(world: World) -> None:
    world.says(AN, "3.1 40%")
    world.presses(AN, RIGHT)
    world.presses(AN, "3.1")
    world.presses(AN, "Ghi kết quả")
    world.says(AN, "xóa 3.1")
    assert "Bỏ nội dung 3.1" in world.last(AN).labels
    assert "xóa 3.1" not in str(kept(world))


@pytest.mark.parametrize(
    "typed", ["xóa đói giảm nghèo cho 12 hộ", "đã xóa 3 nhà tạm", "bỏ 3 điểm rác tự phát", "xóa hết rác ở 2 thôn"]
)
def test_a_text_that_only_sounds_so_is_written(world: World, typed: str) -> None:
    world.says(AN, "/baocao")
    world.presses(AN, "3.1")
    world.presses(AN, "Ghi kết quả")
    world.says(AN, typed)
    assert kept(world) == {"PYT QUY": {"3.1"}}


def test_the_report_that_is_named_has_no_such_task(world: World) -> None:
    world.says(LAN, "xóa 3.1 báo cáo tháng bảo hiểm y tế")
    assert world.last(LAN).text.startswith("Báo cáo tháng bảo hiểm y tế không có nhiệm vụ 3.1, nên tôi chưa bỏ gì")


@pytest.mark.parametrize(
    "typed", ["xóa 2.7", "XOA 2.7", "báo cáo quý: xóa 2.7", "xóa 2.7 và 3.1 của xã tân phú", "xóa kết quả 2.7"]
)
def test_a_report_that_is_in_stays_and_that_is_said(world: World, typed: str) -> None:
    hand_in(world, LAN, ALL)
    world.says(LAN, typed)
    assert world.last(LAN).text.startswith("Báo cáo quý IV/2026 đã nộp lúc 09:00")
    assert world.last(LAN).labels == ["Sửa"]
    world.presses(LAN, "Sửa")
    world.says(LAN, "xóa 2.7")
    world.presses(LAN, "Bỏ nội dung 2.7")
    assert kept(world) == {"X1 QUY": {"1.1", "3.1"}}, "only the correction loses it"


@pytest.mark.parametrize("typed", ["xóa 2.7", "báo cáo quý: xóa 2.7", "xóa 2.7, 3.1 xã tân phú"])
def test_a_report_that_is_locked_stays_and_that_is_said(world: World, typed: str) -> None:
    hand_in(world, LAN, ALL)
    lock(world, "tân phú")
    world.says(LAN, typed)
    assert world.last(LAN).text.startswith("Báo cáo quý IV/2026 đã được chấp nhận và khóa")
    assert world.last(LAN).labels == ["Xin mở lại"]


def test_it_is_said_in_english(world: World) -> None:
    hand_in(world, LAN, ALL)
    world.says(LAN, "/language en")
    world.says(LAN, "delete 2.7 and 5.1")
    said = world.last(LAN).text
    assert "says nothing of that at 5.1" in said
    assert "was handed in" in said


def test_a_draft_goes_before_a_report_of_another_unit_that_is_in(mai: World) -> None:
    hand_in(mai, MAI, "xã hòa lợi báo cáo quý 2.7 xong")
    mai.says(MAI, "xóa 3.1")
    assert "Xã Tân An nội dung đã ghi ở 3.1" in mai.last(MAI).text
    mai.says(MAI, "xóa 3.1 của xã hòa lợi")
    assert mai.last(MAI).text.startswith("Báo cáo quý IV/2026 · Xã Hòa Lợi đã nộp")
