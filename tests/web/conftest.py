from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.web.site import Site


@pytest.fixture
async def site(sqlite_database: Database) -> AsyncIterator[Site]:
    site = Site(sqlite_database)
    await site.start()
    yield site
    await site.stop()
