"""Who tries codes: which doors wrong codes close.

Many people may come from one address: an office behind one router, or everybody where a proxy is not trusted. So one of
them, who cannot be told from the others there, is not to shut out all. Wrong codes close

- the door of one browser, after five;
- of one network the door for codes that begin alike, after twenty: whoever has another code still comes in, and all
  31 doors of a network together are still too few for a guesser;
- for whoever has been in before from this browser, only a door of their own.
"""

import hashlib
import hmac
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request

from storage.people.invitations import WRONG_TRIES
from web.site.context import context_of
from web.site.cookies import known_as, visitor

WRONG_TRIES_OF_NETWORK = 4 * WRONG_TRIES
WRONG_LOOKS = 60  # at links, from one network: what is beyond is not looked up, and only a press tells


def doors_of(request: Request, code: str) -> Mapping[str, int]:
    """Return the doors on this code's way in, each with the number of wrong codes that close it."""
    if known := known_as(request):
        return {_keyed(request, "known", known): WRONG_TRIES}
    network = _network(request)
    own = visitor(request)
    return {
        _keyed(request, "visitor", own) if own else f"bare:{_keyed(request, 'network', network)}": WRONG_TRIES,
        _keyed(request, "network", f"{network} {code[:1]}"): WRONG_TRIES_OF_NETWORK,
    }


def own_door(request: Request) -> str:
    return next(iter(doors_of(request, "")))


def looking(request: Request) -> Mapping[str, int]:
    """Return the door of looking at a link, which is no guess: another site's picture can look, and link previews do.
    It has a door of its own, behind which nothing is told of a code before somebody presses."""
    return {_keyed(request, "looks", _network(request)): WRONG_LOOKS}


def _network(request: Request) -> str:
    """Return the address, or the network of an IPv6 address: one subscriber has 2^64 of these."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else host


def _keyed(request: Request, kind: str, value: str) -> str:
    # Keyed, so that the database tells nobody who visited.
    digest = hmac.new(context_of(request).secret, f"{kind}:{value}".encode(), hashlib.sha256)
    return f"{kind}:{digest.hexdigest()[:32]}"
