"""Under a limit of 30 a second: nearly all of it is used, and it is never broken."""

import asyncio
from pathlib import Path

from tests.bench import processes
from tests.bench.population import FIRST_CHAT, opened, queue
from tests.bench.processes import TOKEN
from tests.bench.results import Figure
from tests.bench.strict import PER_SECOND, acquaint, strict_server
from tests.botapi.calls import Call

COUNT, QUICK = 3000, 600


def measure(folder: Path, quick: bool) -> list[Figure]:
    return asyncio.run(_measure(folder / "pace.db", QUICK if quick else COUNT))


async def _measure(path: Path, count: int) -> list[Figure]:
    database = opened(f"sqlite:///{path}")
    queue(database, count)
    database.close()
    async with strict_server() as server:
        acquaint(server, FIRST_CHAT, count)
        given = {"database": f"sqlite:///{path}", "url": server.url, "token": TOKEN, "per_second": PER_SECOND}
        await asyncio.to_thread(processes.run, processes.OURS, "tests.bench.our_sender", given, 240)
        sent = server.calls.of("sendMessage", ok=True)
        refused = sum(call.status == 429 for call in server.calls)
        assert len(sent) == count
        return [
            Figure(f"of a limit of 30/s used, over {count} messages", 100 * _used(sent), "%", 98, "at least"),
            Figure("  refused with 429", refused, "", 0),
            Figure(
                "  most in any sliding second, the first included", server.calls.most_in(1.0, "sendMessage"), "", 31
            ),
        ]


def _used(sent: list[Call]) -> float:
    """The messages after the first, by how many the limit allows in the time they took."""
    return (len(sent) - 1) / (PER_SECOND * (sent[-1].at - sent[0].at))
