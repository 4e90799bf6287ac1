"""What was written into a draft is taken out of it in plain words, once that was confirmed."""

import pytest

from storage.db.database import Database
from storage.tables import DraftEntry, Task
from tests.each import each
from tests.world import World

LAN, TUAN = "100", "900"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PYT", "focal_point", "Lan", LAN)
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.at("2026-12-15 09:00")
    write(world)
    return world


def write(world: World) -> None:
    world.says(LAN, "2.7 40%, vướng mắc: thiếu vốn; 1.1 xong")
    world.presses(LAN, "Đúng, ghi vào nháp")


def draft(world: World) -> dict[str, set[str]]:
    codes = {task.id: task.code for task in world.all(Task)}
    return {codes[entry.task_id]: set(entry.answers) for entry in world.all(DraftEntry)}


WRITTEN = {"1.1": {"status"}, "2.7": {"status", "percent", "obstacle"}}


@each("typed", ["xoá hết nháp để em làm lại", "xóa hết đi em", "làm lại từ đầu", "Xoa het di em"])
def test_a_whole_draft_stays_and_that_is_said(world: World, typed: str) -> None:
    world.says(LAN, typed)
    assert world.last(LAN).text.startswith("Bản nháp vẫn giữ, tôi không xóa được cả bản")
    assert draft(world) == WRITTEN


@each("typed", ["bỏ cập nhật 2.7 giúp em", "xóa 2.7 đi em", "2.7 em ghi nhầm, bỏ đi", "XOA 2.7 DI EM"])
def test_a_task_is_emptied_when_confirmed(world: World, typed: str) -> None:
    world.says(LAN, typed)
    assert world.last(LAN).text.split("\n") == [
        "Tôi hiểu là: bỏ khỏi bản nháp Báo cáo quý IV/2026 nội dung đã ghi ở 2.7: "
        "đang thực hiện 40 %, vướng mắc “thiếu vốn”.",
        "Đúng không ạ?",
    ]
    assert draft(world) == WRITTEN, "nothing goes before it is confirmed"
    world.presses(LAN, "Bỏ nội dung 2.7")
    assert "2.7 Quỹ phát triển KH&CN · chưa cập nhật" in world.last(LAN).text
    assert draft(world) == {"1.1": {"status"}}
    write(world)


def test_it_stays_where_that_is_chosen(world: World) -> None:
    world.says(LAN, "xóa 2.7 đi em")
    world.presses(LAN, "Giữ nguyên")
    assert draft(world) == WRITTEN


def test_an_obstacle_of_the_draft_alone_is_dropped_when_confirmed(world: World) -> None:
    world.says(LAN, "bỏ vướng mắc 2.7")
    assert "nội dung đã ghi ở 2.7: vướng mắc “thiếu vốn”." in world.last(LAN).text
    world.presses(LAN, "Bỏ nội dung 2.7")
    assert draft(world) == {"1.1": {"status"}, "2.7": {"status", "percent"}}
    world.says(LAN, "bỏ vướng mắc 2.7")
    assert "nội dung đã ghi" not in world.last(LAN).text, "there is none any more"


def test_an_obstacle_that_was_raised_is_taken_back_where_it_stands(world: World) -> None:
    world.says(LAN, "/vuongmac 2.7 thiếu kinh phí")
    world.presses(LAN, "Gửi vướng mắc")
    world.says(LAN, "bỏ vướng mắc 2.7")
    assert "thiếu kinh phí" in world.last(LAN).text
    assert draft(world) == WRITTEN


def test_an_old_button_takes_out_nothing_that_was_written_since_into_another_field(world: World) -> None:
    world.says(LAN, "bỏ vướng mắc 2.7")
    asked = world.last(LAN)
    world.says(LAN, "2.7 50%")
    world.presses(LAN, "Đúng, ghi vào nháp")
    world.presses(LAN, "Bỏ nội dung 2.7", on=asked)
    assert draft(world)["2.7"] == {"status", "percent"}


@pytest.mark.parametrize("typed", ["xóa 2.7 đi em", "bỏ vướng mắc 2.7", "XOA 2.7"])
@pytest.mark.parametrize("since", ["2.7 xong, vướng mắc: thiếu người", "2.7 60%, vướng mắc: chờ quyết định"])
def test_what_was_written_since_stays_until_it_was_read_too(world: World, typed: str, since: str) -> None:
    world.says(LAN, typed)
    asked = world.last(LAN)
    world.says(LAN, since)
    world.presses(LAN, "Đúng, ghi vào nháp")
    now = draft(world)
    world.at("2026-12-16 09:00")
    world.presses(LAN, "Bỏ nội dung 2.7", on=asked)
    assert draft(world) == now
    assert since.partition("vướng mắc: ")[2] in world.last(LAN).text, "it is asked about what stands there now"
    world.presses(LAN, "Bỏ nội dung 2.7")
    assert "obstacle" not in draft(world).get("2.7", set())


@each("typed", ["xóa 3.1 đi em", "bỏ vướng mắc 1.1", "xóa 3.1", "delete 3.1", "XOA VUONG MAC 3.1", "bỏ kiến nghị 2.7"])
@each("screen", ["", "1.1"])
def test_where_nothing_stands_that_is_said(world: World, typed: str, screen: str) -> None:
    if screen:
        world.says(LAN, "/baocao")
        world.presses(LAN, "1.1 ✓")
    world.says(LAN, typed)
    code = next(word for word in typed.split() if "." in word)
    assert world.last(LAN).text == (
        f"Bản nháp Báo cáo quý IV/2026 không ghi nội dung đó ở {code}, nên không có gì để bỏ."
    )
    assert draft(world) == WRITTEN


def test_where_nothing_at_all_is_written_that_is_said(world: World) -> None:
    world.person("PNV", "focal_point", "Hoa", "300")
    world.says("300", "/language en")
    world.says("300", "xóa 2.7")
    assert "so there is nothing to take out" in world.last("300").text


def test_who_reports_nothing_has_no_draft(world: World) -> None:
    world.says(TUAN, "xóa hết đi em")
    assert "Bản nháp" not in world.last(TUAN).text
