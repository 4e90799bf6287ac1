"""Receiving: each message stored, read, its answer written into a draft, answered with the report card and that
marked, by the program as it runs; beside echoes that store nothing."""

from pathlib import Path
from statistics import median

from tests.bench import processes
from tests.bench.population import FIRST_CHAT, opened, settle
from tests.bench.processes import TOKEN, dondoc, lean_server
from tests.bench.results import Figure, ratio

COUNT, ROUNDS = 1500, 3
OURS, AIOGRAM, PTB = "dondoc", "aiogram_echo", "ptb_echo"
ANSWER = "40%"


def measure(folder: Path, quick: bool) -> list[Figure]:
    count = COUNT // 3 if quick else COUNT
    found: dict[str, list[tuple[float, float]]] = {OURS: [], AIOGRAM: [], PTB: []}
    for number in range(ROUNDS):
        for name, rounds in found.items():
            rounds.append(_program(folder / f"in-{number}.db", count) if name == OURS else _echo(name, count))
    rates = {name: [rate for rate, _ in rounds] for name, rounds in found.items()}
    spent = {name: [cpu for _, cpu in rounds] for name, rounds in found.items()}
    return [
        Figure("updates a second, the whole step (stored, handled, draft, answered)", median(rates[OURS]), "/s"),
        Figure("  a bare python-telegram-bot echo", median(rates[PTB]), "/s"),
        Figure("  aiogram's echo", median(rates[AIOGRAM]), "/s"),
        Figure("updates a second, of python-telegram-bot's echo", ratio(rates[OURS], rates[PTB]), "×", 1.3, "at least"),
        Figure("  of aiogram's echo", ratio(rates[OURS], rates[AIOGRAM]), "×"),
        Figure("CPU an update", median(spent[OURS]), "ms"),
        Figure("  python-telegram-bot's echo", median(spent[PTB]), "ms"),
        Figure("  aiogram's echo", median(spent[AIOGRAM]), "ms"),
    ]


def _program(path: Path, count: int) -> tuple[float, float]:
    """Updates a second, and the milliseconds of CPU for each."""
    url = f"sqlite:///{path}"
    database = opened(url)
    settle(database, count)
    database.close()
    with lean_server() as lean, dondoc(url, lean.url) as program:
        lean.until("getUpdates", 1)
        before = program.cpu()
        lean.feed(token=TOKEN, first_chat=FIRST_CHAT, count=count, text=ANSWER)
        account = lean.until("sendMessage", count)
        cpu = program.cpu() - before
    _check_drafts(url, count)
    return count / (account["last"]["sendMessage"] - account["first_update"]), 1000 * cpu / count


def _check_drafts(url: str, count: int) -> None:
    """What was measured is the work that was meant."""
    database = opened(url)
    with database.engine.connect() as connection:
        drafts = connection.exec_driver_sql("select count(*) from draft_entry").scalar_one()
        failed = connection.exec_driver_sql("select count(*) from inbox where error is not null").scalar_one()
    database.close()
    assert (drafts, failed) == (count, 0), f"{drafts} drafts, {failed} failures of {count}"


def _echo(name: str, count: int) -> tuple[float, float]:
    with lean_server() as lean:
        lean.feed(token=TOKEN, first_chat=FIRST_CHAT, count=count, text=ANSWER)
        used = processes.bot(name, {"url": lean.url, "token": TOKEN, "count": count, "texts": []})
        account = lean.account()
        assert account["counts"]["sendMessage"] == count, account["counts"]
        return count / (account["last"]["sendMessage"] - account["first_update"]), 1000 * used["cpu"] / count
