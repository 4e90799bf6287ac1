"""Files of strangers through the chat: as a setup from an admin, as attachments of a report; each is answered."""

import pytest

from domain.messaging.secret_marks import is_marked_secret
from storage.db.database import Database
from storage.tables import Attachment, Organisation
from tests import files, strangers
from tests.world import World

HOA, LAN = "910", "100"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    world.person("BTG", "admin", "Hoa", HOA)
    world.person("PKT", "focal_point", "Lan", LAN)
    world.at("2026-12-15 09:00")
    return world


def sends(world: World, chat: str, name: str, content: bytes) -> str:
    world.sends_file(chat, name, content)
    world.fetch_files()
    world.make_files()
    return world.said(chat)


def test_a_setup_in_chat_gets_the_answer_of_the_shell(world: World) -> None:
    [own] = [row.code for row in world.all(Organisation)]
    wrong = {}
    for name, (content, said) in strangers.setups(own).items():
        answer = sends(world, HOA, f"{name}.xlsx", content)
        if said not in answer or not ("Xem trước" in answer or "chưa nạp được" in answer):
            wrong[name] = answer
    assert wrong == {}
    locked, _ = strangers.refused()["mat-khau.xlsx"]
    assert "có mật khẩu" in sends(world, HOA, "khoa.xlsx", locked)


def test_with_a_report_what_opens_is_taken_and_the_rest_refused_in_a_sentence(world: World) -> None:
    world.says(LAN, "/baocao")
    world.presses(LAN, "2.7")
    world.heard(LAN)
    untaken = {name: answer for name, content in strangers.read().items()
               if "Đã đính kèm" not in (answer := sends(world, LAN, name, content))}  # fmt: skip
    assert untaken == {}
    kept = [row.name for row in world.all(Attachment) if row.state == "attached"]
    assert len(set(kept)) == len(strangers.read())
    assert all("/" not in name and len(name) <= 130 and not is_marked_secret(name) for name in kept)
    wrong = {}
    for name, (content, said) in strangers.refused().items():
        answer = sends(world, LAN, name, content)
        if said not in answer or "Đã đính kèm" in answer:
            wrong[name] = answer
    assert wrong == {}


def test_two_files_of_one_name_are_two(world: World) -> None:
    world.says(LAN, "/baocao")
    world.presses(LAN, "2.7")
    for end in (b"1", b"2"):
        assert "Đã đính kèm" in sends(world, LAN, "anh.pdf", files.PDF + end)
    assert [row.name for row in world.all(Attachment)] == ["anh.pdf", "anh.pdf"]
