"""A run: people live, the program dies again and again, and in the end everything must have come right."""

import asyncio
import random
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

from tests.bot.process import Running, running
from tests.botapi.calls import Call
from tests.chaos import office, oracle, storms, trouble
from tests.chaos import shifted as shifted_clock
from tests.chaos.books import Books
from tests.chaos.figures import Figures
from tests.chaos.people import PATIENCE, Reporter
from tests.chaos.steps import STEPS, Step
from tests.chaos.trap import Trap
from tests.chaos.watched import WatchedServer, message_of
from tests.journeys.installation import Installation

LATE = 0.6  # of the kills: from then on the clock jumps too
ALL_DIE = 0.3  # of the kills, where there are several processes
STEP_WITHIN = 4.0  # seconds
TELL_EVERY = 20  # kills
SETTLING_TRIES = 5
SETTLES_WITHIN = PATIENCE + 60.0  # seconds
_UNSETTLED = (
    "SELECT 1 FROM inbox WHERE done_at IS NULL LIMIT 1",
    "SELECT 1 FROM outbox WHERE state = 'waiting' LIMIT 1",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How much: it ends after so many kills or so many seconds, whatever comes first, and after so many `reports`."""

    kills: int = 200
    seconds: float = 900.0
    seed: int = 1
    reporters: int = 24
    listeners: int = 8
    processes: int = 1
    storm_every: int = 5  # kills
    reports: int = 0


class Chaos:
    """In the present folder; `url` is the database, on the small `disk` where there is one."""

    def __init__(self, plan: Plan, url: str, weather: storms.Weather, disk: Path | None = None) -> None:
        self.plan, self.figures, self.books = plan, Figures(), Books(url)
        self._early, self._late = cycle(weather.early), cycle(weather.late)
        self._place = storms.Place(self.books, Path("clock").absolute(), disk)
        self._draw = random.Random(plan.seed)
        self._server = WatchedServer()
        self._trap = Trap(self.books)
        self._server.on_step = self._trap.reached
        self._programs: list[Running] = []
        self._reporters: list[Reporter] = []
        self._over = asyncio.Event()
        self._seen: set[tuple[str, str]] = set()  # messages that were out and not written down at a kill
        self._in_hand: list[Call] = []  # calls that were with Telegram at a kill

    async def run(self) -> Figures:
        began = time.monotonic()
        async with self._server:
            installation = Installation.on_telegram(
                self._server.url, DATABASE_URL=self.books.url, TELEGRAM_RATE="500", SECRET="a secret of all alike"
            )
            self._reporters = people = await self._people(installation)
            async with AsyncExitStack() as stack, asyncio.TaskGroup() as group:
                lives = [group.create_task(person.live()) for person in people]
                trouble.brew(self._server.faults, self.plan.seed)
                await self._kill_on(installation, stack, began + self.plan.seconds)
                self._server.faults.clear()
                await self._start_missing(installation, stack)
                await self._reported()
                self._over.set()
                await asyncio.wait(lives)
                await self._come_to_rest(installation, stack)
        self.figures.seconds = time.monotonic() - began
        return self.judged()

    def judged(self) -> Figures:
        """The figures with what the oracle says to the database as it is now."""
        figures = replace(self.figures, losses=[], excesses=list(self.figures.excesses))
        figures.lost_answers = sum(message_of(call) is not None for call in self._cut_off())
        excused = self._seen | {shown for call in [*self._cut_off(), *self._in_hand] if (shown := message_of(call))}
        oracle.judge(figures, self._server, self.books, self._reporters, excused)
        return figures

    def _cut_off(self) -> list[Call]:
        """Calls whose answer was lost: nobody could know whether the message had come."""
        return [call for call in self._server.calls.of("sendMessage") if call.status == -1]

    async def _people(self, installation: Installation) -> list[Reporter]:
        """Those who report; those who only listen have joined already."""
        reporting, listening = office.reporters(self.plan.reporters), office.listeners(self.plan.listeners)
        guests = [*listening, *reporting]
        codes = installation.prepare(office.setup(len(reporting), len(listening)), guests)
        doors = [
            (self._server.person(1001 + number, guest.name), code)
            for number, (guest, code) in enumerate(zip(guests, codes, strict=True))
        ]
        for person, code in doors[: len(listening)]:
            await person.starts(code)
        return [
            Reporter(person, code, self._draw.randrange(2**32), self._over) for person, code in doors[len(listening) :]
        ]

    async def _kill_on(self, installation: Installation, stack: AsyncExitStack, until: float) -> None:
        steps: list[Step] = []
        for number in range(1, self.plan.kills + 1):
            if time.monotonic() > until:
                return
            steps = steps or self._draw.sample(STEPS, len(STEPS))
            storms_now = self._early if number < LATE * self.plan.kills else self._late
            storm = next(storms_now) if number % self.plan.storm_every == 0 else None
            await self._live_and_die(steps.pop(), installation, stack, storm)

    async def _reported(self) -> None:
        until = time.monotonic() + SETTLES_WITHIN
        while time.monotonic() < until:
            if self.books.has(f"SELECT 1 FROM report HAVING count(*) >= {self.plan.reports}"):
                return
            await asyncio.sleep(0.2)

    async def _live_and_die(
        self, step: Step, installation: Installation, stack: AsyncExitStack, storm: storms.Storm | None
    ) -> None:
        await self._start_missing(installation, stack, ready=step != "starting")
        if not self._programs:
            return
        raging = None
        if storm is not None and step != "starting":
            self.figures.storms[storm.__name__] += 1
            raging = asyncio.create_task(storm(self._place, list(self._programs)))
        if raging is not None and self._draw.random() < 0.7:
            await raging  # the others are killed in the middle of it
        await self._die(step)
        if raging is not None:
            await raging
        await self._count_in_flight()

    async def _die(self, step: Step) -> None:
        if step in ("starting", "anywhere"):
            await asyncio.sleep(self._draw.uniform(0, 1.5))
            victims = [self._draw.choice(self._programs)]
            await self._trap.kill_at(step, victims, 0)
            reached = True
        else:
            victims = list(self._programs) if self._draw.random() < ALL_DIE else [self._draw.choice(self._programs)]
            await asyncio.sleep(self._draw.uniform(0, 0.8))
            reached = await self._trap.kill_at(step, victims, STEP_WITHIN)
        for victim in victims:
            code = await victim.ended()
            self.figures.errors += victim.log.count("[error")
            if code != -9:
                self.figures.excesses.append(f"the program ended by itself with {code}:\n{victim.log[-3000:]}")
        self._programs = [program for program in self._programs if program not in victims]
        self.figures.kills[step if reached else "step not reached"] += 1
        if self.figures.kills.total() % TELL_EVERY == 0:
            print(f"{self.figures.kills.total()} kills", file=sys.stderr, flush=True)

    @property
    def _by(self) -> tuple[str, ...]:
        """By a clock that storms can set."""
        shifted = Path(shifted_clock.__file__)
        begin = f"import runpy, sys; sys.path.insert(0, {str(shifted.parents[2])!r}); sys.argv[0] = 'shifted'"
        return (
            sys.executable,
            "-c",
            f"{begin}; runpy.run_module({shifted_clock.__name__!r}, run_name='__main__')",
            str(self._place.clock),
        )

    async def _start_missing(self, installation: Installation, stack: AsyncExitStack, ready: bool = True) -> None:
        while len(self._programs) < self.plan.processes:
            started = running("run", settings=installation.settings, by=self._by)
            self._programs.append(await stack.enter_async_context(started))
        for program in list(self._programs) if ready else ():
            try:
                await program.url()
            except AssertionError:
                self._programs.remove(program)
                self.figures.excesses.append(f"the program ended while it started:\n{program.log[-3000:]}")

    async def _count_in_flight(self) -> None:
        """What had left the program, and it could not write down any more."""
        recorded = await asyncio.to_thread(self.books.recorded)
        out = self._server.messages.keys() - recorded - self._seen
        in_hand = [call for call in self._server.calls.of("sendMessage") if call.status == 0]
        self._seen |= out
        self._in_hand += in_hand
        self.figures.in_flight.append(len(out) + len(in_hand))

    async def _come_to_rest(self, installation: Installation, stack: AsyncExitStack) -> None:
        """Everything is dealt with and the program is stopped; a reminder may come just between the two."""
        for _ in range(SETTLING_TRIES):
            await self._start_missing(installation, stack)
            await self._settle()
            await self._stop()
            if not self._is_unsettled():
                return

    async def _settle(self) -> None:
        """What has not settled in time is for the oracle to tell."""
        until = time.monotonic() + SETTLES_WITHIN
        while await asyncio.to_thread(self._is_unsettled) and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.1)

    def _is_unsettled(self) -> bool:
        return bool(self._server.bot().updates.pending) or any(self.books.has(query) for query in _UNSETTLED)

    async def _stop(self) -> None:
        programs, self._programs = self._programs, []
        for program in programs:
            if await program.stop() != 0:
                self.figures.excesses.append(f"the program did not end well:\n{program.log[-3000:]}")
