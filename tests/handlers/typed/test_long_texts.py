"""What is longer than people write is refused before anything looks at it, whatever way it comes."""

import pytest

from domain.text import nfc
from handlers import groups, router
from handlers.attaching import arriving
from handlers.helping import other_messages
from storage.db.database import Database
from tests.world import World

MUCH = "\n" * 60_000 + "mật"


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of all texts that were."""
    seen: list[int] = []

    def looks(text: str) -> str:
        seen.append(len(text))
        return nfc(text)

    for module in (router, other_messages, groups, arriving):
        monkeypatch.setattr(module, "nfc", looks)
        monkeypatch.setattr(module, "is_marked_secret", lambda text: not looks(text))
    return seen


@pytest.fixture
def world(database: Database) -> World:
    world = World(database)
    world.furnish()
    return world


def test_a_line_and_an_edited_line(world: World, looked_at: list[int]) -> None:
    world.person("PKT", "focal_point", "Lan", "lan")
    for kind in ("text", "edited"):
        world.sends("lan", kind, text=MUCH, message_id="m1")
        assert "quá dài" in world.said("lan")
    assert max(looked_at, default=0) < 30_000


def test_words_with_a_file(world: World, looked_at: list[int]) -> None:
    world.person("PKT", "focal_point", "Lan", "lan")
    world.sends_file("lan", "a.pdf", b"%PDF-1.4", text=MUCH + "a" * 60_000)
    assert max(looked_at) < 30_000


def test_in_a_group_only_where_it_is_for_the_bot(world: World, looked_at: list[int]) -> None:
    world.person("PKT", "focal_point", "Lan", "lan")
    world.sends("nhom", "text", by="lan", text=MUCH)
    assert world.said("nhom") == ""
    world.sends("nhom", "text", by="lan", text=MUCH, addressed=True)
    assert "quá dài" in world.said("nhom")
    assert max(looked_at, default=0) < 30_000
