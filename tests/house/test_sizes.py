"""No module is so long that nobody reads it whole."""

from tests.test_rooms import ROOT, modules

MOST_LINES = 300
TABLES = "storage/migrations/versions"
"""A migration writes down the tables of its day, and is never split."""


def test_no_module_is_long() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in modules()}
    long = {name: size for name, size in sizes.items() if size > MOST_LINES and not name.startswith(TABLES)}
    assert long == {}, "split it by meaning"
