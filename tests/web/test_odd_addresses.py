"""Whatever stands in an address, the answer is that there is no such page, or none any more; never an error of ours."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from starlette.routing import BaseRoute, Mount, Route

from handlers.conversation.signed_links import AttachmentLinks, CopyLinks, FeedLinks, FileLinks, FormLinks, MailLinks
from storage.db.database import Database
from tests.web.site import SECRET, Site
from web.web_app import all_routes

ODD = ("9" * 5000, "0", "-1", "2147483648", "9999999999", "%EF%BC%91", "%00", "a" * 5000, "1e9", "%ff", "1%0a")
NOBODY = 999_999


@pytest.fixture
async def served(database: Database) -> AsyncIterator[Site]:
    site = Site(database)
    await site.start()
    yield site
    await site.stop()


def paths(routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, set[str]]]:
    for route in routes:
        if isinstance(route, Mount):
            yield from paths(list(route.routes), before + route.path)
        elif isinstance(route, Route):
            yield before + route.path, route.methods or set()


def filled(path: str, odd: str) -> Iterator[str]:
    """With the odd thing in each place in turn, and then in all."""
    pieces = path.split("/")
    places = [number for number, piece in enumerate(pieces) if piece.startswith("{")]
    for chosen in [{place} for place in places] + ([set(places)] if len(places) > 1 else []):
        yield "/".join(
            odd if place in chosen else "1" if place in places else piece for place, piece in enumerate(pieces)
        )


async def test_odd_addresses(served: Site) -> None:
    async with served.visitor() as guest:
        asked = [
            (method, one)
            for path, methods in paths(all_routes())
            for method in sorted(methods & {"GET", "POST"})
            for odd in ODD
            for one in filled(path, odd)
        ]
        assert len(asked) > 500
        statuses = {}
        for method, path in asked:
            do = guest.http.get if method == "GET" else guest.http.post
            async with do(f"{served.url}{path}", allow_redirects=False) as answer:
                statuses[method, path[:60]] = answer.status
    refused = (400, 401, 403, 404, 405, 410, 415)
    assert {one: status for one, status in statuses.items() if status not in refused} == {}


async def test_signed_links_to_what_is_not_there(served: Site) -> None:
    now = served.now()
    lan = served.office.person("PKT", "focal_point", "Lan", "77")
    duty, unit = served.office.obligation_id("PKT"), served.office.unit_id("PKT")
    forms, attached = FormLinks("", SECRET), AttachmentLinks("", SECRET)
    links = [
        CopyLinks("", SECRET).link(NOBODY, lan, now),
        CopyLinks("", SECRET).link(NOBODY, NOBODY, now),
        FileLinks("", SECRET).link(NOBODY, now),
        attached.link(NOBODY, lan, now),
        attached.link(NOBODY, NOBODY, now),
        FeedLinks("", SECRET).link(NOBODY),
        MailLinks("", SECRET).refusal(NOBODY, "x@y.vn"),
        *(forms.link(*who, now) for who in ((duty, unit, NOBODY), (NOBODY, unit, lan), (NOBODY, NOBODY, NOBODY))),
        *(forms.link(*who, now) for who in ((duty, NOBODY, lan), (2**31, unit, lan), (duty, unit, 2**31))),
    ]
    async with served.visitor() as guest:
        answers = {}
        for link in links:
            answers[link] = [(await guest.get(link)).status]
            if link.startswith(("/bao-cao", "/thu")):
                answers[link].append((await guest.post(link, data={"do": "save"})).status)
    assert {link: told for link, told in answers.items() if not set(told) <= {403, 404, 410}} == {}


async def test_a_body_that_ends_too_soon_says_at_most_one_line(
    served: Site, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    lan = served.office.person("PKT", "focal_point", "Lan", "77")
    form = FormLinks("", SECRET).link(
        served.office.obligation_id("PKT"), served.office.unit_id("PKT"), lan, served.now()
    )
    minh = served.sign_in("Minh", "PYT")
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/json")
    async with minh:
        targets = [form, "/vao", "/vao/lien-ket-moi", f"{minh.chat}api/send", f"{minh.chat}api/press"]
        targets += [f"{minh.chat}api/upload", "/thu/1/x"]
        for path in targets:
            for kind in kinds:
                _, writer = await asyncio.open_connection("127.0.0.1", served.port)
                head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\nContent-Type: {kind}\r\n"
                writer.write(f"{head}Cookie: dondoc_session={minh.token}\r\n\r\n--b\r\nContent-Disp".encode())
                await writer.drain()
                writer.close()
                await writer.wait_closed()
        assert (await minh.get(minh.chat)).status == 200
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    assert "Traceback" not in "".join(capsys.readouterr())
