"""`/bao-cao/…`: a report filled in, read and handed in on its page, by the rules of the chat."""

from datetime import timedelta

from domain.messaging.messages import Outgoing, plain
from storage.reporting import drafts, reports
from storage.tables import (
    AuditEvent,
    DraftEntry,
    Obligation,
    Obstacle,
    Outbox,
    Report,
    ReportEntry,
    Review,
    Task,
)
from tests.web.desk import FIELDS, Desk
from tests.web.site import until


async def test_the_whole_report_from_the_link_to_the_receipt(desk: Desk) -> None:
    page = await desk.reader().opens()
    assert page.status == 200
    assert "Báo cáo quý IV/2026" in page.sheet.text
    assert "Phòng Kinh tế & <Hạ tầng>" in page.sheet.text
    assert "Hạn 17:00 thứ Năm 17/12/2026" in page.sheet.text
    named = desk.name
    saved = await page.sends("save", {
        named("2.7", "status"): "in_progress", named("2.7", "percent"): "40,5 %",
        named("2.7", "obstacle"): "thiếu kinh phí\r\nchưa có mặt bằng",
        named("3.1", "status"): "done", named("3.1", "done_on"): "2026-12-01", named("3.1", "result"): "  xong <b>  ",
    })  # fmt: skip
    assert "Đã lưu nháp" in saved.sheet.text
    assert desk.kept("2.7") == {
        "status": "in_progress", "percent": 40.5, "obstacle": "thiếu kinh phí\nchưa có mặt bằng",
    }  # fmt: skip
    assert desk.kept("3.1") == {"status": "done", "done_on": "2026-12-01", "result": "xong <b>"}
    missing = await saved.sends("review")
    assert "Còn thiếu 5 nhiệm vụ" in missing.sheet.text
    assert missing.sheet.problems == ["Cần chọn tình trạng."] * 5
    assert desk.site.office.all(Report) == []
    rest = {name: done for name, done in desk.all_done().items() if name not in (named("2.7", "status"),)}
    read = await missing.sends("review", rest)
    assert "Đọc lại trước khi gửi" in read.sheet.text
    assert "đang thực hiện 40,5 %, vướng mắc “thiếu kinh phí chưa có mặt bằng”" in read.sheet.text
    assert "hoàn thành từ 01/12/2026" in read.sheet.text or "01/12/2026" in read.sheet.text
    sent = await read.sends("send")
    assert "Đã gửi báo cáo" in sent.sheet.text
    assert "Số KHCN-QUY/2026-Q4/PKT/1 · 09:00 thứ Ba 15/12/2026 · đúng hạn" in sent.sheet.text
    [report] = desk.site.office.all(Report)
    assert (report.channel, report.person_id, report.nil) == ("web", desk.lan, False)
    assert len(desk.site.office.all(ReportEntry)) == 7
    [told] = [row for row in desk.site.office.all(Outbox) if row.chat_id == "lan-zalo"]
    card = Outgoing.from_json(told.payload).card
    assert card is not None
    assert plain(card.text).startswith("Đã nộp báo cáo quý IV/2026 · Phòng Kinh tế")
    [event] = [event for event in desk.site.office.all(AuditEvent) if event.action == "report.submitted"]
    assert (event.channel, event.person_id) == ("web", desk.lan)
    assert [obstacle.text for obstacle in desk.site.office.all(Obstacle)] == ["thiếu kinh phí\nchưa có mặt bằng"]
    assert desk.site.office.all(DraftEntry) == []


