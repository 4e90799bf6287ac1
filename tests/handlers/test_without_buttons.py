"""A whole report where nothing can be pressed: by number, by words, and what is said when a number means nothing."""

import re

import pytest
from sqlalchemy import update

from bot.channels.zalo.render import LONGEST_TEXT, texts_of
from domain.messaging.messages import Incoming
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice
from storage.db.database import Database
from storage.tables import DraftEntry, Outbox, Report, Requirement, Task
from tests.office import account_of
from tests.world import World

LAN = "z-lan"
REST = "1.1, 3.1, 4.8, 5.2, 6.2, T.1"


@pytest.fixture
def world(either_database: Database) -> World:
    world = World(either_database)
    world.furnish()
    world.person("PKT", "focal_point", "Lan", LAN, channel="zalo")
    world.at("2026-12-15 09:00")
    return world


def seen(world: World) -> str:
    """The last card as Zalo shows it."""
    return "\n".join(texts_of(world.last(LAN).card))


def kept(world: World, code: str = "2.7") -> dict[str, object]:
    task_id = next(task.id for task in world.all(Task) if task.code == code)
    return next((dict(entry.answers) for entry in world.all(DraftEntry) if entry.task_id == task_id), {})


def test_a_whole_report_by_number(world: World) -> None:
    world.says(LAN, "/baocao")
    assert "1) 1.1 · 2) 2.7 · 3) 3.1" in seen(world)
    assert "(trả lời bằng số hoặc gõ lời)" in seen(world)
    world.says(LAN, "2")
    assert "1 Chưa thực hiện · 2 Đang thực hiện · 3 Hoàn thành" in seen(world)
    assert "0 Quay lại" in seen(world)
    world.says(LAN, "2.")
    assert "Đã đến đâu" in seen(world) or "%" in seen(world)
    world.says(LAN, "45")  # no number of the list: a per cent
    assert kept(world) == {"status": "in_progress", "percent": 45}
    world.says(LAN, f"{REST} chua lam")
    world.says(LAN, "dung, ghi vao nhap")
    world.says(LAN, "xem lai")
    world.says(LAN, "1")
    [report] = world.all(Report)
    assert report.channel == "zalo"


def test_by_words_with_and_without_diacritics(world: World) -> None:
    world.says(LAN, "bao cao")
    world.says(LAN, "2.7")
    world.says(LAN, "hoan thanh")
    assert kept(world) == {"status": "done"}


def test_a_number_that_is_not_on_the_list(world: World) -> None:
    world.says(LAN, "/baocao")
    world.says(LAN, "77")
    assert "Trong danh sách không có số ấy" in world.said(LAN)
    assert not world.all(DraftEntry)


def test_a_choice_from_an_old_list(world: World) -> None:
    world.says(LAN, "/baocao")
    world.passes(days=4)
    world.heard(LAN)
    world.says(LAN, "2")
    assert "Danh sách này đã cũ" in world.said(LAN)


def test_a_reminder_in_between_takes_no_words_away(world: World) -> None:
    world.says(LAN, "/baocao")
    with world.database.transaction() as session:
        tell(
            session,
            [world.person_id("Lan")],
            lambda words: (words("courtesy"), [[Choice("Nhắc lại", "duties")]]),
            world.now,
        )
    world.deliver()
    assert "1 Nhắc lại" in seen(world)
    world.says(LAN, "2.7")
    assert "1 Chưa thực hiện" in seen(world)


def typed_in(world: World, *texts: str, later: float = 0.0) -> None:
    """Sent one after another; the program comes to them together, `later` seconds after they reached it."""
    said = [
        Incoming("text", "zalo", account_of("zalo"), LAN, LAN, f"at-once-{text}-{n}", world.now, text=text)
        for n, text in enumerate(texts)
    ]
    world.passes(seconds=later)
    world.receives(*said)


def test_a_second_answer_does_not_choose_from_a_list_that_nobody_has_seen(world: World) -> None:
    world.says(LAN, "/baocao")
    world.passes(seconds=5)
    typed_in(world, "2", "3", later=1)
    assert "Lúc anh/chị nhắn “3” thì tôi vừa gửi câu hỏi mới, nên chưa ghi gì" in world.said(LAN)
    assert not world.all(DraftEntry)
    world.passes(seconds=5)
    world.says(LAN, "3")
    assert kept(world) == {"status": "done"}


