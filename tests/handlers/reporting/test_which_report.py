"""What is typed without saying of which report: the one that has the task, else the one that is clearly nearest, which
is named; and examples with tasks that the person has."""

import pytest

from storage.db.database import Database
from storage.tables import DraftEntry, Obligation, Requirement
from tests.world import World

LAN, AN, BINH = "100", "101", "102"
LONG = (
    "đã tổ chức 3 lớp tập huấn cho cán bộ các phường, mời chuyên gia của sở về giảng, học viên đánh giá tốt; phối hợp "
    "với hội nông dân khảo sát 120 hộ trồng rau, hoa trên địa bàn, lập danh sách hộ có nhu cầu vay vốn, gửi ngân hàng "
    "xem xét, dự kiến giải ngân trong quý sau; hoàn thiện hồ sơ trình thẩm định, chỉnh sửa theo góp ý của các ngành, "
    "đang chờ kết quả thẩm định của sở tài chính, chưa có ý kiến của phòng tư pháp"
)


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    for unit, name, chat in (("PKT", "Lan", LAN), ("PYT", "An", AN)):
        world.person(unit, "focal_point", name, chat)
    world.at("2026-12-01 09:00")
    return world


def only(world: World, *tasks: str, due: str = "2026-12-20 17:00") -> None:
    """Lan's unit owes one report, on these tasks."""
    world.settle("PKT", state="excused")
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PKT"], tasks=tasks, period_type="monthly")
    world.open("RIENG", "2026-11", due)


def titles(world: World) -> dict[int, str]:
    codes = {one.id: one.code for one in world.all(Requirement)}
    return {one.id: codes[one.requirement_id] for one in world.all(Obligation)}


def test_of_one_report_on_one_task_text_is_about_that(world: World) -> None:
    only(world, "4.8")
    world.says(LAN, "đã mở 5 lớp tập huấn cho 150 hộ trồng rau")
    assert "4.8 kết quả “đã mở 5 lớp tập huấn" in world.last(LAN).text
    assert "Ghi là vướng mắc" in world.last(LAN).labels
    world.presses(LAN, "Đúng, ghi vào nháp")
    [entry] = world.all(DraftEntry)
    assert entry.answers == {"result": "đã mở 5 lớp tập huấn cho 150 hộ trồng rau"}
    world.says(LAN, "xong rồi ạ")
    assert world.last(LAN).text.startswith("Tôi hiểu là: 4.8 hoàn thành")


def test_examples_are_of_tasks_that_one_has(world: World) -> None:
    only(world, "4.8")
    world.says(LAN, "qwe zxc")
    assert world.said(LAN) == "Tôi chưa hiểu. Anh/chị gõ ví dụ 4.8 40%, hoặc /trogiup."
    world.says(LAN, "/trogiup")
    assert "ví dụ: 4.8 xong, vướng: thiếu mặt bằng." in world.last(LAN).text
    assert "2.7" not in world.last(LAN).text
    world.says(AN, "/trogiup")
    assert "ví dụ: 1.1 40%; 2.7 xong, vướng: thiếu mặt bằng." in world.last(AN).text
    world.settle("PKT", "RIENG", "2026-11", state="excused")


def test_the_report_that_has_the_task_is_meant(world: World) -> None:
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PKT"], tasks=["2.7"], period_type="monthly")
    world.open("RIENG", "2026-11", "2026-12-17 17:00")
    world.says(LAN, "3.1 xong")
    assert world.last(LAN).text.startswith("Tôi hiểu là: 3.1 hoàn thành. (Báo cáo quý IV/2026)")
    world.says(LAN, "/huy")
    world.says(LAN, "2.7 40%; 3.1 xong")
    assert world.last(LAN).text.startswith(
        "Tôi hiểu là: 2.7 đang thực hiện 40 %; 3.1 hoàn thành. (Báo cáo quý IV/2026)"
    )
    world.says(LAN, "/huy")
    world.says(LAN, "2.7 xong, còn 3.1 vướng nhân sự nên mới 35%")  # `còn 3.1` may be a number where that is no task
    assert world.last(LAN).text.startswith("Tôi hiểu là: 2.7 hoàn thành; 3.1 đang thực hiện 35 %")
    assert "(Báo cáo quý IV/2026)" in world.last(LAN).text
    world.says(LAN, "/huy")
    world.says(LAN, "2.7 40%")
    assert world.last(LAN).text == "Anh/chị muốn nói về báo cáo nào ạ?", "due on one day"


