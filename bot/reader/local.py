"""Whether an address is in the office's own network."""

from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from socket import AF_UNSPEC, AddressFamily
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver


class NotLocalError(OSError):
    """A name leads out of the local network, and that was not allowed."""


def is_local(address: str) -> bool | None:
    """Say whether an address written in numbers is local; None where it is a name, which has to be looked up."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return found.is_loopback or found.is_private or found.is_link_local


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def are_local(addresses: Iterable[str]) -> bool:
    return all(is_local(address) for address in addresses)


class LocalNames(AbstractResolver):
    """Looks names up, and gives none that leads out of the local network: also where it was another before."""

    def __init__(self) -> None:
        self._resolver = ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: AddressFamily = AF_UNSPEC) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        if not are_local(one["host"] for one in found):
            raise NotLocalError(f"{host} is not in the local network")
        return found

    async def close(self) -> None:
        await self._resolver.close()
