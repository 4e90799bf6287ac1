"""Who tries codes: which doors wrong codes close."""

import hashlib
import hmac
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request

from storage.invitations import WRONG_TRIES
from web.context import context_of
from web.cookies import visitor

WRONG_TRIES_OF_NETWORK = 4 * WRONG_TRIES  # an office may be many people behind one address


def doors_of(request: Request) -> Mapping[str, int]:
    """The doors on this request's way in, each with the number of wrong codes that close it."""
    network = _keyed(request, "network", _network(request.client.host if request.client else ""))
    known = visitor(request)
    own = _keyed(request, "visitor", known) if known else f"bare:{network}"
    return {own: WRONG_TRIES, network: WRONG_TRIES_OF_NETWORK}


def own_door(request: Request) -> str:
    return next(iter(doors_of(request)))


def _network(host: str) -> str:
    """The address, or the network of an IPv6 address: one subscriber has 2^64 of these."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else host


def _keyed(request: Request, kind: str, value: str) -> str:
    # Keyed, so that the database tells nobody who visited.
    digest = hmac.new(context_of(request).secret, f"{kind}:{value}".encode(), hashlib.sha256)
    return f"{kind}:{digest.hexdigest()[:32]}"
