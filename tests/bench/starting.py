"""From start to the first poll, what help takes, and what the program takes in memory once it has worked.

What a start takes is told as a ratio to loading the libraries that any such program loads, in turns, in seconds of
CPU: a machine that does other things meanwhile changes both alike.
"""

import resource
import subprocess
import time
from pathlib import Path
from statistics import median

from tests.bench.population import FIRST_CHAT, opened, queue, settle
from tests.bench.processes import OURS, TOKEN, Lean, Program, dondoc, lean_server
from tests.bench.results import Figure, ratio

PEOPLE, MESSAGES, TALKS, STARTS = 10_000, 500, 100, 5
LIBRARIES = (OURS, "-c", "import sqlalchemy, pydantic, aiohttp, telegram, starlette, structlog")
HELP = (str(Path(OURS).with_name("dondoc")), "--help")


def measure(folder: Path, quick: bool) -> list[Figure]:
    url = f"sqlite:///{folder}/start.db"
    database = opened(url)
    settle(database, PEOPLE, to_check=MESSAGES)
    database.close()
    _first_poll(url), _cpu(*LIBRARIES), _cpu(*HELP)  # what is compiled once is compiled now
    turns = [(_cpu(*LIBRARIES), _cpu(*HELP), *_first_poll(url)) for _ in range(STARTS)]
    libraries, helped, cpu, seconds = zip(*turns, strict=True)
    resident = _worked(url)
    return [
        Figure("from start to the first poll, 10,000 people in the database", median(seconds), "s", 1.5),
        Figure("the same, CPU: times what loading the libraries alone takes", ratio(cpu, libraries), "×", 1.2),
        Figure("dondoc --help, CPU: times the same", ratio(helped, libraries), "×", 1 / 3),
        Figure("  loading the libraries alone, CPU", median(libraries), "s"),
        Figure("memory then, after a tick, 500 deliveries and 100 conversations", resident, "MiB", 110),
    ]


def _worked(url: str) -> float:
    """Memory, once it has done everything."""
    database = opened(url)
    queue(database, MESSAGES)
    database.close()
    with lean_server() as lean, dondoc(url, lean.url) as program:
        lean.until("sendMessage", MESSAGES)
        lean.feed(token=TOKEN, first_chat=FIRST_CHAT, count=TALKS, text="40%")
        lean.until("sendMessage", MESSAGES + TALKS)
        return program.resident()


def _cpu(*command: str) -> float:
    """Seconds that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _first_poll(url: str) -> tuple[float, float]:
    """Seconds of CPU, and by the clock."""
    with lean_server() as lean, dondoc(url, lean.url) as program:
        used = _cpu_at_first_poll(lean, program)
        account = lean.until("getUpdates", 1, seconds=30)
        return used, float(account["first"]["getUpdates"] - program.began)


def _cpu_at_first_poll(lean: Lean, program: Program) -> float:
    while not lean.account()["counts"].get("getUpdates"):
        time.sleep(0.01)
    return program.cpu()
