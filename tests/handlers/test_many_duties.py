"""Somebody whose units owe more reports than fit in one message."""

import pytest

from storage.database import Database
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
