"""The chat page before a person: saying, pressing, attaching, and what is seen of it."""

import re

import pytest
from playwright.async_api import expect

from domain.messaging.messages import Card, MenuEntry, Outgoing, Span, text_of
from tests.browser.window import DESKTOP, PHONE, Windows
from tests.web.site import Site

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_a_card_is_pressed_and_changes_in_place(site: Site, windows: Windows, device: dict[str, object]) -> None:
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan, device)
        await expect(window.page.locator("#about")).to_have_text("Phòng Kinh tế & <Hạ tầng> · Nguyễn Thị Lan <b>")
        await window.say("/nhiemvu")
        await window.sees("Còn 1 ngày làm việc · Phòng Kinh tế & <Hạ tầng>")
        await expect(window.page.locator(".bubble strong")).to_have_text("Báo cáo quý IV/2026")
        await expect(window.page.locator(".mine .tick")).to_be_visible()
        await window.button("Báo cáo ngay").click()
        await window.sees("bản nháp")
        await expect(window.bubbles).to_have_count(2)
        await expect(window.button("Báo cáo ngay")).to_have_count(0)
        await expect(window.button("2.7 ✓")).to_be_visible()
        assert not await window.is_wider_than_its_screen()
        for key in await window.page.locator(".key").all():
            box = await key.bounding_box()
            assert box is not None
            assert box["height"] >= 40


async def test_a_button_shows_that_it_was_pressed_while_the_answer_is_awaited(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan)
        await window.say("/nhiemvu")
        await window.sees("Còn 1 ngày")
        site.clerk.at_work.clear()
        button = window.button("Báo cáo ngay")
        await button.click()
        await expect(button).to_have_class(re.compile("pressed"))
        await expect(window.page.locator("#typing")).to_be_visible()
        await button.click()
        site.clerk.at_work.set()
        await window.sees("bản nháp")
        await expect(window.page.locator("#typing")).to_be_hidden()
    assert [incoming.kind for incoming in site.clerk.heard] == ["text", "button"]


async def test_a_whole_report_by_keyboard_alone(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan)
        await expect(window.field).to_be_focused()
        await site.clerk.say(lan.public_id, Outgoing("say", Card(text_of("Xin chào"))))
        await window.page.keyboard.type("/nhiemvu")
        await window.page.keyboard.press("Enter")
        await window.sees("Còn 1 ngày")
        await window.page.keyboard.type("/bao")
        await expect(window.page.get_by_role("option")).to_have_count(1)
        await window.page.keyboard.press("Escape")
        await window.field.fill("/")
        await expect(window.page.get_by_role("option")).to_have_count(5)
        await window.page.keyboard.press("ArrowDown")
        await expect(window.page.get_by_role("option", selected=True)).to_contain_text("/baocao")
        await window.page.keyboard.press("Enter")
        await window.sees("Đã nhận: /baocao")
        await window.button("Báo cáo ngay").focus()
        await window.page.keyboard.press("Enter")
        await window.sees("bản nháp")
        await expect(window.page.locator(".key:focus")).to_have_count(1)


