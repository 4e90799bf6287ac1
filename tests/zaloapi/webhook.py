"""Updates posted to a bot's webhook: in order within a chat, again and again until the answer is 2xx."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping

import aiohttp

from tests.botapi.errors import Json
from tests.zaloapi.refusals import bad_request
from tests.zaloapi.updates import WEBHOOK_IS_SET, Shape, Update, Updates

SECRET_HEADER = "X-Bot-Api-Secret-Token"
RETRY_SECONDS = 0.1
ANSWER_SECONDS = 60.0


class Webhook:
    """`reroute` maps a public address to where in this test it really listens."""

    def __init__(self, updates: Updates, shape: Callable[[], Shape], reroute: Mapping[str, str]) -> None:
        self.url = ""
        self.secret = ""
        self.updated_at = 0
        self.statuses: list[int] = []
        """What came of each post: the HTTP status, 0 where there was no answer."""
        self._updates = updates
        self._shape = shape
        self._reroute = reroute
        self._lanes: dict[str, deque[Update]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    def set(self, url: str, secret: str, now: int) -> Json:
        """An empty URL takes it away; what is not delivered then waits for a poll."""
        self._stop()
        self.url, self.secret, self.updated_at = url, secret, now
        self._updates.on_push = self._take if url else None
        if url:
            self._updates.interrupt(bad_request(WEBHOOK_IS_SET))
            for update in list(self._updates.pending):
                self._take(update)
        return self.info()

    def info(self) -> Json:
        return {"url": self.url, "updated_at": self.updated_at}

    async def post(self, body: bytes, secret: str | None = None) -> int:
        """Posts once; the status of the answer, 0 for none."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS))
        headers = {"Content-Type": "application/json"}
        if used := self.secret if secret is None else secret:
            headers[SECRET_HEADER] = used
        try:
            async with self._session.post(rerouted(self.url, self._reroute), data=body, headers=headers) as answer:
                await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError):
            self.statuses.append(0)
        else:
            self.statuses.append(answer.status)
        return self.statuses[-1]

    async def close(self) -> None:
        workers = list(self._workers)
        self._stop()
        await asyncio.gather(*workers, return_exceptions=True)
        if self._session:
            await self._session.close()

    def _stop(self) -> None:
        self._updates.on_push = None
        for worker in self._workers:
            worker.cancel()
        self._workers.clear()
        self._lanes.clear()

    def _take(self, update: Update) -> None:
        lane = self._lanes.get(update.chat_id)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.chat_id] = lane = deque([update])
        worker = asyncio.get_running_loop().create_task(self._drain(update.chat_id, lane))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _drain(self, chat_id: str, lane: deque[Update]) -> None:
        while lane:
            status = await self.post(lane[0].body(self._shape()))
            if 200 <= status < 300:
                self._updates.done(lane.popleft())
            else:
                await asyncio.sleep(RETRY_SECONDS)
        if self._lanes.get(chat_id) is lane:
            del self._lanes[chat_id]


def rerouted(url: str, reroute: Mapping[str, str]) -> str:
    for public, real in reroute.items():
        if url.startswith(public):
            return real + url.removeprefix(public)
    return url
