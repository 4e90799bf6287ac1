"""The focal points of a unit that coordinates on a report are told that they may add to it: in their one digest."""

import pytest
from sqlalchemy import update

from bot.channels.zalo.render import texts_of
from handlers.display.queued_digests import settle
from scheduler.tick import tick
from storage.db.database import Database
from storage.messages import quotas
from storage.tables import DraftEntry, Obligation, Outbox, ReminderEntry
from tests.office import account_of
from tests.world import World

STEPS = [
    {"before": "5wd", "at": "08:30", "to": ["focal_point"]},
    {"before": "1wd", "at": "08:30", "to": ["focal_point"]},
]
FIRST, SECOND = "2026-12-10 08:30", "2026-12-16 08:30"


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """A report led by PKT and due on 17/12, to which PNV may add."""
    world = World(sqlite_database)
    world.furnish()
    policy = world.add_policy("NHAC", STEPS)
    world.add_requirement(
        "KHCN-TK", "Báo cáo tổng kết", units=["PKT"], contributing=["PNV"], tasks=["2.7", "3.1"], policy_id=policy
    )
    world.open("KHCN-TK", "2026-Q4")
    for unit in ("PKT", "PYT", "PNV"):
        world.settle(unit)
    world.person("PKT", "focal_point", "Lan", "lan")
    ticks(world, "2026-12-01 09:00")
    return world


def queues(world: World, at: str = FIRST) -> None:
    """What the clock says is in the outbox, and not delivered yet."""
    world.at(at)
    with world.database.transaction() as session:
        session.execute(update(Obligation).where(Obligation.state == "open").values(next_check_at=world.now))
    world.database.do(tick, world.now, world.context.calendar)


def ticks(world: World, at: str) -> None:
    queues(world, at)
    world.deliver()


def comes_in(world: World, unit: str, requirement: str) -> None:
    world.settle(unit, requirement)
    world.database.do(settle, world.obligation_id(unit, requirement), world.now)


def told(world: World) -> list[tuple[str, str]]:
    entries = [one for one in world.all(ReminderEntry) if one.step.startswith("contribute")]
    return [(one.step, one.outcome) for one in entries]


def test_with_the_first_reminder_of_the_lead_and_a_button_that_begins(world: World) -> None:
    world.person("PNV", "focal_point", "Bình", "binh")
    ticks(world, FIRST)
    assert "Báo cáo tổng kết quý IV/2026" in world.last("lan").text
    assert world.said("binh") == (
        "Phối hợp: Báo cáo tổng kết quý IV/2026 của Phòng Kinh tế & <Hạ tầng>, hạn 17:00 thứ Năm 17/12/2026; "
        "anh/chị có thể góp ý, bổ sung."
    )
    assert world.last("binh").labels == ["Phối hợp: Báo cáo tổng kết quý IV/2026"]
    world.presses("binh", "Phối hợp: Báo cáo tổng kết quý IV/2026")
    assert "phần phối hợp của Phòng Nội vụ" in world.last("binh").text
    world.presses("binh", "2.7")
    world.presses("binh", "50 %")
    [entry] = world.all(DraftEntry)
    assert entry.answers == {"status": "in_progress", "percent": 50}


def test_once_and_not_at_each_step(world: World) -> None:
    world.person("PNV", "focal_point", "Bình", "binh")
    ticks(world, FIRST)
    ticks(world, SECOND)
    assert len(world.heard("binh")) == 1
    assert len(world.heard("lan")) == 2
    assert told(world) == [("contribute", "queued")]


def test_who_has_contributed_already_is_not_told(world: World) -> None:
    world.person("PNV", "focal_point", "Bình", "binh")
    world.says("binh", "2.7 50%")
    world.presses("binh", "Đúng, ghi vào nháp")
    world.heard("binh")
    ticks(world, FIRST)
    assert world.heard("binh") == []
    assert told(world) == [(f"contribute:{world.unit_id('PNV')}", "contributed")]


def test_nobody_is_told_of_what_is_in(world: World) -> None:
    world.person("PNV", "focal_point", "Bình", "binh")
    world.settle("PKT", "KHCN-TK")
    ticks(world, FIRST)
    assert not world.heard("binh")
    assert told(world) == []


def test_what_waits_to_be_sent_goes_when_the_report_is_in(world: World) -> None:
    world.person("PNV", "focal_point", "Bình", "binh")
    queues(world)
    comes_in(world, "PKT", "KHCN-TK")
    assert [one.state for one in world.all(Outbox) if one.chat_id == "binh"] == ["dropped"]


