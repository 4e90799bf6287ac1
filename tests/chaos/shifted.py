"""`dondoc` by a clock that somebody sets: `python -m tests.chaos.shifted FILE COMMAND …`.

FILE holds by how many seconds the clock is wrong. Wall clocks jump for all threads at once, as when the system's is
set; the monotonic clock does not, as no system's does.
"""

import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

LOOK_EVERY = 0.02  # seconds


def follow(file: Path, clock: time_machine.Traveller, true: float, began: float) -> None:
    """Sets the clock whenever the file says something else. `true` was the time at `began` (monotonic)."""
    shown = 0.0
    while True:
        wrong = shift_in(file)
        if wrong != shown:
            now = datetime.fromtimestamp(true + time.monotonic() - began, UTC)
            clock.move_to(now + timedelta(seconds=wrong))
            shown = wrong
        time.sleep(LOOK_EVERY)


def shift_in(file: Path) -> float:
    try:
        return float(file.read_text() or 0)
    except (OSError, ValueError):  # not there yet, or just being written
        return 0.0


def main() -> None:
    file, true, began = Path(sys.argv.pop(1)), time.time(), time.monotonic()
    clock = time_machine.travel(datetime.fromtimestamp(true, UTC), tick=True).start()
    threading.Thread(target=follow, args=(file, clock, true, began), daemon=True).start()
    from bot.cli import app  # only now, so that nothing keeps the true clock's functions

    sys.argv[0] = "dondoc"
    app()


if __name__ == "__main__":
    main()
