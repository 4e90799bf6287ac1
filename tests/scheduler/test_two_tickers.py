"""Any number of processes may tick at the same time: each thing is done once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

from sqlalchemy.orm import Session

from storage.db.database import Database
from tests.bureau import Bureau
from tests.scheduler.clockwork import Clockwork

TICKERS = 4


def at_once(clock: Clockwork, now: datetime) -> Counter[str]:
    """What several tickers did in the same moment, taken together."""
    ready = Barrier(TICKERS)

    def ticker(_: int) -> Counter[str]:
        ready.wait()
        done = clock.tick(now)
        return Counter(opened=done.opened, queued=done.queued)

    with ThreadPoolExecutor(TICKERS) as pool:
        return sum(pool.map(ticker, range(TICKERS)), Counter())


def test_nothing_opens_or_goes_out_twice(database: Database, now: datetime) -> None:
    units = [f"U{number:02}" for number in range(12)]
    with Session(database.engine) as session:
        office = Bureau(session)
        policy = office.policy()
        for code in ("A", "B"):
            office.once(code, units, now, timedelta(seconds=90), policy=policy)
        lan = office.person("Lan", "U00")
        for unit in units[1:8]:
            office.appoint(lan, unit, "focal_point")
        for unit in units[6:10]:
            office.person(f"Người {unit}", unit)
        office.person("Tuấn", "BTG", "coordinator")
        session.commit()
    clock = Clockwork(database)

    assert at_once(clock, now) == Counter(opened=24)
    assert len(clock.obligations()) == 24
    for seconds in (30, 70, 100):
        done = at_once(clock, now + timedelta(seconds=seconds))
        assert done["queued"] == (6 if seconds == 30 else 5), "five digests; once a word to the coordinator"
    heard = Counter(name for name, _ in clock.heard())
    assert heard == {"Lan": 3, "Tuấn": 1, **{f"Người {unit}": 3 for unit in units[6:10]}}
    assert len(clock.steps("nobody")) == 3 * 4
