"""The HTTP side of the program: uvicorn serving on a bound socket until it is asked to stop."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_WITHIN = 20.0  # seconds for the first lines of a request, of which a browser sends all at once
STOP_WITHIN = 3  # seconds for answers under way


class WebServer:
    """Serves an application on a bound socket. Signals are left to the program."""

    def __init__(self, app: ASGIApp, bound: socket.socket) -> None:
        config = uvicorn.Config(
            app,
            http=_Patient,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,  # whose word is taken on who asks is a setting: `web.site.proxies`
            ws="none",
            lifespan="on",
            timeout_graceful_shutdown=STOP_WITHIN,
        )
        self._server = _Server(config)
        self._bound = bound

    async def run(self, on_started: Callable[[], None]) -> None:
        """Serve until `stop` is called and the answers under way are out; `on_started` is called once it answers."""
        self._server.on_started = on_started
        await self._server.serve(sockets=[self._bound])

    def stop(self) -> None:
        self._server.should_exit = True


class _Patient(H11Protocol):
    """Closes a connection on which the first lines of a request do not come: hundreds of such would use up the files
    that a process may have open. What is slow behind them is the application's (`web.before.slow_bodies`)."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._waiting is not None and self.cycle is not None and not self.cycle.response_complete:
            self._waiting.cancel()
            self._waiting = None

    def on_response_complete(self) -> None:
        super().on_response_complete()
        is_idle = self.cycle is None or self.cycle.response_complete
        if self._waiting is None and is_idle and not self.transport.is_closing():
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(HEAD_WITHIN, self.transport.close)


class _Server(uvicorn.Server):
    on_started: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.on_started()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
