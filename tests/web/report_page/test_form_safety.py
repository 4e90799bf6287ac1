"""A report's page against forged and old links, people who have left, other sites, and what no browser sends."""

import pytest

from handlers.conversation.signed_links import FormLinks
from storage.tables import (
    DraftEntry,
    Obligation,
    Position,
    Report,
)
from tests.web.desk import Desk


async def test_looking_changes_nothing(desk: Desk) -> None:
    await (await desk.reader().opens()).sends("save", {desk.name("1.1", "status"): "done"})
    before = desk.tables()
    for more in ("", "/xem-lai", "/khong-phat-sinh", "?luu", "?thieu", "?do=send"):
        await desk.reader().opens(more)
    assert desk.tables() == before


@pytest.mark.parametrize(
    "forged",
    [
        "/bao-cao/{later}/{u}/{p}/{until}/{s}",
        "/bao-cao/{o}/1/{p}/{until}/{s}",
        "/bao-cao/{o}/{u}/{hai}/{until}/{s}",
        "/bao-cao/{o}/{u}/{p}/{later}/{s}",
        "/bao-cao/{o}/{u}/{p}/{until}/{other}",
        "/bao-cao/{o}/{u}/{p}/{until}/",
        "/bao-cao/99999999999999999999/{u}/{p}/{until}/{s}",
        "/bao-cao/{o}/{u}/{p}/{until}/{s}/xem-laii",
    ],
)
async def test_a_forged_link_opens_and_takes_nothing(desk: Desk, forged: str) -> None:
    _, _, o, u, p, until, s = desk.link().split("/")
    other = FormLinks("", b"another secret").link(desk.duty, desk.unit, desk.lan, desk.site.now()).rpartition("/")[2]
    path = forged.format(o=o, u=u, p=p, until=until, s=s, later=int(until) + 1, other=other, hai=desk.hai)
    assert (await desk.visitor.get(path)).status == 404
    assert (await desk.visitor.post(path, data={"do": "nil"})).status in (404, 405)
    assert desk.site.office.all(Report) == []


async def test_a_link_is_over_after_a_week(desk: Desk) -> None:
    path = desk.link(days=7, seconds=1)
    for answer in (await desk.visitor.get(path), await desk.visitor.post(path, data={"do": "nil"})):
        assert answer.status == 410
        assert "hết hạn" in answer.text
    assert (await desk.visitor.get(desk.link(days=6, hours=23))).status == 200


async def test_rights_are_looked_at_with_every_look_and_every_sending(desk: Desk) -> None:
    page = await desk.reader().opens()
    desk.sets(Position, until=desk.site.now())
    refused = await page.sends("save", {desk.name("1.1", "status"): "done"})
    assert refused.status == 403
    assert "Anh/chị không còn là người báo cáo của Phòng Kinh tế & <Hạ tầng>" in refused.sheet.text
    assert (await desk.reader().opens()).status == 403
    assert desk.site.office.all(DraftEntry) == []


@pytest.mark.parametrize(("state", "said"), [("accepted", "chấp nhận và khóa"), ("excused", "được miễn kỳ này")])
async def test_what_is_closed_says_so_in_the_words_of_the_chat(desk: Desk, state: str, said: str) -> None:
    page = await desk.reader().opens()
    desk.sets(Obligation, state=state)
    refused = await page.sends("save", {desk.name("1.1", "status"): "done"})
    assert (refused.status, said in refused.sheet.text) == (409, True)
    assert said in (await desk.reader().opens()).sheet.text
    assert desk.site.office.all(DraftEntry) == []


async def test_other_sites_cannot_send_the_form(desk: Desk) -> None:
    page = await desk.reader().opens()
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = await desk.visitor.post(page.path, data={"do": "nil"}, headers=headers)
        assert answer.status == 403
    assert desk.site.office.all(Report) == []


async def test_what_no_browser_sends(desk: Desk) -> None:
    path, named = desk.link(), desk.name
    strange = [
        {}, {"do": "?"}, {"do": "send", "v": "x"}, {"do": "save", "nonsense": "1", ":": "2", "0:status": "done"},
        {"do": "save", named("1.1", "status"): "done"},  # without what the page showed
        {"do": "save", named("1.1", ":base"): "x", named("1.1", "no_such"): "1", "999999:status": "done"},
        {"do": "save", named("1.1", ":unfile"): "77"},
    ]  # fmt: skip
    for body in strange:
        assert (await desk.visitor.post(path, data=body)).status == 303
    assert (await desk.visitor.post(path, data=b"\0\xff", headers={"Content-Type": "text/plain"})).status in (303, 400)
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    assert (await desk.visitor.post(path, data=b"--y\r\n", headers=broken)).status in (303, 400)
    assert (await desk.visitor.post(path, json={"do": "nil"})).status in (303, 400)
    assert desk.site.office.all(DraftEntry) == []
    assert desk.site.office.all(Report) == []


async def test_what_is_much_too_long_is_said_beside_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = await desk.reader().opens()
    answer = await page.sends("save", {desk.name("1.1", "result"): "a" * 100_000})
    assert answer.sheet.problems == ["Dài quá 2000 ký tự. Anh/chị rút gọn giúp."]
    monkeypatch.setattr("web.report_page.form_body.LONGEST", 50_000)  # more than anybody types
    assert (await page.posts("save", {desk.name("1.1", "result"): "a" * 50_001})).status == 400
