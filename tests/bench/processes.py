"""Processes of their own for everything that is measured, so that nothing disturbs anything else."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.request import Request, urlopen

import psutil

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
OURS = sys.executable
AIOGRAM = str(Path(sys.prefix) / "bench" / "bin" / "python")  # it wants an older pydantic than we have
TOKEN = "7000000001:AAtest-token-of-the-benchmark-0000000000"
SECOND_TOKEN = "7000000002:AAtest-token-of-the-benchmark-0000000000"
TEXTS = [
    "Báo cáo quý IV/2026 – Phòng Kinh tế: còn hai nhiệm vụ chưa có kết quả, hạn 17:00 thứ Năm 17/12/2026.",
    "Kính nhắc đồng chí: báo cáo tháng 11 đến hạn trong 3 ngày làm việc nữa. Bấm Báo cáo ngay để điền.",
]


def run(python: str, module: str, given: Mapping[str, Any], seconds: float = 120.0) -> dict[str, Any]:
    """Runs a module with JSON for its argument; the JSON that it printed last."""
    done = subprocess.run(
        [python, "-m", module, json.dumps(given)],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        cwd=ROOT,
    )
    if done.returncode:
        raise RuntimeError(f"{module} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def bot(name: str, work: Mapping[str, Any]) -> dict[str, Any]:
    return run(AIOGRAM if name.startswith("aiogram") else OURS, f"tests.bench.bots.{name}", work)


@dataclass(frozen=True, slots=True)
class Lean:
    """The lean server, from outside."""

    url: str

    def stats(self) -> dict[str, Any]:
        with urlopen(f"{self.url}/stats", timeout=10) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def account(self, token: str = TOKEN) -> dict[str, Any]:
        found: dict[str, Any] = self.stats()["accounts"].get(token, {"counts": {}})
        return found

    def feed(self, **feed: Any) -> None:
        urlopen(Request(f"{self.url}/feed", json.dumps(feed).encode()), timeout=10).close()

    def until(self, method: str, count: int, token: str = TOKEN, seconds: float = 60.0) -> dict[str, Any]:
        """The account, once the method was called so often."""
        return waited(lambda: _called(self.account(token), method, count), f"{count} × {method}", seconds)


def rate(account: dict[str, Any], method: str = "sendMessage") -> float:
    """Calls a second, from the hundredth to the last hundredth: each bot is warm by then."""
    hundreds: list[float] = account["hundreds"][method]
    return 100 * (len(hundreds) - 1) / (hundreds[-1] - hundreds[0])


def _called(account: dict[str, Any], method: str, count: int) -> dict[str, Any] | None:
    return account if account["counts"].get(method, 0) >= count else None


def waited(look: Callable[[], T | None], what: str, seconds: float) -> T:
    end = time.monotonic() + seconds
    while (found := look()) is None:
        if time.monotonic() > end:
            raise TimeoutError(f"no {what} in {seconds:.0f} s")
        time.sleep(0.05)
    return found


@contextmanager
def lean_server(way: float = 0.0) -> Iterator[Lean]:
    """`way`: seconds there and back."""
    process = subprocess.Popen(
        [OURS, "-m", "tests.bench.servers.lean_server", str(way)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        assert process.stdout is not None
        yield Lean(process.stdout.readline().strip())
    finally:
        process.kill()
        process.wait()


class Program:
    """A running `dondoc run`."""

    def __init__(self, process: subprocess.Popen[bytes], began: float) -> None:
        self.began = began  # monotonic
        self._process = psutil.Process(process.pid)

    def cpu(self) -> float:
        """Seconds of CPU so far."""
        used = self._process.cpu_times()
        return float(used.user + used.system)

    def resident(self) -> float:
        """MiB."""
        return float(self._process.memory_info().rss / 2**20)


@contextmanager
def dondoc(database_url: str, api: str, token: str = TOKEN, rate: float = 10_000, **more: str) -> Iterator[Program]:
    """The program as it is run, on this database and this server."""
    settings = {
        "DATABASE_URL": database_url,
        "TELEGRAM_TOKEN": token,
        "TELEGRAM_API": api,
        "TELEGRAM_RATE": str(rate),
        "HTTP": "127.0.0.1:0",
        "LOG": "warning",
        **more,
    }
    environment = {**os.environ, **{f"DONDOC_{name}": value for name, value in settings.items()}}
    began = time.monotonic()
    process = subprocess.Popen([Path(OURS).with_name("dondoc"), "run"], env=environment, stdout=subprocess.DEVNULL)
    try:
        yield Program(process, began)
    finally:
        process.terminate()
        try:
            process.wait(12)
        finally:
            process.kill()
