"""A Bot API that only counts, as fast as Python can: so that what is measured is the bot and not the server.

Run as a process of its own; it prints its address. Beside the methods that bots call it takes `POST /feed`
(updates to hand out, at once or at a pace) and `GET /stats`. Its argument is how many seconds the way there and
back takes; none by default.
"""

import asyncio
import json
import resource
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

Json = dict[str, Any]

MOST_UPDATES = 100  # in one answer, as with Telegram
NAMES = {"getupdates": "getUpdates", "sendmessage": "sendMessage"}


class Account:
    """One bot's updates, and what it called: how often; first, last and each hundredth time, by the monotonic clock."""

    def __init__(self) -> None:
        self.pending: deque[Json] = deque()
        self.waiting: list[asyncio.Future[None]] = []
        self.counts: dict[str, int] = {}
        self.last: dict[str, float] = {}
        self.first: dict[str, float] = {}
        self.hundreds: dict[str, list[float]] = {}
        self.next_id = int(time.time() * 1000)  # greater than in any run before: the inbox knows them all

    def note(self, method: str) -> None:
        now = time.monotonic()
        self.counts[method] = self.counts.get(method, 0) + 1
        self.first.setdefault(method, now)
        self.last[method] = now
        if self.counts[method] % 100 == 0:
            self.hundreds.setdefault(method, []).append(now)

    def push(self, chat_id: int, text: str) -> None:
        who = {"id": chat_id, "first_name": "Lan"}
        message = {
            "message_id": self.next_id,
            "date": int(time.time()),
            "chat": {**who, "type": "private"},
            "from": {**who, "is_bot": False, "language_code": "vi"},
            "text": text,
        }
        self.pending.append({"update_id": self.next_id, "message": message})
        self.next_id += 1
        for poll in self.waiting:
            if not poll.done():
                poll.set_result(None)
        self.waiting.clear()

    async def updates(self, offset: int, seconds: float) -> list[Json]:
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()
        if not self.pending and seconds > 0:
            poll = asyncio.get_running_loop().create_future()
            self.waiting.append(poll)
            await asyncio.wait([poll], timeout=seconds)
        return [self.pending[at] for at in range(min(MOST_UPDATES, len(self.pending)))]


class LeanServer:
    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self._feeds: set[asyncio.Task[None]] = set()

    def account(self, token: str) -> Account:
        return self.accounts.setdefault(token, Account())

    def answer(self, path: str, body: bytes, reply: Callable[[bytes], None]) -> None:
        """Replies now, or, where nothing is to be had yet, later."""
        if path.startswith("/bot"):
            token, _, method = path[4:].partition("/")
            self._method(self.account(token), method.partition("?")[0], body, reply)
        elif path == "/feed":
            feed = asyncio.get_running_loop().create_task(self._feed(**json.loads(body)))
            self._feeds.add(feed)
            reply(b"{}")
        else:
            reply(json.dumps(self.stats()).encode())

    def _method(self, account: Account, method: str, body: bytes, reply: Callable[[bytes], None]) -> None:
        account.note(NAMES.get(method.lower(), method))
        if method.lower() == "getupdates":
            task = asyncio.get_running_loop().create_task(self._poll(account, _parameters(body), reply))
            self._feeds.add(task)
            task.add_done_callback(self._feeds.discard)
        elif method.lower() == "getme":
            reply(_ok({"id": 7000000001, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}))
        elif method.lower() in ("sendmessage", "editmessagetext"):
            reply(MESSAGE)
        else:
            reply(_ok(True))

    async def _poll(self, account: Account, given: Mapping[str, Any], reply: Callable[[bytes], None]) -> None:
        reply(_ok(await account.updates(int(given.get("offset") or 0), float(given.get("timeout") or 0))))

    async def _feed(self, token: str, first_chat: int, count: int, text: str, per_second: float = 0) -> None:
        """`count` people write, one after another; `per_second` 0 means all at once."""
        account, began = self.account(token), time.monotonic()
        for number in range(count):
            if per_second:
                await asyncio.sleep(max(0.0, began + number / per_second - time.monotonic()))
            account.push(first_chat + number, text)

    def stats(self) -> Json:
        used = resource.getrusage(resource.RUSAGE_SELF)
        accounts = {
            token: {"counts": a.counts, "first": a.first, "last": a.last, "hundreds": a.hundreds}
            for token, a in self.accounts.items()
        }
        return {"cpu": used.ru_utime + used.ru_stime, "accounts": accounts}


class Connection(asyncio.Protocol):
    """Just enough of HTTP: requests with a length or none, one after another."""

    def __init__(self, server: LeanServer, way: float) -> None:
        self._server = server
        self._way = way
        self._got = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._got += data
        while (end := self._got.find(b"\r\n\r\n")) >= 0:
            head = self._got[:end]
            length = _length(head)
            if len(self._got) < end + 4 + length:
                return
            body, self._got = self._got[end + 4 : end + 4 + length], self._got[end + 4 + length :]
            self._server.answer(head.split(b" ", 2)[1].decode(), body, self._reply)

    def _reply(self, body: bytes) -> None:
        if self._way:
            asyncio.get_running_loop().call_later(self._way, self._write, body)
        else:
            self._write(body)

    def _write(self, body: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(HEAD % len(body) + body)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


def _length(head: bytes) -> int:
    at = head.lower().find(b"\r\ncontent-length:")
    return 0 if at < 0 else int(head[at + 17 :].split(b"\r\n", 1)[0])


def _parameters(body: bytes) -> Mapping[str, Any]:
    if body.startswith(b"{"):
        found: Json = json.loads(body)
        return found
    return dict(pair.split("=", 1) for pair in body.decode().split("&") if "=" in pair)


def _ok(result: object) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()


MESSAGE = _ok({
    "message_id": 77,
    "date": 1_790_000_000,
    "chat": {"id": 1_000_000, "type": "private", "first_name": "Lan"},
    "from": {"id": 7000000001, "is_bot": True, "first_name": "Bot", "username": "bench_bot"},
    "text": "Báo cáo quý IV/2026 – Phòng Kinh tế: còn hai nhiệm vụ chưa có kết quả, hạn thứ Năm 17/12.",
})  # fmt: skip


async def main() -> None:
    lean, way = LeanServer(), float(sys.argv[1]) if sys.argv[1:] else 0.0
    server = await asyncio.get_running_loop().create_server(lambda: Connection(lean, way), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
