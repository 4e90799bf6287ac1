"""`Viết đánh giá`: parts of the document typed in the chat, read back, kept with who wrote them, offered again next
period; of two people at once nothing is lost and nothing is replaced silently."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, update

from domain.collation.narratives import TEXT_LIMIT
from storage.db.database import Database
from storage.tables import AuditEvent, Narrative, Organisation, PlanCoordinator, Report
from tests.each import each
from tests.handlers.desk.test_collating import hand_in, two_of_three
from tests.handlers.documents.word_files import opened
from tests.world import Heard, World

TUAN, MINH, HOA, ZALO_TUAN, SON = "900", "901", "902", "z-900", "z-904"  # coordinators; Hoa reads English
LAN, AN, BINH, KHANH = "100", "101", "102", "990"  # focal points; Khánh coordinates another plan
ASSESSMENT = "Nhìn chung các đơn vị triển khai nghiêm túc, đúng tiến độ."
AWKWARD = "# Kết quả\n=1+1\n{{ title }} và {% raw %} & <b>đậm</b>\n- I. Mục một"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    tuan = world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.address(tuan, ZALO_TUAN, channel="zalo")
    world.person("BTG", "coordinator", "Minh", MINH)
    world.person("BTG", "coordinator", "Hoa", HOA, language="en")
    for unit, name, chat in (("PKT", "Lan", LAN), ("PYT", "An", AN), ("PNV", "Bình", BINH)):
        world.person(unit, "focal_point", name, chat)
    world.add_unit("VP", "Văn phòng")
    world.add_plan("KHAC", "Kế hoạch khác", coordinators=["VP"], tasks={"1": "Việc khác"})
    world.person("VP", "coordinator", "Khánh", KHANH)
    world.at("2026-12-15 09:00")
    return world


def opens(
    world: World, chat: str = TUAN, part: str = "Đánh giá chung", typed: str = "/tonghop KHCN-QUY 2026-Q4"
) -> str:
    """The screen on which a part is asked for."""
    world.says(chat, typed)
    world.presses(chat, "Viết đánh giá")
    chosen = next(label for label in world.last(chat).labels if label.startswith(part))
    world.presses(chat, chosen)
    return world.last(chat).text


def writes(world: World, text: str, chat: str = TUAN, part: str = "Đánh giá chung", **more: str) -> None:
    opens(world, chat, part, **more)
    world.says(chat, text)
    world.presses(chat, "Đúng, lưu lại")
    assert world.last(chat).text.startswith(f"Đã lưu {part}"), world.last(chat).text


def kept(world: World, part: str = "assessment") -> list[tuple[str, str]]:
    """All versions: who wrote what."""
    people = {world.person_id(name): name for name in ("Tuấn", "Minh", "Hoa")}
    return [(people[row.person_id], row.text) for row in world.all(Narrative) if row.part == part]


def file(world: World, kind: str, chat: str = TUAN, typed: str = "/tonghop KHCN-QUY 2026-Q4") -> bytes:
    world.says(chat, typed)
    world.presses(chat, kind)
    assert world.make_files() == 1
    return world.file(chat)


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(content).paragraphs]


# Written and read back


def test_a_part_is_written_read_back_and_kept_with_who_wrote_it(world: World) -> None:
    two_of_three(world)
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Viết đánh giá")
    parts = ["Đánh giá chung", "Nguyên nhân", "Nhiệm vụ kỳ tới", "Kiến nghị"]
    assert world.last(TUAN).labels == [f"{part} · chưa viết" for part in parts]
    world.says(TUAN, "danh gia chung")
    assert world.last(TUAN).text == (
        "✍️ Đánh giá chung · Báo cáo quý IV/2026\nGợi ý từ các báo cáo:\n"
        "• Đến nay 66,7 % đơn vị đã gửi báo cáo, 33,3 % đúng hạn; "
        "0/7 nhiệm vụ đã được tất cả các đơn vị báo cáo hoàn thành.\n\n"
        "Anh/chị gõ nội dung, không quá 4.000 ký tự; dài thì gửi nhiều tin nối nhau. "
        "Tôi đọc lại rồi mới lưu; gõ /huy để thôi."
    )
    world.says(TUAN, f"  {ASSESSMENT}  ")
    assert world.last(TUAN).text == f"Đánh giá chung của Báo cáo quý IV/2026:\n{ASSESSMENT}\nĐúng không ạ?"
    assert not world.all(Narrative), "nothing is kept before it is confirmed"
    world.says(TUAN, "đúng rồi")
    assert world.last(TUAN).text == (
        "Đã lưu Đánh giá chung của Báo cáo quý IV/2026. Tệp Word và Excel xuất từ giờ có phần này.\n"
        "Chưa viết: Nguyên nhân, Nhiệm vụ kỳ tới, Kiến nghị."
    )
    [row] = world.all(Narrative)
    assert (row.text, row.channel, row.at, row.plan_id) == (ASSESSMENT, "telegram", world.now, world.plan_id())
    assert [event.action for event in world.all(AuditEvent)][-1] == "narrative.written"
    world.presses(TUAN, "Viết phần khác")
    assert world.last(TUAN).labels[0] == "Đánh giá chung · đã viết: Tuấn 18/12"
    assert "viết phần đánh giá" in said(world, "/nhatky")


def said(world: World, text: str, chat: str = TUAN) -> str:
    world.says(chat, text)
    return world.last(chat).text


@each(("part", "offered"), [
    ("Nguyên nhân", "=thiếu kinh phí & <nhân lực>"),
    ("Nhiệm vụ kỳ tới", "Đôn đốc 1 đơn vị chưa hoàn thành báo cáo: Phòng Nội vụ"),
    ("Kiến nghị", "bố trí kinh phí"),
])  # fmt: skip
def test_what_the_units_said_is_offered(world: World, part: str, offered: str) -> None:
    two_of_three(world)
    assert offered.casefold() in opens(world, part=part).casefold()


def test_of_many_units_only_how_many_reported_is_offered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    two_of_three(world)
    world.says(TUAN, "/tonghop")
    monkeypatch.setattr("handlers.narratives.offering.MOST_AT_ONCE", 2)
    world.presses(TUAN, "Viết đánh giá")
    world.presses(TUAN, "Đánh giá chung · chưa viết")
    assert "• 2/3 đơn vị đã nộp báo cáo." in world.last(TUAN).text


def test_the_files_have_it_as_text_whatever_it_looks_like(world: World) -> None:
    two_of_three(world)
    with world.database.transaction() as session:
        session.execute(
            update(Organisation).values(place="Hoa Mai", signer={"position": "Trưởng Ban", "name": "Lê Mẫu"})
        )
    for part in ("Đánh giá chung", "Kiến nghị"):
        writes(world, AWKWARD, part=part)
    found = paragraphs(file(world, "Xuất Word"))
    assert world.last(TUAN).text.endswith("Còn để trống: nguyên nhân, nhiệm vụ kỳ tới, nơi nhận.")
    for line in AWKWARD.splitlines():
        assert found.count(line) == 2, line
    book = load_workbook(BytesIO(file(world, "Xuất Excel")))
    _, *rows = book["Phần viết"].iter_rows()
    assert [row[0].value for row in rows] == ["Đánh giá chung", "Kiến nghị"]
    assert {(row[1].value, row[1].data_type, row[2].value) for row in rows} == {(AWKWARD, "s", "Tuấn")}
    assert {f"{row[3].value:%d/%m/%Y %H:%M}" for row in rows} == {"18/12/2026 10:00"}
    world.says(TUAN, "/tonghop KHCN-QUY 2026-Q4")
    assert opens(world).count(AWKWARD) == 1


def test_the_word_file_says_what_it_leaves_blank(world: World) -> None:
    file(world, "Xuất Word")
    assert "Còn để trống: đánh giá chung, nhiệm vụ kỳ tới, nơi nhận, người ký, địa danh." in world.last(TUAN).text
    world.presses(TUAN, "Viết đánh giá")
    assert world.last(TUAN).text.startswith("✍️ Phần viết của Báo cáo quý IV/2026")
    assert "Phần viết" not in load_workbook(BytesIO(file(world, "Xuất Excel"))).sheetnames
    assert "Còn để trống" not in world.last(TUAN).text


# Long, in several messages, left


def test_a_long_text_comes_in_several_messages(world: World) -> None:
    opens(world)
    first, second, third = "Một. " * 300, "Hai. " * 300, "ai chưa nộp?"
    world.says(TUAN, first)
    world.says(TUAN, second)
    both = f"{first.strip()}\n{second.strip()}"
    assert both in world.last(TUAN).text
    assert "Tin vừa gửi đã nối vào sau phần trước." in world.last(TUAN).text
    assert "Phần chờ" not in world.last(TUAN).text, "it takes the place of what was read back before"
    world.says(TUAN, third)  # not meant for it
    world.presses(TUAN, "Bỏ tin vừa gửi")
    world.presses(TUAN, "Đúng, lưu lại")
    assert kept(world) == [("Tuấn", both)]


def test_the_last_message_may_be_meant_alone(world: World) -> None:
    opens(world)
    world.says(TUAN, "Nhầm rồi.")
    world.says(TUAN, ASSESSMENT)
    world.presses(TUAN, "Chỉ lấy tin vừa gửi")
    world.presses(TUAN, "Đúng, lưu lại")
    assert kept(world) == [("Tuấn", ASSESSMENT)]


@each("chat", [TUAN, ZALO_TUAN])
def test_what_is_too_long_is_told_with_its_length(world: World, chat: str) -> None:
    opens_on(world, chat)
    world.says(chat, "ă" * (TEXT_LIMIT + 1))
    assert "Bài viết dài 4.001 ký tự, tối đa 4.000." in world.last(chat).text
    world.says(chat, "ă" * (TEXT_LIMIT - 3))
    world.says(chat, "xxx")
    assert "Bài viết dài 4.001 ký tự, tối đa 4.000." in world.last(chat).text
    assert "Phần chờ" in world.last(chat).text, "what was read back before still waits"
    world.says(chat, "xx")
    world.says(chat, "Đúng, lưu lại")
    assert kept(world)[-1:] == [("Tuấn", "ă" * (TEXT_LIMIT - 3) + "\nxx")]


@each("text", ["\u200b", "…", "   ", "?!"])
def test_a_message_without_a_word_is_no_text(world: World, text: str) -> None:
    opens(world)
    world.says(TUAN, text)
    assert world.last(TUAN).text.startswith("Tin này chưa có chữ nào để ghi.")
    assert "Phần chờ" not in world.last(TUAN).text


def test_what_is_secret_is_not_kept(world: World) -> None:
    opens(world)
    world.says(TUAN, f"TUYỆT MẬT\n{ASSESSMENT}")
    assert "mật" in world.last(TUAN).text
    assert not world.last(TUAN).labels
    world.says(TUAN, ASSESSMENT)
    world.presses(TUAN, "Đúng, lưu lại")
    assert kept(world) == [("Tuấn", ASSESSMENT)]


@each("leave", ["/huy", "Thôi", "không", "hủy"])
def test_it_is_left(world: World, leave: str) -> None:
    opens(world)
    world.says(TUAN, ASSESSMENT)
    card = world.last(TUAN)
    world.says(TUAN, leave)
    world.says(TUAN, "Bài khác.")
    assert "Bài khác." not in world.last(TUAN).text, "the question is closed"
    world.presses(TUAN, "Đúng, lưu lại", on=card)
    assert not world.all(Narrative)


def test_what_was_read_back_waits(world: World) -> None:
    opens(world)
    world.says(TUAN, ASSESSMENT)
    world.says(TUAN, "/quahan")
    assert "Phần chờ" in world.last(TUAN).text
    world.presses(TUAN, "Phần chờ: đúng, lưu lại")
    assert kept(world) == [("Tuấn", ASSESSMENT)]


@each("text", [
    "Tiếp tục đôn đốc các đơn vị chưa nộp báo cáo.", "Nhắc Phòng Nội vụ nộp báo cáo quý", "kiến nghị",
    "2.7 hoàn thành 100%", "Gia hạn cho Phòng Y tế đến 25/12", "1. Đôn đốc Phòng Y tế.\n2. Tổng hợp.",
])  # fmt: skip
def test_words_of_an_order_are_the_text_that_is_asked_for(world: World, text: str) -> None:
    opens(world, part="Nhiệm vụ kỳ tới")
    world.says(TUAN, text)
    assert world.last(TUAN).text.startswith("Nhiệm vụ kỳ tới của"), world.last(TUAN).text
    world.presses(TUAN, "Đúng, lưu lại")
    assert kept(world, "next_tasks")[-1] == ("Tuấn", text)
    assert not world.heard(AN)
    assert not world.heard(BINH)


# Changed, and of the period before


def test_it_is_gone_on_from_or_replaced_and_every_version_stays(world: World) -> None:
    writes(world, ASSESSMENT)
    asked = opens(world)
    assert f"Đang có (Tuấn, 09:00 thứ Ba 15/12/2026):\n{ASSESSMENT}" in asked
    world.presses(TUAN, "Viết tiếp vào bài này")
    world.says(TUAN, "Riêng Phòng Nội vụ còn chậm.")
    both = f"{ASSESSMENT}\nRiêng Phòng Nội vụ còn chậm."
    assert both in world.last(TUAN).text
    assert "Bài này thay bài của Tuấn (09:00 thứ Ba 15/12/2026)." in world.last(TUAN).text
    world.presses(TUAN, "Đúng, lưu lại")
    writes(world, "Viết lại từ đầu.", MINH)
    assert kept(world) == [("Tuấn", ASSESSMENT), ("Tuấn", both), ("Minh", "Viết lại từ đầu.")]
    found = paragraphs(file(world, "Xuất Word"))
    assert "Viết lại từ đầu." in found
    assert ASSESSMENT not in found


def test_what_is_confirmed_twice_is_kept_once(world: World) -> None:
    opens(world)
    world.says(TUAN, ASSESSMENT)
    card = world.last(TUAN)
    for _ in range(2):
        world.presses(TUAN, "Đúng, lưu lại", on=card)
        assert world.last(TUAN).text.startswith("Đã lưu")
    assert kept(world) == [("Tuấn", ASSESSMENT)]
    assert [event.action for event in world.all(AuditEvent)].count("narrative.written") == 1


def test_what_was_written_for_the_period_before_is_offered(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    writes(world, ASSESSMENT, typed="/tonghop KHCN-QUY 2026-Q3")
    writes(world, "Không có.", MINH, part="Kiến nghị", typed="/tonghop KHCN-QUY quý 3")
    assert f"Kỳ trước (quý III/2026, Tuấn viết):\n{ASSESSMENT}" in opens(world)
    assert "Kỳ trước" not in opens(world, part="Nguyên nhân")
    opens(world)
    world.presses(TUAN, "Dùng lại của kỳ trước")
    assert world.last(TUAN).text == f"Đánh giá chung của Báo cáo quý IV/2026:\n{ASSESSMENT}\nĐúng không ạ?"
    world.says(TUAN, "Quý này tốt hơn.")
    world.presses(TUAN, "Đúng, lưu lại")
    assert [(row.period_key, row.text) for row in world.all(Narrative) if row.part == "assessment"] == [
        ("2026-Q3", ASSESSMENT),
        ("2026-Q4", f"{ASSESSMENT}\nQuý này tốt hơn."),
    ]
    assert "Kỳ trước (" not in opens(world), "what stands is shown in its place"


def test_that_of_the_period_before_takes_the_place_of_nothing_unseen(world: World) -> None:
    world.open("KHCN-QUY", "2026-Q3")
    writes(world, ASSESSMENT, typed="/tonghop KHCN-QUY 2026-Q3")
    opens(world)
    writes(world, "Bài của Minh.", MINH)
    world.presses(TUAN, "Dùng lại của kỳ trước")
    world.presses(TUAN, "Đúng, lưu lại")
    assert f"Bài đang có:\nBài của Minh.\n\nBài vừa gõ:\n{ASSESSMENT}" in world.last(TUAN).text


# Two people


def both_write(world: World) -> Heard:
    """Tuấn and Minh have the same before them; Minh is the first to keep hers."""
    opens(world)
    world.says(TUAN, "Bài của Tuấn.")
    world.passes(minutes=5)
    writes(world, "Bài của Minh.", MINH)
    world.presses(TUAN, "Đúng, lưu lại")
    return world.last(TUAN)


def test_who_writes_over_what_they_have_not_seen_is_told(world: World) -> None:
    card = both_write(world)
    assert card.text == (
        "Phần này Minh vừa viết lúc 09:05 thứ Ba 15/12/2026, sau khi mở ra cho anh/chị; chưa lưu gì thêm.\n\n"
        "Bài đang có:\nBài của Minh.\n\nBài vừa gõ:\nBài của Tuấn.\n\nThay, giữ hay ghi cả hai?"
    )
    assert kept(world) == [("Minh", "Bài của Minh.")]
    assert card.labels == ["Thay bằng bài của tôi", "Ghi cả hai, nối tiếp nhau", "Giữ bài của Minh"]
    world.says(TUAN, "/quahan")
    assert "Phần chờ" in world.last(TUAN).text, "what Tuấn typed waits"


THEIRS, OWN = ("Minh", "Bài của Minh."), "Bài của Tuấn."


@pytest.mark.parametrize(("choice", "stands"), [
    ("Thay bằng bài của tôi", [THEIRS, ("Tuấn", OWN)]),
    ("Ghi cả hai, nối tiếp nhau", [THEIRS, ("Tuấn", f"{THEIRS[1]}\n{OWN}")]),
    ("Giữ bài của Minh", [THEIRS]),
])  # fmt: skip
def test_they_decide(world: World, choice: str, stands: list[tuple[str, str]]) -> None:
    both_write(world)
    world.presses(TUAN, choice)
    if choice.startswith("Ghi cả hai"):
        assert kept(world) == [THEIRS], "both are read back first"
        world.presses(TUAN, "Đúng, lưu lại")
    assert kept(world) == stands
    assert "Phần chờ" not in said(world, "/quahan")


def test_what_stands_by_then_is_asked_about_once_more(world: World) -> None:
    both_write(world)
    writes(world, "Minh sửa.", MINH)
    world.presses(TUAN, "Thay bằng bài của tôi")
    assert "Bài đang có:\nMinh sửa.\n\nBài vừa gõ:\nBài của Tuấn." in world.last(TUAN).text
    world.presses(TUAN, "Ghi cả hai, nối tiếp nhau")
    writes(world, "Minh sửa nữa.", MINH)
    world.presses(TUAN, "Đúng, lưu lại")
    assert "Bài đang có:\nMinh sửa nữa." in world.last(TUAN).text
    world.presses(TUAN, "Thay bằng bài của tôi")
    assert kept(world) == [
        THEIRS,
        ("Minh", "Minh sửa."),
        ("Minh", "Minh sửa nữa."),
        ("Tuấn", "Minh sửa.\nBài của Tuấn."),
    ]


def test_yes_alone_replaces_nothing_of_anybody_else(world: World) -> None:
    both_write(world)
    world.says(TUAN, "đúng")
    assert kept(world) == [("Minh", "Bài của Minh.")]
    world.says(TUAN, "Thay bằng bài của tôi")
    assert kept(world)[-1] == ("Tuấn", "Bài của Tuấn.")


def test_both_are_not_offered_where_they_are_too_long(world: World) -> None:
    opens(world)
    world.says(TUAN, "ơ" * 2_500)
    writes(world, "ă" * 2_500, MINH)
    world.presses(TUAN, "Đúng, lưu lại")
    assert "Ghi cả hai thì dài 5.001 ký tự, tối đa 4.000." in world.last(TUAN).text
    assert world.last(TUAN).labels == ["Thay bằng bài của tôi", "Giữ bài của Minh"]


def test_the_same_text_of_two_is_no_conflict(world: World) -> None:
    opens(world)
    world.says(TUAN, ASSESSMENT)
    writes(world, ASSESSMENT, MINH)
    world.presses(TUAN, "Đúng, lưu lại")
    assert world.last(TUAN).text.startswith("Đã lưu")
    assert kept(world) == [("Minh", ASSESSMENT)]


# Who may


def test_only_who_follows_the_plan_writes(world: World) -> None:
    opens(world)
    world.says(TUAN, ASSESSMENT)
    card = world.last(TUAN)
    for chat in (KHANH, AN):
        world.sends(chat, "button", key=card.key("Đúng, lưu lại"), message_id="m1")
        assert "không" in world.last(chat).text
    assert not world.all(Narrative)
    with world.database.transaction() as session:
        session.execute(delete(PlanCoordinator).where(PlanCoordinator.plan_id == world.plan_id()))
    world.presses(TUAN, "Đúng, lưu lại", on=card)
    assert not world.all(Narrative)


# Frozen


def test_what_is_frozen_keeps_what_was_written_then(world: World) -> None:
    for chat in (LAN, AN, BINH):
        hand_in(world, chat, "1.1, 2.7, 3.1, 4.8, 5.2, 6.2, T.1 xong")
    assert len(world.all(Report)) == 3
    writes(world, ASSESSMENT)
    world.passes(hours=1)
    world.says(TUAN, "/tonghop KHCN-QUY 2026-Q4")
    world.presses(TUAN, "Chốt số liệu")
    world.presses(TUAN, "Chốt số liệu")
    world.passes(hours=1)
    opens(world)
    world.says(TUAN, "Đánh giá sau khi chốt.")
    world.presses(TUAN, "Đúng, lưu lại")
    assert "Bản đã chốt lúc 10:00 thứ Ba 15/12/2026 giữ phần viết của lúc ấy" in world.last(TUAN).text
    assert "Đánh giá sau khi chốt." in paragraphs(file(world, "Xuất Word"))
    world.says(TUAN, "/tonghop KHCN-QUY 2026-Q4")
    world.presses(TUAN, "Bản đã chốt")
    world.presses(TUAN, "Xuất Word")
    world.make_files()
    frozen = paragraphs(world.file(TUAN))
    assert ASSESSMENT in frozen
    assert "Đánh giá sau khi chốt." not in frozen


# Other languages and channels


def test_in_english(world: World) -> None:
    world.says(HOA, "/collate KHCN-QUY 2026-Q4")
    world.presses(HOA, "Write assessment")
    world.presses(HOA, "General assessment · not written")
    assert "at most 4,000 characters" in world.last(HOA).text
    world.says(HOA, ASSESSMENT)
    world.says(HOA, "yes")
    assert world.last(HOA).text.startswith("Kept: General assessment of")
    assert kept(world) == [("Hoa", ASSESSMENT)]
    world.presses(HOA, "As Word")
    world.make_files()
    assert "Left blank: tasks of the next period, recipients, who signs, place." in world.last(HOA).text


def opens_on(world: World, chat: str, part: str = "Đánh giá chung") -> str:
    """The same by numbers, where nothing can be pressed."""
    world.says(chat, "/tonghop KHCN-QUY 2026-Q4")
    for start in ("Viết đánh giá", part):
        buttons = [button for row in world.last(chat).card.rows for button in row if button.label.startswith(start)]
        if buttons[0].number:
            world.says(chat, buttons[0].number)
        else:
            world.presses(chat, buttons[0].label)
    return world.last(chat).text


def test_where_nothing_can_be_pressed(world: World) -> None:
    assert "gõ nội dung" in opens_on(world, ZALO_TUAN)
    world.says(ZALO_TUAN, "1. Về tuyên truyền: tốt.\n2. Về nguồn vốn: còn chậm.")
    world.says(ZALO_TUAN, "3. Về nhân lực: đủ.")
    keeps = next(one for row in world.last(ZALO_TUAN).card.rows for one in row if one.label == "Đúng, lưu lại")
    assert keeps.number.isalpha(), "numbers are lines of the text"
    world.says(ZALO_TUAN, keeps.number)
    text = "1. Về tuyên truyền: tốt.\n2. Về nguồn vốn: còn chậm.\n3. Về nhân lực: đủ."
    assert kept(world) == [("Tuấn", text)]
    opens_on(world, ZALO_TUAN)
    assert "đã viết: Tuấn 15/12" in world.screens[ZALO_TUAN][-2].labels[0]


def test_a_bare_yes_is_never_text_also_when_a_notice_came_between(world: World) -> None:
    opens(world)
    world.says(TUAN, "đúng")
    assert kept(world) == []
    world.says(TUAN, ASSESSMENT)
    world.says(AN, "/giahan đến 30/12 vì chờ số liệu")
    world.presses(AN, "Gửi đề nghị")
    for _ in range(2):
        world.says(TUAN, "đúng")
    assert [text for _, text in kept(world)] == [ASSESSMENT]


def asks_for_more_time(world: World) -> None:
    world.says(AN, "/giahan đến 30/12 vì chờ số liệu")
    world.presses(AN, "Gửi đề nghị")


def decides_while_writing(world: World, chat: str, label: str) -> None:
    """A request arrives in the middle of a part, and is decided by its button, or on Zalo by its number."""
    opens_on(world, chat)
    asks_for_more_time(world)
    card = world.last(chat)
    [wanted] = [one for row in card.card.rows for one in row if one.label.startswith(label)]
    if chat == TUAN:
        world.presses(chat, wanted.label, on=card)
    else:
        world.says(chat, wanted.number)


@pytest.mark.parametrize("chat", [TUAN, SON])
def test_a_request_that_arrives_is_decided_and_the_writing_stays_open(world: World, chat: str) -> None:
    world.person("BTG", "coordinator", "Sơn", SON, channel="zalo")
    decides_while_writing(world, chat, "Đồng ý")
    assert world.last(chat).text == "Đánh giá chung vẫn đang viết: gõ tiếp nội dung, hoặc /huy để thôi."
    world.says(chat, ASSESSMENT)
    assert world.last(chat).text.startswith("Đánh giá chung của Báo cáo quý IV/2026:"), world.last(chat).text
    world.says(chat, "đúng")
    assert [row.text for row in world.all(Narrative)] == [ASSESSMENT]


@pytest.mark.parametrize("chat", [TUAN, SON])
def test_where_the_request_asks_why_it_is_said_that_the_writing_is_closed(world: World, chat: str) -> None:
    world.person("BTG", "coordinator", "Sơn", SON, channel="zalo")
    decides_while_writing(world, chat, "Từ chối")
    assert "Đánh giá chung đang viết đã đóng, chưa lưu gì." in world.last(chat).text


@each("typed", ["/quahan", "/QUAHAN", "/tiendo"])
def test_a_command_closes_the_writing_and_says_so(world: World, typed: str) -> None:
    opens(world)
    world.says(TUAN, typed)
    assert "Đánh giá chung đang viết đã đóng, chưa lưu gì." in world.last(TUAN).text


@each("typed", ["/huy", "hủy"])
def test_leaving_it_on_purpose_says_no_more(world: World, typed: str) -> None:
    opens(world)
    world.says(TUAN, typed)
    assert "đang viết" not in world.last(TUAN).text
