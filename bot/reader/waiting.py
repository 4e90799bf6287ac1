"""Questions to the second reader, asked beside everything else: only the message they are about waits."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from threading import Lock

import structlog

from bot.reader.service import SECONDS
from domain.messaging.messages import Incoming
from domain.typed.second import Question
from handlers.conversation.second_reader import NotYet
from scheduler.delivery.metrics import SECOND_READER, SECOND_READER_SECONDS

log = structlog.get_logger(__name__)

AT_ONCE = 4  # what comes beyond is answered without it
MOST_KEPT = 1000  # answers
FAILURES_IN_A_ROW = 3  # after which it is left in peace
IN_PEACE = 60.0  # seconds

_Key = tuple[str, str, str, str]


class WaitingReader:
    """A `SecondReader`. Handlers on any thread ask; the questions run on the loop in which it was made."""

    def __init__(
        self,
        ask: Callable[[Question], Awaitable[str]],
        wake: Callable[[], None],
        *,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Call `wake` on the loop when a message can be handled on."""
        self._ask, self._wake, self._seconds, self._clock = ask, wake, seconds, clock
        self._loop = asyncio.get_running_loop()
        self._lock = Lock()
        self._asked: dict[_Key, Question] = {}
        self._answers: OrderedDict[_Key, str] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._failures, self._left_until = 0, 0.0

    def answer(self, message: Incoming, part: str, question: Question) -> str:
        key = (message.channel, message.account, message.external_id, part)
        with self._lock:
            if key in self._answers:
                return self._answers[key]
            if key in self._asked:
                raise NotYet
            if len(self._asked) >= AT_ONCE or self._clock() < self._left_until:
                SECOND_READER.labels("left_out").inc()
                return ""
            self._asked[key] = question
        self._loop.call_soon_threadsafe(self._begin, key, question)
        raise NotYet

    def holds(self, channel: str, account: str, external_id: str) -> bool:
        with self._lock:
            return any(key[:3] == (channel, account, external_id) for key in self._asked)

    async def stop(self) -> None:
        """Give up what is being asked; its messages wait in the inbox for the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, key: _Key, question: Question) -> None:
        task = self._loop.create_task(self._one(key, question))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _one(self, key: _Key, question: Question) -> None:
        began, answer, outcome = self._clock(), "", "answered"
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._ask(question)
        except TimeoutError:
            outcome = "slow"
        except Exception as error:
            outcome = "failed"
            log.warning("second_reader_failed", error=type(error).__name__)  # its words may hold an address or a key
        SECOND_READER.labels(outcome).inc()
        SECOND_READER_SECONDS.observe(self._clock() - began)
        with self._lock:
            self._note(outcome)
            del self._asked[key]
            self._answers[key] = answer
            while len(self._answers) > MOST_KEPT:
                self._answers.popitem(last=False)
        self._wake()

    def _note(self, outcome: str) -> None:
        self._failures = 0 if outcome == "answered" else self._failures + 1
        if self._failures >= FAILURES_IN_A_ROW:
            self._left_until = self._clock() + IN_PEACE
            log.warning("second_reader_left_in_peace", seconds=IN_PEACE)
