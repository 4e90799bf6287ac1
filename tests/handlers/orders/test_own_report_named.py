"""A report of one's own is named: more time is asked for it, or it is said why not, as it is in, locked or not there;
before a task's code its name is no result."""

import pytest

from storage.db.database import Database
from storage.tables import Extension, Obligation
from tests.world import World

AN = "101"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """An owes a quarterly report and two of health insurance, one for each month."""
    world = World(sqlite_database)
    for code, name in {"VP": "Văn phòng", "PYT": "Phòng Y tế"}.items():
        world.add_unit(code, name)
    world.add_plan("KH", "Kế hoạch cải cách", coordinators=["VP"], tasks={"2.7": "Tập huấn", "3.1": "Trồng rừng"})
    world.add_plan("YT", "Kế hoạch y tế", coordinators=["VP"], tasks={"5.1": "Cấp thẻ"})
    world.add_requirement("QUY", "Báo cáo quý", units=["PYT"], plan="KH")
    world.add_requirement("BHYT", "Báo cáo tháng bảo hiểm y tế", units=["PYT"], plan="YT", period_type="monthly")
    world.open("QUY", "2026-Q4")
    world.open("BHYT", "2026-11", "2026-12-18 17:00")
    world.open("BHYT", "2026-12", "2027-01-05 17:00")
    world.person("PYT", "focal_point", "An", AN)
    world.person("VP", "coordinator", "Tuấn", "900")
    world.at("2026-12-15 09:00")
    return world


def hand_in(world: World, name: str) -> None:
    world.says(AN, f"{name} không phát sinh")
    world.presses(AN, "Gửi báo cáo")


@pytest.mark.parametrize(
    "typed",
    [
        "xin gia hạn báo cáo quý đến 28/12 vì chờ số liệu",
        "xin gia han bao cao quy den 28/12 vi cho so lieu",
        "XIN GIA HẠN BÁO CÁO QUÝ THÊM 3 NGÀY",
        "/giahan báo cáo quý 28/12",
        "/giahan quý IV",
        "/giahan bc quý 3 ngày vì bận",
        "/extend QUY until 28/12",
    ],
)
def test_what_is_handed_in_is_said_to_be_in_and_no_other_is_taken(world: World, typed: str) -> None:
    hand_in(world, "báo cáo quý")
    world.says(AN, typed)
    said = world.last(AN)
    assert said.text.startswith("Báo cáo quý IV/2026 đã nộp lúc"), said.text
    assert said.labels == ["Sửa"]
    assert not world.all(Extension)


@pytest.mark.parametrize("typed", ["/giahan báo cáo quý 28/12", "xin gia hạn báo cáo quý đến 28/12 vì chờ số liệu"])
def test_what_is_locked_may_be_asked_to_be_opened(world: World, typed: str) -> None:
    hand_in(world, "báo cáo quý")
    with world.database.transaction() as session:
        for one in session.query(Obligation).filter(Obligation.period_key == "2026-Q4"):
            one.state = "accepted"
    world.says(AN, typed)
    said = world.last(AN)
    assert "đã được chấp nhận và khóa" in said.text, said.text
    assert said.labels == ["Xin mở lại"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("/giahan báo cáo năm", "báo cáo năm"),
        ("/giahan báo cáo năm 28/12", "báo cáo năm"),
        ("xin gia hạn báo cáo năm đến 28/12 vì bận", "báo cáo năm"),
        ("xin gia han bao cao tuan den 28/12 vi ban", "bao cao tuan"),
        ("/giahan báo cáo tháng 10 đến 30/12", "tháng 10"),
        ("/giahan báo cáo rác thải 28/12", "rác thải"),
    ],
)
def test_where_there_is_none_of_that_name_it_is_said_and_which_there_are(world: World, typed: str, name: str) -> None:
    world.says(AN, typed)
    said = world.last(AN)
    assert said.text.startswith(f"Tôi không thấy báo cáo nào anh/chị phải nộp tên là “{name}”."), said.text
    assert len(said.labels) == 3
    assert not world.all(Extension)


