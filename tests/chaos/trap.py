"""Kills the program from outside when it has come to a step."""

import asyncio
from collections.abc import Iterable

from tests.bot.process import Running
from tests.chaos.books import Books
from tests.chaos.steps import IN_ROWS, Step

LOOK_EVERY = 0.002  # seconds


class Trap:
    def __init__(self, books: Books) -> None:
        self._books = books
        self._step: Step | None = None
        self._victims: tuple[Running, ...] = ()
        self._sprung = asyncio.Event()

    def reached(self, step: Step) -> None:
        """Called by the server, in the middle of a call."""
        if step == self._step:
            self._spring()

    async def kill_at(self, step: Step, victims: Iterable[Running], within: float) -> bool:
        """Whether the step was reached; where it was not, the victims are killed at the end of that time."""
        self._sprung.clear()
        self._victims, self._step = tuple(victims), step
        try:
            async with asyncio.timeout(within):
                await self._wait(step)
            return True
        except TimeoutError:
            return False
        finally:
            self._spring()

    async def _wait(self, step: Step) -> None:
        if query := IN_ROWS.get(step):
            while not await asyncio.to_thread(self._books.has, query):  # noqa: ASYNC110
                await asyncio.sleep(LOOK_EVERY)
        else:
            await self._sprung.wait()

    def _spring(self) -> None:
        self._step = None
        for victim in self._victims:
            if victim.process.returncode is None:
                victim.process.kill()
        self._victims = ()
        self._sprung.set()
