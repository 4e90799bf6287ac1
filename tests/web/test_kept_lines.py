"""What the web chat keeps, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from bot.channels.webchat import WebChannel
from domain.messaging.messages import Button, Card, MenuEntry, Outgoing, text_of
from scheduler.delivery.channel import Delivery, PermanentError
from storage.db.database import Database
from storage.people import addresses
from storage.tables import Address, WebMessage
from storage.webchat import doors, lines, menus
from tests.office import Office
from web.site.listeners import Listeners

PUBLIC_ID = "a-chat-of-this-test"


@pytest.fixture
def office(database: Database) -> Office:
    office = Office(database)
    office.furnish()
    office.person("PKT", "focal_point", "Lan", PUBLIC_ID, channel="web")
    return office


@pytest.fixture
def channel(office: Office, now: datetime) -> WebChannel:
    return WebChannel(office.database, Listeners(), lambda: now)


def chat(session: Session) -> Address:
    address = addresses.find(session, "web", "", PUBLIC_ID)
    assert address is not None
    return address


def say(session: Session, text: str, client_id: str, now: datetime) -> int | None:
    line = lines.say(session, chat(session), {"text": [{"text": text}], "rows": []}, client_id, now)
    return None if line is None else line.version


def card(text: str, *labels: str) -> Card:
    return Card(text_of(text), (tuple(Button(label, f"key-{label}") for label in labels),) if labels else ())


def test_versions_rise_without_a_gap_however_many_write(office: Office, now: datetime) -> None:
    with ThreadPoolExecutor(4) as threads:
        versions = threads.map(lambda n: office.database.do(say, f"tin {n}", f"c{n}", now), range(40))
    assert sorted(versions, key=lambda version: version or 0) == list(range(1, 41))


def test_one_client_id_makes_one_line_however_many_send_it(office: Office, now: datetime) -> None:
    with ThreadPoolExecutor(4) as threads:
        versions = list(threads.map(lambda n: office.database.do(say, "tin", "c1", now), range(8)))
    assert sorted(versions, key=lambda version: version or 0) == [None] * 7 + [1]


async def test_delivering_again_adds_nothing(office: Office, channel: WebChannel) -> None:
    delivery = Delivery(7, PUBLIC_ID, Outgoing("say", card("một", "A")))
    assert await channel.send(delivery) == await channel.send(delivery)
    assert len(office.all(WebMessage)) == 1


async def test_an_outbox_id_that_comes_round_again_is_a_new_line(office: Office, now: datetime) -> None:
    first = WebChannel(office.database, Listeners(), lambda: now)
    later = WebChannel(office.database, Listeners(), lambda: now + timedelta(days=31))
    await first.send(Delivery(1, PUBLIC_ID, Outgoing("say", card("tháng trước"))))
    await later.send(Delivery(1, PUBLIC_ID, Outgoing("say", card("tháng này"))))
    assert [line.content["text"][0]["text"] for line in office.all(WebMessage)] == ["tháng trước", "tháng này"]


async def test_an_edit_raises_the_version_only_when_it_changes_something(office: Office, channel: WebChannel) -> None:
    line_id = await channel.send(Delivery(1, PUBLIC_ID, Outgoing("say", card("cũ", "A"))))
    edit = Outgoing("edit", card("mới", "B"), line_id)
    assert await channel.send(Delivery(2, PUBLIC_ID, edit)) == line_id
    assert await channel.send(Delivery(2, PUBLIC_ID, edit)) == line_id
    [line] = office.all(WebMessage)
    assert (line.version, line.content["text"], line.content["rows"]) == (
        2,
        [{"text": "mới"}],
        [[{"label": "B", "key": "key-B"}]],
    )


@pytest.mark.parametrize("line_id", [None, "", "999", "x", "-1", "9" * 30])
async def test_an_edit_of_what_is_not_there_is_said_anew(
    office: Office, channel: WebChannel, line_id: str | None
) -> None:
    said = await channel.send(Delivery(1, PUBLIC_ID, Outgoing("edit", card("mới"), line_id)))
    assert [(str(line.id), line.content["text"][0]["text"]) for line in office.all(WebMessage)] == [(said, "mới")]


async def test_only_lines_of_the_bot_in_the_same_chat_can_be_changed(
    office: Office, channel: WebChannel, now: datetime
) -> None:
    office.person("PYT", "focal_point", "Minh", "another-chat", channel="web")
    theirs = await channel.send(Delivery(1, "another-chat", Outgoing("say", card("của Minh"))))
    office.database.do(say, "lời của Lan", "c1", now)
    before = office.all(WebMessage)
    for number, line in enumerate(before, 2):
        said = await channel.send(Delivery(number, PUBLIC_ID, Outgoing("edit", card("mới"), str(line.id))))
        assert said not in [str(other.id) for other in before]
    assert [line.content for line in office.all(WebMessage)[: len(before)]] == [line.content for line in before]
    assert theirs


async def test_a_chat_that_is_not_there_is_given_up(channel: WebChannel) -> None:
    with pytest.raises(PermanentError):
        await channel.send(Delivery(1, "nowhere", Outgoing("say", card("a"))))


async def test_the_last_menu_stays(office: Office, channel: WebChannel) -> None:
    for command in ("nhiemvu", "quahan"):
        await channel.send(Delivery(1, PUBLIC_ID, Outgoing("menu", menu=(MenuEntry(command, "…"),))))
    with office.database.transaction() as session:
        assert menus.of(session, chat(session).id) == [{"command": "quahan", "description": "…"}]
    assert office.all(WebMessage) == []


async def test_stamps_tell_chats_with_news(office: Office, channel: WebChannel) -> None:
    before = office.database.do(lines.stamps, [PUBLIC_ID, "nowhere"])
    assert before == {PUBLIC_ID: lines.Stamp(0, False)}
    await channel.send(Delivery(1, PUBLIC_ID, Outgoing("say", card("a"))))
    assert office.database.do(lines.stamps, [PUBLIC_ID]) == {PUBLIC_ID: lines.Stamp(1, False)}


def test_wrong_codes_at_once_are_all_counted(database: Database, now: datetime) -> None:
    limits = {"visitor": 5, "network": 20}
    with ThreadPoolExecutor(4) as threads:
        left = sorted(threads.map(lambda _: database.do(doors.wrong_code, limits, now), range(4)))
    assert left == [1, 2, 3, 4]
    assert database.do(doors.closed_until, ["visitor"], now) is None
    assert database.do(doors.wrong_code, limits, now) == 0
    assert database.do(doors.closed_until, ["visitor"], now) == now + timedelta(hours=1)
    assert database.do(doors.closed_until, ["network"], now) is None
    assert database.do(doors.closed_until, ["visitor"], now + timedelta(hours=1)) is None