def test_the_wish_goes_on_with_the_report_that_is_chosen(world: World) -> None:
    world.says(AN, "/giahan báo cáo năm 28/12 vì chờ số liệu")
    world.presses(AN, next(label for label in world.last(AN).labels if "quý IV" in label))
    assert "xin gia hạn Báo cáo quý IV/2026" in world.last(AN).text
    assert "lý do “chờ số liệu”" in world.last(AN).text


@pytest.mark.parametrize("typed", ["xin gia hạn đến 28/12 vì bận", "gia hạn thêm 3 ngày", "/giahan 28/12"])
def test_who_owes_nothing_is_told_so(world: World, typed: str) -> None:
    for name in ("báo cáo quý", "báo cáo tháng 11", "báo cáo tháng 12"):
        hand_in(world, name)
    world.says(AN, typed)
    assert world.last(AN).text == "Hiện anh/chị không có báo cáo nào phải nộp. Đến kỳ tôi sẽ nhắc."
    world.says(AN, "xin gia hạn báo cáo quý đến 28/12 vì bận")
    assert world.last(AN).text.startswith("Báo cáo quý IV/2026 đã nộp lúc")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("báo cáo quý 28/12", "28/12/2026"),
        ("báo cáo quý 3 ngày", "21/12/2026"),
        ("báo cáo quý đến 28/12", "28/12/2026"),
        ("báo cáo quý 4 đến 28/12", "28/12/2026"),
        ("bao cao quy 28/12 vi ban", "28/12/2026"),
        ("báo cáo quý IV 3 ngày", "21/12/2026"),
        ("quý 4 3 ngày", "21/12/2026"),
        ("báo cáo tháng 11 28/12", "28/12/2026"),
        ("báo cáo quý 20/12", "21/12/2026"),
    ],
)
def test_a_day_behind_the_name_is_no_number_of_a_period(world: World, typed: str, day: str) -> None:
    world.says(AN, f"/giahan {typed}")
    assert day in world.last(AN).text, world.last(AN).text
    assert "Chờ số liệu" in world.last(AN).labels or "lý do “" in world.last(AN).text


@pytest.mark.parametrize("typed", ["/giahan đến tháng 1", "/giahan tuần sau vì bận", "/giahan ngày mai"])
def test_until_when_is_no_report(world: World, typed: str) -> None:
    world.says(AN, typed)
    assert "không thấy báo cáo" not in world.last(AN).text
    assert "đã nộp lúc" not in world.last(AN).text


@pytest.mark.parametrize(
    "typed",
    [
        "báo cáo tháng bảo hiểm y tế 5.1 60%",
        "báo cáo tháng bảo hiểm y tế: 5.1 60%",
        "bao cao thang bao hiem y te 5.1 60%",
        "BÁO CÁO THÁNG BẢO HIỂM Y TẾ THÁNG 11: 5.1 60%",
        "báo cáo tháng bảo hiểm y tế tháng 11 5.1 60%",
        "bc bhyt tháng 11: 5.1 60%",
        "báo cáo bảo hiểm y tế - 5.1 60%",
        "Báo cáo tháng bảo hiểm y tế\n5.1 60%",
    ],
)
def test_a_name_before_a_code_is_no_result(world: World, typed: str) -> None:
    world.says(AN, typed)
    said = world.last(AN).text
    assert "Tôi hiểu là: 5.1 đang thực hiện 60 %. (Báo cáo tháng bảo hiểm y tế tháng 11/2026)" in said, said
    assert "chưa rõ" not in said


def test_nor_in_an_edited_message(world: World) -> None:
    world.says(AN, "5.1 50%", message_id="e1")
    world.says(AN, "đúng")
    world.sends(AN, "edited", text="báo cáo tháng bảo hiểm y tế: 5.1 60%", message_id="e1")
    assert "Tôi hiểu là: 5.1 đang thực hiện 60 %. (" in world.last(AN).text
