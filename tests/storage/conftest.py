"""Empty places to restore into."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.databases import PostgresServer

Places = Callable[[str], str]


@pytest.fixture
def places(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Places]:
    """Gives the URL of an empty database of a kind, at each call another."""
    numbers, dropped_later = count(), list[str]()

    def empty(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path}/place{next(numbers)}.db"
        server: PostgresServer = request.getfixturevalue("postgres")
        dropped_later.append(server.new("template0"))
        return dropped_later[-1]

    yield empty
    for url in dropped_later:
        server = request.getfixturevalue("postgres")
        server.drop(url)
