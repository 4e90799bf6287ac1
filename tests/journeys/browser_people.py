"""People before the web chat, each in a browser profile of their own."""

import re

from playwright.async_api import Browser, BrowserContext

from tests.browser.window import PHONE, Window, enter_by_link
from tests.journeys.installation import Invited
from tests.journeys.seats import Seat, Shown

# What a person reads of each line of the bot: without its time, and without what only a screen reader says.
READ_LINES = """lines => lines.map(line => {
    const bubble = line.querySelector('.bubble').cloneNode(true);
    bubble.querySelectorAll('.unseen, .meta').forEach(part => part.remove());
    return [bubble.textContent, [...line.querySelectorAll('.key')].map(key => key.textContent)];
})"""


class BrowserSeat(Seat):
    def __init__(self, name: str, window: Window) -> None:
        super().__init__(name)
        self.window = window

    async def screen(self) -> list[Shown]:
        lines = await self.window.page.locator(".line:not(.mine)").evaluate_all(READ_LINES)
        return [Shown(place, text, tuple(buttons)) for place, (text, buttons) in enumerate(lines)]

    async def _joins(self, invited: Invited) -> None:
        """By the link, which shows first whom it is for."""
        await self.window.page.goto(invited.web)
        assert self.name in await self.window.page.locator("h1").inner_text()
        await enter_by_link(self.window.page)
        await self.window.field.wait_for()

    async def _types(self, text: str) -> None:
        await self.window.say(text)

    async def _taps(self, label: str) -> None:
        await self.window.page.get_by_role("button", name=re.compile(rf"^{re.escape(label)}( ✓)?$")).last.click()

    async def fetches(self) -> tuple[str, bytes]:
        link = self.window.page.locator(".line:has(.file, .picture) a.key").last
        name = await link.evaluate("link => link.firstChild.textContent")
        answer = await self.window.page.request.get(await link.get_attribute("href") or "")
        assert answer.ok
        return name, await answer.body()


class Profiles:
    """Opens browser profiles, and gathers what their pages complain about."""

    def __init__(self, browser: Browser) -> None:
        self.complaints: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    async def seat(self, name: str) -> BrowserSeat:
        context = await self._browser.new_context(**PHONE, locale="vi-VN")  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        self._contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        return BrowserSeat(name, Window(page))

    async def close(self) -> None:
        for context in self._contexts:
            await context.close()
