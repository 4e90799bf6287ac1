"""Sending: from the outbox on disk, beside bare loops that keep nothing.

Once over none at all, where only the CPU counts, and once over a way as short as a network gets: there all wait most of
the time, the most that 16 under way can do is the same for everybody, and how they compare is told and nothing asked.
"""

from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import processes
from tests.bench.population import opened, queue
from tests.bench.processes import TEXTS, TOKEN, Lean, lean_server, rate
from tests.bench.results import Figure, ratio

COUNT, ROUNDS = 3000, 7
OURS, AIOGRAM, PTB = "outbox", "aiogram_send", "ptb_send"
WAY = 0.005  # seconds there and back; to Telegram it is ten times as long
Rounds = dict[str, list[dict[str, float]]]


def measure(folder: Path, quick: bool) -> list[Figure]:
    count = COUNT // 3 if quick else COUNT
    far = _rounds(folder / "far.db", count, WAY, (OURS, AIOGRAM))
    near = _rounds(folder / "near.db", count, 0.0, (OURS, AIOGRAM, PTB))
    spent = {name: [r["cpu"] for r in rounds] for name, rounds in near.items()}
    busiest = max(r["server"] for rounds in near.values() for r in rounds)
    return [
        *_figures(f"a way of {1000 * WAY:.0f} ms", far, None),
        *_figures("no way at all", near, 1.0),
        Figure("CPU a message", median(spent[OURS]), "ms"),
        Figure("  aiogram", median(spent[AIOGRAM]), "ms"),
        Figure("  python-telegram-bot", median(spent[PTB]), "ms"),
        Figure("CPU a message, of python-telegram-bot's", ratio(spent[OURS], spent[PTB]), "×", 0.5),
        Figure("  how busy the server was", 100 * busiest, "% of a core", 70),
    ]


def _figures(over: str, found: Rounds, limit: float | None) -> list[Figure]:
    rates = {name: [r["rate"] for r in rounds] for name, rounds in found.items()}
    return [
        *(Figure(f"messages a second over {over}, {name}", median(rate), "/s") for name, rate in rates.items()),
        Figure(f"of aiogram's, over {over}", ratio(rates[OURS], rates[AIOGRAM]), "×", limit, "at least"),
    ]


def _rounds(path: Path, count: int, way: float, names: tuple[str, ...]) -> Rounds:
    """In turns, so that what else the machine does meets all."""
    found: Rounds = {name: [] for name in names}
    for number in range(ROUNDS):
        for name, rounds in found.items():
            own = path.with_stem(f"{path.stem}-{number}")
            rounds.append(_round(name, own, count // 4 if name == PTB else count, way))
    return found


def _round(name: str, path: Path, count: int, way: float) -> dict[str, float]:
    with lean_server(way) as lean:
        used = _send(name, lean, path, count)
        account = lean.account()
        assert account["counts"]["sendMessage"] == count, account["counts"]
        return {
            "rate": rate(account),
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
