"""Coming in by a one-time code or link."""

from datetime import UTC, datetime, timedelta

from storage.tables import Address, Setting, WebSession
from storage.web import doors
from tests.web.site import PERSON, Site, said
from web.cookies import LAST, SESSION, VISITOR

ESCAPED_UNIT = "Phòng Kinh tế &amp; &lt;Hạ tầng&gt;"


async def test_the_link_shows_what_it_is_for_and_is_used_up_by_the_button_only(site: Site) -> None:
    code = site.invite()
    async with site.visitor() as lan, site.visitor() as preview:
        for _ in range(3):
            shown = await preview.get(f"/vao/{code}")
            assert shown.status == 200
            assert ESCAPED_UNIT in shown.text
            assert "Nguyễn Thị Lan &lt;b&gt;" in shown.text
            assert "Đầu mối báo cáo" in shown.text
        entered = await lan.enter(code)
        assert entered.status == 303
        page = await lan.get(lan.chat)
        assert page.status == 200
        assert ESCAPED_UNIT in page.text
        greeting = (await lan.settled())[0]
        assert PERSON in said(greeting)
        assert not greeting["mine"]


async def test_a_code_works_once(site: Site) -> None:
    code = site.invite()
    async with site.visitor() as lan, site.visitor() as thief:
        assert (await lan.enter(code)).status == 303
        refused = await thief.enter(code)
        assert refused.status == 403
        assert "Mã này đã được dùng" in refused.text
        looked = await thief.get(f"/vao/{code}")
        assert looked.status == 404
        assert "Phòng Kinh tế" not in looked.text
    assert len(site.office.all(WebSession)) == 1
    assert len(site.office.all(Address)) == 1


async def test_the_session_is_kept_for_its_chat_alone(site: Site) -> None:
    async with site.visitor() as lan:
        entered = await lan.enter(site.invite())
        session, last = entered.cookies[SESSION], entered.cookies[LAST]
        assert session["path"] == lan.chat
        assert session["httponly"]
        assert session["samesite"] == "lax"
        assert session["max-age"] == str(30 * 24 * 3600)
        assert not session["secure"]
        assert (last["path"], last.value) == ("/", lan.public_id)
        home = await lan.get("/")
        assert (home.status, home.headers["location"]) == (303, lan.chat)
        assert (await lan.get("/?moi=1")).status == 200
    assert session.value not in {row.token_hash for row in site.office.all(WebSession)}


async def test_over_https_cookies_are_for_https_only(site: Site) -> None:
    await site.stop()
    site.public_url = "https://dondoc.example"
    await site.start()
    async with site.visitor() as lan:
        assert (await lan.enter(site.invite())).cookies[SESSION]["secure"]


async def test_two_people_side_by_side_in_one_browser(site: Site) -> None:
    async with site.visitor() as browser:
        await browser.enter(site.invite("PKT", "Lan"))
        lan = browser.chat
        await browser.enter(site.invite("PYT", "Minh"))
        minh = browser.chat
        assert lan != minh
        assert ">Phòng Y tế · Minh<" in (await browser.get(minh)).text
        assert f">{ESCAPED_UNIT} · Lan<" in (await browser.get(lan)).text


async def test_one_person_has_one_chat_in_all_browsers(site: Site) -> None:
    async with site.visitor() as office, site.visitor() as phone:
        await office.enter(site.invite())
        await office.send("từ máy bàn")
        await office.settled()
        await phone.enter(site.invite())
        assert phone.public_id == office.public_id
        assert "từ máy bàn" in [said(line) for line in await phone.lines()]
    assert len(site.office.all(Address)) == 1


async def test_a_code_is_taken_as_people_paste_it(site: Site) -> None:
    code = site.invite()
    async with site.visitor() as lan:
        pasted = f"  http://127.0.0.1:8080/vao/{code[:4].lower()}-{code[4:].lower()}/ \n"
        assert (await lan.enter(pasted)).status == 303


async def test_no_code_is_not_a_wrong_code(site: Site) -> None:
    async with site.visitor() as lan:
        for _ in range(6):
            empty = await lan.enter("  ")
            assert empty.status == 400
        assert "Vui lòng nhập mã mời" in empty.text
        assert (await lan.enter(site.invite())).status == 303


async def test_an_expired_code_says_so(site: Site) -> None:
    code = site.invite()
    site.moment = datetime.now(UTC) + timedelta(days=15)
    async with site.visitor() as lan:
        assert "đã hết hạn" in (await lan.enter(code)).text
        assert (await lan.get(f"/vao/{code}")).status == 404


async def test_five_wrong_codes_close_the_door_for_an_hour(site: Site) -> None:
    site.moment = datetime(2026, 11, 23, 2, tzinfo=UTC)
    code = site.invite()
    async with site.visitor() as guesser, site.visitor() as neighbour:
        await guesser.get("/")
        for left in (4, 3, 2, 1):
            assert f"còn {left} lần thử" in (await guesser.enter("WRONG234")).text
        fifth = await guesser.enter("WRONG234")
        assert fifth.status == 403
        assert "thử lại sau 60 phút" in fifth.text
        closed = await guesser.enter(code)
        assert closed.status == 403
        assert "nhập sai mã quá nhiều lần" in closed.text
        assert "nhập sai mã quá nhiều lần" in (await guesser.get(f"/vao/{code}")).text
        await neighbour.get("/")
        assert (await neighbour.enter(site.invite("PYT", "Minh"))).status == 303
        site.moment += timedelta(minutes=61)
        assert (await guesser.enter(code)).status == 303


async def test_looking_at_a_wrong_link_is_a_guess_too(site: Site) -> None:
    async with site.visitor() as guesser:
        await guesser.get("/")
        for _ in range(4):
            assert (await guesser.get("/vao/WRONG234")).status == 404
        await guesser.get("/vao/WRONG234")
        assert "nhập sai mã quá nhiều lần" in (await guesser.enter(site.invite())).text


async def test_throwing_the_cookie_away_does_not_open_the_door(site: Site) -> None:
    async with site.visitor() as guesser:
        for _ in range(25):
            guesser.http.cookie_jar.clear()
            assert (await guesser.get("/")).cookies[VISITOR]["httponly"]
            last = await guesser.enter("WRONG234")
        assert "nhập sai mã quá nhiều lần" in last.text


async def test_the_doors_hold_no_network_address_and_are_forgotten(site: Site) -> None:
    site.moment = datetime(2026, 11, 23, 2, tzinfo=UTC)
    async with site.visitor() as guesser:
        await guesser.enter("WRONG234")
    with site.database.transaction() as session:
        assert not [row.name for row in session.query(Setting) if "127.0.0.1" in row.name]
    assert site.database.do(doors.forget_old, site.moment + timedelta(minutes=30)) == 0
    assert site.database.do(doors.forget_old, site.moment + timedelta(minutes=61)) == 2


async def test_a_slip_is_forgotten_after_the_right_code(site: Site) -> None:
    async with site.visitor() as lan:
        await lan.get("/")
        for _ in range(4):
            await lan.enter("WRONG234")
        await lan.enter(site.invite())
        assert "còn 4 lần thử" in (await lan.enter("WRONG234")).text
