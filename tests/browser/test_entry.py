"""Coming in with a real browser, and pictures of every page on a phone and a desktop, light and dark."""

import os
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.legible import illegible
from tests.browser.window import DESKTOP, PHONE, Windows, enter_by_link
from tests.web.site import Site

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("browser")]


async def test_by_link(site: Site, windows: Windows) -> None:
    code = site.invite(name="Nguyễn Thị Lan")
    window = await windows.open(PHONE)
    await window.page.goto(f"/vao/{code}")
    await expect(window.page.get_by_role("heading")).to_have_text("Kính mời Nguyễn Thị Lan")
    await expect(window.page.get_by_text("Phòng Kinh tế & <Hạ tầng>")).to_be_visible()
    await enter_by_link(window.page)
    await window.sees("Nguyễn Thị Lan")
    await expect(window.button("Nhiệm vụ của tôi")).to_be_visible()
    chat = window.page.url
    await window.page.goto("/")
    assert window.page.url == chat


async def test_a_used_link_leads_back_to_the_open_chat(site: Site, windows: Windows) -> None:
    windows.tolerant = True  # the page of a used link is a 404
    code = site.invite()
    window = await windows.open()
    await window.page.goto(f"/vao/{code}")
    await enter_by_link(window.page)
    await window.page.wait_for_url("**/chat/**")
    chat = window.page.url
    await window.page.goto(f"/vao/{code}")
    await expect(window.page.get_by_role("alert")).to_contain_text("Mã này đã được dùng")
    await window.page.get_by_role("link", name="Về cuộc trò chuyện đang mở").click()
    assert window.page.url == chat


async def test_by_typing_the_code(site: Site, windows: Windows) -> None:
    windows.tolerant = True  # a wrong code is answered with 403
    code = site.invite()
    window = await windows.open()
    await window.page.goto("/")
    field = window.page.get_by_label("Mã mời")
    await expect(field).to_be_focused()
    await field.fill("WRONG234")
    await field.press("Enter")
    await expect(window.page.get_by_role("alert")).to_contain_text("còn 4 lần thử")
    await field.fill(f" {code[:4].lower()} {code[4:].lower()}")
    await field.press("Enter")
    await window.sees("Chào anh/chị")


async def test_two_people_side_by_side_in_one_browser(site: Site, windows: Windows) -> None:
    window = await windows.open()
    await window.page.goto(f"/vao/{site.invite('PKT', 'Lan')}")
    await enter_by_link(window.page)
    await window.sees("Chào anh/chị Lan")
    minh = await window.page.context.new_page()
    await minh.goto(f"/vao/{site.invite('PYT', 'Minh')}")
    await enter_by_link(minh)
    await minh.locator(".bubble", has_text="Chào anh/chị Minh").wait_for()
    await window.say("của Lan")
    await window.sees("Đã nhận: của Lan")
    await expect(minh.locator(".bubble", has_text="của Lan")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_pages_fit_their_screens(
    site: Site, windows: Windows, device: dict[str, object], scheme: str, tmp_path: Path
) -> None:
    """Pictures go to the folder named by DONDOC_PICTURES, to be looked at and for the guide."""
    folder = Path(os.environ.get("DONDOC_PICTURES", tmp_path))
    name = f"{'phone' if device is PHONE else 'desktop'}-{scheme}"
    window = await windows.open(device, color_scheme=scheme)

    async def picture(page: str) -> None:
        await window.page.screenshot(path=folder / f"{page}-{name}.png")
        assert await illegible(window.page) == []

    await window.page.goto("/")
    await picture("entry")
    await window.page.goto(f"/vao/{site.invite(name='Nguyễn Thị Lan')}")
    await picture("confirm")
    await enter_by_link(window.page)
    await window.sees("Nguyễn Thị Lan")
    await window.say("/nhiemvu")
    await window.sees("Còn 1 ngày")
    await window.say("2.7 đạt 40%, vướng: " + "dài_không_khoảng_trắng" * 20)
    await window.sees("Đã nhận: 2.7")
    await picture("chat")
    dark = await window.page.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor")
    assert (dark == "rgb(23, 33, 43)") == (scheme == "dark")
