"""A country on its due day: one province lived through whole on a fast clock, and multiplied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import event

from scheduler.delivery.channel import Limits
from storage.db.database import Database
from tests.bench import province
from tests.bench.due_days import Days, Wave
from tests.bench.fast_clock import FastClock
from tests.bench.population import ACCOUNT, FIRST_CHAT, opened
from tests.bench.province import PROVINCES
from tests.bench.results import Figure
from tests.bench.servers.fake_telegram import PER_SECOND, FakeTelegram
from tests.bench.servers.postgres import postgres_url
from tests.bench.writing import Written, several, written

QUICK = 10  # a tenth of everything
LATE_IN = 36  # one commune of so many is late
ROOM = 1.1  # of the time that the limit alone takes: answers and menus go ahead of reminders, the pace keeps a margin
LEFT = 60.0  # minutes that a commune must have to report after its last reminder
ONE_REFUSED_IN = 10_000  # messages: each is 5 s in which nobody is reminded, half a minute in all at most
PATIENCE = 1.0  # seconds until somebody who pressed wonders
SHARE = 20  # the part of a province that is written to PostgreSQL
SEVERAL, TOGETHER = 2, 6  # processes; provinces of a hundredth of the size that fall due together


@dataclass(frozen=True, slots=True)
class Lived:
    days: Days
    before: Wave
    due: Wave
    late: Wave
    expected_late: int
    lost_or_doubled: int
    on_time: int  # reminders at 17:00 itself
    commits: int  # while everybody was reminded on the due day


def measure(folder: Path, quick: bool) -> list[Figure]:
    of = QUICK if quick else 1
    communes, people = province.COMMUNES // of, province.PEOPLE // of
    lived = _lived(folder / "province.db", communes, people)
    with postgres_url(folder) as url:
        each = written(url, folder, max(2, communes // SHARE), people // SHARE)
        size = people // 100 if not quick else people // 10
        one, two = (several(url, tickers, TOGETHER, 3, size) for tickers in (1, SEVERAL))
    return [
        *_province(lived, people),
        *_writes(each),
        Figure(f"reminders queued a second, {TOGETHER} provinces due at once, one process", one, "/s"),
        Figure(f"  of that, {SEVERAL} processes", two / one, "×"),  # no limit: it wants cores of its own
        *_country(lived, each, of),
    ]


def _lived(path: Path, communes: int, people: int) -> Lived:
    database = opened(f"sqlite:///{path}")
    province.settle(database, communes, people)
    fast = FastClock(province.DAY_BEFORE - timedelta(minutes=1))
    channel = FakeTelegram(ACCOUNT, Limits(per_second=PER_SECOND), (FIRST_CHAT, FIRST_CHAT + people))
    days = Days(database, fast, channel)
    commits = _counting(database)
    late = [number for number in range(communes) if number % LATE_IN == 0]
    expected_late = sum(province.people_of(number, communes, people) for number in late)

    async def lived() -> Lived:
        async with days.running():
            before = await days.wave(province.DAY_BEFORE, -(-people // province.ONE_IN))
            counted = len(commits)
            due = await days.wave(province.DUE_DAY, people)
            counted = len(commits) - counted
            punctual = [number for number in range(communes) if number not in late]
            await days.hand_in(province.one_of(number, communes, people) for number in punctual)
            on_time = await days.nothing_falls_due(province.DUE)
            last = await days.wave(province.LATE, expected_late, presses=False)
        return Lived(days, before, due, last, expected_late, days.lost_or_doubled(), on_time, counted)

    found = fast.run(lived())
    database.close()
    return found


def _counting(database: Database) -> Sequence[None]:
    """Grows with each commit."""
    commits: list[None] = []
    event.listen(database.engine, "commit", lambda connection: commits.append(None))
    return commits


def _province(lived: Lived, people: int) -> list[Figure]:
    days, due, channel = lived.days, lived.due, lived.days.channel
    waves = (lived.before, due, lived.late)
    left = (province.DUE - due.last_at).total_seconds() / 60
    alone = people / PER_SECOND / 60
    return [
        Figure("a province: people reminded at once by one bot", due.messages),
        Figure("  minutes until the last reminder is in the outbox", due.queued / 60, "min"),
        Figure(
            f"  minutes until it is with its person; 30/s alone are {alone:.1f}", due.arrived / 60, "min", ROOM * alone
        ),
        Figure("  minutes left before 17:00", left, "min", LEFT, "at least"),
        Figure("  reminders lost or doubled, of all three", lived.lost_or_doubled, "", 0),
        Figure("  reminders at 17:00 itself, and afterwards to who had reported", _needless(lived), "", 0),
        Figure("  most in any sliding second, the first included", channel.most_in_a_second, "", PER_SECOND + 1),
        Figure("  most to one chat in any second", channel.most_in_a_chat, "", channel.limits.chat_burst),
        Figure("  refused with 429", channel.refused, "", max(1, days.queued // ONE_REFUSED_IN)),
        Figure(
            "  a press meanwhile is answered: 99th percentile",
            quantiles(days.waits, n=100, method="inclusive")[98],
            "s",
            PATIENCE,
        ),
        Figure("  slowest", max(days.waits), "s"),
        Figure("  median, and with no reminders", median(days.calm_waits), "s"),
        Figure("  the longest tick", days.longest_tick, "s"),
        Figure("  CPU a reminder, from the tick to the mark", 1000 * sum(w.cpu for w in waves) / days.queued, "ms"),
        Figure("  commits a reminder at 30/s", lived.commits / due.messages),
    ]


def _needless(lived: Lived) -> int:
    return lived.on_time + abs(lived.late.messages - lived.expected_late)


def _writes(each: Written) -> list[Figure]:
    return [
        Figure("PostgreSQL, for each person reminded: rows written", each.rows),
        Figure("  write-ahead log", each.log / 1024, "kB"),
        Figure("  space, indexes included", each.space / 1024, "kB"),
        Figure("  its CPU", each.database_cpu, "ms"),
        Figure("  the program's", each.cpu, "ms"),
    ]


def _country(lived: Lived, each: Written, of: int) -> list[Figure]:
    """All of it is multiplied."""
    people = lived.due.messages * PROVINCES * of
    rate = PROVINCES * PER_SECOND
    commits = lived.commits / lived.due.messages
    return [
        Figure(f"the country, × {PROVINCES * of}: people", people),
        Figure("  hours with one bot", people / PER_SECOND / 3600, "h"),
        Figure(f"  messages a second with {PROVINCES} bots, one for each province", rate, "/s"),
        Figure("  rows written a second meanwhile", rate * each.rows, "/s"),
        Figure("  commits a second meanwhile", rate * commits, "/s"),
        Figure("  write-ahead log a second meanwhile", rate * each.log / 2**20, "MiB/s"),
        Figure("  space for one reminder of everybody", people * each.space / 2**30, "GiB"),
        Figure("  cores for the program meanwhile", rate * each.cpu / 1000),
        Figure("  cores for the database meanwhile", rate * each.database_cpu / 1000),
    ]
