"""The watch for scans sees one, and lets pass what is meant."""

from types import ModuleType

from storage.db.database import Database
from tests.scans import ROOT, Scans

READS_ALL = """
from sqlalchemy import text
def look(session):
    session.execute(text("SELECT id FROM {table} WHERE {column} = 'x'"))
"""


def look(table: str, column: str, place: str, database: Database) -> None:
    """Runs a statement as if its code stood in that place of the program."""
    module = ModuleType("planted")
    exec(compile(READS_ALL.format(table=table, column=column), str(ROOT / place), "exec"), module.__dict__)
    database.do(module.look)


def test_a_statement_that_reads_all_reports_is_noticed(sqlite_database: Database, scans: Scans) -> None:
    look("report", "number", "storage/planted.py", sqlite_database)
    assert [found.partition(":")[0] for found in scans.taken()] == ["SCAN report"]


def test_small_tables_backups_and_tests_may_read_all(sqlite_database: Database, scans: Scans) -> None:
    look("organisation", "name", "storage/planted.py", sqlite_database)
    look("report", "channel", "storage/backup/planted.py", sqlite_database)
    look("report", "nil", "tests/planted.py", sqlite_database)
    assert scans.taken() == []


def test_an_index_of_what_waits_may_be_read_to_its_end(sqlite_database: Database, scans: Scans) -> None:
    look("outbox", "state = 'waiting' AND 'x'", "storage/planted.py", sqlite_database)
    assert scans.taken() == []
