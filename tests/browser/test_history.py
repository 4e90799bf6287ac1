"""What was said before: days, older lines, and not losing one's place."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from domain.messaging.messages import Button, Card, Outgoing, text_of
from tests.browser.window import PHONE, Window, Windows
from tests.web.site import Site, Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("browser"), pytest.mark.long]


async def bot_says(site: Site, lan: Visitor, *texts: str) -> None:
    for text in texts:
        await site.clerk.say(lan.public_id, Outgoing("say", Card(text_of(text))))
    await lan.settled()


async def numbers_in(window: Window) -> list[int]:
    said = await window.page.locator(".bubble").evaluate_all("all => all.map(one => one.textContent)")
    return [int(text.split("tin ")[1].split(" ")[0]) for text in said]


async def test_days_are_marked_as_the_organisation_sees_them(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        site.moment = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)  # Monday, 01:30 in Viet Nam
        await bot_says(site, lan, "khuya")
        site.moment = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)
        await bot_says(site, lan, "sáng")
        site.moment = datetime(2026, 11, 29, 2, 5, tzinfo=UTC)
        await bot_says(site, lan, "tuần sau")
        window = await windows.open(timezone_id="America/New_York")
        await window.page.clock.set_fixed_time("2026-11-30T02:00:00Z")
        window = await windows.chat(lan, timezone_id="America/New_York")
        await window.page.clock.set_fixed_time("2026-11-30T02:00:00Z")
        await window.page.reload()
        await window.sees("tuần sau")
        await expect(window.page.locator(".day")).to_have_text(["thứ Hai 23/11/2026", "Hôm qua"])
        await expect(window.page.locator(".line time")).to_have_text(["01:30", "09:05", "09:05"])


async def test_however_long_the_talk_the_page_itself_does_not_scroll(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        link = ((Button("Mở tệp", url="https://dondoc.example/tep"),),)
        for number in range(40):
            await site.clerk.say(lan.public_id, Outgoing("say", Card(text_of(f"tin {number} của bot"), link)))
        window = await windows.chat(lan, PHONE)
        await window.sees("tin 39 của bot")
        room = await window.page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
        assert room[0] == room[1]
        await expect(window.page.locator("header, .bar").first).to_be_in_viewport()


async def test_older_lines_come_when_scrolling_up_and_nothing_jumps(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        await bot_says(site, lan, *(f"tin {number} của bot" for number in range(130)))
        window = await windows.chat(lan, PHONE)
        await window.sees("tin 129 của bot")
        await expect(window.bubble("tin 129 của bot")).to_be_in_viewport()
        assert await numbers_in(window) == list(range(80, 130))
        talk = window.page.locator("#talk")
        await talk.evaluate("talk => { talk.scrollTop = 300; }")
        top = window.bubble("tin 85 của bot")
        before = await top.bounding_box()
        await window.sees("tin 30 của bot")
        after = await top.bounding_box()
        assert before is not None
        assert after is not None
        assert abs(before["y"] - after["y"]) < 3
        for _ in range(3):
            await talk.evaluate("talk => { talk.scrollTop = 0; }")
            await window.page.wait_for_timeout(150)
        await window.sees("tin 0 của bot")
        assert await numbers_in(window) == list(range(130))
        await expect(window.page.locator("#edge")).to_have_text("Đầu cuộc trò chuyện")


async def test_reading_older_lines_is_not_disturbed_by_new_ones(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        await bot_says(site, lan, *(f"tin {number} của bot" for number in range(40)))
        window = await windows.chat(lan)
        await window.sees("tin 39 của bot")
        await expect(window.page.locator("#to-bottom")).to_be_hidden()
        await window.page.locator("#talk").evaluate("talk => { talk.scrollTop = 100; }")
        reading = window.bubble("tin 5 của bot")
        before = await reading.bounding_box()
        await bot_says(site, lan, "tin 40 của bot", "tin 41 của bot")
        down = window.page.get_by_role("button", name="2 tin mới")
        await expect(down).to_be_visible()
        assert await reading.bounding_box() == before
        await down.click()
        await expect(window.bubble("tin 41 của bot")).to_be_in_viewport()
        await expect(window.page.locator("#to-bottom")).to_be_hidden()


async def test_unsent_text_is_still_there_after_a_reload(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan)
        await window.field.fill("đang gõ dở, vướng: thiếu kinh phí")
        await window.page.reload()
        await expect(window.field).to_have_value("đang gõ dở, vướng: thiếu kinh phí")
        await window.button("Gửi").click()
        await window.sees("Đã nhận: đang gõ dở")
        await window.page.reload()
        await window.sees("Đã nhận: đang gõ dở")
        await expect(window.field).to_have_value("")


async def test_two_windows_of_one_chat_show_the_same(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        desk, phone = await windows.chat(lan), await windows.chat(lan, PHONE)
        await desk.say("từ máy bàn")
        await phone.sees("Đã nhận: từ máy bàn")
        await phone.say("từ điện thoại")
        await desk.sees("Đã nhận: từ điện thoại")
        for window in (desk, phone):
            await expect(window.bubbles).to_have_count(4)
