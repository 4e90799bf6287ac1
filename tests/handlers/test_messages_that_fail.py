"""A message that cannot be dealt with is set aside: it is counted, shown by `dondoc check`, and told once."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.shell.checking import going_on
from domain.messaging.messages import Incoming
from handlers import router
from handlers.conversation.talk import Talk
from handlers.dispatch import handle_waiting
from handlers.failures import telling
from storage.aside import received, troubles
from storage.aside.aside_rows import everything
from storage.db.database import Database
from storage.messages import inbox
from storage.tables import Inbox
from tests.world import World

ADMIN = "901"


class Forgiving(World):
    def receives(self, *incomings: Incoming) -> None:
        self.database.do(inbox.store, incomings, self.now)
        while self.database.do(handle_waiting, self.now, self.context):
            pass
        self.deliver()


@pytest.fixture
def world(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> World:
    """Whatever holds the word "hỏng", and each code, fails."""
    route: Callable[[Talk], None] = router.route

    def failing(talk: Talk) -> None:
        if "hỏng" in talk.incoming.text or "K7Q29FMD" in talk.incoming.text:
            raise KeyError("what somebody wrote")
        route(talk)

    monkeypatch.setattr(router, "route", failing)
    world = Forgiving(sqlite_database)
    world.furnish()
    world.person("BTG", "admin", "Quản trị", ADMIN)
    world.person("PKT", "focal_point", "Lan", "lan")
    return world


def follow(world: World) -> None:
    """As the watch does it every ten seconds."""

    def watched(session: Session) -> None:
        aside = received.going_on(everything(session), world.now)
        telling.follow(session, telling.of_aside(aside), "here", world.now)

    world.database.do(watched)
    world.deliver()


def test_it_is_seen_and_told_once_and_once_more_when_it_is_past(world: World) -> None:
    world.says("lan", "2.7 hỏng")
    world.says("lan", "/nhiemvu")
    assert "tôi gặp lỗi" in "".join(heard.text for heard in world.screens["lan"])
    (aside,) = world.database.do(everything)
    assert (aside.part, aside.reason, aside.failures) == ("dispatch", "KeyError", 3)
    assert aside.organisation_id is not None
    assert world.database.do(troubles.set_aside) == {"dispatch": 1}
    (finding,) = [one for one in world.database.do(going_on.findings) if "Để riêng" in one.subject]
    assert "tin nhận qua telegram của Lan: lỗi KeyError" in finding.said
    assert "tự thử lại" not in str(finding)
    for _ in range(3):
        follow(world)
        world.passes(minutes=2)
    assert world.said(ADMIN).count("có 1 tin không xử lý được") == 1
    world.passes(minutes=10)
    follow(world)
    world.passes(minutes=1)
    follow(world)
    follow(world)
    assert "Xử lý tin nhận được đã chạy lại bình thường" in world.last(ADMIN).text
    assert world.database.do(troubles.set_aside) == {"dispatch": 1}, "it is shown for some days"


def test_many_make_the_program_unready_for_a_while(world: World) -> None:
    for number in range(10):
        world.says(f"stranger {number}", "hỏng")
    assert world.database.do(troubles.failing_parts, world.now) == {"dispatch": "10 things set aside: KeyError"}
    assert world.database.do(troubles.failing_parts, world.now + timedelta(minutes=11)) == {}


def test_a_code_in_it_is_not_kept(world: World) -> None:
    world.says("mai", "/start K7Q29FMD")
    assert "K7Q29FMD" not in json.dumps([row.payload for row in world.all(Inbox)])
