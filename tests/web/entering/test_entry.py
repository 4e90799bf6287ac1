"""Coming in by a one-time code or link."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from storage.tables import Address, Setting, WebSession
from storage.webchat import doors
from tests.web.site import PERSON, Site, Visitor, said
from web.entering.doors import WRONG_LOOKS
from web.site.cookies import KNOWN, LAST, SESSION, VISITOR

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


@pytest.mark.parametrize(
    "said", ["Mã: {0}", "mã mời {0} ạ", "Ma: {1}", "mã {2}", "Mã mời của chị Lan: {0}.", "({0})", "{0}/"]
)
async def test_a_code_is_found_among_what_is_pasted_with_it(site: Site, said: str) -> None:
    code = site.invite()
    async with site.visitor() as lan:
        parts = (code[:4], code[4:])
        assert (await lan.enter(said.format(code, "-".join(parts), " ".join(parts).lower()))).status == 303


async def test_the_place_where_codes_are_sent_shows_the_page_to_type_one(site: Site) -> None:
    async with site.visitor() as lan:
        for path in ("/vao", "/vao/"):
            shown = await lan.get(path)
            assert (shown.status, 'name="code"' in shown.text) == (200, True), path


async def test_a_link_opens_however_it_came(site: Site) -> None:
    code = site.invite(name="Lan")
    public = f"https://dondoc.coquan.vn/vao/{code}"
    safe = f"https://x.safelinks.protection.outlook.com/?url={quote(public, safe='')}&reserved=0"
    async with site.visitor() as lan:
        for path in (
            *(f"/vao/{code}{end}" for end in (")", ".", "%3E", "&utm_source=x", "&amp;utm_source=x", "?utm_source=x")),
            f"/vao/{code[:4]}%0A{code[4:]}",
            f"/vao/{code[:4]}=%0D%0A{code[4:]}",
            f"/vao/{code[:4]}%20{code[4:]}",
            f"/VAO/{code}",
            *(f"/vao/{code}{end}" for end in ("/", "//", "/?utm_source=x", "/).")),
            f"/vao/{code.lower()}",
        ):
            assert (await lan.get(path)).status == 200, path
            async with lan.http.head(path) as looked:
                assert looked.status == 200
        assert (await lan.enter(safe)).status == 303


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


async def test_looking_at_wrong_links_closes_no_door_and_tells_nothing_in_the_end(site: Site) -> None:
    """Another site's picture looks too; and whoever looks at all codes in turn learns nothing."""
    code = site.invite()
    async with site.visitor() as somebody:
        for _ in range(WRONG_LOOKS):
            looked = await somebody.get("/vao/WRONG234")
            assert (looked.status, "Mã không đúng" in looked.text) == (404, True)
        for one in ("WRONG234", code):
            blind = await somebody.get(f"/vao/{one}")
            assert ("Mã không đúng" in blind.text, "Nguyễn Thị Lan" in blind.text) == (False, False)
            assert f'value="{one}"' in blind.text
        assert (await somebody.enter(code)).status == 303


async def test_one_who_types_wrong_codes_shuts_out_neither_other_codes_nor_who_was_in_before(site: Site) -> None:
    """An office behind one address, or everybody behind a proxy that is not trusted."""
    async with site.visitor() as old, site.visitor() as new:
        await old.enter(site.invite("PYT", "Minh"))
        async with site.visitor() as guesser:
            for _ in range(25):
                guesser.http.cookie_jar.clear()
                await guesser.get("/")
                last = await guesser.enter("W2345678")
        assert "nhập sai mã quá nhiều lần" in last.text
        assert "còn 4 lần thử" in (await old.enter("W2345678")).text
        await new.get("/")
        assert "nhập sai mã quá nhiều lần" in (await new.enter("W2345679")).text
        assert "còn 4 lần thử" in (await new.enter("X2345678")).text


async def test_nobody_makes_themselves_known(site: Site) -> None:
    async with site.visitor() as lan, site.visitor() as guesser:
        mark = (await lan.enter(site.invite())).cookies[KNOWN].value
        own, _, signature = mark.partition(".")
        for made_up in (f"{own}.{signature[:-1]}x", own, f"another-mark-of-mine.{signature}", ".", "x"):
            for _ in range(5):
                said = await guesser.post("/vao", data={"code": "WRONG234"}, headers={"Cookie": f"{KNOWN}={made_up}"})
        assert "nhập sai mã quá nhiều lần" in said.text


async def press_first(robot: Visitor, path: str) -> None:
    """What programs do that look through mails: open a link, and press the first button of each form."""
    page = await robot.get(path)
    for form in re.findall(r"<form.*?</form>", page.text, re.DOTALL):
        hidden = re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', form)
        action = re.search(r'action="(.*?)"', form)
        assert action
        button = re.search(r'<button[^>]*name="(.*?)" value="(.*?)"', form)
        pressed = [(button[1], button[2])] if button else []
        typed = [("code", given) for given in re.findall(r'name="code" value="(\w+)"', form)]
        await robot.post(action[1], data=dict([*typed, *hidden, *pressed]), headers={"Origin": robot.site.url})


async def test_a_robot_that_presses_buttons_uses_up_nothing(site: Site) -> None:
    code = site.invite()
    async with site.visitor() as robot, site.visitor() as lan:
        for _ in range(3):
            await press_first(robot, f"/vao/{code}")
        assert site.office.all(WebSession) == []
        form = {"code": code, "by": "link", "who": "other"}
        assert "chưa được dùng" in (await robot.post("/vao", data=form)).text
        assert "Vui lòng chọn một dòng" in (await lan.post("/vao", data={**form, "who": ""})).text
        assert (await lan.post("/vao", data={**form, "who": "me"})).status == 303


@pytest.mark.parametrize(
    "end", [")", ".", ",", ">", "”", ").", "]", "…", "%22", "%E2%80%9D", ";", "!", "%20", "%C2%A0"]
)
async def test_the_end_of_a_sentence_is_no_part_of_a_link(site: Site, end: str) -> None:
    async with site.visitor() as lan:
        shown = await lan.get(f"/vao/{site.invite()}{end}")
    assert (shown.status, "Nguyễn Thị Lan" in shown.text) == (200, True)


async def test_a_code_is_not_spent_on_a_session_that_is_not_kept(site: Site) -> None:
    """Cookies of an https site are thrown away by a browser that came by http."""
    await site.stop()
    site.public_url = "https://dondoc.example"
    await site.start()
    code = site.invite()
    form = {"code": code, "by": "link", "who": "me"}
    async with site.visitor() as lan:  # which keeps none of them
        await lan.get(f"/vao/{code}")
        refused = await lan.post("/vao", data=form, headers={"Origin": site.url})
        assert (refused.status, "bằng http, không mã hóa" in refused.text) == (403, True)
        assert f'href="https://dondoc.example/vao/{code}"' in refused.text
        off = await lan.post("/vao", data=form, headers={"Origin": "https://dondoc.example"})
        assert (off.status, "cho phép cookie" in off.text) == (403, True)
        assert site.office.all(WebSession) == []
        headers = {"Origin": "https://dondoc.example", "Cookie": f"{VISITOR}=a-visitor-of-this-site"}
        entered = await lan.post("/vao", data=form, headers=headers)
        assert (entered.status, entered.cookies[SESSION]["secure"]) == (303, True)


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
