"""What every plain bot is told, and what it tells in the end. Standard library only: aiogram's bots run elsewhere."""

import json
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

UNDER_WAY = 16


@dataclass(frozen=True)
class Work:
    """So many messages, against the server at `url`; `texts` are what is sent, in turn."""

    url: str
    token: str
    count: int
    texts: list[str]

    def text(self, number: int) -> str:
        return self.texts[number % len(self.texts)]


def given() -> Work:
    return Work(**json.loads(sys.argv[1]))


def cpu() -> float:
    """Seconds of CPU that this process has used, all threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def measured(work: Callable[[], Awaitable[object]]) -> None:
    """Does it, and prints the seconds it took, the CPU's too."""
    began, before = time.monotonic(), cpu()
    await work()
    print(json.dumps({"seconds": time.monotonic() - began, "cpu": cpu() - before}))
