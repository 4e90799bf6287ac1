"""Windows of a browser: a phone or a desktop, light or dark, with what they complain about written down."""

import re
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page

from tests.patience import PATIENCE
from tests.web.site import Site, Visitor
from web.site.cookies import SESSION

PHONE = {"viewport": {"width": 375, "height": 812}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}


class Windows:
    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.complaints: list[str] = []
        self.tolerated = re.compile(r"net::ERR_|Failed to load resource")  # while the server is away on purpose
        self.tolerant = False
        self._contexts: list[BrowserContext] = []

    async def open(self, device: dict[str, Any] = DESKTOP, **more: Any) -> "Window":
        """A fresh browser profile."""
        context = await self.browser.new_context(base_url=self.site.url, locale="vi-VN", **{**device, **more})
        context.set_default_timeout(1000 * PATIENCE)
        self._contexts.append(context)
        page = await context.new_page()
        page.on("console", lambda message: self._note(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._note(str(error)))
        return Window(page)

    async def chat(self, lan: Visitor, device: dict[str, Any] = DESKTOP, **more: Any) -> "Window":
        """A window on the chat of somebody who is signed in."""
        window = await self.open(device, **more)
        cookie = {"name": SESSION, "value": lan.token, "domain": "127.0.0.1", "path": lan.chat}
        await window.page.context.add_cookies([cookie])  # type: ignore[list-item]
        await window.page.goto(lan.chat)
        return window

    async def close(self) -> None:
        for context in self._contexts:
            await context.close()

    def _note(self, text: str) -> None:
        if not (self.tolerant and self.tolerated.search(text)):
            self.complaints.append(text)


class Window:
    """What a person sees and does."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name="Nhập tin nhắn")

    @property
    def bubbles(self) -> Locator:
        return self.page.locator(".line .bubble")

    def bubble(self, text: str) -> Locator:
        return self.bubbles.filter(has_text=text)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    async def say(self, text: str) -> None:
        await self.field.fill(text)
        await self.page.get_by_role("button", name="Gửi", exact=True).click()

    async def sees(self, text: str) -> None:
        await self.bubble(text).last.wait_for()

    async def is_wider_than_its_screen(self) -> bool:
        wide: bool = await self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return wide


async def enter_by_link(page: Page) -> None:
    """On the page of a link: says who one is, and goes in."""
    await page.locator('input[name="who"][value="me"]').check()
    await page.get_by_role("button", name="Vào trò chuyện").click()
