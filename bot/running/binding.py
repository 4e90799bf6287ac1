"""The socket that the program listens on: bound first, so that a second program by mistake is told so at once."""

import socket

from bot.language import say
from bot.settings.setting_rules import HttpAddress
from bot.starting.expected_failures import CommandFailure

BACKLOG = 512


def bind(address: HttpAddress) -> socket.socket:
    """Return a listening socket; connections wait in it until the server runs. Raise CommandFailure when it cannot
    listen."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
    except OSError:
        raise CommandFailure(_refused(say("shell.listen.no_host", host=address.host))) from None
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)
        bound.listen(BACKLOG)
    except OSError as error:
        bound.close()
        raise CommandFailure(_refused(why_not(error, address)), say("shell.listen.change")) from None
    return bound


def _refused(why: str) -> str:
    return say("shell.refused", name="DONDOC_HTTP", why=why)


def why_not(error: OSError, address: HttpAddress) -> str:
    """Return in words why nothing can listen at this address."""
    if isinstance(error, PermissionError):
        return say("shell.listen.no_right", port=address.port)
    if isinstance(error, socket.gaierror):
        return say("shell.listen.no_host", host=address.host)
    return say("shell.listen.taken", host=address.host, port=address.port)


def address_of(bound: socket.socket) -> HttpAddress:
    host, port = bound.getsockname()[:2]
    return HttpAddress(host, port)
