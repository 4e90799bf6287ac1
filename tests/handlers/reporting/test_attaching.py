"""Files and photos: attached to the task at hand, asked about where that is not known, refused in words."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from domain.files.attachments import MOST_BYTES, MOST_WITH_A_TASK
from handlers.attaching.looking import looked
from storage.db.database import Database
from storage.erasing import retention
from storage.reporting import attachments
from storage.tables import Address, Attachment, AttachmentContent, DraftEntry, Obligation, Report, ReportEntry, Task
from tests import files
from tests.handlers.documents.word_files import opened
from tests.handlers.documents.workbooks import table_lines
from tests.world import World

TUAN, LAN, AN = "900", "100", "101"
REST = "1.1, 3.1, 4.8, 5.2, 6.2, T.1"


@pytest.fixture
def world(either_database: Database) -> World:
    world = World(either_database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.person("PYT", "focal_point", "An", AN)
    world.at("2026-12-15 09:00")
    return world


def on_task(world: World, code: str = "2.7", chat: str = LAN) -> None:
    world.says(chat, "/baocao")
    world.presses(chat, code)
    world.heard(chat)


def attached(world: World, code: str = "2.7") -> list[str]:
    """The names in the draft."""
    task_id = next(task.id for task in world.all(Task) if task.code == code)
    entries = [entry.answers for entry in world.all(DraftEntry) if entry.task_id == task_id]
    return [file["name"] for answers in entries for file in answers.get("files", ())]


def states(world: World) -> list[str]:
    return [row.state for row in world.all(Attachment)]


def contents(world: World) -> list[bytes]:
    with world.database.transaction() as session:
        return list(session.scalars(select(AttachmentContent.content)))


def sends(world: World, name: str, content: bytes = files.PDF, chat: str = LAN, text: str = "") -> str:
    world.sends_file(chat, name, content, text=text)
    world.fetch_files()
    return world.said(chat)


def hands_in(world: World, chat: str = LAN) -> None:
    world.says(chat, f"{REST} chưa làm")
    world.presses(chat, "Đúng, ghi vào nháp")
    world.presses(chat, "Xem lại")
    world.presses(chat, "Gửi báo cáo")


def test_a_file_on_a_task_s_screen_goes_with_that_task(world: World) -> None:
    on_task(world)
    said = sends(world, "Biên bản nghiệm thu.pdf")
    assert "Đang nhận “Biên bản nghiệm thu.pdf”" in said
    assert "Đã đính kèm Biên bản nghiệm thu.pdf (PDF, 1 kB) vào nháp, nhiệm vụ 2.7" in said
    assert attached(world) == ["Biên bản nghiệm thu.pdf"]
    assert not world.all(Report)
    [row] = world.all(Attachment)
    assert (row.kind, row.size, len(row.sha256 or "")) == ("pdf", len(files.PDF), 64)
    assert contents(world)[0] == files.PDF


def test_what_was_asked_before_stays_asked(world: World) -> None:
    on_task(world)
    world.presses(LAN, "Đang thực hiện")
    sends(world, "a.pdf")
    world.says(LAN, "40")
    assert "· đang thực hiện 40 %, kèm 1 tệp: a.pdf" in world.said(LAN)


def test_a_photo_has_its_words_as_its_name_where_they_are_about_no_task(world: World) -> None:
    on_task(world)
    world.sends_file(LAN, "", files.picture(), what="photo", text="Lớp tập huấn ngày 12/12")
    world.sends_file(LAN, "", files.picture(colour="red"), what="photo")
    world.fetch_files()
    assert sorted(attached(world)) == ["Lớp tập huấn ngày 12-12.jpg", "Ảnh 2.jpg"]


def test_words_with_a_file_say_which_task_and_are_read_as_a_line(world: World) -> None:
    said = sends(world, "a.pdf", text="4.8 xong, gửi kèm biên bản")
    assert "Tôi hiểu là" in said
    assert attached(world, "4.8") == ["a.pdf"]
    world.presses(LAN, "Đúng, ghi vào nháp")
    entry = next(entry for entry in world.all(DraftEntry))
    assert entry.answers["status"] == "done"
    assert entry.answers["files"][0]["name"] == "a.pdf"


def test_a_bare_code_with_a_file_is_only_where_it_goes(world: World) -> None:
    said = sends(world, "a.pdf", text="5.2")
    assert "Tôi hiểu là" not in said
    assert attached(world, "5.2") == ["a.pdf"]


def test_without_a_task_at_hand_it_is_asked_which(world: World) -> None:
    said = sends(world, "a.docx", files.word())
    assert "đính kèm vào nhiệm vụ nào của Báo cáo quý IV/2026" in said
    assert "2.7 Quỹ phát triển KH&CN" in said
    assert states(world) == ["asked"]
    card = world.last(LAN)
    world.presses(LAN, "2.7")
    assert "Đã đính kèm a.docx (DOCX" in world.said(LAN)
    assert attached(world) == ["a.docx"]
    world.presses(LAN, "3.1", on=card)
    assert "Tệp này đã được đính kèm rồi" in world.said(LAN)
    assert attached(world, "3.1") == []


def test_the_code_can_be_typed_where_it_is_asked(world: World) -> None:
    sends(world, "a.pdf")
    world.says(LAN, "t.1")
    assert attached(world, "T.1") == ["a.pdf"]


def test_left_out_where_it_is_asked(world: World) -> None:
    sends(world, "a.pdf")
    world.presses(LAN, "Bỏ tệp này")
    assert "Đã bỏ a.pdf" in world.said(LAN)
    assert states(world) == ["removed"]
    assert not contents(world)


def test_an_album_is_answered_once(world: World) -> None:
    on_task(world)
    for colour in ("red", "green", "blue"):
        world.sends_file(LAN, "", files.picture(colour=colour), what="photo", album="7")
    said = world.said(LAN)
    assert said.count("Đang nhận") == 1
    world.fetch_files()
    said = world.said(LAN)
    assert said.count("Đã đính kèm") == 1
    assert len(attached(world)) == 3


def album(world: World, words: Sequence[str] = ("", "", "")) -> str:
    """Three photos, each with its words."""
    for colour, text in zip(("red", "green", "blue"), words, strict=True):
        world.sends_file(LAN, "", files.picture(colour=colour), what="photo", album="7", text=text)
    world.fetch_files()
    return world.said(LAN)


def test_an_album_without_a_task_at_hand_is_asked_about_once(world: World) -> None:
    assert album(world).count("đính kèm vào nhiệm vụ nào") == 1
    world.presses(LAN, "2.7")
    assert len(attached(world)) == 3


def test_an_album_that_a_task_cannot_take_is_told_of_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.drafting.kept_files.MOST_WITH_A_TASK", 2)
    on_task(world)
    assert album(world).count("tối đa 2 tệp") == 1


def test_any_photo_of_an_album_may_have_the_words_for_all(world: World) -> None:
    on_task(world)
    album(world, ("", "4.8", ""))
    assert len(attached(world, "4.8")) == 3


@pytest.mark.parametrize(("state", "why"), [("accepted", "đã được chấp nhận"), ("excused", "được miễn kỳ này")])
def test_a_report_closed_before_the_file_has_come(world: World, state: str, why: str) -> None:
    on_task(world)
    world.presses(LAN, "Hoàn thành")
    hands_in(world)
    world.sends_file(LAN, "a.pdf", files.PDF, text="2.7")
    with world.database.transaction() as session:
        session.execute(update(Obligation).values(state=state))
    world.fetch_files()
    said = world.said(LAN)
    assert why in said
    assert "Hiện không có báo cáo nào để đính kèm a.pdf" in said
    assert not contents(world)


def test_words_about_several_tasks_are_read_and_the_file_is_asked_about(world: World) -> None:
    on_task(world)
    said = sends(world, "a.pdf", text="1.1 xong; 4.8 xong")
    assert "Tôi hiểu là: 1.1 hoàn thành; 4.8 hoàn thành" in said
    assert "a.pdf (PDF, 1 kB): đính kèm vào nhiệm vụ nào" in said
    assert attached(world) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.pdf", "2.7 40%, tài liệu mật"), ("TỐI MẬT ke hoach.pdf", ""), ("báo_cáo_mật.pdf", ""), ("Mật.pdf", "")],
)
def test_what_is_marked_secret_is_not_even_fetched(world: World, name: str, text: str) -> None:
    on_task(world)
    assert "Nội dung có dấu mật" in sends(world, name, text=text)
    assert not world.all(Attachment)


def test_words_longer_than_any_text_are_not_read(world: World) -> None:
    assert "Tin này quá dài" in sends(world, "a.pdf", text="2.7 xong, " * 500)
    assert not world.all(Attachment)


def test_a_name_that_turns_the_writing_is_not_repeated_so(world: World) -> None:
    assert "“bao-caofdp.exe” là tệp chạy được" in sends(world, "bao-cao\u202efdp.exe")
    assert "Đang nhận “bao-caoxcod.pdf”" in sends(world, "bao-cao\u202excod.pdf")


def test_a_number_of_a_file_that_is_gone_is_not_given_again(world: World) -> None:
    """Else the new file would be taken for one that was dealt with, and nobody would be told."""
    sends(world, "a.pdf")
    card = world.last(LAN)
    world.passes(days=8)
    clears(world)
    on_task(world)
    assert "Đã đính kèm b.pdf" in sends(world, "b.pdf")
    world.presses(LAN, "3.1", on=card)
    assert "Tệp này không còn nữa" in world.said(LAN)


def test_a_code_typed_after_the_file_is_gone_means_the_task_again(world: World) -> None:
    sends(world, "a.pdf")
    world.passes(days=8)
    clears(world)
    world.says(LAN, "2.7")
    assert "Tệp này không còn nữa" in world.said(LAN)
    world.says(LAN, "2.7")
    assert "2.7 Quỹ phát triển KH&CN" in world.said(LAN)


def test_a_file_that_comes_does_not_make_a_chat_reachable(world: World) -> None:
    world.sends_file(LAN, "a.pdf", files.PDF)
    world.sends(LAN, "blocked")
    world.fetch_files()
    [address] = [one for one in world.all(Address) if one.chat_id == LAN]
    assert address.unreachable_since is not None


def clears(world: World) -> int:
    stale = next(one for one in retention.STALE if one.table.name == "attachment")
    with world.database.transaction() as session:
        return retention.clear_stale(session, stale, world.now)


def test_the_same_file_twice_is_one(world: World) -> None:
    on_task(world)
    sends(world, "a.pdf")
    said = sends(world, "b.pdf")
    assert "b.pdf" in said
    assert "đã có tệp cùng nội dung" in said
    assert "Đã đính kèm" not in said
    assert attached(world) == ["a.pdf"]
    assert states(world) == ["attached", "removed"]
    world.says(LAN, "/huy")
    sends(world, "c.pdf")
    world.presses(LAN, "2.7")
    assert "nhiệm vụ 2.7 Quỹ phát triển KH&CN đã có tệp cùng nội dung" in world.last(LAN).text
    assert attached(world) == ["a.pdf"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("cai-dat.exe", b"MZ", "là tệp chạy được"),
        ("bao-cao.pdf", b"MZ" + bytes(50), "là tệp chạy được"),
        ("bang.xlsm", files.excel(), "có macro"),
        ("ghi-chu.txt", b"abc", "chưa nhận loại tệp"),
        ("rong.pdf", b"", "tệp rỗng"),
        ("hong.docx", files.word()[:300], "bị hỏng"),
    ],
)
def test_refused_in_words_and_nothing_is_kept(world: World, name: str, content: bytes, words: str) -> None:
    on_task(world)
    said = sends(world, name, content)
    assert words in said
    assert f"“{name}”" in said
    assert attached(world) == []
    assert not contents(world)


def test_too_large_is_said_before_anything_is_fetched(world: World) -> None:
    on_task(world)
    world.sends(LAN, "file", what="document", file_name="quet.pdf", file_size=MOST_BYTES + 1, extra={"file_id": "x"})
    assert "“quet.pdf” nặng quá 20 MB" in world.said(LAN)
    assert not world.all(Attachment)


def test_a_day_s_limit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    on_task(world)
    monkeypatch.setattr("domain.files.attachments.MOST_BYTES_A_DAY", 2 * len(files.PDF) - 1)
    sends(world, "a.pdf")
    assert "hết mức của một ngày" in sends(world, "b.pdf")
    world.passes(days=1, minutes=1)
    assert "Đã đính kèm c.pdf" in sends(world, "c.pdf", files.PDF + b"+")


def test_what_cannot_be_fetched_now_is_fetched_later(world: World) -> None:
    on_task(world)
    world.sends_file(LAN, "a.pdf", files.PDF)
    [source] = world.outside
    world.outside[source] = ConnectionError("https://api.telegram.org/file/bot123:SECRET/a.pdf")
    world.fetch_files()
    assert states(world) == ["waiting"]
    world.outside[source] = files.PDF
    world.fetch_files()
    assert states(world) == ["waiting"]  # not at once
    world.passes(minutes=5)
    world.fetch_files()
    assert attached(world) == ["a.pdf"]


def test_what_is_never_fetched_is_said(world: World) -> None:
    on_task(world)
    world.sends_file(LAN, "a.pdf", files.PDF)
    [source] = world.outside
    world.outside[source] = ConnectionError()
    for _ in range(attachments.MOST_ATTEMPTS):
        world.fetch_files()
        world.passes(minutes=30)
    assert "Tôi không lấy được “a.pdf”" in world.said(LAN)


def test_a_task_takes_only_so_many(world: World) -> None:
    on_task(world)
    for n in range(MOST_WITH_A_TASK):
        world.sends_file(LAN, f"{n}.pdf", files.PDF + bytes([n]))
    world.fetch_files()
    assert len(attached(world)) == MOST_WITH_A_TASK
    assert f"tối đa {MOST_WITH_A_TASK} tệp" in sends(world, "them.pdf", files.PDF + b"+")
    assert len(attached(world)) == MOST_WITH_A_TASK


def test_files_of_a_task_are_listed_opened_and_taken_away(world: World) -> None:
    on_task(world)
    sends(world, "a.pdf")
    sends(world, "b.jpg", files.picture())
    world.says(LAN, "/baocao")
    world.presses(LAN, "2.7")
    world.presses(LAN, "Tệp kèm (2)")
    card = world.last(LAN)
    links = [span.link for span in card.card.text if span.link]
    assert len(links) == 2
    assert all(link.startswith("https://dondoc.example/dinh-kem/") for link in links)
    world.presses(LAN, "Gỡ a.pdf")
    assert attached(world) == ["b.jpg"]
    assert states(world) == ["removed", "attached"]


def test_handed_in_read_by_the_coordinator_and_collated(world: World) -> None:
    on_task(world)
    sends(world, "Biên bản.pdf")
    world.presses(LAN, "Hoàn thành")
    world.says(LAN, "2.7 Đã nghiệm thu")
    world.presses(LAN, "Đúng, ghi vào nháp")
    hands_in(world)
    [entry] = [entry for entry in world.all(ReportEntry) if "files" in entry.answers]
    assert entry.answers["files"][0]["kind"] == "pdf"
    world.says(TUAN, "/duyet")
    world.presses(TUAN, "Xem 1")
    read = world.last(TUAN)
    assert "Tệp kèm: Biên bản.pdf (PDF, 1 kB)" in read.text
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Excel")
    world.make_files()
    book = load_workbook(BytesIO(world.file(TUAN)))
    [line] = table_lines(book["Tệp kèm"])
    assert (line["STT"], line["Mã đơn vị"], line["Tên tệp"]) == (1, "PKT", "Biên bản.pdf")
    assert len(str([*line.values()][-1])) == 64
    assert "Biên bản.pdf" in [cell for row in book["Dữ liệu gốc"].iter_rows(values_only=True) for cell in row]
    world.says(TUAN, "/tonghop")
    world.presses(TUAN, "Xuất Word")
    world.make_files()
    letter = opened(world.file(TUAN))
    assert any("kèm 1 tệp: Biên bản.pdf" in paragraph.text for paragraph in letter.paragraphs)


def test_a_file_for_a_report_that_is_in_makes_a_new_revision_only_when_sent(world: World) -> None:
    on_task(world)
    world.presses(LAN, "Hoàn thành")
    hands_in(world)
    said = sends(world, "them.pdf")
    assert "đính kèm vào nhiệm vụ nào của Báo cáo quý IV/2026" in said
    assert "Tệp ghi vào bản sửa" in said
    world.presses(LAN, "2.7")
    assert attached(world) == ["them.pdf"]
    assert len(world.all(Report)) == 1
    world.says(LAN, "/baocao")
    world.presses(LAN, "Xem lại")
    world.presses(LAN, "Gửi báo cáo")
    assert len(world.all(Report)) == 2
    world.says(LAN, "/lichsu")
    world.presses(LAN, "Xem 1")
    world.presses(LAN, "So với lần trước")
    assert "tệp kèm: không có → them.pdf" in world.last(LAN).text


def test_taken_out_of_a_correction_the_report_keeps_it(world: World) -> None:
    on_task(world)
    sends(world, "a.pdf")
    world.presses(LAN, "Hoàn thành")
    hands_in(world)
    world.presses(LAN, "Sửa")
    world.presses(LAN, "2.7")
    world.presses(LAN, "Tệp kèm (1)")
    world.presses(LAN, "Gỡ a.pdf")
    assert attached(world) == []
    assert states(world) == ["attached"]
    assert contents(world)


def test_as_before_takes_no_files_along(world: World) -> None:
    on_task(world)
    sends(world, "a.pdf")
    world.presses(LAN, "Hoàn thành")
    hands_in(world)
    world.open("KHCN-QUY", "2027-Q1", due="2027-03-17 17:00")
    world.at("2027-03-15 09:00")
    on_task(world)
    world.presses(LAN, "Như kỳ trước")
    assert attached(world) == []


@pytest.mark.parametrize("of", ["task", "report"])
def test_as_before_keeps_the_files_of_now(world: World, of: str) -> None:
    on_task(world)
    world.presses(LAN, "Hoàn thành")
    hands_in(world)
    world.open("KHCN-QUY", "2027-Q1", due="2027-03-17 17:00")
    world.at("2027-03-15 09:00")
    sends(world, "a.pdf", text="2.7")
    world.says(LAN, "/baocao")
    if of == "task":
        world.presses(LAN, "2.7")
    world.presses(LAN, "Như kỳ trước")
    assert attached(world) == ["a.pdf"]


def test_files_of_a_draft_that_is_dropped_for_nothing_to_report_go_with_it(world: World) -> None:
    on_task(world)
    sends(world, "a.pdf")
    world.says(LAN, "/khongphatsinh")
    world.presses(LAN, "Gửi báo cáo")
    assert [report.nil for report in world.all(Report)] == [True]
    assert states(world) == ["removed"]
    assert not contents(world)


def test_who_reports_for_nobody_is_told_so(world: World) -> None:
    assert "chỉ đính kèm được vào báo cáo của đơn vị" in sends(world, "a.pdf", chat=TUAN)
    assert not world.all(Attachment)


def came_along(world: World, name: str, content: bytes, chat: str = LAN) -> str:
    """As from the web chat: the content is kept before anything is asked."""
    [address] = [one for one in world.all(Address) if one.chat_id == chat]
    assert address.person_id is not None
    with world.database.transaction() as session:
        kept = attachments.receive(
            session,
            organisation_id=world.organisation_id,
            person_id=address.person_id,
            address_id=address.id,
            name=name,
            content=content,
            looked=looked(content, name),
            now=world.now,
        )
    world.sends(chat, "file", file_name=name, file_size=len(content), extra={"attachment": kept})
    return world.said(chat)


@pytest.mark.parametrize(("name", "chat", "said"), [("a.pdf", TUAN, "chỉ đính kèm"), ("Tối mật.pdf", LAN, "dấu mật")])
def test_of_what_came_along_and_is_not_welcome_nothing_stays(world: World, name: str, chat: str, said: str) -> None:
    assert said in came_along(world, name, files.PDF, chat)
    assert not contents(world)


def test_a_day_s_limit_counts_what_came_along_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    on_task(world)
    monkeypatch.setattr("domain.files.attachments.MOST_BYTES_A_DAY", 2 * len(files.PDF) + 1)
    assert "Đã đính kèm a.pdf" in came_along(world, "a.pdf", files.PDF)
    assert "Đã đính kèm b.pdf" in came_along(world, "b.pdf", files.PDF + b"+")
    assert "hết mức của một ngày" in came_along(world, "c.pdf", files.PDF + b"-")


def test_a_stranger_s_file_is_not_kept(world: World) -> None:
    sends(world, "a.pdf", chat="555")
    assert not world.all(Attachment)


def test_another_s_file_cannot_be_placed(world: World) -> None:
    """A button's arguments are ours, and yet they are looked at again."""
    sends(world, "a.pdf")
    [row] = world.all(Attachment)
    with world.database.transaction() as session:
        assert attachments.of_chat(session, row.address_id + 1, [row.id]) == []


def test_what_nobody_placed_goes_after_a_week_and_what_was_placed_stays(world: World) -> None:
    sends(world, "bo-quen.pdf")
    on_task(world)
    sends(world, "giu.docx", files.word())
    world.passes(days=8)
    assert clears(world) == 1
    assert [row.name for row in world.all(Attachment)] == ["giu.docx"]
    assert len(contents(world)) == 1
