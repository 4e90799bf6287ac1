"""Who it is that asks, with proxies in between and without."""

from ipaddress import ip_network

import pytest

from tests.each import each
from tests.web.site import Site
from web.site.proxies import client_of, is_trusted

INSIDE = (ip_network("10.0.0.0/8"), ip_network("127.0.0.1/32"), ip_network("fd00::/8"))


@each(
    ("forwarded", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("1.1.1.1, 203.0.113.7", "203.0.113.7"),  # what stands left of it, anybody can write
        ("203.0.113.7, 10.0.0.4", "203.0.113.7"),
        ("9.9.9.9, 203.0.113.7,10.0.0.4 , 10.0.0.5", "203.0.113.7"),
        ("10.0.0.4, 10.0.0.5", "10.0.0.4"),
        ("203.0.113.7:4711", "203.0.113.7"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("203.0.113.7, unknown", "127.0.0.1"),
        ("203.0.113.7, fd00::1%eth0", "203.0.113.7"),
        ("", "127.0.0.1"),
        ("1" * 5000, "127.0.0.1"),
        (", " * 5000 + "203.0.113.7", "203.0.113.7"),
    ],
)
def test_the_rightmost_that_nobody_vouches_for_counts(forwarded: str, client: str) -> None:
    assert client_of("127.0.0.1", forwarded, INSIDE) == client


def test_a_long_chain_is_read_from_its_end_only() -> None:
    assert client_of("10.0.0.1", ",".join(["10.0.0.2"] * 100_000), INSIDE) == "10.0.0.2"


@pytest.mark.parametrize("peer", ["", "unix:", "192.0.2.1", "::2", "10.0.0"])
def test_nobody_else_is_trusted(peer: str) -> None:
    assert not is_trusted(peer, INSIDE)


async def guess(site: Site, forwarded: str) -> str:
    async with site.visitor() as guest:
        return (await guest.post("/vao", data={"code": "WRONG234"}, headers={"X-Forwarded-For": forwarded})).text


async def test_made_up_addresses_are_believed_from_nobody_unless_it_is_said(site: Site) -> None:
    said = [await guess(site, f"198.51.100.{number}") for number in range(8)]
    assert ["quá nhiều lần" in text for text in said] == [False] * 4 + [True] * 4
    assert site.distrusted == ["127.0.0.1"] * 8


async def test_behind_a_trusted_proxy_each_has_their_own_door(site: Site) -> None:
    await site.stop()
    site.trusted = (ip_network("127.0.0.1"),)
    await site.start()
    for number in range(8):
        assert "còn 4 lần thử" in await guess(site, f"1.2.3.4, 198.51.100.{number}")
    assert site.distrusted == []
