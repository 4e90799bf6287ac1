"""Codes in sent messages are not kept for longer than they open something: in the outbox, and in the web chat."""

import json
import re

import pytest

from domain.messaging.messages import Card, Incoming, Outgoing, Span, text_of
from handlers.conversation.acting import Context
from scheduler.clock import Clock
from storage.db.database import Database
from storage.erasing import blanking
from storage.installation.calendars import work_calendar
from storage.messages import inbox, outbox
from storage.tables import Address, Inbox, Outbox, WebMessage
from storage.webchat import lines
from tests.office import local
from tests.world import PUBLIC_URL, World
from web.chat.line_json import content_of

TUAN = "900"


@pytest.fixture
def world(database: Database) -> World:
    world = World(database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    return world


def kept(world: World) -> str:
    return json.dumps([row.payload for row in world.all(Outbox)], ensure_ascii=False)


def code_of(world: World, chat: str) -> str:
    found = re.search(r"/vao/(\w{8})", world.last(chat).text)
    assert found
    return found[1]


def test_a_used_code(world: World) -> None:
    world.says(TUAN, "/moi PYT")
    world.presses(TUAN, "Đầu mối")
    code = code_of(world, TUAN)
    assert kept(world).count(code) >= 3
    world.says("lan", code)
    assert "Chào" in world.said("lan")
    assert code not in kept(world)
    assert "••••••••" in kept(world)
    assert all(Outgoing.from_json(row.payload) for row in world.all(Outbox))


def test_one_whose_time_is_over(world: World) -> None:
    world.says(TUAN, "/web")
    code = code_of(world, TUAN)
    assert world.database.do(blanking.blank_over, world.now) == 0
    world.passes(minutes=61)
    assert world.database.do(blanking.blank_over, world.now) == 1
    assert code not in kept(world)
    assert world.database.do(blanking.blank_over, world.now) == 0


def test_the_code_in_a_mail(world: World) -> None:
    world.context = Context(work_calendar(), PUBLIC_URL, b"a secret of these tests", has_mail=True)
    world.says(TUAN, "/email tuan@coquan.vn")
    found = re.search(r"Mã: .*?(\d{6})", kept(world).replace('"', " "))
    assert found
    world.says(TUAN, found[1])
    assert "Đã xác nhận" in world.last(TUAN).text
    assert found[1] not in kept(world)


async def test_upkeep_does_it(database: Database) -> None:
    world = World(database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.says(TUAN, "/web")
    code = code_of(world, TUAN)
    clock = Clock(database, work_calendar(), lambda: None, lambda: local("2027-01-23 09:00"))
    await clock.upkeep()
    assert code not in kept(world)


def test_the_line_in_a_web_chat(world: World) -> None:
    """Open pages get it anew."""
    world.person("PYT", "focal_point", "Lan", "lan-web", channel="web")
    with world.database.transaction() as session:
        address = session.query(Address).filter_by(chat_id="lan-web").one()
        link = "https://x.vn/vao/K7Q29FMD"
        outgoing = Outgoing("say", Card(text_of("Mở ", Span(link, link=link))))
        assert outgoing.card
        row = outbox.add(
            session, channel="web", account="", chat_id="lan-web", outgoing=outgoing, lane=outbox.Lane.REPLY,
            now=world.now, dedupe_key=blanking.key(7),
        )  # fmt: skip
        assert row
        line = lines.answer(session, address, content_of(outgoing.card), row, world.now)
        session.get_one(Outbox, row).external_id = str(line.id)
    with world.database.transaction() as session:
        before = lines.version(session, address.id)
        assert blanking.blank_invitation(session, 7, world.now) == 1
        shown = lines.newer(session, address.id, before)
        assert [span["text"] for span in shown[0].content["text"]] == ["Mở ", "https://x.vn/vao/••••••••"]
        assert "K7Q29FMD" not in json.dumps(shown[0].content)


def came(world: World) -> str:
    return json.dumps([row.payload for row in world.all(Inbox)], ensure_ascii=False)


def invited(world: World, unit: str) -> str:
    world.says(TUAN, f"/moi {unit}")
    world.presses(TUAN, "Đầu mối")
    return code_of(world, TUAN)


def test_a_typed_code_that_was_used(world: World) -> None:
    """What came in is kept like what went out."""
    ways = ("/start {0}", "{0}", " {0} ", "bắt đầu {0}", "start {0}", "/start {1} {2}", "/START {3}")
    for number, way in enumerate(ways):
        code = invited(world, "PYT")
        world.says(f"chat {number}", way.format(code, code[:4], code[4:], code.lower()))
        assert "Chào" in world.said(f"chat {number}"), way
        assert not re.search("[ -]*".join(code), came(world), re.IGNORECASE), way
    assert came(world).count("•") == 8 * len(ways)


MENTIONED = (
    "mời chị Lan vào đây nhé: https://dondoc.example/vao/{0}",
    "https://dondoc.example/vao/{0}). ai vào giúp em với",
    "link vào https://t.me/dondoc_bot?start={0} ạ",
    "https://nam.safelinks.protection.outlook.com/?url=https%3A%2F%2Fdondoc.example%2Fvao%2F{0}&data=x của anh",
    "mã của chị Lan là {0}, hết hạn chưa em",
    "2.7 xong, mã {1} không vào được",
)


def test_a_code_within_a_sentence(world: World) -> None:
    """Nobody needs it there, whether it opens something still or not."""
    for said in MENTIONED:
        code = invited(world, "PYT")
        world.says(TUAN, said.format(code, code.lower()))
        assert code not in came(world).upper(), said
        world.says(f"chat of {said}", code)
        assert "Chào" in world.said(f"chat of {said}"), "it is as good as before"


def test_words_that_look_like_a_code_stay(world: World) -> None:
    world.says(TUAN, "văn bản 24KHCN26 và A2B3C4D5, https://dondoc.example/vao/A2B3C4D5 nữa")
    assert "24KHCN26 và A2B3C4D5, https://dondoc.example/vao/A2B3C4D5 nữa" in came(world)


def test_a_code_that_still_opens_is_not_kept_where_it_was_refused(world: World) -> None:
    code = invited(world, "PYT")
    world.sends("-500", "added", by=TUAN, group_title="Nhóm")
    world.says("-500", f"/start {code}", by="lan")
    for _ in range(6):
        world.says("mai", "A2B3C4D5")
    assert "A2B3C4D5" in came(world), "what opens nothing is no secret"
    world.says("mai", code)
    assert "Chào" not in world.said("mai")
    assert code not in came(world)


def test_a_mailed_code_that_was_typed(world: World) -> None:
    world.context = Context(work_calendar(), PUBLIC_URL, b"a secret of these tests", has_mail=True)
    world.says(TUAN, "/email tuan@coquan.vn")
    found = re.search(r"Mã: .*?(\d{6})", kept(world).replace('"', " "))
    assert found
    world.says(TUAN, f"/email {found[1][:3]} {found[1][3:]}")
    assert "Đã xác nhận" in world.last(TUAN).text
    assert f"{found[1][:3]} {found[1][3:]}" not in came(world)
    assert "/email ••• •••" in came(world)


def test_a_reaction_on_it_is_no_edit(world: World) -> None:
    code = invited(world, "PYT")
    world.says("lan", f"/start {code}", message_id="41")
    seen = len(world.screens["lan"])
    world.sends("lan", "edited", text=f"/start {code}", message_id="41")
    assert len(world.screens["lan"]) == seen
    assert code not in came(world)
    world.says("mai", "A2B3C4D5", message_id="42")
    seen = len(world.screens["mai"])
    world.sends("mai", "edited", text=invited(world, "PNV"), message_id="42")
    assert len(world.screens["mai"]) == seen + 1, "that an edit does nothing is said where the code was wrong"


def test_what_was_typed_in_a_web_chat(world: World) -> None:
    world.person("PYT", "focal_point", "Lan", "lan-web", channel="web")
    code = invited(world, "PNV")
    with world.database.transaction() as session:
        address = session.query(Address).filter_by(chat_id="lan-web").one()
        said = lines.say(session, address, {"text": [{"text": f"/start {code}"}], "rows": []}, "c1", world.now)
        assert said is not None
        incoming = Incoming("text", "web", "", "lan-web", "lan-web", "lan-web:c1", world.now, text=f"/start {code}")
        inbox.store(session, [incoming], world.now)
    world.receives()
    assert code not in came(world)
    assert code not in json.dumps([line.content for line in world.all(WebMessage)])
    assert "/start ••••••••" in json.dumps([line.content for line in world.all(WebMessage)], ensure_ascii=False)
