"""The recorded payloads and the strict server tell of the same Zalo."""

import json
from typing import Any

import pytest

from tests.channels.zalo_payloads import NOT_JSON, NOTHING, ODD, UPDATES, both
from tests.zaloapi import ZaloPerson, ZaloServer
from tests.zaloapi.updates import Shape

RECORDED = {name: update for name, update, _ in UPDATES}


def kinds(value: Any) -> Any:
    """Names and types without what they hold; an event's name stays."""
    if isinstance(value, dict):
        return {key: inner if key == "event_name" else kinds(inner) for key, inner in value.items()}
    return type(value).__name__


async def does(lan: ZaloPerson, recorded: str) -> None:
    match recorded:
        case "text":
            await lan.says("Xin chào")
        case "in a group":
            await lan.says_in_group("họp nhé")
        case "picture":
            await lan.sends_photo()
        case "picture with words":
            await lan.sends_photo(caption="Lớp")
        case "picture as documented":
            lan.bot.photo_field = "photo"
            await lan.sends_photo()
        case "sticker":
            await lan.sends_sticker()
        case "voice":
            await lan.sends_voice()
        case _:
            await lan.sends_unsupported()


@pytest.mark.parametrize("shape", ["flat", "wrapped"])
@pytest.mark.parametrize(
    "recorded",
    [
        "text",
        "in a group",
        "picture",
        "picture with words",
        "picture as documented",
        "sticker",
        "voice",
        "unsupported",
    ],
)
async def test_the_server_sends_what_was_recorded(
    server: ZaloServer, lan: ZaloPerson, recorded: str, shape: Shape
) -> None:
    await does(lan, recorded)
    sent = json.loads(server.bot().updates.pending.popleft().body(shape))
    assert kinds(sent) == kinds(both(RECORDED[recorded])[shape])


def test_each_payload_has_its_name_and_goes_over_the_wire() -> None:
    bodies = {name: shape for name, update, _ in UPDATES for shape in [both(update)]}
    assert len(bodies) == len(UPDATES)
    for body in (*bodies.values(), *(body for _, body in (*NOTHING, *ODD))):
        assert json.loads(json.dumps(body)) == body


@pytest.mark.parametrize("body", [body for _, body in NOT_JSON], ids=[name for name, _ in NOT_JSON])
def test_what_is_not_json_is_none(body: bytes) -> None:
    try:
        read = json.loads(body.decode())
    except (ValueError, RecursionError):
        return
    assert not isinstance(read, dict)
