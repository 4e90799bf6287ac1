"""The server goes away and comes back, the network fails, the session ends."""

import re

import pytest
from playwright.async_api import Route, expect

from domain.messaging.messages import Card, Outgoing, text_of
from storage.tables import WebSession
from tests.browser.window import Windows
from tests.web.site import Site

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("browser"), pytest.mark.long]


async def test_nothing_is_lost_when_the_server_restarts(site: Site, windows: Windows) -> None:
    windows.tolerant = True
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan)
        await window.say("trước")
        await window.sees("Đã nhận: trước")
        await site.stop()
        status = window.page.get_by_text("Đang kết nối lại…")
        await expect(status).to_be_visible()
        await window.say("một, khi máy chủ vắng")
        await window.say("hai, khi máy chủ vắng")
        await expect(window.page.get_by_text("Chưa gửi được.")).to_have_count(2)
        await site.start()
        await site.clerk.say(lan.public_id, Outgoing("say", Card(text_of("tin trong lúc vắng"))))
        await window.sees("tin trong lúc vắng")
        await expect(status).to_be_hidden()
        await window.sees("Đã nhận: hai, khi máy chủ vắng")
        await expect(window.page.get_by_text("Chưa gửi được.")).to_have_count(0)
        await expect(window.bubbles).to_have_count(7)
        said = site.texts(lan.public_id)
        assert said.index("một, khi máy chủ vắng") < said.index("hai, khi máy chủ vắng")
        assert len(said) == len(set(said)) == 7


async def test_a_lost_answer_does_not_double_the_line(site: Site, windows: Windows) -> None:
    windows.tolerant = True
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan)

        async def lose(route: Route) -> None:
            await route.fetch()  # the server gets it, the page never hears of it
            await route.abort()

        await window.page.route("**/api/send", lose)
        await window.say("một lần thôi")
        await window.sees("Đã nhận: một lần thôi")
        await window.page.unroute_all(behavior="wait")
        await window.say("rồi")
        await window.sees("Đã nhận: rồi")
        await expect(window.bubbles).to_have_count(4)
    assert len(site.texts(lan.public_id)) == 4


async def test_what_could_not_be_sent_survives_a_reload_and_can_be_sent_or_dropped(
    site: Site, windows: Windows
) -> None:
    windows.tolerant = True
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan)
        await window.page.route("**/api/*", lambda route: route.abort())
        await window.say("chưa tới")
        await expect(window.button("Gửi lại")).to_be_visible()
        await window.say("bỏ đi")
        await window.button("Bỏ").last.click()
        await expect(window.bubble("bỏ đi")).to_have_count(0)
        await window.page.unroute_all(behavior="wait")
        await window.page.reload()
        await window.sees("Đã nhận: chưa tới")
    assert site.texts(lan.public_id) == ["chưa tới", "Đã nhận: chưa tới"]


async def test_when_the_session_ends_the_page_says_so(site: Site, windows: Windows) -> None:
    windows.tolerant = True
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan)
        with site.database.transaction() as session:
            session.query(WebSession).delete()
        site.listeners.notify(lan.public_id)
        await window.sees("Phiên trò chuyện đã hết. Vui lòng nhập mã mời mới")
        await window.page.get_by_role("link", name="Nhập mã mời").click()
        await expect(window.page.get_by_label("Mã mời")).to_be_visible()


async def test_signing_out(site: Site, windows: Windows) -> None:
    windows.tolerant = True
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan)
        await window.field.fill("dở dang")
        await window.page.get_by_label("Tùy chọn").click()
        await window.button("Đăng xuất khỏi trình duyệt này").click()
        await window.page.wait_for_url(re.compile(r"/\?moi=1$"))
        assert await window.page.evaluate("localStorage.length") == 0
        await window.page.goto(lan.chat)
        await expect(window.page.get_by_text("Phiên trò chuyện đã hết")).to_be_visible()
