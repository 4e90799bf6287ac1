"""Delivers what waits in the outbox, as the program does it; a process of its own, like the plain bots."""

import asyncio
import gc
import json
import sys
import time
from datetime import UTC, datetime

from bot.channels.telegram.account import open_telegram
from bot.starting.loading import LOOK_FOR_GARBAGE
from bot.starting.logs import set_up_logs
from scheduler.delivery.channel import Limits
from scheduler.delivery.delivery import Deliverer
from storage.db.database import Database
from tests.bench.bots.work import cpu
from tests.queued import waiting_count


def _now() -> datetime:
    return datetime.now(UTC)


async def deliver(database: Database, url: str, token: str, per_second: float | None) -> dict[str, float]:
    """Until nothing waits any more; the seconds it took, the CPU's too."""
    async with open_telegram(token, url) as channel:
        channel.limits = Limits(per_second=per_second)
        deliverer = Deliverer(database, [channel], now=_now)
        began, before = time.monotonic(), cpu()
        running = asyncio.create_task(deliverer.run())
        while await database.run(waiting_count):  # noqa: ASYNC110 - as somebody who looks on
            await asyncio.sleep(0.1 if per_second is None else 0.5)
        used = {"seconds": time.monotonic() - began, "cpu": cpu() - before}
        await deliverer.stop()
        await running
    return used


def main() -> None:
    given = json.loads(sys.argv[1])
    set_up_logs("warning", "console")
    gc.freeze()  # as `dondoc run` does
    gc.set_threshold(*LOOK_FOR_GARBAGE)
    database = Database(given.pop("database"))
    print(json.dumps(asyncio.run(deliver(database, **given))))
    database.close()


if __name__ == "__main__":
    main()