async def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(desk: Desk) -> None:
    desk.asks(FIELDS)
    named = desk.name
    wrong: dict[str, str] = {
        named("2.7", "status"): "in_progress", named("2.7", "percent"): "140", named("2.7", "result"): "a" * 2001,
        named("2.7", "tthc"): "501", named("2.7", "ke_hoach:number"): "12/KH-UBND", named("2.7", "muc_do"): "cao",
        named("2.7", "ngay_th"): "30/2/2026", named("2.7", "ghi_chu"): "“Mật”",
        named("1.1", "status"): "done", named("3.1", "status"): "cancelled", named("4.8", "recommendation"): "(mật)",
    }  # fmt: skip
    answer = await (await desk.reader().opens()).sends("review", wrong)
    assert answer.status == 422
    assert sorted(answer.sheet.problems) == sorted([
        "Cần một số từ 0 đến 100, ví dụ 40 hoặc 40,5.",
        "Dài quá 2000 ký tự. Anh/chị rút gọn giúp.",
        "Cần một số từ 0 thủ tục đến 500 thủ tục.",
        "Cần cả số và ngày văn bản, ví dụ số 12/KH-UBND, ngày 5/3/2026; mỗi mục không quá 200 ký tự.",
        "Cần một ngày có trong lịch, ví dụ 5/3/2026.",
        "Nội dung có dấu mật không được gửi qua kênh này, nên không lưu. Anh/chị xóa đi và gửi theo đường văn bản mật.",
        "Nội dung có dấu mật không được gửi qua kênh này, nên không lưu. Anh/chị xóa đi và gửi theo đường văn bản mật.",
        "Chưa rõ lựa chọn này. Anh/chị chọn lại giúp.",
    ])  # fmt: skip
    for name, typed in wrong.items():
        if name != named("3.1", "status"):  # no such choice to be shown
            assert answer.sheet.value(name) == typed
    assert desk.kept("2.7") == {"status": "in_progress", "muc_do": "cao"}  # what is right is kept
    assert desk.kept("1.1") == {"status": "done"}
    right: dict[str, str] = {
        named("2.7", "percent"): "40", named("2.7", "result"): "xong", named("2.7", "tthc"): "trên 90",
        named("2.7", "ke_hoach:date"): "5/3/2026", named("2.7", "ngay_th"): "2026-02-28", named("2.7", "ghi_chu"): "",
        named("4.8", "recommendation"): "cấp kinh phí",
    }  # fmt: skip
    again = await answer.sends("save", right)
    assert again.sheet.problems == ["Cần một số, ví dụ 1250 hoặc 12,5."]  # not how many exactly
    again = await again.sends("save", {named("2.7", "tthc"): "90-95"})
    assert again.sheet.problems == ["Chưa rõ là 90 hoặc 95. Ghi một số, tính bằng thủ tục."]
    again = await again.sends("save", {named("2.7", "tthc"): "12 kg"})
    assert again.sheet.problems == ["Cần số tính bằng thủ tục; đơn vị vừa ghi đo cái khác nên không đổi sang được."]
    saved = await again.sends("save", {named("2.7", "tthc"): "96"})
    assert saved.status == 200
    assert desk.kept("2.7") == {
        "status": "in_progress", "percent": 40, "result": "xong", "tthc": 96, "muc_do": "cao",
        "ke_hoach": {"number": "12/KH-UBND", "date": "2026-03-05", "issuer": ""}, "ngay_th": "2026-02-28",
    }  # fmt: skip


async def test_what_the_status_does_not_ask_is_left_out(desk: Desk) -> None:
    named = desk.name
    page = await (await desk.reader().opens()).sends(
        "save", {named("2.7", "status"): "in_progress", named("2.7", "percent"): "40"}
    )
    await page.sends("save", {named("2.7", "status"): "done"})  # the per cent is still in its input
    assert desk.kept("2.7") == {"status": "done"}
    await (await desk.reader().opens()).sends("save", {named("3.1", "percent"): "100"})
    assert desk.kept("3.1") == {"status": "done"}


async def test_the_same_sent_twice_is_written_once(desk: Desk) -> None:
    page = await desk.reader().opens()
    change: dict[str, str] = {desk.name("1.1", "status"): "done"}
    first = await page.posts("save", change)
    written = desk.site.office.all(DraftEntry)[0].said_at
    desk.site.moment = desk.site.now() + timedelta(minutes=1)
    second = await page.posts("save", change)
    assert (first.status, second.status) == (303, 303)
    assert [entry.said_at for entry in desk.site.office.all(DraftEntry)] == [written]


async def test_nothing_that_somebody_else_wrote_meanwhile_is_lost(desk: Desk) -> None:
    named = desk.name
    lan = await desk.reader().opens()
    hai = await desk.reader(desk.hai).opens()
    await hai.sends("save", {named("1.1", "status"): "done", named("2.7", "status"): "not_started"})
    desk.site.moment = desk.site.now() + timedelta(minutes=1)
    answer = await lan.sends("save", {named("2.7", "status"): "done", named("3.1", "status"): "done"})
    assert answer.status == 422
    assert "Hải vừa ghi nội dung khác cho nhiệm vụ này: chưa thực hiện" in answer.sheet.problems[0]
    assert answer.sheet.value(named("2.7", "status")) == "done"
    assert (desk.kept("1.1"), desk.kept("2.7"), desk.kept("3.1")) == (
        {"status": "done"}, {"status": "not_started"}, {"status": "done"},
    )  # fmt: skip
    saved = await answer.sends("save")  # seen, and said again
    assert saved.status == 200
    assert desk.kept("2.7") == {"status": "done"}


