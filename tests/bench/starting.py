"""From start to the first poll, and what it takes in memory once it has worked."""

from pathlib import Path
from statistics import median

from tests.bench.population import FIRST_CHAT, opened, queue, settle
from tests.bench.processes import TOKEN, dondoc, lean_server
from tests.bench.results import Figure

PEOPLE, MESSAGES, TALKS, STARTS = 10_000, 500, 100, 5


def measure(folder: Path, quick: bool) -> list[Figure]:
    url = f"sqlite:///{folder}/start.db"
    database = opened(url)
    settle(database, PEOPLE, to_check=MESSAGES)
    database.close()
    first = [_first_poll(url) for _ in range(STARTS)]
    database = opened(url)
    queue(database, MESSAGES)
    database.close()
    with lean_server() as lean, dondoc(url, lean.url) as program:
        lean.until("sendMessage", MESSAGES)
        lean.feed(token=TOKEN, first_chat=FIRST_CHAT, count=TALKS, text="40%")
        lean.until("sendMessage", MESSAGES + TALKS)
        resident = program.resident()
    return [
        Figure("from start to the first poll, 10,000 people in the database", median(first), "s", 1.5),
        Figure("memory then, after a tick, 500 deliveries and 100 conversations", resident, "MiB", 120),
    ]


def _first_poll(url: str) -> float:
    with lean_server() as lean, dondoc(url, lean.url) as program:
        account = lean.until("getUpdates", 1, seconds=30)
        return float(account["first"]["getUpdates"] - program.began)