def test_nothing_is_handed_in_unread_by_the_same_number_typed_twice(world: World) -> None:
    world.says(LAN, "/khongphatsinh")
    world.passes(seconds=5)
    world.says(LAN, "0")
    for _ in range(2):
        world.passes(seconds=5)
        typed_in(world, "kps", "1", "1 ạ", later=2)
    assert not world.all(Report)


def test_when_it_was_sent_is_what_counts_where_the_channel_tells(world: World) -> None:
    """Polls bring one message after another: the second comes after the list, and was written before it."""
    world.says(LAN, "/baocao")
    world.passes(seconds=5)
    before = int(world.now.timestamp() * 1000)
    world.passes(seconds=1)
    world.says(LAN, "2", extra={"said_at": before})
    world.passes(seconds=1)
    world.says(LAN, "3", extra={"said_at": before + 500})
    assert not world.all(DraftEntry)
    world.says(LAN, "3", extra={"said_at": before + 1_500})
    assert kept(world) == {"status": "done"}


def test_words_may_come_at_once(world: World) -> None:
    world.says(LAN, "/baocao")
    world.passes(seconds=5)
    typed_in(world, "2.7", "hoàn thành", later=1)
    assert kept(world) == {"status": "done"}


@pytest.mark.parametrize("typed", ["2 ạ", "số 2", "chọn 2", "Chon so 2 nhe", "2)", "２"])
def test_a_number_as_people_type_it(world: World, typed: str) -> None:
    world.says(LAN, "/baocao")
    world.says(LAN, typed)
    assert "2.7 Quỹ phát triển KH&CN" in seen(world)
    assert "1 Chưa thực hiện" in seen(world)


def test_where_a_per_cent_is_asked_for_choices_have_letters(world: World) -> None:
    world.says(LAN, "/baocao")
    world.says(LAN, "2")
    world.says(LAN, "2")
    assert "a 10 % · b 25 % · c 40 % · d 50 %" in seen(world)
    assert "(gõ số cần báo; hoặc chọn bằng chữ cái, gõ lời)" in seen(world)
    world.says(LAN, "5")
    assert kept(world) == {"status": "in_progress", "percent": 5}
    world.says(LAN, "2")
    world.says(LAN, "2")
    world.says(LAN, "b")
    assert kept(world) == {"status": "in_progress", "percent": 25}


def test_the_number_of_a_reminder_that_came_since_is_no_per_cent(world: World) -> None:
    world.says(LAN, "/baocao")
    world.says(LAN, "2")
    world.says(LAN, "2")
    with world.database.transaction() as session:
        tell(
            session,
            [world.person_id("Lan")],
            lambda words: (words("courtesy"), [[Choice("Nhiệm vụ của tôi", "duties")]]),
            world.now,
        )
    world.deliver()
    world.says(LAN, "1")
    assert "1 báo cáo phải nộp" in seen(world)
    assert kept(world) == {"status": "in_progress"}


def test_a_value_is_no_choice_where_a_field_asks_for_a_number(world: World) -> None:
    """`0`, `1` and `2` are what people count most often."""
    field = {"code": "tthc", "name": "TTHC đã rà soát", "kind": "number", "unit": "thủ tục", "tasks": ["2.7"]}
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(fields=[field]))
    for typed in ("0", "1", "2"):
        world.says(LAN, "/baocao")
        world.says(LAN, "2.7")
        world.says(LAN, "TTHC đã rà soát" if typed != "0" else "hoàn thành")
        assert re.search(r"^a Bỏ qua · b Quay lại$", seen(world), re.MULTILINE), seen(world)
        world.says(LAN, typed)
        assert kept(world)["tthc"] == int(typed)
    world.says(LAN, "2.7")
    world.says(LAN, "tthc đã rà soát")
    world.says(LAN, "b")
    assert "bản nháp" in seen(world)
    assert kept(world)["tthc"] == 2


def test_an_old_list_chooses_nothing_on_a_task_s_screen_either(world: World) -> None:
    world.says(LAN, "/baocao")
    world.says(LAN, "2")
    world.passes(days=4)
    world.heard(LAN)
    world.says(LAN, "3")
    assert "Danh sách này đã cũ" in world.said(LAN)
    assert not world.all(DraftEntry)


