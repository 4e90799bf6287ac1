"""What reminding costs a PostgreSQL: rows, log and space for each person, and what a second process adds."""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psutil
from sqlalchemy import text

from scheduler.delivery.channel import Limits
from storage.db.database import Database
from tests.bench import processes, province
from tests.bench.due_days import Days
from tests.bench.fast_clock import FastClock
from tests.bench.population import ACCOUNT, FIRST_CHAT, opened
from tests.bench.servers.fake_telegram import FakeTelegram

HEAD_START = 3.0  # seconds in which the tickers get ready
_COUNTED = """
SELECT tup_inserted, tup_updated, tup_deleted, xact_commit, pg_database_size(datname) AS size,
  pg_current_wal_lsn() - '0/0' AS log
FROM pg_stat_database WHERE datname = current_database()
"""


@dataclass(frozen=True, slots=True)
class Written:
    """For each person reminded."""

    rows: float  # added, changed or taken away
    log: float  # bytes of write-ahead log
    space: float  # bytes on disk, indexes included
    database_cpu: float  # ms
    cpu: float  # ms


def written(url: str, folder: Path, communes: int, people: int) -> Written:
    """One reminder of as many people, sent without any limit."""
    database = opened(url)
    province.settle(database, communes, people)
    database.close()
    before, cpu = _counted(url), _cpu(folder)
    database = Database(url)
    fast = FastClock(province.DUE_DAY - timedelta(minutes=1))
    channel = FakeTelegram(ACCOUNT, Limits(per_second=None), (FIRST_CHAT, FIRST_CHAT + people), most=10**9)
    days = Days(database, fast, channel)

    async def lived() -> float:
        async with days.running():
            return (await days.wave(province.DUE_DAY, people, presses=False)).cpu

    ours = fast.run(lived())
    database.close()  # its connections tell what they counted as they end
    after = _counted(url)
    grown = {name: (after[name] - before[name]) / people for name in before}
    return Written(
        rows=grown["tup_inserted"] + grown["tup_updated"] + grown["tup_deleted"],
        log=grown["log"],
        space=grown["size"],
        database_cpu=1000 * (_cpu(folder) - cpu) / people,
        cpu=1000 * ours / people,
    )


def several(url: str, tickers: int, provinces: int, communes: int, people: int) -> float:
    """Reminders queued a second by so many processes, when these provinces fall due at once."""
    database = opened(url)
    for number in range(provinces):
        first = FIRST_CHAT * (1 + 100 * tickers + number)
        province.settle(database, communes, people, code=f"TINH-{tickers}-{number}", first_chat=first)
    database.close()
    given = {"database": url, "now": province.DUE_DAY.isoformat(), "begin": time.time() + HEAD_START}
    with ThreadPoolExecutor(tickers) as threads:
        waiting = [threads.submit(processes.run, processes.OURS, "tests.bench.ticker", given) for _ in range(tickers)]
        found = [one.result() for one in waiting]
    queued = sum(one["queued"] for one in found)
    assert queued == provinces * people, f"{queued} reminders for {provinces * people} people"
    return float(queued / max(one["seconds"] for one in found))


def _counted(url: str) -> Mapping[str, float]:
    time.sleep(1.0)  # a backend that has just ended is still reporting
    database = Database(url)
    try:
        with database.engine.connect() as connection:
            found = connection.execute(text(_COUNTED)).mappings().one()
            return {name: float(value) for name, value in found.items()}
    finally:
        database.close()


def _cpu(folder: Path) -> float:
    """Seconds that this server has used, also in backends that have ended."""
    postmaster = psutil.Process(int((folder / "pg" / "postmaster.pid").read_text().split()[0]))
    own = postmaster.cpu_times()
    total = own.user + own.system + own.children_user + own.children_system
    for child in postmaster.children():
        with suppress(psutil.NoSuchProcess):  # ended just now, and counted with the ended the next time
            used = child.cpu_times()
            total += used.user + used.system
    return float(total)
