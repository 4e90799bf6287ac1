"""Two processes on one PostgreSQL beside one: twice the arrivals, twice the work. Both know both bots, and share the
work as it comes: whoever polls a bot, whoever is free handles what came."""

import time
from contextlib import ExitStack
from pathlib import Path

import psutil

from tests.bench.population import FIRST_CHAT, opened, settle
from tests.bench.processes import SECOND_TOKEN, TOKEN, Lean, dondoc, lean_server
from tests.bench.results import Figure
from tests.bench.servers.postgres import postgres_url

PER_SECOND, SECONDS = 60, 12
TOKENS = (TOKEN, SECOND_TOKEN)
ANSWER = "40%"


def measure(folder: Path, quick: bool) -> list[Figure]:
    per_process = PER_SECOND * (SECONDS // 3 if quick else SECONDS)
    with postgres_url(folder) as url:
        database = opened(url)
        for number, token in enumerate(TOKENS):
            settle(database, 2 * per_process, account=token.partition(":")[0], code=f"ORG{number}")
        database.close()
        one = _carried(url, TOKENS[:1], per_process, FIRST_CHAT)
        two = _carried(url, TOKENS, per_process, FIRST_CHAT + per_process)
    return [
        Figure(f"updates a second, one process on PostgreSQL given {PER_SECOND}/s", one["rate"], "/s"),
        Figure("  two processes, each given as many", two["rate"], "/s"),
        Figure("work of two, of that of one", two["rate"] / one["rate"], "×", 1.9, "at least"),
        Figure("CPU an update, one process", one["cpu"], "ms"),
        Figure("CPU an update of two, of that of one", two["cpu"] / one["cpu"], "×", 1.25),
        Figure("  PostgreSQL's CPU an update, with one process", one["database"], "ms"),
        Figure("  with two", two["database"], "ms"),
    ]


def _carried(url: str, tokens: tuple[str, ...], count: int, first_chat: int) -> dict[str, float]:
    """What these processes answered a second, and the milliseconds of CPU for each, theirs and the database's."""
    with lean_server() as lean, ExitStack() as stack:
        programs = [stack.enter_context(dondoc(url, lean.url, ",".join(TOKENS))) for _ in tokens]
        for token in tokens:
            lean.until("getUpdates", 1, token)
        before, database_before = sum(p.cpu() for p in programs), _postgres_cpu()
        began = time.monotonic()
        for token in tokens:
            lean.feed(token=token, first_chat=first_chat, count=count, text=ANSWER, per_second=PER_SECOND)
        ended = max(_answered(lean, token, count) for token in tokens)
        answers = count * len(tokens)
        return {
            "rate": answers / (ended - began),
            "cpu": 1000 * (sum(p.cpu() for p in programs) - before) / answers,
            "database": 1000 * (_postgres_cpu() - database_before) / answers,
        }


def _answered(lean: Lean, token: str, count: int) -> float:
    return float(lean.until("sendMessage", count, token)["last"]["sendMessage"])


def _postgres_cpu() -> float:
    """Of the server processes that live now; a connection lasts as long as the process that holds it."""
    total = 0.0
    for process in psutil.process_iter(["name", "cpu_times"]):
        if process.info["name"] == "postgres" and process.info["cpu_times"]:
            total += process.info["cpu_times"].user + process.info["cpu_times"].system
    return total
