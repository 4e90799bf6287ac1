"""A message is edited that went into a report which is in, or locked: whoever edits hears that the report stays."""

import pytest

from storage.db.database import Database
from storage.tables import Report
from tests.handlers.drafts.communes import LAN, MAI, RIGHT, communes, hand_in, kept, lock
from tests.world import World

HOA_LOI = "xã hòa lợi báo cáo quý 1.1 xong, 2.7 xong, 3.1 40%"
STAYS = "Việc sửa tin không thay đổi gì ở báo cáo ấy: phần 1.1, 2.7, 3.1 vẫn giữ như đã nộp."


@pytest.fixture
def mai(sqlite_database: Database) -> World:
    world = communes(sqlite_database)
    world.says(MAI, HOA_LOI, message_id="m-1")
    world.presses(MAI, RIGHT)
    world.presses(MAI, "Xem lại")
    world.presses(MAI, "Gửi báo cáo")
    world.passes(minutes=3)
    world.heard(MAI)
    return world


def edits(world: World, chat: str, text: str, message_id: str = "m-1") -> str:
    world.heard(chat)
    at = int(world.now.timestamp()) - 60
    world.sends(chat, "edited", text=text, message_id=message_id, extra={"written_at": at})
    return "\n".join(one.text for one in world.heard(chat))


@pytest.mark.parametrize(
    "edited", ["xã tân an báo cáo quý 3.1 40%", "XA TAN AN: 3.1 40%", "xã tân an báo cáo quý không phát sinh"]
)
def test_what_is_handed_in_stays_and_is_named(mai: World, edited: str) -> None:
    said = edits(mai, MAI, edited)
    assert "Báo cáo quý IV/2026 · Xã Hòa Lợi đã nộp lúc" in said, said
    assert "chọn Sửa ở biên nhận rồi gửi lại" in said
    assert STAYS in said
    assert "Xã Tân An" in said
    assert len(mai.all(Report)) == 1


@pytest.mark.parametrize("edited", ["xã tân an báo cáo quý 3.1 40%", "xã tân an báo cáo tháng bảo hiểm y tế 5.1 60%"])
def test_what_is_locked_stays_and_is_named(mai: World, edited: str) -> None:
    lock(mai, "hòa lợi")
    said = edits(mai, MAI, edited)
    assert "Báo cáo quý IV/2026 · Xã Hòa Lợi đã được chấp nhận và khóa. Muốn sửa, xin cơ quan theo dõi mở lại." in said
    assert STAYS in said
    mai.presses(MAI, RIGHT)
    assert set(kept(mai)) <= {"X3 QUY", "X3 BHYT"}


@pytest.mark.parametrize(
    "edited",
    ["cảm ơn cả nhà", "xin gia hạn báo cáo tháng bảo hiểm y tế xã tân an đến 8/1 vì chờ số liệu",
     "/giahan báo cáo tháng bảo hiểm y tế xã tân an 8/1 vì chờ số liệu"],
)  # fmt: skip
def test_also_where_the_message_is_about_no_task_any_more(mai: World, edited: str) -> None:
    assert STAYS in edits(mai, MAI, edited)


def test_of_a_report_without_anything_to_report(sqlite_database: Database) -> None:
    world = communes(sqlite_database)
    world.says(LAN, "báo cáo quý không phát sinh", message_id="m-1")
    world.presses(LAN, "Gửi báo cáo")
    said = edits(world, LAN, "báo cáo tháng bảo hiểm y tế không phát sinh")
    assert "Báo cáo quý IV/2026 đã nộp lúc" in said, said
    assert "Việc sửa tin không thay đổi gì ở báo cáo ấy." in said


def test_nothing_is_said_where_the_report_is_still_a_draft(sqlite_database: Database) -> None:
    world = communes(sqlite_database)
    world.says(MAI, "xã hòa lợi báo cáo quý 3.1 40%", message_id="m-1")
    world.presses(MAI, RIGHT)
    assert "không thay đổi gì ở báo cáo ấy" not in edits(world, MAI, "xã tân an báo cáo quý 3.1 40%")


def test_in_english(mai: World) -> None:
    mai.says(MAI, "/language en")
    said = edits(mai, MAI, "xã tân an báo cáo quý 3.1 40%")
    assert "Editing the message changes nothing in that report: 1.1, 2.7, 3.1 stays as it was handed in." in said


def test_what_is_edited_within_the_report_is_read_for_its_correction(mai: World) -> None:
    said = edits(mai, MAI, "xã hòa lợi báo cáo quý 3.1 60%")
    assert "3.1 đang thực hiện 60 %" in said
    assert "không thay đổi gì ở báo cáo ấy" not in said


def test_another_message_says_nothing_of_it(mai: World) -> None:
    hand_in(mai, LAN, "báo cáo quý 1.1 xong, 2.7 xong, 3.1 xong")
    mai.says(MAI, "chào em", message_id="m-2")
    assert "không thay đổi gì ở báo cáo ấy" not in edits(mai, MAI, "chào em nhé", "m-2")
