"""`/thu/…`: the page of the link in each mail."""

import aiohttp
import pytest

from handlers.conversation.signed_links import MailLinks
from storage.tables import Address, AuditEvent
from tests.web.site import SECRET, Site

BOX = "lan@coquan.vn"


@pytest.fixture
def path(site: Site) -> str:
    person = site.office.person("PYT", "focal_point", "Lan", BOX, channel="email")
    assert person
    [address] = [row for row in site.office.all(Address) if row.chat_id == BOX]
    return MailLinks("", SECRET).refusal(address.id, BOX)


def reason(site: Site) -> str | None:
    [address] = [row for row in site.office.all(Address) if row.chat_id == BOX]
    return None if address.unreachable_reason is None else str(address.unreachable_reason)


async def test_looking_changes_nothing_and_the_button_does(site: Site, path: str) -> None:
    async with site.visitor() as reader:
        for _ in range(3):
            shown = await reader.get(path)
            assert shown.status == 200
            assert BOX in shown.text
            assert "Không gửi thư tới đây nữa" in shown.text
        assert reason(site) is None
    headers = {"Origin": site.url}
    async with aiohttp.ClientSession(headers=headers) as http:
        async with http.post(site.url + path, data={"do": "refuse"}) as done:
            assert done.status == 200
            assert "Đôn Đốc không gửi thư tới hộp thư này nữa." in await done.text()
        assert reason(site) == "not_me"
        async with http.post(site.url + path, data={"do": "again"}) as back:
            assert "Không nhận thư của Đôn Đốc ở hộp thư này nữa?" in await back.text()
    assert reason(site) is None
    actions = [event.action for event in site.office.all(AuditEvent)]
    assert [action for action in actions if action.startswith("mailbox.")] == ["mailbox.refused", "mailbox.wanted"]


async def test_a_mail_programs_own_button_works_without_a_page(site: Site, path: str) -> None:
    body = {"List-Unsubscribe": "One-Click"}
    async with aiohttp.ClientSession() as http, http.post(site.url + path, data=body) as done:
        assert (done.status, done.history) == (200, ())  # RFC 8058: no redirect
    assert reason(site) == "not_me"


async def test_a_button_pressed_without_a_choice_changes_nothing(site: Site, path: str) -> None:
    """By programs that look through mails and press the first button they find."""
    async with aiohttp.ClientSession(headers={"Origin": site.url}) as http:
        for form, status in (({}, 422), ({"do": "keep"}, 200), ({"do": "nonsense"}, 422)):
            async with http.post(site.url + path, data=form) as done:
                assert done.status == status
        assert reason(site) is None
        async with http.post(site.url + path, data={"do": "refuse"}):
            assert reason(site) == "not_me"
        async with http.post(site.url + path, data={}) as pressed:
            assert "Vui lòng chọn một dòng" in await pressed.text()
    assert reason(site) == "not_me"


async def test_the_end_of_a_sentence_is_no_part_of_the_link(site: Site, path: str) -> None:
    async with site.visitor() as reader:
        ends = (")", ".", ").", ",", "%E2%80%9D", ">", "%3E", "%22", "%20", "%0A", "&utm_source=x", "&amp;utm_source=x")
        for end in (*ends, "?utm_source=x", "%3C/a%3E", "*", "%E2%80%8B", "%20xin%20m%E1%BB%9F"):
            shown = await reader.get(path + end)
            assert (shown.status, f'action="{path}"' in shown.text) == (200, True), end
        for broken in ("%0A", "=%0D%0A", "%0D%0A%3E%20"):
            shown = await reader.get(f"{path[:-9]}{broken}{path[-9:]}")
            assert (shown.status, f'action="{path}"' in shown.text) == (200, True), broken
        for lost in (path[:-9], path[:8]):
            shown = await reader.get(lost)
            assert (shown.status, "thiếu một phần" in shown.text) == (404, True), lost


async def test_nobody_else_does_it(site: Site, path: str) -> None:
    chat = site.office.address(site.office.person_id("Lan"), "77")
    forged = [
        path[:-1] + ("0" if path[-1] != "0" else "1"),
        path.replace("/thu/", "/thu/9"),
        MailLinks("", SECRET).refusal(chat, "77"),
        MailLinks("", b"another").refusal(1, BOX),
    ]
    async with aiohttp.ClientSession() as http:
        for one in forged:
            async with http.get(site.url + one) as shown:
                assert shown.status == 404
            async with http.post(site.url + one, data={"do": "refuse"}) as done:
                assert done.status == 404
        elsewhere = {"Origin": "https://evil.example"}
        async with http.post(site.url + path, data={"do": "refuse"}, headers=elsewhere) as done:
            assert done.status == 403
    assert reason(site) is None
