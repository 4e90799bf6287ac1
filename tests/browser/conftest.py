"""A real Chromium before a real server. One browser for all tests; each test has windows of its own."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from storage.db.database import Database
from tests.browser.presence import chromium, why_not
from tests.browser.window import Windows
from tests.web.site import Site

collect_ignore_glob = ["test_*.py"] if why_not() else []

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def site(sqlite_database: Database) -> AsyncIterator[Site]:
    site = Site(sqlite_database)
    await site.start()
    yield site
    await site.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def windows(browser: Browser, site: Site) -> AsyncIterator[Windows]:
    """Opens windows on the site, and afterwards sees to it that none of them complained."""
    windows = Windows(browser, site)
    yield windows
    await windows.close()
    assert windows.complaints == []
