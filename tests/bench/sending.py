"""Sending: from the outbox on disk, beside bare loops that keep nothing."""

from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import processes
from tests.bench.population import opened, queue
from tests.bench.processes import TEXTS, TOKEN, Lean, lean_server
from tests.bench.results import Figure, ratio

COUNT, ROUNDS = 3000, 5
OURS, AIOGRAM, PTB = "outbox", "aiogram_send", "ptb_send"


def measure(folder: Path, quick: bool) -> list[Figure]:
    """In turns, so that what else the machine does meets all; the middle of the rounds counts."""
    count = COUNT // 4 if quick else COUNT
    found: dict[str, list[dict[str, float]]] = {OURS: [], AIOGRAM: [], PTB: []}
    for number in range(ROUNDS):
        for name, rounds in found.items():
            rounds.append(_round(name, folder / f"send-{number}.db", count if name != PTB else count // 4))
    rates = {name: [r["rate"] for r in rounds] for name, rounds in found.items()}
    spent = {name: [r["cpu"] for r in rounds] for name, rounds in found.items()}
    busiest = max(r["server"] for rounds in found.values() for r in rounds)
    return [
        Figure("messages a second from the outbox (SQLite, synchronous=FULL)", median(rates[OURS]), "/s"),
        Figure("  a bare aiogram loop", median(rates[AIOGRAM]), "/s"),
        Figure("  a bare python-telegram-bot loop", median(rates[PTB]), "/s"),
        Figure("messages a second, of aiogram's", ratio(rates[OURS], rates[AIOGRAM]), "×", 1.0, "at least"),
        Figure("CPU a message", median(spent[OURS]), "ms"),
        Figure("  aiogram", median(spent[AIOGRAM]), "ms"),
        Figure("  python-telegram-bot", median(spent[PTB]), "ms"),
        Figure("CPU a message, of python-telegram-bot's", ratio(spent[OURS], spent[PTB]), "×", 0.5),
        Figure("  how busy the server was", 100 * busiest, "% of a core", 70),
    ]


def _round(name: str, path: Path, count: int) -> dict[str, float]:
    with lean_server() as lean:
        used = _send(name, lean, path, count)
        account = lean.account()
        assert account["counts"]["sendMessage"] == count, account["counts"]
        seconds = account["last"]["sendMessage"] - account["first"]["sendMessage"]
        return {
            "rate": count / seconds,
            "cpu": 1000 * used["cpu"] / count,
            "server": lean.stats()["cpu"] / used["seconds"],
        }


def _send(name: str, lean: Lean, path: Path, count: int) -> dict[str, Any]:
    if name != OURS:
        return processes.bot(name, {"url": lean.url, "token": TOKEN, "count": count, "texts": TEXTS})
    database = opened(f"sqlite:///{path}")
    queue(database, count)
    database.close()
    given = {"database": f"sqlite:///{path}", "url": lean.url, "token": TOKEN, "per_second": None}
    return processes.run(processes.OURS, "tests.bench.our_sender", given)
