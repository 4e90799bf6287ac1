"""What all tests share: databases and a moment to call now."""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

from storage.db.database import Database
from tests.browser import presence
from tests.databases import PostgresServer, known_database, memory_folder, migrated_sqlite, postgres_server
from tests.handlers.documents import rendering
from tests.scans import Scans

# How long an example takes is the machine's matter. A suite tries the same examples each time, so that it says of the
# same program the same; `make test-all` tries more. New ones are for `make lives` and `make fuzz`.
settings.register_profile(
    "short", deadline=None, derandomize=True, max_examples=25, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", deadline=None, derandomize=True, max_examples=400, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("DONDOC_TEST_EXAMPLES", "short"))


def pytest_configure(config: pytest.Config) -> None:
    """Temporary folders are in memory too, where there is room: a commit there need not wait for a disk."""
    is_worker = hasattr(config, "workerinput")  # it is told by the one that started it
    if not is_worker and config.option.basetemp is None:
        memory = ExitStack()
        config.option.basetemp = memory.enter_context(memory_folder()) / "tests"
        config.add_cleanup(memory.close)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what could not be tried here."""
    presence.pytest_terminal_summary(terminalreporter)
    rendering.pytest_terminal_summary(terminalreporter)


WAITING = ("tests/journeys/", "tests/browser/")


@pytest.hookimpl(tryfirst=True)  # before groups are looked at
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What mostly waits for a program or a browser begins first, so that others use the processor beside it.

    The journeys of `make test` take one worker, as three that wait leave it idle; `make test-all` has too many for one.
    """
    for item in items:
        if item.nodeid.startswith(WAITING[0]) and not item.get_closest_marker("long"):
            item.add_marker(pytest.mark.xdist_group("journeys"))
    if not config.pluginmanager.hasplugin("randomly"):
        items.sort(key=lambda item: not item.nodeid.startswith(WAITING))


def pytest_make_parametrize_id(val: object) -> str | None:
    """A test has a short name, the same in each process: files that tests make have the second in them."""
    if isinstance(val, bytes):
        return "bytes"
    return f"{val[:40]}…" if isinstance(val, str) and len(val) > 200 else None


@pytest.fixture(scope="session")
def databases_folder() -> Iterator[Path]:
    with memory_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def postgres(databases_folder: Path) -> Iterator[PostgresServer]:
    with postgres_server(databases_folder) as server:
        yield server


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """The URL of an empty PostgreSQL database, not migrated."""
    url = postgres.new("template0")
    yield url
    postgres.drop(url)


@pytest.fixture
def postgres_database(postgres: PostgresServer) -> Iterator[Database]:
    """An empty migrated database on PostgreSQL, for what only several processes at once can show."""
    url = postgres.new(name="test_anew")
    database = known_database(url)
    yield database
    database.close()
    postgres.drop(url)


@pytest.fixture(scope="session")
def sqlite_template(databases_folder: Path) -> Path:
    return migrated_sqlite(databases_folder)


@pytest.fixture
def sqlite_database(sqlite_template: Path) -> Iterator[Database]:
    """An empty migrated database on SQLite, for tests of which one database is enough."""
    folder = sqlite_template.parent / "anew"
    folder.mkdir()
    path = shutil.copy(sqlite_template, folder / "test.db")
    database = known_database(f"sqlite:///{path}")
    yield database
    database.close()
    shutil.rmtree(folder)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Database:
    """An empty migrated database, on SQLite and again on PostgreSQL."""
    name = "sqlite_database" if request.param == "sqlite" else "postgres_database"
    found: Database = request.getfixturevalue(name)
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Those of `storage`, whose matter is SQL, run on both databases; all others, and what is marked `either`, run on
    one in `make test` and in `make test-all` on the other too. Of what takes `either_database`, which works alike on
    both, a quarter runs on PostgreSQL, as it costs twice as much.
    """
    drawn = crc32(metafunc.function.__name__.encode())
    one, other = ("sqlite", "postgresql")[:: -1 if drawn % 2 else 1]
    if "either_database" in metafunc.fixturenames:
        metafunc.parametrize("either_database", ["postgresql" if drawn % 4 == 0 else "sqlite"], indirect=True)
    elif "database" in metafunc.fixturenames:
        is_both = metafunc.module.__name__.startswith("tests.storage.")
        later = [pytest.mark.long] if metafunc.definition.get_closest_marker("either") or not is_both else []
        metafunc.parametrize("database", [one, pytest.param(other, marks=later)], indirect=True)


@pytest.fixture
def either_database(request: pytest.FixtureRequest) -> Database:
    """As `database`, on one of the two, the same one each time."""
    found: Database = request.getfixturevalue("sqlite_database" if request.param == "sqlite" else "postgres_database")
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without any table, on SQLite and again on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def now() -> datetime:
    """Monday 23 November 2026, 09:00 in Viet Nam: a working day."""
    return datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def scans() -> Scans:
    scans = Scans()
    scans.listen()
    return scans


@pytest.fixture(autouse=True)
def _own_log() -> Iterator[None]:
    """A program that a test ran here logs to a stream that is closed with the test: later tests must not."""
    root = logging.getLogger()
    before = [*root.handlers]
    yield
    for handler in [*root.handlers]:
        if handler not in before and not type(handler).__module__.startswith("_pytest"):
            root.removeHandler(handler)


@pytest.fixture(autouse=True)
def _no_scan(scans: Scans) -> Iterator[None]:
    """No statement of the program reads a growing table to its end."""
    yield
    assert scans.taken() == []