async def test_enter_sends_at_a_desk_and_breaks_the_line_on_a_phone(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        desk = await windows.chat(lan, DESKTOP)
        await desk.field.fill("một")
        await desk.field.press("Shift+Enter")
        await desk.field.press_sequentially("hai")
        await desk.field.press("Enter")
        await desk.sees("Đã nhận: một\nhai")
        await expect(desk.field).to_have_value("")
        phone = await windows.chat(lan, PHONE)
        await phone.field.fill("ba")
        await phone.field.press("Enter")
        await phone.field.press_sequentially("bốn")
        await expect(phone.field).to_have_value("ba\nbốn")


async def test_what_people_type_is_never_markup(site: Site, windows: Windows) -> None:
    lan = site.sign_in(name='Lan <img src=x onerror="window.hacked=1">')
    evil = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1"> & <b>đậm</b>'
    card = Card(
        text_of(Span("bấm", link="javascript:window.hacked=1"), " ", Span("mở", link="https://a.example/?a=1&b"))
    )
    async with lan:
        window = await windows.chat(lan)
        await window.say(evil)
        await window.sees(f"Đã nhận: {evil}")
        await site.clerk.say(lan.public_id, Outgoing("say", card))
        await window.sees("bấm mở")
        links = window.page.locator(".bubble a")
        await expect(links).to_have_count(1)
        await expect(links).to_have_attribute("href", "https://a.example/?a=1&b")
        await expect(links).to_have_attribute("rel", "noopener noreferrer")
        await window.page.reload()
        await window.sees(f"Đã nhận: {evil}")
        assert await window.page.evaluate("window.hacked") is None
        assert await window.page.locator(".log img, .log script, .log b").count() == 0


async def test_the_three_dots_while_an_answer_is_awaited(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan)
        site.clerk.at_work.clear()
        await window.say("xin chào")
        await expect(window.page.locator("#typing")).to_be_visible()
        site.clerk.at_work.set()
        await window.sees("Đã nhận: xin chào")
        await expect(window.page.locator("#typing")).to_be_hidden()


async def test_files_are_sent_and_too_large_ones_explained(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan)
        chooser = window.page.locator("#file")
        file = {"name": "Báo cáo & phụ lục.docx", "mimeType": "application/octet-stream", "buffer": b"x" * 3000}
        await chooser.set_input_files(file)  # type: ignore[arg-type]
        await window.sees("Đã nhận tên tệp Báo cáo & phụ lục.docx, 3000 byte")
        await expect(window.page.locator(".mine .file")).to_contain_text("3 kB")
        await chooser.evaluate(
            """input => {
                const bag = new DataTransfer();
                bag.items.add(new File([new Uint8Array(21 * 1024 * 1024)], "phim.mp4"));
                input.files = bag.files;
                input.dispatchEvent(new Event("change"));
            }"""
        )
        await window.sees("Tệp “phim.mp4” nặng 21 MB, vượt mức 20 MB")
    assert len(site.clerk.heard) == 1


async def test_five_megabytes_of_text_get_a_clear_answer_and_stay_in_the_field(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan)
        await window.field.evaluate("field => { field.value = 'a'.repeat(5e6); }")
        await window.field.evaluate("field => field.dispatchEvent(new Event('input'))")
        await window.button("Gửi").click()
        await window.sees("Tin này dài quá, chưa gửi được")
        assert await window.field.evaluate("field => field.value.length") == 5_000_000
    assert site.clerk.heard == []


async def test_in_english_for_those_who_chose_it(site: Site, windows: Windows) -> None:
    lan = site.sign_in(language="en")
    async with lan:
        window = await windows.chat(lan)
        await window.page.get_by_role("textbox", name="Type a message").fill("hello")
        await window.page.get_by_role("button", name="Send").click()
        await window.sees("Đã nhận: hello")
        await expect(window.page.locator(".day")).to_have_text("Today")


async def test_a_command_typed_whole_goes_before_a_longer_one(site: Site, windows: Windows) -> None:
    lan = site.sign_in()
    async with lan:
        window = await windows.chat(lan)
        await site.clerk.say(
            lan.public_id, Outgoing("menu", menu=(MenuEntry("lichsu", "Đã nộp"), MenuEntry("lich", "Lịch nghỉ")))
        )
        await expect(window.page.locator("#commands-button")).to_be_visible()
        await window.field.press_sequentially("/lich")
        await window.page.keyboard.press("Enter")
        await expect(window.page.locator(".mine").last).to_contain_text("/lich")
        await window.field.press_sequentially("/lichs")
        await window.page.keyboard.press("Enter")
        await expect(window.page.locator(".mine").last).to_contain_text("/lichsu")
        await window.sees("Đã nhận: /lichsu")
    assert [incoming.text for incoming in site.clerk.heard] == ["/lich", "/lichsu"]
