"""Reporting in the chat: how many taps it takes, what is kept, and what cannot happen by accident."""

import pytest
from sqlalchemy import select

from domain.reports.states import State
from storage.db.database import Database
from storage.tables import Draft, DraftEntry, Obligation, Report, ReportEntry
from tests.world import Heard, World


class Office(World):
    """The quarter's report of three units; a count of taps."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.furnish()
        self.taps = 0
        self.lan = self.person("PKT", "focal_point", "Lan", "lan")

    def tap(self, label: str, chat: str = "lan", on: Heard | None = None) -> Heard:
        self.taps += 1
        self.presses(chat, label, on=on)
        return self.last(chat)

    def entries(self) -> dict[str, dict[str, object]]:
        """What the latest report says, by task position."""
        with self.database.transaction() as session:
            report = session.scalars(select(Report).order_by(Report.id.desc())).first()
            assert report is not None
            rows = session.scalars(select(ReportEntry).where(ReportEntry.report_id == report.id))
            return {str(row.task_id): row.answers for row in rows}

    def state(self, unit: str = "PKT") -> str:
        with self.database.transaction() as session:
            return session.get_one(Obligation, self.obligation_id(unit)).state

    def last_quarter(self) -> None:
        """A report on quarter III, handed in by typing."""
        self.open("KHCN-QUY", "2026-Q3")
        self.settle("PKT")
        self.says("lan", "/baocao")
        self.says("lan", "1.1 xong; 2.7 25%, vướng: thiếu kinh phí; 3.1, 4.8, 5.2, 6.2 60%; T.1 xong")
        for label in ("Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo"):
            self.presses("lan", label)
        self.settle("PKT", state="open")
        self.heard("lan")


@pytest.fixture
def office(sqlite_database: Database) -> Office:
    return Office(sqlite_database)


def test_three_changed_tasks_of_seven_take_at_most_twelve_taps(office: Office) -> None:
    office.last_quarter()
    office.says("lan", "/nhiemvu")
    office.tap("Báo cáo ngay")
    office.tap("2.7")
    office.tap("50 %")
    office.tap("3.1")
    office.tap("Hoàn thành")
    office.tap("4.8")
    card = office.tap("75 %")
    assert "✓ 2.7 Quỹ phát triển KH&CN · đang thực hiện 50 % (kỳ trước: đang thực hiện 25 %)" in card.text
    assert {"2.7 ✓", "3.1 ✓", "4.8 ✓", "5.2"} <= set(card.labels)
    office.tap("Như kỳ trước")
    review = office.tap("Xem lại")
    assert "5.2 Sở hữu trí tuệ cho sản phẩm đặc trưng: đang thực hiện 60 %" in review.text
    receipt = office.tap("Gửi báo cáo")
    assert office.taps <= 12
    assert receipt.text.startswith(
        "Đã nộp báo cáo quý IV/2026 · Phòng Kinh tế & <Hạ tầng>\nSố KHCN-QUY/2026-Q4/PKT/1 · "
    )
    assert "09:00 thứ Hai 23/11/2026 · đúng hạn" in receipt.text
    assert "7 nhiệm vụ: 3 hoàn thành, 4 đang thực hiện" in receipt.text
    assert office.state() == State.SUBMITTED
    assert len(office.entries()) == 7


def test_a_nil_report_takes_two_taps(office: Office) -> None:
    office.says("lan", "/nhiemvu")
    asked = office.tap("Không phát sinh")
    assert asked.text.startswith("Tôi hiểu là: không phát sinh")
    assert office.state() == State.OPEN
    receipt = office.tap("Gửi báo cáo")
    assert receipt.text.startswith("Đã nộp ")
    assert "Không phát sinh." in receipt.text
    assert office.taps == 2
    assert [report.nil for report in office.all(Report)] == [True]


def test_an_unchanged_report_takes_three_taps_at_most(office: Office) -> None:
    office.last_quarter()
    office.says("lan", "/nhiemvu")
    review = office.tap("Như kỳ trước")
    assert "2.7 Quỹ phát triển KH&CN: đang thực hiện 25 %, vướng mắc “thiếu kinh phí”" in review.text
    office.tap("Gửi báo cáo")
    assert office.taps <= 3
    assert office.last("lan").text.startswith("Đã nộp ")
    assert len(office.entries()) == 7


def test_as_before_is_offered_only_where_there_is_an_earlier_report(office: Office) -> None:
    office.says("lan", "/nhiemvu")
    assert "Như kỳ trước" not in office.last("lan").labels
    office.tap("Báo cáo ngay")
    assert "Như kỳ trước" not in office.last("lan").labels
    office.tap("2.7")
    assert "Như kỳ trước" not in office.last("lan").labels


def test_a_typed_line_is_read_back_and_never_sent_by_itself(office: Office) -> None:
    office.says("lan", "/baocao")
    office.says("lan", "2.7 đạt 40%, vướng thiếu kinh phí; 3.1 xong")
    assert office.last("lan").text.startswith(
        "Tôi hiểu là: 2.7 đang thực hiện 40 %, vướng mắc “thiếu kinh phí”; 3.1 hoàn thành."
    )
    assert office.all(DraftEntry) == []
    office.tap("Đúng, ghi vào nháp")
    assert len(office.all(DraftEntry)) == 2
    assert office.all(Report) == []


def test_what_is_not_understood_is_asked_back_and_fills_nothing(office: Office) -> None:
    office.says("lan", "/baocao")
    office.says("lan", "2.7 40%; 3.1 cơ bản xong")
    assert office.last("lan").text == (
        "Tôi hiểu là: 2.7 đang thực hiện 40 %. (Báo cáo quý IV/2026)\n"
        "3.1: “cơ bản xong”: ghi là đang thực hiện hay hoàn thành ạ?"
    )
    assert office.all(DraftEntry) == []


def test_puzzled_twice_in_a_row_shows_buttons_instead_of_repeating(office: Office) -> None:
    office.says("lan", "trời hôm nay đẹp quá")
    assert office.last("lan").labels == []
    office.says("lan", "trời hôm nay đẹp quá")
    assert "Nhiệm vụ của tôi" in office.last("lan").labels


def test_who_only_coordinates_is_not_told_how_to_report(office: Office) -> None:
    office.person("BTG", "coordinator", "Tuấn", "tuan")
    office.says("tuan", "qwe zxc")
    assert office.last("tuan").text == "Tôi chưa hiểu. Anh/chị gõ ví dụ quá hạn, hoặc /trogiup."


def test_a_draft_goes_on_in_another_channel(office: Office) -> None:
    office.address(office.lan, "lan-web", channel="web")
    office.says("lan", "/baocao")
    office.tap("2.7")
    office.tap("50 %")
    office.says("lan-web", "/baocao")
    assert "✓ 2.7 Quỹ phát triển KH&CN · đang thực hiện 50 %" in office.last("lan-web").text
    assert "2.7 ✓" in office.last("lan-web").labels


def test_one_draft_for_the_units_people_the_last_word_wins_and_is_signed(office: Office) -> None:
    office.person("PKT", "deputy", "An", "an")
    office.says("lan", "/baocao")
    office.tap("2.7")
    office.tap("50 %")
    office.says("an", "/baocao")
    assert "đang thực hiện 50 % — Lan" in office.last("an").text
    office.tap("2.7", chat="an")
    office.tap("Hoàn thành", chat="an")
    office.says("lan", "/baocao")
    assert "2.7 Quỹ phát triển KH&CN · hoàn thành — An" in office.last("lan").text


def test_nobody_hands_in_what_they_have_not_read(office: Office) -> None:
    office.person("PKT", "deputy", "An", "an")
    office.says("lan", "/baocao")
    office.says("lan", "1.1, 2.7, 3.1, 4.8, 5.2, 6.2, T.1 xong")
    office.tap("Đúng, ghi vào nháp")
    review = office.tap("Xem lại")
    office.passes(minutes=1)
    office.says("an", "/baocao")
    office.tap("2.7", chat="an")
    office.tap("25 %", chat="an")
    office.tap("Gửi báo cáo", on=review)
    assert office.all(Report) == []
    assert "Bản nháp vừa có thay đổi" in office.last("lan").text
    assert "đang thực hiện 25 %" in office.last("lan").text
    office.tap("Gửi báo cáo")
    assert len(office.all(Report)) == 1


def test_sending_twice_gives_one_report(office: Office) -> None:
    office.says("lan", "/baocao")
    office.says("lan", "1.1, 2.7, 3.1, 4.8, 5.2, 6.2, T.1 xong")
    office.tap("Đúng, ghi vào nháp")
    review = office.tap("Xem lại")
    office.tap("Gửi báo cáo", on=review)
    office.tap("Gửi báo cáo", on=review)
    assert len(office.all(Report)) == 1
    assert "đã nộp lúc 09:00 thứ Hai 23/11/2026" in office.last("lan").text


def test_a_correction_is_a_new_revision(office: Office) -> None:
    office.says("lan", "/khongphatsinh")
    office.tap("Gửi báo cáo")
    office.tap("Sửa")
    office.says("lan", "1.1, 2.7, 3.1, 4.8, 5.2, 6.2, T.1 xong")
    office.tap("Đúng, ghi vào nháp")
    office.tap("Xem lại")
    receipt = office.tap("Gửi báo cáo")
    assert receipt.text.startswith("Đã nộp lại báo cáo quý IV/2026")
    assert "KHCN-QUY/2026-Q4/PKT/2" in receipt.text
    assert [report.revision for report in office.all(Report)] == [1, 2]


def test_an_old_button_after_the_report_is_in_changes_nothing(office: Office) -> None:
    office.says("lan", "/baocao")
    card = office.last("lan")
    old = office.tap("2.7")
    office.says("lan", "kps")
    office.tap("Gửi báo cáo")
    office.passes(days=7)
    office.tap("50 %", on=old)
    assert "đã nộp lúc" in office.last("lan").text
    office.tap("Không phát sinh", on=card)
    assert "đã nộp lúc" in office.last("lan").text
    assert office.all(Draft) == []
    assert len(office.all(Report)) == 1


def test_an_accepted_report_is_locked_and_says_how_to_open_it(office: Office) -> None:
    office.says("lan", "kps")
    receipt = office.tap("Gửi báo cáo")
    office.settle("PKT", state="accepted")
    office.tap("Sửa", on=receipt)
    assert "đã được chấp nhận và khóa" in office.last("lan").text
    assert office.all(Draft) == []


def test_a_late_report_is_taken_and_shown_as_late(office: Office) -> None:
    office.at("2026-12-19 09:00")
    office.says("lan", "kps")
    receipt = office.tap("Gửi báo cáo")
    assert "trễ 2 ngày" in receipt.text


def test_what_is_missing_is_named_and_nothing_is_sent(office: Office) -> None:
    office.says("lan", "/baocao")
    office.says("lan", "2.7 xong")
    office.tap("Đúng, ghi vào nháp")
    review = office.tap("Xem lại")
    assert "Còn thiếu: 1.1, 3.1, 4.8, 5.2, 6.2, T.1" in review.text
    assert "Gửi báo cáo" not in review.labels


def test_words_about_a_task(office: Office) -> None:
    office.says("lan", "/baocao")
    office.tap("2.7")
    office.tap("Vướng mắc")
    office.says("lan", "chờ <b>phê duyệt</b> & vốn")
    shown = office.last("lan")
    assert "Vướng mắc" in shown.labels
    office.tap("Đang thực hiện")
    office.says("lan", "40")
    assert "đang thực hiện 40 %, vướng mắc “chờ <b>phê duyệt</b> & vốn”" in office.last("lan").text
    office.tap("2.7")
    office.says("lan", "đã thẩm định 3 hồ sơ")
    assert "kết quả “đã thẩm định 3 hồ sơ”" in office.last("lan").text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("bốn mươi", "Tôi cần một số từ 0 đến 100"),
        ("140%", "Tôi cần một số từ 0 đến 100"),
        ("-3", "Tôi cần một số từ 0 đến 100"),
    ],
)
def test_a_number_is_a_number(office: Office, said: str, answer: str) -> None:
    office.says("lan", "/baocao")
    office.tap("2.7")
    office.tap("Đang thực hiện")
    before = office.all(DraftEntry)[0].answers
    office.says("lan", said)
    assert office.last("lan").text.startswith(answer)
    assert office.all(DraftEntry)[0].answers == before
    office.says("lan", "30%")
    assert "đang thực hiện 30 %" in office.last("lan").text


def test_a_file_where_a_number_was_asked_for(office: Office) -> None:
    office.says("lan", "/baocao")
    office.tap("2.7")
    office.tap("Đang thực hiện")
    office.sends("lan", "file", file_name="a.exe", file_size=10, extra={"file_id": "f"})
    assert "là tệp chạy được" in office.last("lan").text
    office.says("lan", "30")
    assert "đang thực hiện 30 %" in office.last("lan").text


@pytest.mark.parametrize("said", ["không", "Không có.", "ko co gi", "không có vướng mắc ạ"])
def test_no_obstacle_is_not_an_obstacle(office: Office, said: str) -> None:
    office.says("lan", "/baocao")
    office.tap("2.7")
    office.tap("Vướng mắc")
    office.says("lan", said)
    assert office.all(DraftEntry) == []
    office.tap("Vướng mắc")
    office.says("lan", "không có vốn đối ứng")
    office.tap("Vướng mắc")
    office.says("lan", said)
    assert [entry.answers for entry in office.all(DraftEntry)] == [{}]
    office.tap("Quay lại")
    assert "✓" not in office.last("lan").text


def test_a_result_may_end_with_a_per_cent_and_a_number_that_is_none_is_asked_back(office: Office) -> None:
    office.says("lan", "/baocao")
    office.tap("2.7")
    for number in ("150%", "150", "1.234,5 %"):
        office.says("lan", number)
        assert office.last("lan").text.startswith("Tôi cần một số từ 0 đến 100")
    assert office.all(DraftEntry) == []
    office.says("lan", "quỹ đã giải ngân 40%")
    assert "kết quả “quỹ đã giải ngân 40%”" in office.last("lan").text


def test_a_sticker_changes_nothing(office: Office) -> None:
    office.says("lan", "/baocao")
    office.sends("lan", "other", what="sticker")
    assert "chưa ghi gì" in office.last("lan").text
    office.tap("2.7")
    assert "Hoàn thành" in office.last("lan").labels


def test_another_units_people_cannot_write_with_a_forged_button(office: Office) -> None:
    office.person("PYT", "focal_point", "Bình", "binh")
    office.says("lan", "/baocao")
    key = office.last("lan").key("2.7")
    office.sends("binh", "button", key=key, message_id="m1")
    assert "Lựa chọn này không còn dùng được" in office.last("binh").text
    assert office.all(DraftEntry) == []


def test_a_person_who_left_the_unit_cannot_go_on(office: Office) -> None:
    office.says("lan", "/baocao")
    with office.database.transaction() as session:
        from storage.tables import Position

        session.scalars(select(Position).where(Position.person_id == office.lan)).one().until = office.now
    office.passes(minutes=1)
    office.tap("2.7")
    assert office.last("lan").text == "Báo cáo này không thuộc đơn vị của anh/chị."


def test_labels_can_be_typed_with_or_without_diacritics(office: Office) -> None:
    office.says("lan", "nhiem vu")
    office.says("lan", "bao cao ngay")
    office.says("lan", "2.7")
    office.says("lan", "hoan thanh")
    assert "✓ 2.7" in office.last("lan").text


def test_a_numbered_choice_can_be_typed_as_its_number(office: Office) -> None:
    office.add_requirement("KHCN-NHANH", "Báo cáo nhanh", units=["PKT"], period_type="once")
    office.open("KHCN-NHANH", "once", "2026-12-20 17:00")
    office.says("lan", "/baocao")
    office.says("lan", "2")
    assert "Báo cáo nhanh · Phòng Kinh tế & <Hạ tầng> · bản nháp" in office.last("lan").text
    office.says("lan", "2")
    assert office.last("lan").text.startswith("Tôi chưa hiểu")


def test_cancel_leaves_the_question_and_keeps_the_draft(office: Office) -> None:
    office.says("lan", "/baocao")
    office.tap("2.7")
    office.tap("Đang thực hiện")
    office.says("lan", "/huy")
    assert "Bản nháp vẫn giữ" in office.last("lan").text
    office.says("lan", "40")
    assert len(office.all(DraftEntry)) == 1
    assert "percent" not in office.all(DraftEntry)[0].answers
    office.says("lan", "/baocao")
    assert "✓ 2.7 Quỹ phát triển KH&CN · đang thực hiện" in office.last("lan").text


@pytest.mark.parametrize("text", ["ok", "dạ", "👍", "vâng ạ"])
def test_courtesies_are_not_results(office: Office, text: str) -> None:
    office.says("lan", "/baocao")
    office.tap("2.7")
    office.says("lan", text)
    assert office.last("lan").text == "Vâng, cảm ơn anh/chị."
    assert office.all(DraftEntry) == []


def test_secret_matter_is_refused(office: Office) -> None:
    office.says("lan", "/baocao")
    office.tap("2.7")
    office.says("lan", "(MẬT) kết quả thẩm định")
    assert "dấu mật" in office.last("lan").text
    assert office.all(DraftEntry) == []


def test_far_too_much_text_is_refused(office: Office) -> None:
    office.says("lan", "/baocao")
    office.tap("2.7")
    office.says("lan", "a" * 20_000, extra={"cut": 5_000_000})
    said = office.said("lan")
    assert "tôi chỉ đọc 20000 ký tự đầu" in said
    assert "chỉ ghi được 2000" in said
    office.says("lan", "a" * 3000)
    assert "chỉ ghi được 2000" in office.last("lan").text
    assert office.all(DraftEntry) == []


def test_history_shows_what_was_sent_to_those_who_may_see_it(office: Office) -> None:
    office.last_quarter()
    office.says("lan", "/lichsu")
    assert "số KHCN-QUY/2026-Q3/PKT/1" in office.last("lan").text
    office.tap("Xem 1")
    assert "2.7 Quỹ phát triển KH&CN: đang thực hiện 25 %, vướng mắc “thiếu kinh phí”" in office.last("lan").text


def test_a_large_card_is_paged_by_group(sqlite_database: Database) -> None:
    world = World(sqlite_database)
    world.add_unit("BTG", "Ban Tuyên giáo")
    world.add_unit("PKT", "Phòng Kinh tế")
    world.add_plan("KHCN", "Kế hoạch", coordinators=["BTG"], tasks={f"1.{n}": f"Việc {n}" for n in range(1, 41)})
    world.add_requirement("KHCN-QUY", "Báo cáo quý", units=["PKT"])
    world.open("KHCN-QUY", "2026-Q4")
    world.person("PKT", "focal_point", "Lan", "lan")
    world.says("lan", "/baocao")
    assert "II Nhiệm vụ · 0/40" in world.last("lan").text
    world.presses("lan", "II")
    assert "1.40" in world.last("lan").labels
    world.presses("lan", "1.40")
    world.presses("lan", "Hoàn thành")
    assert "1.40 ✓" in world.last("lan").labels
    assert len(world.last("lan").labels) <= 100
