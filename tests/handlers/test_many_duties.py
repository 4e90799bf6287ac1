"""Somebody whose units owe more reports than fit in one message."""

import pytest

from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice
from storage.db.database import Database
from storage.tables import DraftEntry
from tests.world import World


@pytest.fixture
def busy(sqlite_database: Database) -> World:
    world = World(sqlite_database)
    world.furnish()
    for n in range(1, 13):
        world.add_requirement(f"R{n:02}", f"Báo cáo việc {n}", units=["PKT"], period_type="once")
        world.open(f"R{n:02}", "once", f"2026-12-{n + 17} 17:00")
    world.person("PKT", "focal_point", "Lan", "lan")
    return world


def test_all_duties_are_listed_page_by_page_each_with_its_buttons(busy: World) -> None:
    busy.says("lan", "/nhiemvu")
    first = busy.last("lan")
    assert first.text.startswith("Anh/chị còn 13 báo cáo phải nộp:")
    assert "Báo cáo ngay 10" in first.labels
    assert "Báo cáo ngay 11" not in first.labels
    busy.presses("lan", "Trang sau")
    second = busy.last("lan")
    assert second.op == "edit"
    assert "13. Báo cáo việc 12" in second.text
    busy.presses("lan", "Báo cáo ngay 13")
    assert busy.last("lan").text.startswith("📝 Báo cáo việc 12")


@pytest.mark.parametrize(
    ("command", "begins"), [("/baocao", "📝 Báo cáo việc 12"), ("/khongphatsinh", "Tôi hiểu là: không phát sinh")]
)
def test_every_report_can_be_chosen(busy: World, command: str, begins: str) -> None:
    busy.says("lan", command)
    busy.presses("lan", "Trang sau")
    assert [label[:3] for label in busy.last("lan").labels] == ["11.", "12.", "13.", "Tra"]
    busy.says("lan", "13")
    assert busy.last("lan").text.startswith(begins)
    assert "Báo cáo việc 12" in busy.last("lan").text


def test_the_number_of_a_duty_does_where_its_buttons_end_in_it(busy: World) -> None:
    busy.says("lan", "/nhiemvu")
    busy.says("lan", "3")
    assert busy.last("lan").text.startswith("📝 Báo cáo việc 2")
    busy.says("lan", "/nhiemvu")
    busy.says("lan", "99")
    assert "Tôi chưa hiểu" in busy.last("lan").text


def test_a_number_is_the_answer_where_one_is_asked_for(busy: World) -> None:
    """Though a list of duties has come in between."""
    busy.says("lan", "/baocao")
    busy.says("lan", "1")
    busy.presses("lan", "2.7")
    with busy.database.transaction() as session:
        tell(
            session,
            [busy.person_id("Lan")],
            lambda words: (words("courtesy"), [[Choice(f"Báo cáo ngay {n}", "duties") for n in (1, 2, 3)]]),
            busy.now,
        )
    busy.deliver()
    busy.says("lan", "3")
    assert [entry.answers for entry in busy.all(DraftEntry)] == [{"status": "in_progress", "percent": 3}]
