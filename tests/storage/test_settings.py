"""Small facts of the installation: the last word counts, however many say it at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.installation import settings


def test_the_last_word_counts(database: Database) -> None:
    assert database.do(settings.get, "web") is None
    for port in (1, 2):
        database.do(settings.put, "web", {"url": f"http://127.0.0.1:{port}"})
    assert database.do(settings.get, "web") == {"url": "http://127.0.0.1:2"}


def test_programs_that_start_together_may_all_say_it(database: Database) -> None:
    together = Barrier(2 if not database.is_sqlite else 1, timeout=20)

    def note(session: Session, port: int) -> None:
        settings.get(session, "web")
        together.wait()
        settings.put(session, "web", {"url": f"http://127.0.0.1:{port}"})

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda port: database.do(note, port), (1, 2)))
    found = database.do(settings.get, "web")
    assert found in [{"url": "http://127.0.0.1:1"}, {"url": "http://127.0.0.1:2"}]