def test_the_second_duty_of_a_text_is_number_two(world: World) -> None:
    world.add_requirement("KHCN-THANG", "Báo cáo tháng", units=["PKT"], period_type="monthly")
    world.open("KHCN-THANG", "2026-11", "2026-12-20 17:00")
    world.says(LAN, "/nhiemvu")
    assert "2. Báo cáo tháng 11/2026" in seen(world)
    assert "2 Báo cáo ngay 2" in seen(world)
    world.says(LAN, "2")
    assert "Báo cáo tháng 11/2026 · Phòng Kinh tế & <Hạ tầng> · bản nháp" in seen(world)


def test_tasks_whose_codes_are_numbers_keep_them(either_database: Database) -> None:
    world = World(either_database)
    world.add_unit("BTG", "Ban Tuyên giáo")
    world.add_unit("PKT", "Phòng Kinh tế")
    world.add_plan("KHCN", "Kế hoạch", coordinators=["BTG"], tasks={"5": "Năm", "6": "Sáu", "7": "Bảy"})
    world.add_requirement("KHCN-QUY", "Báo cáo quý", units=["PKT"])
    world.open("KHCN-QUY", "2026-Q4")
    world.person("PKT", "focal_point", "Lan", LAN, channel="zalo")
    world.says(LAN, "/baocao")
    assert "\n5 · 6 · 7\n" in seen(world)
    world.says(LAN, "6")
    assert "6 Sáu" in seen(world)


def test_a_group_is_told_once_that_only_private_chats_work(world: World) -> None:
    for _ in range(3):
        world.sends("z-group", "text", by=LAN, text="ai trễ?", channel="zalo", account=account_of("zalo"))
    assert world.said("z-group").count("Trên Zalo, Đôn Đốc chỉ trò chuyện riêng") == 1


@pytest.mark.parametrize("what", ["sticker", "voice", "unsupported", "unknown"])
def test_what_is_no_text_is_answered_with_the_page_on_which_files_are_taken(world: World, what: str) -> None:
    world.sends(LAN, "other", what=what)
    said = world.said(LAN)
    assert "Ở đây tôi chỉ đọc được chữ và nhận được ảnh; chưa ghi gì" in said
    assert "trên trang của Báo cáo quý IV/2026: https://dondoc.example/bao-cao/" in said
    world.settle("PKT")
    world.sends(LAN, "other", what=what)
    assert "{You} gõ nội dung giúp".replace("{You}", "Anh/chị") in world.said(LAN)
    assert "/bao-cao/" not in world.last(LAN).text


def test_nothing_is_to_be_pressed_or_tapped(world: World) -> None:
    """Whatever is shown on a way through the chat."""
    asking = ("/trogiup", "/nhiemvu", "/baocao", "2", "3", "77", "/baocao")
    for step in (*asking, f"{REST} chua lam", "1", "xem lai", "1", "lạ", "/kenh", "/lichsu"):
        world.says(LAN, step)
    shown = "\n".join(text for heard in world.screens[LAN] for text in texts_of(heard.card))
    assert "Đã nộp" in shown
    assert not re.search(r"\b(bấm|chạm|nhấn|nút)\b", shown, re.IGNORECASE), shown


def test_every_text_fits(world: World) -> None:
    world.says(LAN, "/trogiup")
    assert all(0 < len(text) <= LONGEST_TEXT for heard in world.screens[LAN] for text in texts_of(heard.card))


def test_ten_that_come_together_are_answered_once(world: World) -> None:
    for what in ["empty"] * 10:
        world.sends(LAN, "other", what=what)
    [said] = world.heard(LAN)
    assert said.text.startswith("Tin vừa rồi đến tôi không có chữ nào")
    world.passes(minutes=2)
    world.sends(LAN, "other", what="empty")
    assert len(world.heard(LAN)) == 1


@pytest.mark.parametrize("typed", ["gửi tệp", "gui tep", "Gửi file", "đính kèm"])
def test_who_types_that_they_want_to_send_a_file_learns_how(world: World, typed: str) -> None:
    world.says(LAN, typed)
    assert "trên trang của Báo cáo quý IV/2026: https://dondoc.example/bao-cao/" in world.said(LAN)
    world.person("PYT", "focal_point", "An", "103")
    world.says("103", typed)
    assert "gửi tệp hoặc ảnh ngay vào cuộc trò chuyện này" in world.said("103")


def test_answers_in_a_private_chats_topic_go_there(world: World) -> None:
    world.person("PYT", "focal_point", "An", "103")
    for topic in ("44", "45", None):
        world.says("103", "/nhiemvu", extra={"topic": topic} if topic else {})
        row = world.all(Outbox)[-1]
        assert (row.chat_id, row.payload.get("topic")) == ("103", topic)
