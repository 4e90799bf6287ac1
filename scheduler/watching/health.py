"""Which parts of the running program fail or stand still, kept in memory.

A part says `good` each time its work went well, and `failed` with a reason when it did not. A part from which something
is expected every so often stands still when it has said neither for too long. See docs/decisions/0045.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from prometheus_client import Counter
from sqlalchemy.exc import DBAPIError

from storage.aside.troubles import STANDS_STILL as STANDS_STILL

FAILURES = Counter("dondoc_failures", "Failures, by the part of the program in which they happened.", ["part"])
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is the matter with a part, and since when."""

    reason: str
    since: datetime


@dataclass(slots=True)
class _State:
    trouble: Trouble | None = None
    over_at: float | None = None  # monotonic; the trouble ends by itself then
    heard: float = 0.0  # monotonic
    within: float | None = None  # seconds in which it has to be heard of again


class Health:
    """Asked by /readyz and by the watch. May be told from any thread."""

    def __init__(
        self, now: Callable[[], datetime] = lambda: datetime.now(UTC), clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._now, self._clock = now, clock
        self._parts: dict[str, _State] = {}

    def part(self, name: str) -> "ProgramPart":
        """Return one part, for whoever works in it. Names are short and stay as they are: people set alarms on them."""
        return ProgramPart(self, name)

    def failed(self, name: str, reason: str, lasts: float | None = None) -> None:
        """Note that the part could not do its work. `reason` holds no secret. With `lasts` the trouble is over by
        itself after so many seconds, for what is only waited out; otherwise when the part is `good` again."""
        FAILURES.labels(name).inc()
        self.ails(name, reason, lasts)

    def ails(self, name: str, reason: str, lasts: float | None = None) -> None:
        """Note a trouble as `failed` does, for one that goes on and was counted when it began."""
        state = self._heard(name)
        since = state.trouble.since if state.trouble is not None and self._lasts(state) else self._now()
        state.trouble = Trouble(reason[:LONGEST_REASON], since)
        state.over_at = None if lasts is None else state.heard + lasts

    def good(self, name: str) -> None:
        """Note that the part has done its work, or had none to do."""
        state = self._heard(name)
        state.trouble = state.over_at = None

    def alive(self, name: str) -> None:
        """Note that the part goes on with long work: it does not stand still, and whether it goes well is not known
        yet."""
        self._heard(name)

    def expects(self, name: str, seconds: float) -> None:
        """Note that from now on the part is to be heard of at least that often."""
        self._heard(name).within = seconds

    def forgets(self, name: str) -> None:
        """Note that the part does not run any more, on purpose."""
        self._parts.pop(name, None)

    def troubles(self) -> Mapping[str, Trouble]:
        """Return what is the matter now, by part."""
        found = {}
        for name, state in sorted(self._parts.items()):
            silent = self._clock() - state.heard
            if state.trouble is not None and self._lasts(state):
                found[name] = state.trouble
            elif state.within is not None and silent > state.within:
                found[name] = Trouble(STANDS_STILL, self._since(state))
        return found

    def _heard(self, name: str) -> _State:
        state = self._parts.setdefault(name, _State())
        state.heard = self._clock()
        return state

    def _lasts(self, state: _State) -> bool:
        return state.over_at is None or state.over_at > self._clock()

    def _since(self, state: _State) -> datetime:
        return datetime.fromtimestamp(self._now().timestamp() - (self._clock() - state.heard), UTC)


@dataclass(frozen=True, slots=True)
class ProgramPart:
    """A part of the program as it speaks of itself; see `Health`."""

    health: Health
    name: str

    def failed(self, reason: str, lasts: float | None = None) -> None:
        self.health.failed(self.name, reason, lasts)

    def good(self) -> None:
        self.health.good(self.name)

    def alive(self) -> None:
        self.health.alive(self.name)

    def expects(self, seconds: float) -> None:
        self.health.expects(self.name, seconds)

    def forgets(self) -> None:
        self.health.forgets(self.name)

    @contextmanager
    def expected(self, seconds: float) -> Iterator[None]:
        """Expect to hear of it at least that often meanwhile; then it does not run any more, here."""
        self.expects(seconds)
        try:
            yield
        finally:
            self.forgets()


def unwatched() -> ProgramPart:
    """Return a part for work that nobody watches, as in tests of that work alone."""
    return Health().part("unwatched")


def reason_of(error: BaseException) -> str:
    """Return an error by its kind only: its words may hold what people wrote, a token or a password."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
        return f"{type(error.orig).__name__} {code}" if code else type(error.orig).__name__
    return type(error).__name__
