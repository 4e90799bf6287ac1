"""Updates pushed to a bot's webhook: in order within a chat, again and again until the answer is 2xx."""

import asyncio
import json
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests.botapi.errors import Json, bad_request
from tests.botapi.updates import UpdateQueue

PORTS = {80, 88, 443, 8443}
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
RETRY_SECONDS = 0.1


def check_url(url: str) -> None:
    """HTTPS on one of four ports, see setWebhook; plain HTTP only to this machine (for tests)."""
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost"):
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def check_secret(secret: str) -> None:
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not all(letter.isascii() and (letter.isalnum() or letter in "_-") for letter in secret):
        raise bad_request("secret token contains unallowed characters")


@dataclass
class Webhook:
    queue: UpdateQueue
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    reroute: dict[str, str] = field(default_factory=dict)
    """Public address prefix → where in this test it really listens."""
    last_error: tuple[int, str] | None = None
    _lanes: dict[Any, deque[Json]] = field(default_factory=dict)
    _workers: set[asyncio.Task[None]] = field(default_factory=set)
    _session: aiohttp.ClientSession | None = None
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(40))

    def set(self, url: str, secret: str, max_connections: int) -> None:
        self._stop_workers()
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self.queue.webhook_is_set = bool(url)
        self.queue.on_push = self._take
        if not url:
            return
        self.last_error = None
        self._room = asyncio.Semaphore(max_connections)
        self.queue.interrupt("terminated by setWebhook request")
        for update in self.queue.pending.values():
            self._take(update)

    def info(self) -> Json:
        shown: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.queue.pending),
        }
        if self.url:
            shown["max_connections"] = self.max_connections
        if self.last_error:
            shown["last_error_date"], shown["last_error_message"] = self.last_error
        if self.queue.allowed:
            shown["allowed_updates"] = self.queue.allowed
        return shown

    async def close(self) -> None:
        self.url, self.queue.webhook_is_set = "", False
        workers = list(self._workers)
        self._stop_workers()
        await asyncio.gather(*workers, return_exceptions=True)
        if self._session:
            await self._session.close()

    def _stop_workers(self) -> None:
        for worker in self._workers:
            worker.cancel()
        self._workers.clear()
        self._lanes.clear()

    def _take(self, update: Json) -> None:
        key = _chat_of(update)
        lane = self._lanes.get(key)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[key] = lane = deque([update])
        worker = asyncio.get_running_loop().create_task(self._drain(key, lane))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _drain(self, key: Any, lane: deque[Json]) -> None:
        while lane:
            async with self._room:
                delivered = await self._deliver(lane[0])
            if delivered:
                self.queue.pending.pop(lane.popleft()["update_id"], None)
            else:
                await asyncio.sleep(RETRY_SECONDS)
        if self._lanes.get(key) is lane:
            del self._lanes[key]

    async def _deliver(self, update: Json) -> bool:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[SECRET_HEADER] = self.secret
        try:
            async with self._session.post(self._address(), data=json.dumps(update).encode(), headers=headers) as answer:
                await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as problem:
            self._failed(str(problem) or "Connection timed out")
            return False
        if 200 <= answer.status < 300:
            return True
        self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        return False

    def _address(self) -> str:
        for public, real in self.reroute.items():
            if self.url.startswith(public):
                return real + self.url.removeprefix(public)
        return self.url

    def _failed(self, reason: str) -> None:
        self.last_error = (int(time.time()), reason)


def _chat_of(update: Json) -> Any:
    """What keeps the order: the chat an update belongs to."""
    for payload in update.values():
        if isinstance(payload, dict):
            inner = payload.get("message", payload)
            return inner.get("chat", {}).get("id", payload.get("from", {}).get("id"))
    return None
