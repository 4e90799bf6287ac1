"""One tick of the program's clock, begun at an appointed time; a process of its own."""

import asyncio
import json
import sys
import time
from datetime import datetime

from scheduler.clock import Clock
from storage.db.database import Database
from storage.installation.calendars import work_calendar


def main() -> None:
    given = json.loads(sys.argv[1])
    database = Database(given["database"])
    now = datetime.fromisoformat(given["now"])
    clock = Clock(database, work_calendar(), lambda: None, lambda: now)
    database.do(lambda session: session.connection())
    time.sleep(max(0.0, given["begin"] - time.time()))
    began = time.monotonic()
    done = asyncio.run(clock.tick())
    print(json.dumps({"queued": done.queued, "seconds": time.monotonic() - began}))
    database.close()


if __name__ == "__main__":
    main()
