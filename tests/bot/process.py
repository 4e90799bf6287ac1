"""`dondoc` as a process of its own, as people run it."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.patience import PATIENCE

DONDOC = Path(sys.executable).with_name("dondoc")
STARTED = re.compile(r"listening url=(http://\S+)")


class Running:
    """A `dondoc` process; what it prints is gathered in `out` (commands' answers) and `log`."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.out = ""
        self.log = ""
        assert process.stdout
        assert process.stderr
        self._readers = [
            asyncio.create_task(self._read(process.stdout, "out")),
            asyncio.create_task(self._read(process.stderr, "log")),
        ]

    async def _read(self, stream: asyncio.StreamReader, name: str) -> None:
        while line := await stream.readline():
            setattr(self, name, getattr(self, name) + line.decode())

    async def until(self, reached: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Waits for something that the process brings about; shows its log where it does not."""
        async with asyncio.timeout(seconds):
            try:
                while not reached():
                    assert self.process.returncode is None, "the process ended"
                    await asyncio.sleep(0.02)
            except (AssertionError, asyncio.CancelledError):
                print(self.out, self.log)
                raise

    async def url(self) -> str:
        await self.until(lambda: STARTED.search(self.log))
        found = STARTED.search(self.log)
        assert found
        return found[1]

    async def stop(self, number: signal.Signals = signal.SIGTERM, seconds: float = PATIENCE) -> int:
        """The exit code after a signal."""
        self.process.send_signal(number)
        return await self.ended(seconds)

    async def ended(self, seconds: float = PATIENCE) -> int:
        async with asyncio.timeout(seconds):
            code = await self.process.wait()
        await asyncio.gather(*self._readers)
        return code


@asynccontextmanager
async def running(
    *command: str, settings: Mapping[str, str], by: Sequence[str] = (str(DONDOC),)
) -> AsyncIterator[Running]:
    """Runs `dondoc` in the present folder with these settings (without the prefix); it is gone in the end.

    `by` is how it is started, where that is not the command itself.
    """
    environment = os.environ | {f"DONDOC_{name}": value for name, value in settings.items()}
    process = await create_subprocess_exec(*by, *command, env=environment, stdout=PIPE, stderr=PIPE)
    program = Running(process)
    try:
        yield program
    finally:
        if process.returncode is None:
            process.kill()
        await program.ended()
