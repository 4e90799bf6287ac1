"""Whose word is taken on who asks, and that somebody else gives it: logged once, and noted for `dondoc check`."""

import asyncio
from collections.abc import Sequence
from ipaddress import ip_address, ip_network

import structlog
from sqlalchemy.orm import Session

from storage.db.database import Database
from storage.installation import settings as stored
from web.site.proxies import Network

log = structlog.get_logger(__name__)

NAME = "forwarded"
MOST = 20  # addresses that are told in one run


class Distrusted:
    """Called with the address of whoever forwards and is not trusted."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._told: set[str] = set()
        self._noting: set[asyncio.Task[None]] = set()

    def __call__(self, peer: str) -> None:
        if peer in self._told or len(self._told) >= MOST:
            return
        self._told.add(peer)
        log.warning("X-Forwarded-For comes from an address that is not in DONDOC_TRUSTED_PROXIES", peer=peer)
        task = asyncio.get_running_loop().create_task(self._database.run(note, peer))
        self._noting.add(task)
        task.add_done_callback(self._noted)

    def _noted(self, task: asyncio.Task[None]) -> None:
        self._noting.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("not noted", error=type(error).__name__)


def networks_of(written: Sequence[str]) -> tuple[Network, ...]:
    return tuple(ip_network(one) for one in written)


def note(session: Session, peer: str) -> None:
    """Note who forwarded last. An address in our own network, where proxies stand, is not replaced by one far away."""
    if _is_near(peer) or not _is_near(seen(session)):
        stored.put(session, NAME, {"from": peer})


def seen(session: Session) -> str:
    """Return who last forwarded without being trusted; "" where nobody has."""
    kept = stored.get(session, NAME)
    return "" if kept is None else str(kept["from"])


def _is_near(peer: str) -> bool:
    try:
        return ip_address(peer).is_private
    except ValueError:
        return False
