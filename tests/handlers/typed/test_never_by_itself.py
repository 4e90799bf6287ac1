"""Whatever stands on screen, no text decides anything by itself: only the words that confirm, or their number."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from domain.text import fold
from domain.typed.words.vocabulary import PHRASES
from handlers.words import LANGUAGES
from storage.db.database import Database
from storage.tables import (
    Address,
    AuditEvent,
    Extension,
    Obligation,
    Obstacle,
    ObstacleEvent,
    Report,
    ReportEntry,
    Review,
)
from tests.examples import examples
from tests.world import World

AN, LAN, TUAN = "101", "102", "900"
ALL_DONE = "1.1, 2.7, 3.1, 4.8, 5.2, 6.2, T.1 xong, kết quả: đủ"
DECIDES = (
    *("right", "send", "extend_send", "send_obstacle", "send_recommendation", "accept", "return", "grant", "close"),
    *("refuse_send", "refusal.fixed", "refusal.collation"),
)
"""Buttons after which something is as it was not before; a draft is not meant, as it can be changed."""
CONFIRMING = {fold(words[f"button.{name}"]) for words in LANGUAGES.values() for name in DECIDES}

SCREENS: dict[str, tuple[str, Sequence[str]]] = {
    "nothing": (AN, ()),
    "a line read back": (AN, ("2.7 40%; 4.8 xong",)),
    "a part asked back": (AN, ("3.1 cơ bản xong",)),
    "nothing to report": (AN, ("/khongphatsinh",)),
    "more time, until when": (AN, ("/giahan",)),
    "more time, why": (AN, ("/giahan 22/12",)),
    "more time, read back": (AN, ("/giahan 22/12 vì chờ số liệu",)),
    "an obstacle, which": (AN, ("/vuongmac", "Nêu vướng mắc")),
    "an obstacle, read back": (AN, ("/vuongmac 2.7 thiếu kinh phí",)),
    "a report's tasks": (AN, ("/baocao",)),
    "one task": (AN, ("/baocao", "2.7")),
    "the obstacle of a task": (AN, ("/baocao", "2.7", "Vướng mắc")),
    "the last look": (AN, ("/baocao", ALL_DONE, "Đúng, ghi vào nháp", "Xem lại")),
    "a numbered list": (AN, ("/nhiemvu",)),
    "what was sent": (AN, ("/lichsu",)),
    "days away": (AN, ("/vangmat",)),
    "a report to accept": (TUAN, ("/duyet", "Xem 1")),
    "a report to return": (TUAN, ("/duyet", "Xem 1", "Trả lại")),
    "more time to grant": (TUAN, ("/giahan", "Xử lý 1")),
    "more time to refuse": (TUAN, ("/giahan", "Xử lý 1", "Từ chối")),
    "who is late": (TUAN, ("/quahan",)),
}
_PHRASES = st.sampled_from([phrase for phrases in PHRASES.values() for phrase in phrases])
_PIECES = st.sampled_from(["2.7", "3.1", "T.1", "9.9", "80%", "22/12", "1.500", ",", ";", ":", "\n", "tỷ", "?"])
_YES = st.sampled_from(
    [
        "đúng",
        "dung",
        "ok",
        "vâng",
        "dạ đúng rồi",
        "gửi",
        "gửi đi",
        "đồng ý",
        "có",
        "xong",
        "kps",
        "không",
        "gia hạn đến 22/12",
    ]
)
LINES = _YES | st.sampled_from([f"{n}" for n in range(10)]) | st.lists(
    _PHRASES | _PIECES | st.text(max_size=8), min_size=1, max_size=10
).map(" ".join)  # fmt: skip
WAYS = st.sampled_from(["text", "text", "text", "reply", "edited"])
SAID = st.lists(st.tuples(WAYS, LINES), min_size=1, max_size=3)


@pytest.fixture(params=["telegram", "zalo"])
def world(request: pytest.FixtureRequest, sqlite_database: Database) -> World:
    """An owes one report and has handed in another; Lan has asked for more time for hers."""
    world = World(sqlite_database)
    world.furnish()
    world.person("PYT", "focal_point", "An", AN, channel=request.param)
    world.person("PKT", "focal_point", "Lan", LAN, channel=request.param)
    world.person("BTG", "coordinator", "Tuấn", TUAN, channel=request.param)
    world.at("2026-12-15 09:00")
    for line in (ALL_DONE, "Đúng, ghi vào nháp", "Xem lại", "Gửi báo cáo"):
        world.says(AN, line)
    for line in ("/giahan 22/12 vì chờ số liệu", "Gửi đề nghị"):
        world.says(LAN, line)
    world.add_requirement("NHANH", "Báo cáo nhanh", units=["PYT"], period_type="once")
    world.open("NHANH", "once", "2026-12-20 17:00")
    assert len(world.all(Report)) == len(world.all(Extension)) == 1
    return world


@pytest.mark.long
@pytest.mark.parametrize("screen", SCREENS)
@settings(max_examples=examples(6), suppress_health_check=list(HealthCheck))
@example(said=[("text", "đúng"), ("text", "gửi"), ("edited", "2.7 90%")])
@example(said=[("edited", "Gửi báo cáo"), ("reply", "kps"), ("text", "ok")])
@given(said=SAID)
def test_no_text_alone_decides_anything(world: World, screen: str, said: list[tuple[str, str]]) -> None:
    chat, before = SCREENS[screen]
    world.says(chat, "/huy")
    for line in before:
        world.says(chat, line, message_id="m-7")
    was = decided(world)
    for way, line in said:
        if way != "edited" and confirms(world, chat, line):
            continue
        if way == "edited":
            world.sends(chat, "edited", text=line, message_id="m-7")
        else:
            world.says(chat, line, reply_to=world.last(chat).message_id if way == "reply" else None)
        assert decided(world) == was, f"{way} {line!r} after {before}"


def test_the_words_that_confirm_do(world: World) -> None:
    """Else the test above would hold of a bot that does nothing."""
    for screen, word in {
        "more time, read back": "Gửi đề nghị",
        "an obstacle, read back": "gui vuong mac",
        "nothing to report": "Gửi báo cáo",
        "a report to accept": "chấp nhận",
        "more time to refuse": "han do cap tren an dinh",
    }.items():
        chat, before = SCREENS[screen]
        for line in before:
            world.says(chat, line)
        assert confirms(world, chat, word), screen
        was = decided(world)
        world.says(chat, word)
        assert decided(world) != was, screen


def test_a_number_confirms_only_where_numbers_choose(world: World) -> None:
    for line in SCREENS["more time, read back"][1]:
        world.says(AN, line)
    was = decided(world)
    numbered = confirms(world, AN, "1")
    world.says(AN, "1")
    assert (decided(world) != was) is numbered
    assert numbered is (world.all(Address)[0].channel == "zalo")


def confirms(world: World, chat: str, text: str) -> bool:
    """Whether the text is the words of a button on screen that decides, or its number where there is one."""
    [address] = [one for one in world.all(Address) if one.chat_id == chat]
    said, number = fold(text), re.sub(r"[.)\s]", "", text).lstrip("0")
    for label, _, *numbers in address.choices:
        bare = fold(re.sub(r"^(?:\d+\. |Phần chờ(?: \(.\))?: )", "", label))
        if bare in CONFIRMING and (said in (bare, fold(label)) or number in numbers):
            return True
    return False


def decided(world: World) -> tuple[object, ...]:
    """What must not change: all that was handed in, asked for, raised or decided, and the log of it. A code for
    somebody to be invited, which a line of the list of who is late offers, decides nothing."""
    tables = (Report, ReportEntry, Extension, Obstacle, ObstacleEvent, Review)
    states = [(one.id, one.state, one.due_at) for one in world.all(Obligation)]
    logged = [event.id for event in world.all(AuditEvent) if event.action != "invitation.made"]
    return (states, logged, *([row.id for row in world.all(table)] for table in tables))
