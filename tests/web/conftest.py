from collections.abc import AsyncIterator

import pytest

from storage.db.database import Database
from tests.web.desk import Desk
from tests.web.site import Site


@pytest.fixture
async def site(sqlite_database: Database) -> AsyncIterator[Site]:
    site = Site(sqlite_database)
    await site.start()
    yield site
    await site.stop()


@pytest.fixture
async def desk(site: Site) -> AsyncIterator[Desk]:
    async with site.visitor() as visitor:
        yield Desk(site, visitor)
