"""The socket that the program listens on: bound first, so that a second program by mistake is told so at once."""

import socket

from bot.settings.rules import HttpAddress
from bot.starting.failures import CommandFailure

BACKLOG = 512


def bind(address: HttpAddress) -> socket.socket:
    """A listening socket; connections wait in it until the server runs. Raises CommandFailure when that cannot be."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
    except OSError:
        raise CommandFailure(f"DONDOC_HTTP: không có địa chỉ tên “{address.host}” trên máy này.") from None
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)
        bound.listen(BACKLOG)
    except OSError as error:
        bound.close()
        raise CommandFailure(
            f"DONDOC_HTTP: {why_not(error, address)}.", "Đổi DONDOC_HTTP, hoặc chạy: dondoc check"
        ) from None
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
