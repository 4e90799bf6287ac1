"""Each way a sending can fail, and what delivery is told to do next."""

from datetime import timedelta

import pytest

from bot.channels.telegram.account import open_telegram
from bot.channels.telegram.calling.failures import seconds
from domain.messaging.messages import Outgoing
from scheduler.delivery.channel import (
    Delivery,
    FloodError,
    MovedError,
    PassingError,
    PermanentError,
    SendError,
    UnreachableError,
)
from tests.botapi import TOKEN
from tests.channels.telegram_stage import delivery, stage

REFUSALS = [
    (400, "Bad Request: chat not found", UnreachableError),
    (400, "Bad Request: PEER_ID_INVALID", UnreachableError),
    (400, "Bad Request: not enough rights to send text messages to the chat", UnreachableError),
    (400, "Bad Request: have no rights to send a message", UnreachableError),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN", UnreachableError),
    (400, "Bad Request: TOPIC_CLOSED", UnreachableError),  # the general one
    (401, "Unauthorized", PassingError),
    (404, "Not Found", PassingError),
    (403, "Forbidden: bot was blocked by the user", UnreachableError),
    (403, "Forbidden: user is deactivated", UnreachableError),
    (403, "Forbidden: bot can't initiate conversation with a user", UnreachableError),
    (403, "Forbidden: bot was kicked from the supergroup chat", UnreachableError),
    (409, "Conflict: terminated by other getUpdates request", PassingError),
    (500, "Internal Server Error", PassingError),
    (502, "Bad Gateway", PassingError),
]
GATEWAY_PAGE = "<html><h1>Truy cập bị chặn</h1></html>"
STRANGE = [
    (200, GATEWAY_PAGE),
    (200, "[1, 2]"),
    (200, '{"ok": true}'),
    (302, ""),
    (400, GATEWAY_PAGE),
    (403, GATEWAY_PAGE),
    (404, GATEWAY_PAGE),
    (403, '"Forbidden"'),
    (429, GATEWAY_PAGE),
    (400, '{"ok": false, "description": "x", "parameters": [1]}'),
    (503, ""),
]


async def failure_of(one: Delivery, code: int, description: str, **parameters: int) -> SendError:
    async with stage() as (server, channel):
        await server.person(5).says("chào")
        server.faults.refuse("sendMessage", code, description, 1, when=None, **parameters)
        with pytest.raises(SendError) as caught:
            await channel.send(one)
    return caught.value


@pytest.mark.parametrize(("code", "description", "kind"), REFUSALS)
async def test_refusals(code: int, description: str, kind: type[SendError]) -> None:
    failure = await failure_of(delivery(5, "xin chào"), code, description)
    assert type(failure) is kind
    assert description.removeprefix("Bad Request: ").lower() in failure.reason.lower() or code in (401, 404)
    assert TOKEN.partition(":")[2] not in failure.reason


@pytest.mark.parametrize(("status", "body"), STRANGE)
async def test_what_is_not_from_the_bot_api_passes(status: int, body: str) -> None:
    """A firewall's page must not mark a person as unreachable, nor give a message up."""
    async with stage() as (server, channel):
        await server.person(5).says("chào")
        server.faults.fail("sendMessage", status=status, body=body)
        with pytest.raises(PassingError):
            await channel.send(delivery(5, "xin chào"))
        await channel.send(delivery(5, "xin chào"))


@pytest.mark.parametrize(("parameters", "wait"), [({"retry_after": 17}, 17.0), ({}, 5.0)])
async def test_a_flood_says_how_long_to_wait(parameters: dict[str, int], wait: float) -> None:
    failure = await failure_of(delivery(5, "xin chào"), 429, "Too Many Requests: retry after 17", **parameters)
    assert isinstance(failure, FloodError)
    assert failure.retry_after == wait


@pytest.mark.parametrize(("wait", "found"), [(3, 3.0), (2.5, 2.5), (timedelta(minutes=1), 60.0)])
def test_waits_are_seconds_however_they_are_given(wait: float | timedelta, found: float) -> None:
    assert seconds(wait) == found


async def test_a_blocked_bot() -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        await lan.blocks()
        with pytest.raises(UnreachableError, match="bot was blocked by the user"):
            await channel.send(delivery(5, "xin chào"))


async def test_a_group_that_moved() -> None:
    async with stage() as (server, channel):
        group = server.group(-77, "Tổ dữ liệu", [server.person(5)], with_bot=True)
        await server.upgrade_group(group, -1007700)
        with pytest.raises(MovedError) as caught:
            await channel.send(delivery(-77, "xin chào"))
        assert caught.value.new_chat_id == "-1007700"
        await channel.send(delivery(-1007700, "xin chào"))


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (delivery(404, "ai đó"), UnreachableError),
        (delivery("abc", "ai đó"), UnreachableError),
        (delivery(5, " \n "), PermanentError),
        (Delivery(1, "5", Outgoing("say")), PermanentError),
    ],
)
async def test_messages_that_can_never_arrive(one: Delivery, kind: type[SendError]) -> None:
    async with stage() as (server, channel):
        await server.person(5).says("chào")
        with pytest.raises(kind):
            await channel.send(one)


@pytest.mark.parametrize("is_lost_after", [False, True])
async def test_a_cut_connection_passes(is_lost_after: bool) -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        await lan.says("chào")
        server.faults.drop("sendMessage", after=is_lost_after)
        with pytest.raises(PassingError):
            await channel.send(delivery(5, "xin chào"))
        assert len(lan.messages) == is_lost_after


async def test_an_edit_keeps_its_flood() -> None:
    async with stage() as (server, channel):
        await server.person(5).says("chào")
        server.faults.flood("editMessageText", 3)
        with pytest.raises(FloodError):
            await channel.send(delivery(5, "mới", op="edit", message_id="7"))


async def test_nobody_listens_there() -> None:
    async with open_telegram(TOKEN, "http://127.0.0.1:9") as channel:
        with pytest.raises(PassingError, match="Cannot connect to host"):
            await channel.send(delivery(5, "xin chào"))