@pytest.mark.parametrize(
    ("now", "due", "proposed"),
    [
        ("2026-12-15 09:00", "2027-01-20 17:00", "KHCN-QUY"),
        ("2026-12-20 09:00", "2027-01-20 17:00", "KHCN-QUY"),  # over
        ("2026-12-01 09:00", "2026-12-03 17:00", "RIENG"),
        ("2026-12-15 09:00", "2026-12-19 17:00", ""),
        ("2026-12-25 09:00", "2026-09-01 17:00", ""),  # both are over
    ],
)
def test_the_one_that_is_clearly_nearest_is_proposed_and_named(world: World, now: str, due: str, proposed: str) -> None:
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PKT"], period_type="monthly")
    world.open("RIENG", "2026-11", due)
    world.at(now)
    world.says(LAN, "2.7 40%")
    text, labels = world.last(LAN).text, world.last(LAN).labels
    if not proposed:
        assert text == "Anh/chị muốn nói về báo cáo nào ạ?"
        return
    name, other = "Báo cáo quý IV/2026", "Báo cáo riêng tháng 11/2026"
    if proposed == "RIENG":
        name, other = other, name
    assert text.startswith(f"Tôi hiểu là nói về {name} · Phòng Kinh tế & <Hạ tầng>, hạn ")
    [way] = [label for label in labels if label.startswith("Về ")]
    assert other in way
    world.presses(LAN, way)
    world.presses(LAN, "Đúng, ghi vào nháp")
    assert not [label for label in world.last(LAN).labels if label.startswith("Về ")]
    assert other in world.last(LAN).text


def test_words_behind_the_command_are_read(world: World) -> None:
    world.says(LAN, "/baocao 2.7 40%")
    assert world.last(LAN).text.startswith("Tôi hiểu là: 2.7 đang thực hiện 40 %.")
    world.says(LAN, "/baocao quý IV")
    assert world.last(LAN).text.startswith("📝")
    world.says(LAN, "/huy")
    world.says(LAN, "/baocao abc xyz")
    assert "Tôi chưa hiểu “abc xyz” sau lệnh" in "".join(heard.text for heard in world.heard(LAN)[-2:])
    world.says(LAN, "/huy")
    world.says(LAN, "/khongphatsinh 2.7")
    assert world.last(LAN).text.startswith("Tôi hiểu là: 2.7 không phát sinh.")
    world.says(LAN, "/huy")
    world.says(LAN, "/khongphatsinh")
    assert world.last(LAN).text.startswith("Tôi hiểu là: không phát sinh trong kỳ.")
    assert not world.all(DraftEntry)


def test_a_long_text_keeps_its_per_cent(world: World) -> None:
    assert len(LONG) > 400
    world.says(LAN, f"2.7 đạt 75%, {LONG}")
    assert "Tôi chưa hiểu" not in world.last(LAN).text
    world.presses(LAN, "Đúng, ghi vào nháp")
    [entry] = world.all(DraftEntry)
    assert (entry.answers["status"], entry.answers["percent"]) == ("in_progress", 75)
    assert LONG.partition("dự kiến")[0].rstrip(", ") in entry.answers["result"]
    assert "chưa có ý kiến của phòng tư pháp" in entry.answers["obstacle"]


def test_a_long_text_without_a_standing_may_be_its_result(world: World) -> None:
    said = LONG.replace("đang chờ", "xem")
    world.says(LAN, f"2.7 {said}")
    assert world.last(LAN).text.startswith("2.7: “")
    world.presses(LAN, "Ghi là kết quả")
    world.presses(LAN, "Đúng, ghi vào nháp")
    assert [entry.answers for entry in world.all(DraftEntry)] == [{"result": said}]


def test_one_clause_of_a_text_is_kept_whole(world: World) -> None:
    said = " ".join(["bàn giao tài liệu cho các thôn"] * 12)
    world.says(LAN, f"2.7 75%, {said}")
    world.presses(LAN, "Đúng, ghi vào nháp")
    [entry] = world.all(DraftEntry)
    assert entry.answers == {"status": "in_progress", "percent": 75, "result": said}


