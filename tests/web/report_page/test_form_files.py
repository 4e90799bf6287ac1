"""Files from a report's page: with their tasks, or refused in words."""

import pytest

from storage.tables import (
    Address,
    Attachment,
)
from tests import files, strangers
from tests.web.desk import Desk


async def test_files_go_with_their_tasks(desk: Desk) -> None:
    page = await desk.reader().opens()
    upload = {f"{desk.tasks['2.7']}::upload": [("biên bản.pdf", files.PDF), ("ảnh.jpg", files.picture())],
              f"{desk.tasks['3.1']}::upload": [("", b"")]}  # fmt: skip
    typed: dict[str, str] = {desk.name("1.1", "result"): "chưa xong"}
    only = await page.sends("files", typed, uploads=upload)
    assert "Đã đính kèm 2 tệp. Nội dung khác trên trang chưa lưu." in only.sheet.text
    assert only.sheet.value(desk.name("1.1", "result")) == "chưa xong"
    assert desk.kept("1.1") == {}
    assert [file["name"] for file in desk.kept("2.7")["files"]] == ["biên bản.pdf", "ảnh.jpg"]
    assert {row.state for row in desk.site.office.all(Attachment)} == {"attached"}
    saved = await only.sends("save", uploads=upload)  # the same again is one
    assert len(desk.kept("2.7")["files"]) == 2
    assert desk.kept("1.1") == {"result": "chưa xong"}
    [link] = [link for link in saved.sheet.links if link.startswith("/dinh-kem/")][:1]
    assert (await desk.visitor.get(link)).text.encode() == files.PDF
    first = desk.kept("2.7")["files"][0]["id"]
    await saved.sends("save", {f"{desk.tasks['2.7']}::unfile": str(first)})
    assert [file["name"] for file in desk.kept("2.7")["files"]] == ["ảnh.jpg"]


async def test_files_are_refused_in_words_beside_the_task(desk: Desk) -> None:
    page = await desk.reader().opens()
    upload = {
        f"{desk.tasks['2.7']}::upload": [("bao-cao.pdf", b"MZ" + bytes(100)), ("tốt.pdf", files.PDF), ("r.pdf", b"")]
    }
    answer = await page.sends("save", {desk.name("2.7", "status"): "done"}, uploads=upload)
    assert answer.status == 422
    assert [problem.split(" ")[0] for problem in answer.sheet.problems] == ["“bao-cao.pdf”", "“r.pdf”"]
    assert [file["name"] for file in desk.kept("2.7")["files"]] == ["tốt.pdf"]
    assert desk.kept("2.7")["status"] == "done"
    [row] = desk.site.office.all(Attachment)
    assert row.state == "attached"


async def test_more_files_than_a_task_takes(desk: Desk) -> None:
    page = await desk.reader().opens()
    many = [(f"{n}.pdf", files.PDF + bytes([n])) for n in range(21)]
    answer = await page.sends("files", uploads={f"{desk.tasks['2.7']}::upload": many})
    assert "Mỗi nhiệm vụ nhận tối đa 20 tệp" in answer.sheet.problems[0]
    assert desk.kept("2.7") == {}
    assert {row.state for row in desk.site.office.all(Attachment)} == {"removed"}


async def test_more_than_is_taken_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.report_page.form_body.MOST_BYTES", 30_000)
    monkeypatch.setattr("web.report_page.form_body._AROUND", 30_000)
    monkeypatch.setattr("web.report_page.form_body.MOST_AT_ONCE", 90_000)
    page = await desk.reader().opens()
    name = f"{desk.tasks['2.7']}::upload"
    answer = await page.sends("files", uploads={name: [("a.pdf", files.PDF + bytes(30_000))]})
    assert answer.status == 422
    assert "“a.pdf” nặng quá 20 MB" in answer.sheet.problems[0]
    refused = await page.sends("files", uploads={name: [("a.pdf", bytes(200_000))]})
    assert refused.status == 413
    assert "Các tệp đã chọn nặng quá" in refused.sheet.text
    assert desk.site.office.all(Attachment) == []


async def test_whoever_has_no_chat_any_more_sends_no_files(desk: Desk) -> None:
    page = await desk.reader().opens()
    desk.sets(Address, person_id=None)
    answer = await page.sends("files", uploads={f"{desk.tasks['2.7']}::upload": [("a.pdf", files.PDF)]})
    assert answer.sheet.problems == ["Tôi không lấy được “a.pdf”. Anh/chị gửi lại giúp."]


async def test_files_of_strangers_on_the_page(desk: Desk) -> None:
    page = await desk.reader().opens()
    upload = f"{desk.tasks['2.7']}::upload"
    taken = await page.sends("files", uploads={upload: list(strangers.read().items())})
    assert taken.sheet.problems == []
    assert len(desk.kept("2.7")["files"]) == len(strangers.read())
    refused = {name: content for name, (content, _) in strangers.refused().items() if content}
    answer = await taken.sends("files", uploads={upload: list(refused.items())})
    said = "\n".join(answer.sheet.problems)
    assert [name for name in refused if strangers.refused()[name][1] not in said or f"“{name}”" not in said] == []
    assert len(desk.kept("2.7")["files"]) == len(strangers.read())
