"""The HTTP side of the program: a bound socket, and uvicorn serving on it until it is asked to stop."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.settings.rules import HttpAddress
from bot.shell.failures import Failure

STOP_WITHIN = 3  # seconds for answers under way
BACKLOG = 512


def bind(address: HttpAddress) -> socket.socket:
    """A listening socket; connections wait in it until the server runs. Raises Failure when that cannot be."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
    except OSError:
        raise Failure(f"DONDOC_HTTP: không có địa chỉ tên “{address.host}” trên máy này.") from None
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)
        bound.listen(BACKLOG)
    except OSError as error:
        bound.close()
        raise Failure(f"DONDOC_HTTP: {why_not(error, address)}.", "Đổi DONDOC_HTTP, hoặc chạy: dondoc check") from None
    return bound


def why_not(error: OSError, address: HttpAddress) -> str:
    """Why nothing can listen at this address."""
    if isinstance(error, PermissionError):
        return f"không có quyền nghe ở cổng {address.port}"
    if isinstance(error, socket.gaierror):
        return f"không có địa chỉ tên “{address.host}” trên máy này"
    return (
        f"không nghe được ở {address.host}:{address.port}, "
        "cổng đang có chương trình khác dùng hoặc địa chỉ không thuộc máy này"
    )


def address_of(bound: socket.socket) -> HttpAddress:
    host, port = bound.getsockname()[:2]
    return HttpAddress(host, port)


class WebServer:
    """Serves an application on a bound socket. Signals are left to the program."""

    def __init__(self, app: ASGIApp, bound: socket.socket) -> None:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,  # whose word is taken on who asks is a setting: `web.before.proxies`
            ws="none",
            lifespan="on",
            timeout_graceful_shutdown=STOP_WITHIN,
        )
        self._server = _Server(config)
        self._bound = bound

    async def run(self, on_started: Callable[[], None]) -> None:
        """Until `stop` is called and the answers under way are out; `on_started` is called once it answers."""
        self._server.on_started = on_started
        await self._server.serve(sockets=[self._bound])

    def stop(self) -> None:
        self._server.should_exit = True


class _Server(uvicorn.Server):
    on_started: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.on_started()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
