"""Live updates: nothing is lost, also over a lost connection."""

import asyncio

from bot.channels.webchat import WebChannel
from domain.messaging.messages import Card, Outgoing, text_of
from scheduler.delivery.channel import Delivery
from tests.patience import PATIENCE
from tests.web.site import Event, Site, Visitor, said, until
from web.site.listeners import Listeners


def say(text: str) -> Outgoing:
    return Outgoing("say", Card(text_of(text)))


async def lines_until(lan: Visitor, text: str, **where: int) -> list[Event]:
    """The `lines` events up to the one that brings this text."""
    found = []
    async with asyncio.timeout(PATIENCE):
        async for event in lan.events(**where):
            if event.name == "lines":
                found.append(event)
                if any(said(line) == text for line in event.data["lines"]):
                    return found
    raise AssertionError("the stream ended")


def texts(events: list[Event]) -> list[str]:
    return [said(line) for event in events for line in event.data["lines"]]


async def test_news_comes_at_once(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        waiting = asyncio.create_task(lines_until(lan, "tin mới"))
        await until(lambda: site.listeners.count > 0)
        started = asyncio.get_running_loop().time()
        await site.clerk.say(lan.public_id, say("tin mới"))
        assert texts(await waiting) == ["tin mới"]
        assert asyncio.get_running_loop().time() - started < 1.5  # long before the database is asked again


async def test_a_stream_is_resumed_where_it_stopped(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        await site.clerk.say(lan.public_id, say("một"))
        first = await lines_until(lan, "một")
        for text in ("hai", "ba"):
            await site.clerk.say(lan.public_id, say(text))
        resumed = await lines_until(lan, "ba", last_event_id=first[-1].id)
        assert texts(resumed) == ["hai", "ba"]
        assert texts(await lines_until(lan, "ba", after=first[-1].id)) == ["hai", "ba"]


async def test_a_line_changed_while_away_comes_in_its_new_form(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        await lan.send("/nhiemvu")
        card = (await lan.settled())[1]
        seen = card["version"]
        await lan.press(card["id"], "key-report")
        await lan.settled()
        changed = await lan.lines(after=seen)
        assert [line["id"] for line in changed] == [card["id"]]
        assert "bản nháp" in said(changed[0])


async def test_after_a_long_absence_everything_comes_in_order(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        for number in range(210):
            await site.clerk.say(lan.public_id, say(f"tin {number}"))
        assert texts(await lines_until(lan, "tin 209")) == [f"tin {number}" for number in range(210)]


async def test_the_page_is_told_while_an_answer_is_awaited(site: Site) -> None:
    lan = site.sign_in()
    site.clerk.at_work.clear()
    states: list[bool] = []
    async with lan, asyncio.timeout(PATIENCE):
        async for event in lan.events():
            if event.name == "state" and states[-1:] != [event.data["waiting"]]:
                states.append(event.data["waiting"])
                if len(states) == 1:
                    await lan.send("xin chào")
                if len(states) == 2:
                    site.clerk.at_work.set()
                if len(states) == 3:
                    break
    assert states == [False, True, False]


async def test_lines_of_another_process_are_found(site: Site) -> None:
    lan = site.sign_in()
    elsewhere = WebChannel(site.database, Listeners(), site.now)
    async with lan:
        waiting = asyncio.create_task(lines_until(lan, "từ tiến trình khác"))
        await until(lambda: site.listeners.count > 0)
        await elsewhere.send(Delivery(1, lan.public_id, say("từ tiến trình khác")))
        assert texts(await waiting) == ["từ tiến trình khác"]


async def test_the_server_stops_with_streams_open(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        stream = lan.events()
        await anext(stream)
        async with asyncio.timeout(PATIENCE):
            await site.stop()
            assert [event.name async for event in stream] == []
        await site.start()


async def test_pages_that_are_gone_are_forgotten(site: Site) -> None:
    lan = site.sign_in()
    async with lan:
        stream = lan.events()
        await anext(stream)
        assert site.listeners.count == 1
        await stream.aclose()
    await until(lambda: site.listeners.count == 0)
    assert site.listeners.public_ids == []
