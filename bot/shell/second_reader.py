"""The second reader, asked by `dondoc understand` about one line after the other."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot.reader.reader_settings import second_reader
from bot.reader.service import SECONDS
from bot.reader.waiting import FAILURES_IN_A_ROW
from bot.settings import Settings
from bot.shell.line_reader import LineReader
from domain.typed.second import Question


@contextmanager
def with_second(reader: LineReader, settings: Settings) -> Iterator[LineReader]:
    if settings.reader_url is None:
        yield reader
        return
    with asyncio.Runner() as runner:
        opened = second_reader(settings)
        ask = runner.run(opened.__aenter__())
        try:
            yield (
                reader if ask is None else replace(reader, asked=replace(reader.asked, ask=_PatientReader(runner, ask)))
            )
        finally:
            runner.run(opened.__aexit__(None, None, None))


class _PatientReader:
    """Waits for each answer; after some failures in a row it asks no more."""

    def __init__(self, runner: asyncio.Runner, ask: Callable[[Question], Awaitable[str]]) -> None:
        self._runner, self._ask, self._failures = runner, ask, 0

    def __call__(self, question: Question) -> str:
        if self._failures >= FAILURES_IN_A_ROW:
            return ""
        try:
            answer = self._runner.run(self._asked(question))
        except Exception:  # whatever it does, the line is read without it
            self._failures += 1
            return ""
        self._failures = 0
        return answer

    async def _asked(self, question: Question) -> str:
        async with asyncio.timeout(SECONDS):
            return await self._ask(question)
