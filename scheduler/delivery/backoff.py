"""How long to wait after failures, and when to stop trying."""

from datetime import timedelta

LONGEST = 300.0  # seconds
PATIENCE = timedelta(hours=24)
ENOUGH_TRIES = 20
"""About an hour of trying: what was queued while the program was down for a day is still tried in earnest."""


def delay_seconds(failures: int, draw: float = 0.5) -> float:
    """Return 1, 2, 4, … up to 300 seconds after that many failures in a row (from 1), a quarter more or less by `draw`
    (0 to 1), so that what failed together does not come back together."""
    return min(LONGEST, 2.0 ** min(failures - 1, 10) * (0.75 + draw / 2))


def is_hopeless(failures: int, age: timedelta) -> bool:
    return failures >= ENOUGH_TRIES and age >= PATIENCE
