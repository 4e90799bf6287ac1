"""Receiving: each message stored, read, its answer written into a draft, answered with the report card and that
marked, by the program as it runs; beside echoes that store nothing.

Once over a way as short as a network gets, once over that to a server in the same room, and once over none at all,
where only the CPU counts: an echo that stores nothing does less there, so how they compare is told and nothing asked.
"""

from pathlib import Path
from statistics import median

from tests.bench import processes
from tests.bench.population import FIRST_CHAT, opened, settle
from tests.bench.processes import TOKEN, dondoc, lean_server, rate
from tests.bench.results import Figure, ratio

COUNT, ROUNDS = 1000, 3
OURS, AIOGRAM, PTB = "dondoc", "aiogram_echo", "ptb_echo"
ANSWER = "40%"
WAY, SHORT_WAY = 0.005, 0.001  # seconds there and back; to Telegram it is ten times as long
Rounds = dict[str, list[tuple[float, float]]]  # updates a second, and milliseconds of CPU for each


def measure(folder: Path, quick: bool) -> list[Figure]:
    count = 2 * COUNT // 5 if quick else COUNT
    far, short, near = (_rounds(folder / f"in-{1000 * way:.0f}.db", count, way) for way in (WAY, SHORT_WAY, 0.0))
    return [
        *_figures(f"a way of {1000 * WAY:.0f} ms", far, 1.3),
        *_figures(f"a way of {1000 * SHORT_WAY:.0f} ms", short, 1.3),
        *_figures("no way at all", near, None),
        *(Figure(f"CPU an update, {name}", median(cpu for _, cpu in rounds), "ms") for name, rounds in near.items()),
    ]


def _figures(over: str, found: Rounds, limit: float | None) -> list[Figure]:
    rates = {name: [rate for rate, _ in rounds] for name, rounds in found.items()}
    return [
        Figure(f"updates a second over {over}, the whole step", median(rates[OURS]), "/s"),
        Figure("  a bare python-telegram-bot echo", median(rates[PTB]), "/s"),
        Figure("  aiogram's echo", median(rates[AIOGRAM]), "/s"),
        Figure(f"of python-telegram-bot's, over {over}", ratio(rates[OURS], rates[PTB]), "×", limit, "at least"),
        Figure("  of aiogram's", ratio(rates[OURS], rates[AIOGRAM]), "×"),
    ]


def _rounds(path: Path, count: int, way: float) -> Rounds:
    """In turns, so that what else the machine does meets all."""
    found: Rounds = {OURS: [], AIOGRAM: [], PTB: []}
    for number in range(ROUNDS):
        for name, rounds in found.items():
            own = path.with_stem(f"{path.stem}-{number}")
            rounds.append(_program(own, count, way) if name == OURS else _echo(name, count, way))
    return found


def _program(path: Path, count: int, way: float) -> tuple[float, float]:
    url = f"sqlite:///{path}"
    database = opened(url)
    settle(database, count)
    database.close()
    with lean_server(way) as lean, dondoc(url, lean.url) as program:
        lean.until("getUpdates", 1)
        before = program.cpu()
        lean.feed(token=TOKEN, first_chat=FIRST_CHAT, count=count, text=ANSWER)
        account = lean.until("sendMessage", count)
        cpu = program.cpu() - before
    _check_drafts(url, count)
    return rate(account), 1000 * cpu / count


def _check_drafts(url: str, count: int) -> None:
    """What was measured is the work that was meant."""
    database = opened(url)
    with database.engine.connect() as connection:
        drafts = connection.exec_driver_sql("select count(*) from draft_entry").scalar_one()
        failed = connection.exec_driver_sql("select count(*) from inbox where error is not null").scalar_one()
    database.close()
    assert (drafts, failed) == (count, 0), f"{drafts} drafts, {failed} failures of {count}"


def _echo(name: str, count: int, way: float) -> tuple[float, float]:
    with lean_server(way) as lean:
        lean.feed(token=TOKEN, first_chat=FIRST_CHAT, count=count, text=ANSWER)
        used = processes.bot(name, {"url": lean.url, "token": TOKEN, "count": count, "texts": []})
        account = lean.account()
        assert account["counts"]["sendMessage"] == count, account["counts"]
        return rate(account), 1000 * used["cpu"] / count