async def test_what_was_not_read_is_not_handed_in(desk: Desk) -> None:
    read = await (await desk.reader().opens()).sends("review", desk.all_done())
    desk.site.moment = desk.site.now() + timedelta(minutes=1)
    await (await desk.reader(desk.hai).opens()).sends("save", {desk.name("2.7", "status"): "not_started"})
    again = await read.sends("send")
    assert "Bản nháp vừa có thay đổi" in again.sheet.text
    assert desk.site.office.all(Report) == []
    sent = await again.sends("send")
    assert "Đã gửi báo cáo" in sent.sheet.text


async def test_handed_in_once_however_often_it_is_sent(desk: Desk) -> None:
    read = await (await desk.reader().opens()).sends("review", desk.all_done())
    answers = [await read.posts("send") for _ in range(3)]
    assert [answer.status for answer in answers] == [303] * 3
    assert len(desk.site.office.all(Report)) == 1
    late = await desk.reader().opens()
    assert "Báo cáo đã nộp" in late.sheet.text
    assert late.sheet.buttons == ["amend"]


async def test_nothing_to_report_is_read_before_it_is_handed_in(desk: Desk) -> None:
    page = await desk.reader().opens()
    assert f"{page.path}/khong-phat-sinh" in page.sheet.links
    read = await page.opens("/khong-phat-sinh")
    assert "Không phát sinh trong kỳ" in read.sheet.text
    await (await desk.reader(desk.hai).opens()).sends("save", {desk.name("1.1", "status"): "done"})
    again = await read.sends("nil")
    assert "Bản nháp 1 nhiệm vụ sẽ bỏ đi" in again.sheet.text
    assert desk.site.office.all(Report) == []
    await again.sends("nil")
    [report] = desk.site.office.all(Report)
    assert report.nil


async def test_a_report_that_is_in_is_corrected_as_a_new_revision(desk: Desk) -> None:
    sent = await (await (await desk.reader().opens()).sends("review", desk.all_done())).sends("send")
    ignored = await desk.visitor.post(sent.path, data={"do": "save", f"{desk.name('1.1', 'status')}": "not_started"})
    assert ignored.status == 303  # the page was left open: it says that the report is in
    assert desk.site.office.all(DraftEntry) == []
    page = await sent.sends("amend")
    assert "Anh/chị đang viết bản sửa" in page.sheet.text
    assert page.sheet.value(desk.name("1.1", "status")) == "done"
    read = await page.sends("review", {desk.name("1.1", "status"): "not_started"})
    again = await read.sends("send")
    assert "lần 2" in again.sheet.text
    assert [report.revision for report in desk.site.office.all(Report)] == [1, 2]


async def test_as_last_period(desk: Desk) -> None:
    desk.site.office.open("KHCN-QUY", "2026-Q3")
    now, desk.duty = desk.duty, desk.site.office.obligation_id("PKT", period_key="2026-Q3")
    before = {**desk.all_done(), desk.name("2.7", "status"): "in_progress", desk.name("2.7", "percent"): "25"}
    await (await (await desk.reader().opens()).sends("review", before)).sends("send")
    desk.duty = now
    page = await desk.reader().opens()
    assert "Kỳ trước: đang thực hiện 25 %" in page.sheet.text
    filled = await page.sends("as_before", {desk.name("2.7", "percent"): "40"})
    assert "lấy lại nội dung kỳ trước" in filled.sheet.text
    assert (desk.kept("2.7"), desk.kept("1.1")) == ({"status": "in_progress", "percent": 40}, {"status": "done"})
    assert [entry.as_before for entry in desk.site.office.all(DraftEntry)].count(True) == 6


async def test_a_returned_report_shows_its_comments_until_they_are_answered(desk: Desk) -> None:
    sent = await (await (await desk.reader().opens()).sends("review", desk.all_done())).sends("send")
    tuan = desk.site.office.person("BTG", "coordinator", "Tuấn", "tuan", channel="web")
    returned(desk, tuan)
    desk.site.moment = desk.site.now() + timedelta(hours=1)
    page = await sent.opens()
    assert "Tuấn trả lại" in page.sheet.text
    assert "“chưa có số liệu”" in page.sheet.text
    missing = await page.sends("review")
    assert (
        missing.sheet.problems == ["Ý kiến này chưa được trả lời: anh/chị sửa nội dung, hoặc đánh dấu giữ nguyên."]
        or missing.sheet.problems
    )
    assert "Còn thiếu 1 nhiệm vụ" in missing.sheet.text
    read = await missing.sends("review", {f"{desk.tasks['2.7']}::keep": "1"})
    again = await read.sends("send")
    assert "lần 2" in again.sheet.text
    await until(lambda: len(desk.site.texts("tuan")) == 1)
    assert "lần 2" in desk.site.texts("tuan")[0]


