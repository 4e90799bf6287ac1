"""What an attacker sends to the pages: each gets an answer that means no, and nothing of anybody's comes with it."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select, update

from domain.messaging.messages import Button, Card, Outgoing, Span
from domain.rights import Role
from handlers.inviting.issuing import make_invitation
from storage.db.database import Database
from storage.tables import Address, Inbox, Person, Position, Setting
from tests.patience import PATIENCE
from tests.web.site import Site, Visitor
from web.site.cookies import LAST, SESSION, VISITOR

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
async def served(database: Database) -> AsyncIterator[Site]:
    """The site on SQLite and on PostgreSQL, which refuses what SQLite takes (NUL, large numbers)."""
    site = Site(database)
    await site.start()
    yield site
    await site.stop()


async def ask(visitor: Visitor, line: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
    """A request written byte by byte, so that no client library makes it better than it is."""
    named = {"Host": f"127.0.0.1:{visitor.site.port}", "Connection": "close", "Cookie": f"{SESSION}={visitor.token}"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    if body:
        named["Content-Length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    reader, writer = await asyncio.open_connection("127.0.0.1", visitor.site.port)
    writer.write(f"{line} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body)
    async with asyncio.timeout(PATIENCE):
        answer = (await reader.read()).decode("utf-8", "replace")
    writer.close()
    return int(answer.split(" ")[1]), answer


async def test_odd_addresses_are_not_found(served: Site) -> None:
    async with served.sign_in() as lan:
        for path in (
            "/chat/%00/", "/chat/%ff%fe/", "/chat/a%0d%0aSet-Cookie:x/", "/chat/%00/api/messages",
            "/chat/" + "a" * 65 + "/", "/static/%00", "/static/..%2f..%2fapp.py", "/static/%2e%2e/app.py",
            "/static//etc/passwd", "/static/" + "a" * 5000, "/static/", "/vao/%00%0d%0aX:1", "/vao/" + "A" * 8000,
            "//evil.example/vao",
        ):  # fmt: skip
            status, answer = await ask(lan, f"GET {path}")
            assert status == 404, path
            assert "set-cookie: x" not in answer.lower()


async def test_numbers_beyond_every_line_find_nothing(served: Site) -> None:
    async with served.sign_in() as lan:
        await lan.send("xin chào")
        await lan.settled()
        for number in (2**31 - 1, 2**31, 3_000_000_000, 2**53 + 1, 2**63, 10**18):
            assert await lan.lines(after=number) == []
            assert len(await lan.lines(before=number)) == 2
        events = lan.events(last_event_id=10**17)
        assert (await anext(events)).name == "state"
        await events.aclose()


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("send", {"text": "x", "client_id": "a\0"}),
        ("send", {"text": "x", "client_id": "\ud800"}),
        ("send", {"text": "x", "client_id": "a\nb"}),
        ("press", {"message_id": "\0", "key": "k", "client_id": "a"}),
        ("press", {"message_id": "\ud800", "key": "k", "client_id": "a"}),
        ("press", {"message_id": "9999999999", "key": "k", "client_id": "a"}),
        ("press", {"message_id": "-1", "key": "k", "client_id": "a"}),
        ("press", {"message_id": "１", "key": "k", "client_id": "a"}),
    ],
)
async def test_ids_that_no_page_makes_are_refused(served: Site, path: str, body: dict[str, str]) -> None:
    async with served.sign_in() as lan:
        status, _ = await ask(lan, f"POST {lan.chat}api/{path}", json.dumps(body).encode(), **JSON)
    assert status == 400
    assert served.office.all(Inbox) == []


async def test_what_a_database_refuses_is_taken_out_of_texts_names_and_keys(served: Site) -> None:
    async with served.sign_in() as lan:
        assert (await lan.send("a\0b\ud800", "one")).status == 200
        card = (await lan.settled())[-1]
        press = json.dumps({"message_id": str(card["id"]), "key": "\ud800\0k", "client_id": "two"}).encode()
        assert (await ask(lan, f"POST {lan.chat}api/press", press, **JSON))[0] == 200
        parts = 'name="client_id"\r\n\r\nthree', 'name="file"; filename="../\0x.txt"\r\n\r\nAAA'
        form = "".join(f"--b\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--b--\r\n"
        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        assert (await ask(lan, f"POST {lan.chat}api/upload", form.encode(), **headers))[0] == 200
    payloads = {row.external_id.partition(":")[2]: row.payload for row in served.office.all(Inbox)}
    assert payloads["one"]["text"] == "ab?"
    assert payloads["two"]["key"] == "?k"
    assert payloads["three"]["file_name"] == "../x.txt"


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 200_000,
        b'{"text": NaN}',
        b'{"text": ' + b"9" * 5000 + b"}",
        b'{"text": {"a": 1}, "client_id": "x"}',
        b"\xff",
    ],
)
async def test_json_bombs_are_refused(site: Site, body: bytes) -> None:
    async with site.sign_in() as lan:
        assert (await ask(lan, f"POST {lan.chat}api/send", body, **JSON))[0] == 400


@pytest.mark.parametrize("origin", ["http://[x", "null", "http://", "https://evil.example", "//127.0.0.1", "\xff"])
async def test_odd_origins_are_other_sites(site: Site, origin: str) -> None:
    code = site.invite()
    async with site.visitor() as guest:
        status, _ = await ask(guest, "POST /vao", f"code={code}".encode(), Origin=origin, **FORM)
        assert status == 403
        assert (await guest.enter(code)).status == 303


async def test_no_way_out_to_another_site(site: Site) -> None:
    async with site.visitor() as guest:
        for last in ("//evil.example/aaaaaaaaaaaa", "https://evil.example", "/\\evil.example", '"\\012Location: x"'):
            status, answer = await ask(guest, "GET /", Cookie=f"{LAST}={last}")
            assert status == 200
            assert "\r\nlocation:" not in answer.lower()
        code = site.invite()
        _, answer = await ask(guest, "POST /vao?next=//evil.example", f"code={code}&next=//e".encode(), **FORM)
        assert "\r\nlocation: /chat/" in answer


async def test_links_never_start_with_what_the_visitor_calls_us(site: Site) -> None:
    async with site.sign_in() as lan:
        for path in ("/", f"/vao/{site.invite()}", lan.chat):
            _, answer = await ask(lan, f"GET {path}", Host="evil.example", X_Forwarded_Host="evil.example")
            assert "evil.example" not in answer


async def test_a_session_planted_before_signing_in_is_not_taken_over(site: Site) -> None:
    async with site.visitor() as victim:
        planted = f"{SESSION}=planted; {VISITOR}={'a' * 24}"
        _, answer = await ask(victim, "POST /vao", f"code={site.invite()}".encode(), Cookie=planted, **FORM)
        assert f"{SESSION}=planted" not in answer
        public_id = answer.split("\r\nlocation: /chat/")[1].split("/")[0]
        assert public_id != "a" * 24
        status, _ = await ask(victim, f"GET /chat/{public_id}/api/messages", Cookie=planted)
        assert status == 401


async def test_made_up_visitors_share_the_door_of_their_network(site: Site) -> None:
    tries = 0
    async with site.visitor() as guesser:
        for number in range(30):
            made_up = {"Cookie": f"{VISITOR}=guesser-{number:016}", "X-Forwarded-For": "::ffff:0:0, not an address"}
            _, answer = await ask(guesser, "POST /vao", b"code=WRONG234", **made_up, **FORM)
            if "nhập sai mã quá nhiều lần" in answer:
                break
            tries += 1
    assert tries < 20
    with site.database.transaction() as session:
        assert len([s for s in session.scalars(select(Setting)) if s.name.startswith("webdoor:")]) <= 21


async def test_names_and_texts_stay_text_everywhere(site: Site) -> None:
    evil = "</script><img src=x onerror=alert(1)>\"'&\u2028"
    async with site.sign_in(evil) as lan:
        card = Card((Span(evil, bold=True, link="javascript:alert(1)"),), ((Button(evil, url="javascript:x"),),))
        await site.clerk.say(lan.public_id, Outgoing("say", card))
        await lan.send(evil)
        await lan.settled()
        for path in (lan.chat, f"/vao/{site.invite(name=evil)}"):
            page = await lan.get(path)
            assert "<img src=x" not in page.text
            assert "</script><" not in page.text
        api = await lan.get(f"{lan.chat}api/messages")
        assert api.headers["content-type"] == "application/json"
        assert api.headers["x-content-type-options"] == "nosniff"


async def test_whoever_left_the_office_cannot_come_back_by_an_old_link(site: Site) -> None:
    """A link to one's own web chat opens the chat; it does not give back a position that has ended."""
    person_id = site.office.person("PKT", "focal_point", "Lan", "100")
    with site.database.transaction() as session:
        unit_id = site.office.unit_id("PKT")
        issued = make_invitation(
            session,
            organisation_id=site.office.organisation_id,
            unit_id=unit_id,
            role=Role.FOCAL_POINT,
            name="Lan",
            now=site.now(),
            created_by=person_id,
            person_id=person_id,
        )
        session.execute(update(Position).values(until=site.now()))
    async with site.visitor() as lan:
        assert (await lan.enter(issued.code)).status == 303
    with site.database.transaction() as session:
        assert session.get_one(Person, person_id)
        assert session.scalars(select(Position).where(Position.until.is_(None))).all() == []
        assert session.scalars(select(Address).where(Address.channel == "web")).one().person_id == person_id
