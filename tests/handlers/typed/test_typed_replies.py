"""Typed replies in the chat: what is certain is read back, what is not is asked back; nothing is kept before."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.typed.words.vocabulary import PHRASES
from scheduler.tick import tick
from storage.db.database import Database
from storage.tables import Draft, DraftEntry, Extension, Obligation, Report, ReportEntry
from tests.examples import examples
from tests.handlers.health_office import AN, kept
from tests.world import World

ALL_DONE = "1.1, 2.7, 3.1, 4.8, 5.2, 6.2, T.1 xong, kết quả: đủ"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("PYT", "focal_point", "An", AN)
    world.person("BTG", "coordinator", "Tuấn", "900")
    world.at("2026-12-15 09:00")
    return world


def hand_in(world: World, line: str = ALL_DONE) -> None:
    world.says(AN, line)
    for label in ("Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo"):
        world.presses(AN, label)
    assert world.last(AN).text.startswith("Đã nộp"), world.last(AN).text


def test_what_is_certain_is_kept_and_the_rest_asked_back(world: World) -> None:
    world.says(AN, "2.7 40%; 3.1 cơ bản xong; 4.8 xong")
    assert world.last(AN).text == (
        "Tôi hiểu là: 2.7 đang thực hiện 40 %; 4.8 hoàn thành. (Báo cáo quý IV/2026)\n"
        "⚠️ 4.8: hoàn thành nhưng chưa có kết quả cụ thể.\n"
        "3.1: “cơ bản xong”: ghi là đang thực hiện hay hoàn thành ạ?"
    )
    assert world.last(AN).labels == [
        "3.1 đang thực hiện", "3.1 hoàn thành", "Bỏ phần này", "Đúng, ghi vào nháp", "Sửa 2.7", "Sửa 4.8", "Bỏ",
    ]  # fmt: skip
    assert not world.all(DraftEntry)
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world) == {"2.7": {"status": "in_progress", "percent": 40}, "4.8": {"status": "done"}}
    assert world.last(AN).text == "3.1: “cơ bản xong”: ghi là đang thực hiện hay hoàn thành ạ?"
    world.presses(AN, "3.1 đang thực hiện")
    assert "3.1" not in kept(world), "also a choice is read back"
    assert world.last(AN).text.startswith("Tôi hiểu là: 3.1 đang thực hiện.")
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world)["3.1"] == {"status": "in_progress"}


def test_settled_first_it_is_one_read_back(world: World) -> None:
    world.says(AN, "2.7 40%; 3.1 họp dân hai lần; 4.8 đạt 8")
    world.presses(AN, "Ghi là kết quả")
    world.presses(AN, "4.8 đang thực hiện 8 %")
    assert world.last(AN).text == (
        "Tôi hiểu là: 2.7 đang thực hiện 40 %; 3.1 kết quả “họp dân hai lần”; 4.8 đang thực hiện 8 %. "
        "(Báo cáo quý IV/2026)\nĐúng không ạ?"
    )
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world)["3.1"] == {"result": "họp dân hai lần"}


def test_a_part_may_be_left_out(world: World) -> None:
    world.says(AN, "2.7 40%; 3.1 abc xyz")
    world.presses(AN, "Bỏ phần này")
    world.presses(AN, "Đúng, ghi vào nháp")
    assert list(kept(world)) == ["2.7"]


def test_without_a_task_it_is_asked_which(world: World) -> None:
    world.says(AN, "hoàn thành")
    assert world.last(AN).text == "“hoàn thành” là về nhiệm vụ nào ạ?"
    assert world.last(AN).labels == ["1.1", "2.7", "3.1", "4.8", "5.2", "6.2", "T.1", "Bỏ"]
    world.presses(AN, "3.1")
    assert not world.all(DraftEntry)
    assert world.last(AN).text.startswith("Tôi hiểu là: 3.1 hoàn thành.")
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world) == {"3.1": {"status": "done"}}


def test_for_an_unknown_task_those_like_it_are_offered(world: World) -> None:
    world.says(AN, "2.17 xong")
    assert world.last(AN).text == "Báo cáo này không có nhiệm vụ “2.17”. Anh/chị chọn nhiệm vụ:"
    assert world.last(AN).labels == ["2.7", "Bỏ"]
    world.presses(AN, "2.7")
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world) == {"2.7": {"status": "done"}}


@pytest.mark.parametrize(
    ("line", "said", "answers"),
    [
        (
            "2.7 giải ngân 1,5 tỷ, đạt 75%",
            "2.7 đang thực hiện 75 %, giải ngân 1.500.000.000 đồng",
            {
                "status": "in_progress", "percent": 75,
                "figures": [{"what": "giải ngân", "n": 1_500_000_000, "of": None, "unit": "đồng"}],
            },
        ),
        (
            "2.7 đã tập huấn 5/12 doanh nghiệp",
            "2.7 tập huấn 5/12 doanh nghiệp",
            {"figures": [{"what": "tập huấn", "n": 5, "of": 12, "unit": "doanh nghiệp"}]},
        ),
        (
            "2.7 xong hôm qua",
            "2.7 hoàn thành ngày 14/12/2026",
            {"status": "done", "done_on": "2026-12-14"},
        ),
        ("2.7 chưa hoàn thành", "2.7 chưa hoàn thành (đang thực hiện)", {"status": "in_progress"}),
        ("2.7 không có vướng mắc", "2.7 không có vướng mắc", {}),
    ],
)  # fmt: skip
def test_more_than_a_status(world: World, line: str, said: str, answers: dict[str, Any]) -> None:
    world.says(AN, line)
    assert world.last(AN).text.startswith(f"Tôi hiểu là: {said}. (Báo cáo quý IV/2026)")
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world) == {"2.7": answers}
    if answers.get("figures"):
        assert said.rpartition(", ")[2].removeprefix("2.7 ") in world.last(AN).text, "the card shows it too"


def test_what_is_typed_in_a_hurry_is_read_back_and_what_was_typed_is_kept(world: World) -> None:
    world.says(AN, "Thưa đồng chí, e bc nè: hai chấm bảy đag lm ba mươi phần trăm thôi nha c 🙏, vướng: DN hok có lãi")
    assert "2.7 đang thực hiện 30 %" in world.last(AN).text.replace("\xa0", " ")
    assert "DN hok có lãi" in world.last(AN).text


def test_keystrokes_that_were_read_are_named(world: World) -> None:
    world.says(AN, "2.7 hoanf thanhf")
    assert world.last(AN).text.startswith(
        "(Có chữ gõ lẫn phím hoặc sót dấu, tôi đã đọc theo chữ gần đúng nhất.)\nTôi hiểu là: 2.7 hoàn thành."
    )


def test_nil_in_other_words_is_read_back(world: World) -> None:
    world.says(AN, "dạ trong kỳ không phát sinh gì ạ")
    assert world.last(AN).text.startswith("Tôi hiểu là: không phát sinh trong kỳ.")
    assert not world.all(Report)
    world.presses(AN, "Gửi báo cáo")
    assert world.all(Report)[0].nil


def test_more_time_is_asked_for_after_the_draft(world: World) -> None:
    world.says(AN, "2.7 40%, xin gia hạn thêm 3 ngày vì chờ số liệu")
    assert "Và xin thêm thời gian: “xin gia hạn thêm 3 ngày vì chờ số liệu”." in world.last(AN).text
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world) == {"2.7": {"status": "in_progress", "percent": 40}}
    assert "Tôi hiểu là: xin gia hạn" in world.last(AN).text
    assert not world.all(Extension)
    world.presses(AN, "Gửi đề nghị")
    assert world.all(Extension)[0].reason == "chờ số liệu"


def test_more_time_alone_goes_straight_to_its_read_back(world: World) -> None:
    world.says(AN, "2.7 xin lùi hạn đến 22/12/2026 lý do chờ phê duyệt")
    assert world.last(AN).text.startswith("Tôi hiểu là: xin gia hạn")
    world.presses(AN, "Gửi đề nghị")
    assert world.all(Extension)[0].reason == "chờ phê duyệt"


def test_what_looks_odd_is_said_and_stops_nobody(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    world.settle("PYT")
    hand_in(world, f"{ALL_DONE}; 2.7 giải ngân 2 tỷ".replace("2.7, 3.1", "3.1") + ", đạt 60%")
    world.settle("PYT", state="open")
    world.says(AN, "2.7 hoàn thành 50%, giải ngân 2 triệu")
    assert world.last(AN).text == (
        "Tôi hiểu là: 2.7 đang thực hiện 50 %, giải ngân 2.000.000 đồng. (Báo cáo quý IV/2026)\n"
        "⚠️ 2.7: tiến độ thấp hơn kỳ trước. Đúng thì anh/chị cứ ghi.\n"
        "⚠️ 2.7: số liệu chênh hàng trăm lần so với kỳ trước. Anh/chị xem lại đơn vị tính giúp.\n"
        "⚠️ 2.7: anh/chị gõ “hoàn thành” nhưng chưa đủ 100 %, nên tôi ghi là đang thực hiện.\n"
        "Đúng không ạ?"
    )
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world)["2.7"]["percent"] == 50


# Asked back, and answered in words


def test_a_bare_day_or_per_cent_answers_what_was_asked_back(world: World) -> None:
    world.says(AN, "2.7 xong 30/12; 3.1 40%")
    assert "3.1 đang thực hiện 40 %" in world.last(AN).text
    assert "2.7: “xong 30/12”: ngày này chưa đến." in world.last(AN).text
    world.says(AN, "20/12")
    assert world.last(AN).text.startswith("“20/12”: ngày này chưa đến.")
    world.says(AN, "ngày 14/12")
    assert "2.7 hoàn thành ngày 14/12/2026" in world.last(AN).text
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world) == {
        "2.7": {"status": "done", "done_on": "2026-12-14"},
        "3.1": {"status": "in_progress", "percent": 40},
    }
    world.says(AN, "4.8 80-90%")
    assert world.last(AN).labels[:2] == ["4.8 đang thực hiện 80 %", "4.8 đang thực hiện 90 %"]
    world.says(AN, "85%")
    assert world.last(AN).text.startswith("Tôi hiểu là: 4.8 đang thực hiện 85 %.")
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world)["4.8"] == {"status": "in_progress", "percent": 85}


def test_another_task_is_no_answer_to_what_was_asked_back(world: World) -> None:
    world.says(AN, "2.7 cơ bản xong")
    world.says(AN, "3.1 40%")
    assert world.last(AN).text.startswith("Tôi hiểu là: 3.1 đang thực hiện 40 %.")
    assert not world.all(DraftEntry)


def test_a_code_may_have_its_title_behind_it(world: World) -> None:
    world.says(AN, "2.7 Quỹ phát triển: xong")
    assert world.last(AN).text.startswith("Tôi hiểu là: 2.7 hoàn thành.")


def test_the_standing_alone_is_offered_first(world: World) -> None:
    world.says(AN, "2.7 mặt bằng: xong")
    assert world.last(AN).labels[0] == "2.7 hoàn thành"
    world.presses(AN, "2.7 hoàn thành")
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world) == {"2.7": {"status": "done"}}


def test_an_estimate_is_offered_and_kept_only_when_chosen(world: World) -> None:
    world.says(AN, "2.7 chi khoảng 2 tỷ")
    assert world.last(AN).text == "2.7: “chi khoảng 2 tỷ” là số ước lượng. Ghi số này được không ạ?"
    assert not world.all(DraftEntry)
    world.presses(AN, world.last(AN).labels[0])
    assert "Tôi hiểu là: 2.7 chi 2.000.000.000 đồng." in world.last(AN).text


@pytest.mark.parametrize("line", ["tất cả xong trừ mấy việc khó", "2.7, 3.1 lần lượt 40%, 50%, 60%", "2.7 xong chưa"])
def test_what_cannot_be_settled_by_a_button_says_what_to_type(world: World, line: str) -> None:
    world.says(AN, line)
    assert line.removeprefix("2.7 ") in world.last(AN).text
    assert "Đúng, ghi vào nháp" not in world.last(AN).labels
    assert not world.all(DraftEntry)


def test_it_is_said_how_much_is_not_shown(world: World) -> None:
    world.says(AN, "1.1 abc; 2.7 abc; 3.1 abc; 4.8 abc; 5.2 abc; 6.2 abc; T.1 xong")
    assert "Còn 1 phần nữa tôi chưa rõ." in world.last(AN).text


def test_as_last_time_is_offered_with_what_it_was(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    world.settle("PYT")
    hand_in(world, ALL_DONE.replace("2.7, ", "") + "; 2.7 60%")
    world.settle("PYT", state="open")
    world.says(AN, "2.7 như kỳ trước")
    assert world.last(AN).labels[0] == "2.7 đang thực hiện 60 %"
    world.says(AN, "/huy")
    world.says(AN, "giống kỳ trước")
    assert world.last(AN).labels[0] == "Như kỳ trước"
    assert not world.all(DraftEntry)


# On a task's own screen


PAGE = (
    "Sáng nay, tại hội trường, đông đảo bà con đã đến dự lễ khai mạc. Phát biểu tại đây, lãnh đạo nêu rõ mục tiêu; giá "
    "cà phê tăng mạnh, nhiều hộ phấn khởi, thương lái thu mua 50% sản lượng. Thời tiết ngày mai, mưa rào, gió nhẹ. "
) * 2


@pytest.mark.parametrize("text", [PAGE, "😀", "***"])
def test_what_is_no_result_is_asked_back_there_too(world: World, text: str) -> None:
    world.says(AN, "2.7")
    world.says(AN, text)
    assert world.last(AN).text.startswith("Tôi chưa hiểu: “")
    assert not world.all(DraftEntry)
    assert ("Ghi là kết quả" in world.last(AN).labels) == (text == PAGE)


def test_a_page_of_something_else_is_said_once_not_to_be_understood(world: World) -> None:
    world.says(AN, PAGE)
    assert world.last(AN).text.startswith("Tôi chưa hiểu")
    assert not world.all(DraftEntry)


# Which report


def test_of_a_report_with_one_task_that_one_is_meant(world: World) -> None:
    nhanh = {"title": "Báo cáo nhanh", "units": ["PYT"], "tasks": ["2.7"], "period_type": "once"}
    world.add_requirement("KHCN-NHANH", **nhanh)  # type: ignore[arg-type]
    world.open("KHCN-NHANH", "once", "2026-12-18 17:00")
    world.settle("PYT")
    world.says(AN, "đã xong rồi ạ")
    assert world.last(AN).text.startswith("Tôi hiểu là: 2.7 hoàn thành. (Báo cáo nhanh)")


def test_an_answer_to_a_reminder_is_about_what_it_reminded_of(world: World) -> None:
    policy = world.add_policy("NHAC", [{"before": "1wd", "at": "08:30", "to": ["focal_point"]}])
    nhanh = {"title": "Báo cáo nhanh", "units": ["PYT"], "tasks": ["2.7", "3.1"], "period_type": "once"}
    world.add_requirement("KHCN-NHANH", **nhanh, policy_id=policy)  # type: ignore[arg-type]
    world.open("KHCN-NHANH", "once", "2026-12-18 17:00")
    world.at("2026-12-17 08:30")
    with world.database.transaction() as session:
        session.get_one(Obligation, world.obligation_id("PYT", "KHCN-NHANH", "once")).next_check_at = world.now
    world.database.do(tick, world.now, world.context.calendar)
    world.deliver()
    [reminder] = [heard for heard in world.heard(AN) if "Báo cáo nhanh" in heard.text][:1]
    world.says(AN, "2.7 40%")
    assert world.last(AN).text == "Anh/chị muốn nói về báo cáo nào ạ?"
    world.says(AN, "2.7 40%", reply_to=reminder.message_id)
    assert "(Báo cáo nhanh)" in world.last(AN).text


def test_of_several_reports_the_one_meant_is_chosen(world: World) -> None:
    world.add_requirement("KHCN-NHANH", "Báo cáo nhanh", units=["PYT"], period_type="once")
    world.open("KHCN-NHANH", "once", "2026-12-20 17:00")
    world.says(AN, "2.7 40%")
    world.presses(AN, "2. Báo cáo nhanh · Phòng Y tế")
    assert world.last(AN).text.startswith("Tôi hiểu là: 2.7 đang thực hiện 40 %. (Báo cáo nhanh)")
    world.says(AN, "/huy")
    world.says(AN, "dạ kps ạ")
    assert "1. Báo cáo quý IV/2026 · Phòng Y tế" in world.last(AN).labels


# Corrected


def test_what_was_handed_in_is_corrected_by_typing_until_it_is_locked(world: World) -> None:
    hand_in(world)
    world.says(AN, "2.7 80%")
    assert world.last(AN).text == (
        "Tôi hiểu là: 2.7 đang thực hiện 80 %. (Báo cáo quý IV/2026)\n"
        "Báo cáo này đã nộp. Nội dung trên ghi vào bản sửa; bản đã nộp giữ nguyên đến khi anh/chị gửi lại.\n"
        "Đúng không ạ?"
    )
    assert not world.all(Draft)
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world)["2.7"] == {"status": "in_progress", "percent": 80, "result": "đủ"}
    assert len(world.all(Report)) == 1
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")
    assert [report.revision for report in world.all(Report)] == [1, 2]
    world.settle("PYT", state="accepted")
    world.says(AN, "2.7 90%")
    assert "đã được chấp nhận và khóa" in world.last(AN).text
    assert world.last(AN).labels == ["Xin mở lại"]
    assert len(world.all(Report)) == 2


def test_an_edited_message_changes_the_draft(world: World) -> None:
    world.says(AN, "2.7 40%; 3.1 xong", message_id="m-7")
    world.presses(AN, "Đúng, ghi vào nháp")
    world.sends(AN, "edited", text="2.7 45%", message_id="m-7")
    assert world.last(AN).text == (
        "Anh/chị vừa sửa tin đã ghi. Tôi đọc lại:\nTin sửa không nhắc đến 3.1; nội dung đã ghi ở đó vẫn giữ.\n"
        "Tôi hiểu là: 2.7 đang thực hiện 45 %. (Báo cáo quý IV/2026)\nĐúng không ạ?"
    )
    assert kept(world)["2.7"]["percent"] == 40
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world)["2.7"]["percent"] == 45


def test_an_edited_message_of_a_report_that_is_in_begins_a_new_revision(world: World) -> None:
    world.add_requirement("KHCN-NHANH", "Báo cáo nhanh", units=["PYT"], period_type="once")
    world.open("KHCN-NHANH", "once", "2026-12-20 17:00")
    world.says(AN, ALL_DONE, message_id="m-7")
    world.presses(AN, "1. Báo cáo quý IV/2026 · Phòng Y tế")
    for label in ("Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo"):
        world.presses(AN, label)
    world.sends(AN, "edited", text=ALL_DONE.replace("T.1 xong", "T.1 đạt 90%"), message_id="m-7")
    assert "(Báo cáo quý IV/2026)\n" in world.last(AN).text, "not the other report, which has these tasks too"
    assert "bản đã nộp giữ nguyên" in world.last(AN).text
    world.presses(AN, "Đúng, ghi vào nháp")
    world.presses(AN, "Xem lại")
    world.presses(AN, "Gửi báo cáo")
    assert [report.revision for report in world.all(Report)] == [1, 2]
    world.settle("PYT", state="accepted")
    world.sends(AN, "edited", text="T.1 chưa làm", message_id="m-7")
    assert world.last(AN).text.startswith("Báo cáo quý IV/2026 đã được chấp nhận và khóa.")


def test_somebody_elses_message_says_nothing_about_mine(world: World) -> None:
    world.person("PKT", "focal_point", "Lan", "100")
    world.says(AN, "2.7 40%", message_id="m-7")
    world.presses(AN, "Đúng, ghi vào nháp")
    world.sends("100", "edited", text="2.7 90%", message_id="m-7")
    world.presses("100", "Đúng, ghi vào nháp")
    assert [entry.answers["percent"] for entry in world.all(DraftEntry)] == [40, 90]


# Never by itself


_PHRASES = st.sampled_from([phrase for phrases in PHRASES.values() for phrase in phrases])
_PIECES = st.sampled_from(["2.7", "3.1", "T.1", "9.9", "80%", "5/12", "1.500", "15/6", ",", ";", ":", "\n", "tỷ", "?"])
LINES = st.lists(_PHRASES | _PIECES | st.text(max_size=8), min_size=1, max_size=12).map(" ".join)


@settings(max_examples=examples(15), suppress_health_check=list(HealthCheck))
@given(lines=st.lists(LINES, min_size=1, max_size=3), before=st.sampled_from(["", "/baocao", "handed in"]))
def test_no_text_alone_changes_anything(world: World, lines: list[str], before: str) -> None:
    """Whatever is typed, and whatever was on screen: nothing is kept that no button, or its words, confirmed."""
    if before == "handed in" and not world.all(Report):
        world.says(AN, "/huy")  # of the lines before, which may have asked something
        hand_in(world)
    if before == "/baocao":
        world.says(AN, "/huy")
        world.says(AN, "/baocao")
    was = (world.all(DraftEntry), [report.id for report in world.all(Report)], len(world.all(ReportEntry)))
    for line in lines:
        world.says(AN, "/huy")
        world.says(AN, line)
    drafts, reports, entries = was
    assert [entry.answers for entry in world.all(DraftEntry)] == [entry.answers for entry in drafts]
    assert [report.id for report in world.all(Report)] == reports
    assert len(world.all(ReportEntry)) == entries
    assert not world.all(Extension)


def test_an_obstacle_and_then_done_is_asked_back(world: World) -> None:
    """The task may be done, or only what was in its way settled: neither is taken for granted."""
    world.says(AN, "2.7 vướng mặt bằng, đã xong")
    assert world.last(AN).text == (
        "2.7: “vướng mặt bằng, đã xong”: nhiệm vụ đã hoàn thành, hay mới xong phần vướng mắc ạ?"
    )
    assert world.last(AN).labels == [
        "2.7 hoàn thành", "2.7 hoàn thành, kèm kết quả", "Ghi là kết quả", "Ghi là vướng mắc", "Bỏ",
    ]  # fmt: skip
    world.presses(AN, "Ghi là kết quả")
    assert not world.all(DraftEntry)
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world) == {"2.7": {"result": "vướng mặt bằng, đã xong"}}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("xong 2.7, 3.1 chưa", "2.7 hoàn thành; 3.1 chưa thực hiện"),
        ("Đã xong 2.7. Còn 3.1 đang làm", "2.7 hoàn thành; 3.1 đang thực hiện"),
        ("da xong 2.7 roi a, 3.1 thi chua", "2.7 hoàn thành; 3.1 chưa thực hiện"),
        ("2.7 hết vướng mắc", "2.7 không có vướng mắc"),
    ],
)
def test_how_it_stands_may_come_before_the_task(world: World, line: str, said: str) -> None:
    world.says(AN, line)
    assert f"Tôi hiểu là: {said}." in world.last(AN).text
    assert not world.all(DraftEntry)
    world.presses(AN, "Đúng, ghi vào nháp")
    assert world.all(DraftEntry)


@pytest.mark.parametrize("line", ["xong 2.7 chưa", "xong 2.7 chưa ạ?", "xong 2.7?"])
def test_a_question_is_no_report_wherever_its_task_stands(world: World, line: str) -> None:
    world.says(AN, line)
    assert "là câu hỏi" in world.last(AN).text
    assert "Đúng, ghi vào nháp" not in world.last(AN).labels


def test_on_a_tasks_screen_another_that_is_named_last_is_that_one(world: World) -> None:
    world.says(AN, "/baocao")
    world.presses(AN, "3.1")
    world.says(AN, "đã xong 2.7, 4.8 chưa")
    assert "Tôi hiểu là: 2.7 hoàn thành; 4.8 chưa thực hiện." in world.last(AN).text
    world.presses(AN, "Đúng, ghi vào nháp")
    assert sorted(kept(world)) == ["2.7", "4.8"]


def test_codes_that_only_a_mark_tells_apart_are_asked_back(sqlite_database: Database) -> None:
    world = World(sqlite_database)
    for code, name in {"BTG": "Ban Tuyên giáo", "PYT": "Phòng Y tế"}.items():
        world.add_unit(code, name)
    world.add_plan("KH", "Kế hoạch", coordinators=["BTG"], tasks={"1.c": "Họp", "1.d": "Đi", "1.đ": "Đến"})
    world.add_requirement("KH-QUY", "Báo cáo quý", units=["PYT"], plan="KH")
    world.open("KH-QUY", "2026-Q4")
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-15 09:00")
    world.says(AN, "1.d xong; 1.đ 40%")
    assert world.last(AN).text.endswith("“1.d” là về nhiệm vụ nào ạ?\n• 1.d Đi\n• 1.đ Đến")
    assert world.last(AN).labels[:2] == ["1.d", "1.đ"]
    world.says(AN, "1.d")
    world.presses(AN, "Đúng, ghi vào nháp")
    assert kept(world) == {"1.d": {"status": "done"}, "1.đ": {"status": "in_progress", "percent": 40}}
    world.says(AN, "1.đ")
    assert "Đến" in world.last(AN).text
    world.says(AN, "/huy")
    world.says(AN, "1.d")
    assert world.last(AN).labels[:2] == ["1.d", "1.đ"]


@pytest.mark.parametrize("line", ["Phòng Nội vụ báo cáo:\n2.7 xong", "Báo cáo kết quả quý III/2026:\n2.7 xong"])
def test_a_report_of_another_unit_or_period_is_asked_about(world: World, line: str) -> None:
    world.says(AN, line)
    assert world.last(AN).text.startswith(
        f"“{'Phòng Nội vụ' if 'Nội' in line else 'quý III/2026'}”: đây là báo cáo của "
    )
    assert not world.all(DraftEntry)
    world.says(AN, line.replace("Nội vụ", "Y tế").replace("III", "IV"))
    assert "2.7 hoàn thành" in world.last(AN).text
