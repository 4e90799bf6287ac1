"""Who may see a chat: its own session, as long as it lasts."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from domain.rights import Role
from handlers.inviting.issuing import make_invitation
from storage.tables import Position
from tests.web.site import Site, said
from web.site.cookies import LAST, SESSION

API = ("api/messages", "api/events")


async def test_another_chat_stays_closed(site: Site) -> None:
    lan, minh = site.sign_in("Lan"), site.sign_in("Minh", "PYT")
    async with lan, minh:
        await minh.send("việc riêng của Phòng Y tế")
        await minh.settled()
        lan.http.cookie_jar.clear()
        forged = {"Cookie": f"{SESSION}={lan.token}"}
        page = await lan.get(minh.chat, headers=forged)
        assert page.status == 401
        assert "việc riêng" not in page.text
        assert "Phòng Y tế" not in page.text
        for path in API:
            answer = await lan.get(minh.chat + path, headers=forged)
            assert (answer.status, answer.json["error"]) == (401, "no_session")
        body = {"text": "giả mạo", "client_id": "1"}
        assert (await lan.post(f"{minh.chat}api/send", json=body, headers=forged)).status == 401
        assert "giả mạo" not in "".join(site.texts(minh.public_id))


@pytest.mark.parametrize("token", ["", "x", "'; DROP TABLE web_session; --", "a" * 5000])
async def test_a_forged_cookie_opens_nothing(site: Site, token: str) -> None:
    lan = site.sign_in()
    async with lan, site.visitor() as forger:
        cookie = {"Cookie": f"{SESSION}={token}"}
        assert (await forger.get(lan.chat, headers=cookie)).status == 401
        assert (await forger.get(f"{lan.chat}api/messages", headers=cookie)).status == 401


async def test_a_chat_that_is_not_there_looks_like_one_of_others(site: Site) -> None:
    lan = site.sign_in()
    async with lan, site.visitor() as stranger:
        nowhere, somewhere = await stranger.get("/chat/nowhere-at-all-123/"), await stranger.get(lan.chat)
        assert (nowhere.status, nowhere.text) == (somewhere.status, somewhere.text)


async def test_a_session_lasts_thirty_days_from_the_last_visit(site: Site) -> None:
    lan = site.sign_in()
    start = site.now()
    async with lan:
        site.moment = start + timedelta(days=29)
        page = await lan.get(lan.chat)
        assert page.status == 200
        assert page.cookies[SESSION]["max-age"] == str(30 * 24 * 3600)
        site.moment = start + timedelta(days=58)
        assert (await lan.get(lan.chat)).status == 200
        site.moment = start + timedelta(days=89)
        ended = await lan.get(lan.chat)
        assert ended.status == 401
        assert "Phiên trò chuyện đã hết" in ended.text
        assert ended.cookies[SESSION]["max-age"] == "0"


async def test_after_the_end_the_first_page_asks_for_a_code_again(site: Site) -> None:
    async with site.visitor() as lan:
        await lan.enter(site.invite())
        assert (await lan.get("/")).status == 303
        signed_out = await lan.post(f"{lan.chat}api/sign-out", json={})
        assert signed_out.status == 200
        assert signed_out.cookies[LAST]["max-age"] == "0"
        assert (await lan.get("/")).status == 200
        assert (await lan.get(f"{lan.chat}api/messages")).status == 401


async def test_signing_out_leaves_other_browsers_signed_in(site: Site) -> None:
    phone = site.sign_in()
    office = site.visitor(phone.public_id, site.new_session(phone.public_id))
    async with phone, office:
        await phone.post(f"{phone.chat}api/sign-out", json={})
        assert (await phone.get(phone.chat)).status == 401
        assert (await office.get(office.chat)).status == 200


async def test_an_open_stream_ends_with_the_session(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        stream = lan.events()
        assert (await anext(stream)).name == "state"
        await lan.post(f"{lan.chat}api/sign-out", json={})
        assert [event.name async for event in stream if event.name != "state"] == ["ended"]


async def test_whoever_was_replaced_reads_what_was_said_to_the_end_of_the_session_and_no_longer(site: Site) -> None:
    site.moment = datetime(2026, 11, 23, 2, tzinfo=UTC)
    lan = site.sign_in()
    async with lan:
        await lan.send("việc của tôi")
        await lan.settled()
        with site.database.transaction() as session:
            session.execute(update(Position).values(until=site.moment))
        for day in range(1, 30):
            site.moment += timedelta(days=1)
            page = await lan.get(lan.chat)
            assert page.status == 200
            assert int(page.cookies[SESSION]["max-age"]) == (30 - day) * 24 * 3600
        assert "việc của tôi" in [said(line) for line in await lan.lines()]
        site.moment += timedelta(days=1)
        assert (await lan.get(lan.chat)).status == 401
        assert (await lan.get(f"{lan.chat}api/messages")).status == 401


async def test_a_link_of_before_opens_it_for_a_day_only(site: Site) -> None:
    site.moment = datetime(2026, 11, 23, 2, tzinfo=UTC)
    person = site.office.person("PKT", "focal_point", "Lan", "lan-web", channel="web")
    issued = site.database.do(
        make_invitation,
        organisation_id=site.office.organisation_id,
        unit_id=site.office.unit_id("PKT"),
        role=Role.FOCAL_POINT,
        name="Lan",
        now=site.now(),
        created_by=person,
        person_id=person,
    )
    with site.database.transaction() as session:
        session.execute(update(Position).values(until=site.moment))
    async with site.visitor() as lan:
        assert (await lan.enter(issued.code)).status == 303
        site.moment += timedelta(hours=23)
        assert (await lan.get(lan.chat)).status == 200
        site.moment += timedelta(hours=2)
        assert (await lan.get(lan.chat)).status == 401