def test_what_is_too_long_is_told_with_what_was_understood(world: World) -> None:
    world.says(LAN, f"2.7 75%, {LONG * 5}")
    assert "dài quá 2000 ký tự" in world.last(LAN).text
    world.presses(LAN, "Đúng, ghi vào nháp")
    assert [entry.answers for entry in world.all(DraftEntry)] == [{"status": "in_progress", "percent": 75}]
    world.says(LAN, f"2.7 {LONG * 5}")
    assert "dài quá 2000 ký tự" in world.last(LAN).text


def test_the_report_named_behind_the_command(sqlite_database: Database) -> None:
    world = World(sqlite_database)
    world.furnish()
    for number, title in enumerate(("Báo cáo đợt 1", "Báo cáo đợt 10", "Báo cáo vốn", "Báo cáo vón")):
        world.add_requirement(f"R{number}", title, units=["PYT"], period_type="once")
        world.open(f"R{number}", "once", "2026-12-20 17:00")
    world.person("PYT", "focal_point", "An", "103")
    for typed, title in (
        ("bc đợt 1", "Báo cáo đợt 1"), ("Báo cáo đợt 1", "Báo cáo đợt 1"), ("đợt 10", "Báo cáo đợt 10"),
        ("vón", "Báo cáo vón"), ("BC vốn", "Báo cáo vốn"), ("r3", "Báo cáo vón"), ("quý 4", "Báo cáo quý IV/2026"),
        ("quý IV", "Báo cáo quý IV/2026"), ("Q4", "Báo cáo quý IV/2026"),
    ):  # fmt: skip
        world.says("103", f"/baocao {typed}")
        assert f"📝 {title} · Phòng Y tế" in world.last("103").text, typed
    for typed, is_read in (("von", True), ("đợt", True), ("đợt 2", False)):
        world.heard("103")
        world.says("103", f"/baocao {typed}")
        said = world.said("103")
        assert "chọn báo cáo" in said, typed
        assert ("chưa hiểu" not in said) == is_read, typed


def test_a_task_of_another_report_is_no_number_of_the_one_on_screen(world: World) -> None:
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PKT"], tasks=["2.7"], period_type="monthly")
    world.open("RIENG", "2026-11", "2026-12-15 17:00")
    world.says(LAN, "/baocao")
    world.says(LAN, "1")
    assert "Báo cáo riêng" in world.last(LAN).text
    world.says(LAN, "2.7 xong, còn 3.1 vướng nhân sự nên mới 35%")
    assert world.last(LAN).text.startswith("Tôi hiểu là: 2.7 hoàn thành; 3.1 đang thực hiện 35 %")
    world.says(LAN, "/baocao")
    world.says(LAN, "1")
    world.says(LAN, "2.7 xong, mua 3.1 tỷ đồng máy")
    assert "(Báo cáo riêng" in world.last(LAN).text


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("xong hết trừ 1.1 và 6.2 của báo cáo rác thải", "2.1 hoàn thành."),
        ("xong het tru 6.2 cua bao cao rac thai", "1.1 hoàn thành; 2.1 hoàn thành."),
        ("báo cáo rác thải xong hết trừ 1.1 và 6.2", "2.1 hoàn thành."),
        ("trừ 1.1 của báo cáo rác thải, còn lại xong", "2.1 hoàn thành; 6.2 hoàn thành."),
        ("1.1 40% của báo cáo rác thải", "1.1 đang thực hiện 40 %."),
    ],
)
def test_what_is_left_out_of_a_report_that_is_named_is_left_out_of_that_one(world: World, line: str, read: str) -> None:
    tasks = {"1.1": "Thu gom rác", "2.1": "Xử lý bãi rác", "6.2": "Tuyên truyền phân loại"}
    world.add_plan("RT", "Kế hoạch rác thải", coordinators=["BTG"], tasks=tasks)
    world.add_requirement("RT-QUY", "Báo cáo rác thải", units=["PKT"], plan="RT")
    world.open("RT-QUY", "2026-Q4")
    world.says(LAN, line)
    assert world.last(LAN).text.startswith(f"Tôi hiểu là: {read} (Báo cáo rác thải"), line
