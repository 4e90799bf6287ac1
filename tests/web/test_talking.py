"""Saying, pressing, attaching; and what comes back."""

import asyncio
import io
import json

import aiohttp
import pytest

from domain.messaging.messages import Button, Card, Outgoing, Span, text_of
from storage.tables import Inbox, WebMessage
from tests.web.clerk import DUTY_KEYS, MENU
from tests.web.site import PERSON, Site, Visitor, said


async def test_a_line_is_kept_handed_on_and_answered(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        sent = (await lan.send("2.7 đạt 40%\nvướng: thiếu kinh phí", "c1")).json["line"]
        assert (sent["mine"], sent["client_id"], said(sent)) == (True, "c1", "2.7 đạt 40%\nvướng: thiếu kinh phí")
        mine, answer = await lan.settled()
        assert mine == sent
        assert said(answer) == "Đã nhận: 2.7 đạt 40%\nvướng: thiếu kinh phí"
        assert answer["text"][1]["bold"]
    heard = site.clerk.heard[0]
    assert (heard.channel, heard.account, heard.kind) == ("web", "", "text")
    assert heard.chat_id == heard.user_id == lan.public_id
    assert heard.external_id == f"{lan.public_id}:c1"


async def test_sending_again_is_harmless(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        answers = await asyncio.gather(*(lan.send("một lần thôi", "c1") for _ in range(5)))
        assert len({answer.json["line"]["id"] for answer in answers}) == 1
        await lan.settled()
        assert (await lan.send("một lần thôi", "c1")).json["line"]["id"] == answers[0].json["line"]["id"]
        assert [said(line) for line in await lan.settled()] == ["một lần thôi", "Đã nhận: một lần thôi"]
    assert len(site.office.all(Inbox)) == 1


async def test_client_ids_of_different_chats_do_not_meet(site: Site) -> None:
    lan, minh = site.sign_in("Lan"), site.sign_in("Minh", "PYT")
    async with lan, minh:
        await lan.send("của Lan", "c1")
        await minh.send("của Minh", "c1")
        assert said((await minh.settled())[0]) == "của Minh"
        assert said((await lan.settled())[0]) == "của Lan"


async def test_a_pressed_button_changes_its_card_in_place(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        await lan.send("/nhiemvu")
        card = (await lan.settled())[1]
        assert [[button["label"] for button in row] for row in card["rows"]] == [
            [button.label for button in row] for row in DUTY_KEYS
        ]
        assert (await lan.press(card["id"], "key-report")).status == 200
        changed = (await lan.settled())[1]
        assert changed["id"] == card["id"]
        assert changed["edited"]
        assert changed["version"] > card["version"]
        assert "bản nháp" in said(changed)
        assert len(await lan.lines()) == 2
    pressed = site.clerk.heard[-1]
    assert (pressed.kind, pressed.key, pressed.message_id) == ("button", "key-report", str(card["id"]))


async def test_the_menu_is_the_last_that_was_set(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        await lan.send("/nhiemvu")
        await lan.settled()
        state = (await lan.get(f"{lan.chat}api/messages")).json
        assert state["menu"][0] == {"command": MENU[0].command, "description": MENU[0].description}
        assert len(state["menu"]) == len(MENU)


async def test_names_and_markup_stay_what_they_are(site: Site) -> None:
    lan = site.sign_in()
    evil = "<script>alert(1)</script> & <b>đậm</b> \"'` </script>"
    async with lan:
        await lan.send(evil)
        mine, answer = await lan.settled()
        assert said(mine) == evil
        assert said(answer) == f"Đã nhận: {evil}"
        page = (await lan.get(lan.chat)).text
        assert PERSON not in page
        assert "Nguyễn Thị Lan &lt;b&gt;" in page


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud83d", "🙂" * 10, "á" * 10])
async def test_odd_characters_do_not_break_anything(site: Site, text: str) -> None:
    lan = site.sign_in()
    async with lan:
        assert (await lan.send(text)).status == 200
        assert len(await lan.settled()) == 2


async def test_a_very_long_text_is_cut_and_the_handler_told(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        await lan.send("á" * 20_001)
        assert len(said((await lan.settled())[0])) == 20_000
    assert site.clerk.heard[0].extra == {"cut": 1}


async def test_too_much_gets_a_clear_answer(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        body = io.BytesIO(json.dumps({"text": "a" * 5_000_000, "client_id": "c1"}).encode())
        headers = {"Content-Type": "application/json"}
        answer = await lan.post(f"{lan.chat}api/send", data=body, headers=headers)
        assert answer.status == 413
        assert "rút gọn" in answer.json["message"]
        assert await lan.lines() == []


BROKEN = (
    b"", b"{", b"[]", b"null", b'"text"', b'{"text": 1, "client_id": "c"}', b'{"text": "a"}',
    b'{"text": "", "client_id": "c"}', b'{"text": "a", "client_id": ""}', b'{"text": "a", "client_id": ["c"]}',
    b'{"text": "a", "client_id": "' + b"c" * 65 + b'"}', b"\xff\xfe", b"[" * 100_000,
)  # fmt: skip


@pytest.mark.parametrize("body", BROKEN)
async def test_broken_requests_change_nothing(site: Site, body: bytes) -> None:
    lan = site.sign_in()
    async with lan:
        headers = {"Content-Type": "application/json"}
        answer = await lan.post(f"{lan.chat}api/send", data=body, headers=headers)
        assert answer.status == 400
        assert await lan.lines() == []


async def test_a_key_longer_than_any_button_has_is_refused(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        assert (await lan.press(1, "k" * 65)).status == 400
        assert (await lan.press(1, "ắ" * 30)).status == 400
    assert site.office.all(Inbox) == []


async def upload(lan: Visitor, name: str, content: bytes, client_id: str = "f1") -> tuple[int, str]:
    form = aiohttp.FormData(quote_fields=False)  # browsers send UTF-8 as it is
    form.add_field("client_id", client_id)
    form.add_field("file", io.BytesIO(content), filename=name)
    answer = await lan.post(f"{lan.chat}api/upload", data=form)
    return answer.status, answer.text


async def test_a_file_is_handed_on_by_name_and_size(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        status, _ = await upload(lan, "báo cáo <quý IV>.docx", b"x" * 3000)
        assert status == 200
        await upload(lan, "báo cáo <quý IV>.docx", b"x" * 3000)
        mine, answer = await lan.settled()
        assert mine["file"] == {"name": "báo cáo <quý IV>.docx", "size": 3000}
        assert "3000 byte" in said(answer)
    assert (site.clerk.heard[0].kind, site.clerk.heard[0].file_size) == ("file", 3000)


async def test_a_file_of_more_than_20_mb_gets_a_clear_answer(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        status, text = await upload(lan, "phim.mp4", b"x" * (20 * 1024 * 1024 + 1))
        assert status == 413
        assert "20 MB" in text
        assert await lan.lines() == []


async def test_no_file_in_the_form(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        form = aiohttp.FormData({"client_id": "f1", "file": "no file"}, default_to_multipart=True)
        assert (await lan.post(f"{lan.chat}api/upload", data=form)).status == 400


async def test_history_is_given_in_pages(site: Site) -> None:
    lan = site.sign_in()
    for number in range(120):
        await site.clerk.say(lan.public_id, Outgoing("say", Card(text_of(f"tin {number}"))))
    async with lan:
        await lan.settled()
        newest = (await lan.get(f"{lan.chat}api/messages")).json
        assert [said(line) for line in newest["lines"]] == [f"tin {number}" for number in range(70, 120)]
        assert newest["more"]
        older = await lan.lines(before=newest["lines"][0]["id"])
        assert [said(line) for line in older] == [f"tin {number}" for number in range(20, 70)]
        oldest = (await lan.get(f"{lan.chat}api/messages", params={"before": older[0]["id"]})).json
        assert len(oldest["lines"]) == 20
        assert not oldest["more"]


async def test_links_and_link_buttons_are_kept(site: Site) -> None:
    lan = site.sign_in()
    card = Card(text_of(Span("Bản Word", link="https://dondoc.example/1")), ((Button("Mở", url="https://x.example"),),))
    async with lan:
        await site.clerk.say(lan.public_id, Outgoing("say", card))
        await site.clerk.say(lan.public_id, Outgoing("say", Card(text_of("xong"))))
        line = (await lan.settled())[0]
        assert line["text"] == [{"text": "Bản Word", "link": "https://dondoc.example/1"}]
        assert line["rows"] == [[{"label": "Mở", "url": "https://x.example"}]]


async def test_what_is_said_belongs_to_the_organisation(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        await lan.send("xin chào")
        await lan.settled()
    assert {line.organisation_id for line in site.office.all(WebMessage)} == {site.office.organisation_id}
