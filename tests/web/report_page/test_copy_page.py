"""`/ban-in/…`: a report as it was handed in, to be read and printed."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest

from handlers.conversation.signed_links import CopyLinks
from storage.tables import Position, Report
from tests.web.desk import Desk
from tests.web.site import SECRET


def link(desk: Desk, person: int | None = None, report: int = 1, days: int = 0) -> str:
    links = CopyLinks(desk.site.public_url, SECRET)
    moment = desk.site.now() - timedelta(days=days)
    return links.link(report, person or desk.lan, moment).removeprefix(desk.site.public_url)


@pytest.fixture
async def handed_in(desk: Desk) -> Desk:
    """Lan has handed in her unit's report, with a text that looks like a script."""
    page = await desk.reader().opens()
    answers = desk.all_done() | {desk.name("2.7", "result"): "<script>alert(1)</script> đã mở 5 lớp"}
    page = await page.sends("review", answers)
    await page.sends("send")
    assert [report.number for report in desk.site.office.all(Report)] == ["KHCN-QUY/2026-Q4/PKT/1"]
    return desk


async def test_it_is_read_as_it_was_handed_in(handed_in: Desk) -> None:
    before = handed_in.tables()
    answer = await handed_in.visitor.get(link(handed_in))
    assert answer.status == 200
    for said in (
        "KHCN-QUY/2026-Q4/PKT/1",
        "Phòng Kinh tế &amp; &lt;Hạ tầng&gt;",
        "đã mở 5 lớp",
        "&lt;script&gt;",
        "Hoàn thành",
    ):
        assert said in answer.text, said
    assert "<script>alert" not in answer.text
    assert handed_in.tables() == before


async def test_it_is_there_as_word(handed_in: Desk) -> None:
    path = f"{link(handed_in)}/word"
    assert path in (await handed_in.visitor.get(link(handed_in))).text
    async with handed_in.visitor.http.get(handed_in.site.url + path) as answer:
        assert answer.status == 200
        assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''KHCN-QUY%202026-Q4%20PKT%201.docx"
        document = docx.Document(BytesIO(await answer.read()))
    assert any("<script>alert(1)</script> đã mở 5 lớp" in one.text for one in document.paragraphs)


async def test_rights_are_looked_at_whenever_it_is_opened(handed_in: Desk) -> None:
    stranger = handed_in.site.office.person("PYT", "focal_point", "An", "an", channel="web")
    coordinator = handed_in.site.office.person("BTG", "coordinator", "Tuấn", "tuan", channel="web")
    assert (await handed_in.visitor.get(link(handed_in, coordinator))).status == 200
    assert (await handed_in.visitor.get(link(handed_in, stranger))).status == 410
    assert (await handed_in.visitor.get(f"{link(handed_in, stranger)}/word")).status == 410
    handed_in.sets(Position, until=handed_in.site.now())
    assert (await handed_in.visitor.get(link(handed_in))).status == 410


async def test_old_and_forged_links(handed_in: Desk) -> None:
    over = await handed_in.visitor.get(link(handed_in, days=8))
    assert over.status == 410
    assert "hết hạn" in over.text
    _, _, report, person, until, signature = link(handed_in).split("/")
    for forged in (
        f"/ban-in/2/{person}/{until}/{signature}",
        f"/ban-in/{report}/{handed_in.hai}/{until}/{signature}",
        f"/ban-in/{report}/{person}/{int(until) + 1}/{signature}",
        f"/dinh-kem/{report}/{person}/{until}/{signature}",
        f"/ban-in/{report}/{person}/{until}/{signature}/pdf",
    ):
        assert (await handed_in.visitor.get(forged)).status == 404, forged
    assert (await handed_in.visitor.get(link(handed_in, report=99))).status == 410
