"""Who it is that asks, where a proxy stands in between: `X-Forwarded-For` is believed from trusted proxies alone.

Whoever is asked for it can write anything there. So it is read from the right: the proxy next to us wrote down who
asked it; where that one is trusted too, what stands left of it counts; the first that nobody vouches for is the client.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

FORWARDED = "x-forwarded-for"
MOST_HOPS = 20


class Proxies:
    """Puts the client in the place of the proxy. `distrusted` is told the address of whoever forwards and is not
    trusted; it is called with every such request, on the event loop."""

    def __init__(self, app: ASGIApp, trusted: Sequence[Network], distrusted: Callable[[str], None]) -> None:
        self._app, self._trusted, self._distrusted = app, tuple(trusted), distrusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (said := Headers(scope=scope).getlist(FORWARDED)):
            peer = scope["client"][0] if scope.get("client") else ""
            if is_trusted(peer, self._trusted):
                scope["client"] = (client_of(peer, ",".join(said), self._trusted), 0)
            else:
                self._distrusted(peer)
        await self._app(scope, receive, send)


def client_of(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """Return the rightmost of those named that is no trusted proxy; where all are, the leftmost."""
    client = peer
    for hop in reversed(forwarded.rsplit(",", MOST_HOPS)[-MOST_HOPS:]):
        address = _address(hop)
        if address is None:  # `unknown`, or nonsense: nothing left of it can be believed
            return client
        client = str(address)
        if not is_trusted(client, trusted):
            return client
    return client


def is_trusted(host: str, trusted: Sequence[Network]) -> bool:
    address = _address(host)
    return address is not None and any(address in network for network in trusted)


def _address(written: str) -> Address | None:
    """Read an address, `203.0.113.7`, `203.0.113.7:4711` or `[2001:db8::1]:4711`; an IPv4 address inside an IPv6 one is
    that."""
    text = written.strip()[:64]
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    with suppress(ValueError):
        address = ip_address(text.partition("%")[0])
        return getattr(address, "ipv4_mapped", None) or address
    return None