def returned(desk: Desk, by: int) -> None:
    """Sent back with a comment on one task, as `handlers/reviewing` leaves it."""
    [report] = desk.site.office.all(Report)
    owned = {"organisation_id": desk.site.office.organisation_id, "obligation_id": desk.duty}
    now = desk.site.now() + timedelta(minutes=5)
    with desk.site.database.transaction() as session:
        comments = [{"task": desk.tasks["2.7"], "text": "chưa có số liệu"}]
        session.add(
            Review(
                **owned,
                report_id=report.id,
                person_id=by,
                verdict="returned",
                channel="telegram",
                at=now,
                comments=comments,
            )
        )
        session.get_one(Obligation, desk.duty).state = "returned"
        lines = reports.lines(session, report.id)
        drafts.begin_from(session, owned["organisation_id"], desk.duty, desk.unit, lines, now)


async def test_a_contributing_unit_says_its_part_and_hands_nothing_in(desk: Desk) -> None:
    office = desk.site.office
    office.add_requirement("KHCN-CHUNG", "Báo cáo chung", units=["PKT"], contributing=["PYT"])
    office.open("KHCN-CHUNG", "2026-Q4")
    desk.duty = office.obligation_id("PKT", "KHCN-CHUNG")
    minh = office.person("PYT", "focal_point", "Minh", "minh")
    page = await desk.reader(minh, unit=office.unit_id("PYT")).opens()
    assert "Phần phối hợp của Phòng Y tế" in page.sheet.text
    assert set(page.sheet.buttons) == {"save", "files"}
    saved = await page.sends("save", {desk.name("2.7", "result"): "đã góp ý"})
    assert "Đã ghi phần phối hợp" in saved.sheet.text
    for do in ("send", "nil", "review"):
        await saved.sends(do)
    assert office.all(Report) == []
    lead = await desk.reader().opens()
    assert "Phòng Y tế · 2.7: kết quả “đã góp ý” (Minh)" in lead.sheet.text


async def test_a_hundred_tasks(desk: Desk) -> None:
    office = desk.site.office
    office.add_plan("LON", "Kế hoạch lớn", coordinators=["BTG"], tasks={f"L.{n}": f"Nhiệm vụ {n}" for n in range(100)})
    office.add_requirement("LON-QUY", "Báo cáo quý lớn", units=["PKT"], plan="LON")
    office.open("LON-QUY", "2026-Q4")
    desk.duty = office.obligation_id("PKT", "LON-QUY")
    desk.tasks = {task.code: task.id for task in office.all(Task) if task.code.startswith("L.")}
    read = await (await desk.reader().opens()).sends("review", desk.all_done())
    sent = await read.sends("send")
    assert "100 nhiệm vụ: 100 hoàn thành" in sent.sheet.text


async def test_in_another_language(desk: Desk) -> None:
    mary = desk.site.office.person("PKT", "deputy", "Mary", "mary", language="en")
    page = await desk.reader(mary).opens()
    assert "Review and send" in page.sheet.text
    assert "Tình trạng" not in page.sheet.text


async def test_a_page_sent_as_it_stands_leaves_every_word_as_it_was(desk: Desk) -> None:
    desk.asks(FIELDS)
    said = {
        "status": "in_progress", "percent": 33.33, "figures": [{"what": "vốn", "n": 5, "of": 12, "unit": "tỷ"}],
        "result": "dòng “một” & <b>\n\n  thụt\nhết </textarea>", "obstacle": "'\"&lt;", "tthc": 12.125, "muc_do": "cao",
        "ke_hoach": {"number": "12/KH-UBND", "date": "2026-03-05", "issuer": 'UBND "phường" <1>'},
        "ngay_th": "2026-02-28", "ghi_chu": "{{ 7 * 7 }}",
    }  # fmt: skip
    with desk.site.database.transaction() as session:
        owner = desk.site.office.organisation_id
        draft = drafts.begin(
            session, organisation_id=owner, obligation_id=desk.duty, unit_id=desk.unit, now=desk.site.now()
        )
        drafts.put(session, draft, desk.tasks["2.7"], said, person_id=desk.hai, now=desk.site.now())
    [before] = desk.site.office.all(DraftEntry)
    desk.site.moment = desk.site.now() + timedelta(minutes=1)
    page = await desk.reader().opens()
    assert page.sheet.value(desk.name("2.7", "figures")) == "vốn 5/12 tỷ"
    assert (await page.sends("save")).status == 200
    [after] = desk.site.office.all(DraftEntry)
    assert (after.answers, after.person_id, after.said_at) == (said, desk.hai, before.said_at)
    await page.sends("save", {desk.name("2.7", "figures"): ""})
    assert desk.kept("2.7") == {code: value for code, value in said.items() if code != "figures"}
