"""Whatever comes in, from anybody, in any order: a clear answer, nothing by accident, nothing of somebody else's."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.text import fold
from storage.db.database import Database
from storage.tables import Invitation, Person
from tests.examples import examples
from tests.fuzz.sayings import COMMANDS, LINES, ODD
from tests.town import CHATS, GROUPS, PEOPLE, SEND_WORDS, Town
from tests.world import World

pytestmark = pytest.mark.xdist_group("any-input")  # made once: what all of them need

Step = tuple[str, str, Any]

texts = st.one_of(st.sampled_from(COMMANDS), st.sampled_from(LINES), st.sampled_from(ODD), st.text(max_size=40))
numbers = st.integers(0, 400)
near = st.integers(0, 30)  # the buttons shown last
chats = st.sampled_from(CHATS)
people = st.sampled_from(PEOPLE)
reporters = st.sampled_from(("100", "101", "102", "200", "201", "300", "lan-web"))
keys = st.one_of(st.text(max_size=70), st.sampled_from(["", "\0", "A" * 64, "é" * 40, "task", "\ud800"]))
steps = st.one_of(
    st.tuples(st.just("press"), people, near),
    st.tuples(st.just("press"), people, near),
    st.tuples(st.just("press"), chats, numbers),
    st.tuples(st.just("twice"), people, near),
    st.tuples(st.just("text"), chats, texts),
    st.tuples(st.just("text"), people, texts),
    st.tuples(st.just("send"), reporters, st.tuples(st.sampled_from(["review", "review", "nil"]), near)),
    st.tuples(st.just("send"), reporters, st.tuples(st.sampled_from(["review", "review", "nil"]), near)),
    st.tuples(st.just("text"), people, st.sampled_from(COMMANDS)),
    st.tuples(st.just("stolen"), chats, st.tuples(people, near)),
    st.tuples(st.just("stolen"), people, st.tuples(people, near)),
    st.tuples(st.just("forged"), chats, keys),
    st.tuples(st.just("edited"), chats, texts),
    st.tuples(st.just("file"), chats, texts),
    st.tuples(st.sampled_from(["other", "blocked", "unblocked"]), chats, texts),
    st.tuples(st.just("added"), st.sampled_from(GROUPS), texts),
    st.tuples(st.just("code"), people, numbers),
    st.tuples(st.just("retire"), people, numbers),
    st.tuples(st.just("wait"), people, st.integers(1, 72)),
)


@pytest.fixture(scope="module")
def town(sqlite_template: Path) -> Iterator[Town]:
    """A town in which everybody has asked what they owe and who is late."""
    with TemporaryDirectory(dir=sqlite_template.parent) as folder:
        path = shutil.copy(sqlite_template, Path(folder) / "town.db")
        with closing(Database(f"sqlite:///{path}")) as database:
            made = Town(database)
        yield made  # closed, so that its file is whole and can be copied


@settings(max_examples=examples(3), suppress_health_check=list(HealthCheck))
@given(done=st.lists(steps, min_size=20, max_size=30), member=people)
def test_whatever_comes_in(town: Town, done: list[Step], member: str) -> None:
    walk(town, done, member)


@pytest.mark.parametrize(
    "chat", ["900", pytest.param("100", marks=pytest.mark.long), pytest.param("555", marks=pytest.mark.long)]
)
def test_every_text_is_answered(town: Town, chat: str) -> None:
    """Each one of them, said by somebody who reports, by somebody who coordinates, by a stranger."""
    walk(town, [("text", chat, said) for said in (*COMMANDS, *LINES, *ODD)], chat)


def walk(town: Town, done: list[Step], member: str) -> None:
    """All of it in a fresh copy of the town."""
    made = Path(str(town.database.engine.url.database))
    with TemporaryDirectory(dir=made.parent) as folder:
        path = shutil.copy(made, folder)
        with closing(Database(f"sqlite:///{path}")) as database:
            here = town.copied(database)
            for what, chat, more in done:
                act(here, what, chat, more, member)


def act(town: Town, what: str, chat: str, more: Any, member: str) -> None:
    """One thing done in a chat; in a group it is `member` who does it."""
    by = member if chat in GROUPS else None
    match what:
        case "press":
            press(town, chat, chat, more, by)
        case "twice":
            press(town, chat, chat, more, by)
            press(town, chat, chat, more, by)
        case "stolen":
            press(town, chat, more[0], more[1], by)
        case "send":
            hand_in(town, chat, *more)
        case "forged":
            town.step(chat, "button", by=by, key=more, message_id="m1")
        case "code":
            if codes := town.codes():
                town.step(chat, "text", text=codes[more % len(codes)])
        case "text" | "edited":
            written = more.replace("⟪me⟫", f"⟪{by or chat}⟫")
            wants = bool(town.screens.get(chat)) and fold(written) in SEND_WORDS
            town.step(chat, what, by=by, text=written, addressed=True, asked_to_send=wants, user_name=more[:20])
        case "file":
            written = more.replace("⟪me⟫", f"⟪{by or chat}⟫")
            town.step(chat, "file", by=by, text=written, file_name=written, file_size=10, addressed=True)
        case "other" | "blocked" | "unblocked" | "added":
            town.step(chat, what, by=by, what=more)
        case "retire":
            town.retire(more)
        case "wait":
            town.passes(hours=more)


def press(town: Town, chat: str, whose: str, number: int, by: str | None) -> None:
    found = town.button(whose, number)
    if found is None:
        return
    heard, label, key = found
    sends = fold(label) in SEND_WORDS and whose == chat
    town.step(chat, "button", by=by, key=key, message_id=heard.message_id, asked_to_send=sends)


def hand_in(town: Town, chat: str, how: str, number: int) -> None:
    """Straight through to the last question, so that revisions, refusals and corrections come up often."""
    act(town, "text", chat, "/baocao" if how == "review" else "/khongphatsinh", chat)
    asked = [label for label in town.last(chat).labels if label[:1].isdigit() and ". " in label]
    if asked:
        act(town, "text", chat, asked[number % len(asked)], chat)
    if how == "review":
        for text in ("1.1, 2.7, 3.1, 4.8, 5.2, 6.2, T.1 xong, kết quả: ⟪me⟫", "Đúng, ghi vào nháp"):
            act(town, "text", chat, text, chat)
        act(town, "text", chat, "Xem lại", chat)
    if number % 3:
        act(town, "text", chat, "Gửi báo cáo", chat)


@pytest.fixture
def office(sqlite_database: Database) -> World:
    office = World(sqlite_database)
    office.furnish()
    return office


def test_a_coordinator_hears_only_of_the_units_they_follow(office: World) -> None:
    """Somebody who serves two units stops the bot: each plan's coordinator is told of the unit that is theirs."""
    office.add_plan("KHAC", "Kế hoạch khác", coordinators=["PYT"])
    office.add_requirement("KHAC-QUY", "Báo cáo khác", units=["PNV"], plan="KHAC")
    office.appoint(office.person("PKT", "focal_point", "Hai Vai", "201"), "PNV", "focal_point")
    office.person("PYT", "coordinator", "Hoa", "901")
    office.sends("201", "blocked")
    told = office.last("901")
    assert "Phòng Nội vụ" in told.text
    assert "Phòng Kinh tế" not in told.text
    office.presses("901", "Gửi lời mời")
    assert office.all(Invitation)[0].unit_id == office.unit_id("PNV")