def test_it_stands_in_the_same_digest_as_their_own_duties(world: World) -> None:
    policy = world.add_policy("NHAC-2", STEPS)
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PNV"], tasks=["3.1"], policy_id=policy)
    world.open("RIENG", "2026-Q4")
    world.person("PNV", "focal_point", "Bình", "binh")
    ticks(world, FIRST)
    [message] = world.heard("binh")
    assert message.text.index("Báo cáo riêng quý IV/2026") < message.text.index("Phối hợp: Báo cáo tổng kết")
    assert message.labels[0] == "Báo cáo ngay"
    assert message.labels[-1] == "Phối hợp: Báo cáo tổng kết quý IV/2026"
    ticks(world, SECOND)
    assert "Phối hợp" not in world.last("binh").text


def test_the_digest_that_waits_is_worded_anew_as_a_contribution(world: World) -> None:
    """Their own report goes in meanwhile."""
    policy = world.add_policy("NHAC-2", STEPS)
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PNV"], tasks=["3.1"], policy_id=policy)
    world.open("RIENG", "2026-Q4")
    world.person("PNV", "focal_point", "Bình", "binh")
    queues(world)
    comes_in(world, "PNV", "RIENG")
    world.deliver()
    assert world.said("binh").startswith("Phối hợp: Báo cáo tổng kết quý IV/2026 của Phòng Kinh tế")
    assert world.last("binh").labels == ["Phối hợp: Báo cáo tổng kết quý IV/2026"]


def test_one_report_of_two_leads_has_two_buttons_that_can_be_told_apart(world: World) -> None:
    policy = world.add_policy("NHAC-2", STEPS)
    world.add_requirement("HAI", "Báo cáo hai", units=["PKT", "PYT"], contributing=["PNV"], policy_id=policy)
    world.open("HAI", "2026-Q4")
    world.settle("PKT", "KHCN-TK")
    world.person("PNV", "focal_point", "Bình", "binh")
    ticks(world, FIRST)
    labels = world.last("binh").labels
    assert len(labels) == len(set(labels)) == 2
    assert sum("Phòng Y tế" in label or "Kinh tế" in label for label in labels) == 2
    world.says("binh", "/nhiemvu")
    assert world.last("binh").labels == labels


def test_in_english(world: World) -> None:
    world.person("PNV", "focal_point", "Bình", "binh", language="en")
    ticks(world, FIRST)
    said = world.said("binh")
    assert said.startswith("Contribute: Báo cáo tổng kết")
    assert "of Phòng Kinh tế & <Hạ tầng>, due" in said
    assert said.endswith("you may add to it.")
    [label] = world.last("binh").labels
    world.presses("binh", label)
    assert "contribution of Phòng Nội vụ" in world.last("binh").text


def test_on_zalo_by_number(world: World) -> None:
    world.person("PNV", "focal_point", "Bình", "z-binh", channel="zalo")
    ticks(world, FIRST)
    shown = "\n".join(texts_of(world.last("z-binh").card))
    assert "Phối hợp: Báo cáo tổng kết quý IV/2026 của Phòng Kinh tế & <Hạ tầng>" in shown
    assert "1" in shown
    world.says("z-binh", "1")
    assert "phần phối hợp của Phòng Nội vụ" in world.last("z-binh").text


def test_who_joins_between_is_told_then(world: World) -> None:
    ticks(world, FIRST)
    assert told(world) == [(f"contribute:{world.unit_id('PNV')}", "nobody")]
    world.person("PNV", "focal_point", "Bình", "binh")
    world.passes(days=1)
    ticks(world, SECOND)
    assert "anh/chị có thể góp ý, bổ sung" in world.said("binh")
    assert told(world)[1:] == [("contribute", "queued")]


def test_whose_account_runs_short_is_told_when_their_week_is_over(world: World) -> None:
    policy = world.add_policy("NHAC-2", [{"before": "12d", "at": "08:30", "to": ["focal_point"]}])
    world.add_requirement("RIENG", "Báo cáo riêng", units=["PNV"], tasks=["3.1"], policy_id=policy)
    world.open("RIENG", "2026-Q4")
    world.person("PNV", "focal_point", "Bình", "z-binh", channel="zalo")
    with world.database.transaction() as session:
        quotas.count(session, "zalo", account_of("zalo"), 2400, 3000, world.now)
    ticks(world, "2026-12-05 08:30")
    assert "Báo cáo riêng" in world.said("z-binh")
    ticks(world, FIRST)
    assert world.heard("z-binh") == []
    assert told(world) == [("contribute", "saved")]
    ticks(world, "2026-12-12 08:31")
    assert "Phối hợp: Báo cáo tổng kết" in world.said("z-binh")
    ticks(world, SECOND)
    assert "Phối hợp" not in world.said("z-binh")
