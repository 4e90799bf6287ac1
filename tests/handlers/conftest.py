"""The world of a file that makes none of its own."""

import pytest

from storage.db.database import Database
from tests.handlers.health_office import health_office
from tests.world import World


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return health_office(sqlite_database)