def test_an_edited_line_is_looked_at_for_secret_matter_too(office: World) -> None:
    office.person("PKT", "focal_point", "Lan", "100")
    office.sends("100", "edited", text="2.7 40%, vướng: (MẬT) thiếu kinh phí")
    assert office.said("100").startswith("Nội dung có dấu mật")


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("Lan\u202e gian\n+ x\x1b[31m", "Lan gian + x[31m"),
        ("\u200b\u2066", "Phòng Y tế"),
        ("x" * 150, "x" * 100),
    ],
)
def test_a_name_brought_along_is_one_readable_line(office: World, shown: str, kept: str) -> None:
    office.person("BTG", "coordinator", "Tuấn", "900")
    office.says("900", "/moi PYT")
    office.presses("900", "Đầu mối")
    code = office.last("900").text.split("/vao/")[1][:8]
    office.says("555", f"/start {code}", user_name=shown)
    assert office.all(Person)[-1].name == kept


@pytest.mark.parametrize("key", ["\0", "\ud800", "é" * 40, "A" * 70, ""])
def test_a_forged_key_never_reaches_the_database(office: World, key: str) -> None:
    office.person("PKT", "focal_point", "Lan", "100")
    office.sends("100", "button", key=key, message_id="m1")
    assert office.said("100").startswith("Lựa chọn này không còn dùng được ở đây.")
