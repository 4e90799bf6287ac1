"""A Zalo bot's month runs short: told at 80 %, once a week after that, another way when it is spent."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain.messaging.messages import Card, Outgoing, text_of
from domain.quotas import Level
from handlers.conversation.talk import Choice, card_of
from handlers.undelivered.quota import on_quota
from scheduler.delivery.exchange import ChannelVisit, exchange
from scheduler.tick import tick
from storage.db.database import Database
from storage.messages import outbox, quotas
from storage.messages.outbox import Lane
from storage.messages.outbox_mark import Outcome
from storage.people.people import reachable_address
from storage.tables import Address, MonthlyCount, Obligation, Outbox, ReminderEntry, Requirement
from tests.office import account_of
from tests.world import World

TUAN, LAN, AN = "900", "z-lan", "z-an"
ZALO = account_of("zalo")


@pytest.fixture
def world(database: Database) -> World:
    world = World(database)
    world.furnish()
    world.person("BTG", "coordinator", "Tuấn", TUAN)
    world.person("PKT", "focal_point", "Lan", LAN, channel="zalo")
    world.person("PYT", "focal_point", "An", AN, channel="zalo")
    world.at("2026-12-01 09:00")
    return world


def counts(world: World, sent: int, quota: int = 3000) -> Level | None:
    with world.database.transaction() as session:
        reached = quotas.count(session, "zalo", ZALO, sent, quota, world.now)
        if reached is not None:
            on_quota(session, "zalo", ZALO, reached, True, world.now)
    world.deliver()
    return reached


def months(world: World) -> list[tuple[str, int, str]]:
    with world.database.transaction() as session:
        rows = session.scalars(select(MonthlyCount).order_by(MonthlyCount.month))
        return [(row.month, row.sent, row.level) for row in rows]


def test_each_level_is_reached_once_a_month(world: World) -> None:
    assert counts(world, 2399) is None
    assert counts(world, 1) is Level.SAVING
    assert "đã gửi 2400 tin trong tháng 12/2026, quá 80 %" in world.said(TUAN)
    assert counts(world, 10) is None
    assert counts(world, 500) is Level.SPENT
    assert "gần hết số tin của tháng 12/2026 (2910 tin)" in world.said(TUAN)
    assert counts(world, 1) is None
    world.at("2027-01-01 00:01")
    assert counts(world, 1) is None
    assert months(world) == [
        ("2026-12", 2911, "spent"),
        ("2027-01", 1, "free"),
    ]


def reaches(world: World) -> list[str]:
    with world.database.transaction() as session:
        ids = [world.person_id("Lan"), world.person_id("An")]
        return sorted(address.channel for address in reachable_address(session, ids).values())


def test_spent_means_the_next_channel_until_the_month_is_over(world: World) -> None:
    world.address(world.person_id("Lan"), "t-lan")
    counts(world, 2950)
    assert reaches(world) == ["telegram"]
    with world.database.transaction() as session:
        quotas.wake(session, world.now + timedelta(days=5))
    assert reaches(world) == ["telegram"]
    world.at("2027-01-01 00:01")
    with world.database.transaction() as session:
        quotas.wake(session, world.now)
    assert reaches(world) == ["telegram", "zalo"]


def test_a_quota_that_was_raised_counts_at_once(world: World) -> None:
    world.address(world.person_id("Lan"), "t-lan")
    counts(world, 2950)
    assert reaches(world) == ["telegram"]
    world.heard(TUAN)
    assert counts(world, 1, quota=10_000) is Level.FREE
    assert "Bot Zalo “” tháng 12/2026 lại gửi được bình thường (2951 tin)" in world.said(TUAN)
    assert reaches(world) == ["telegram", "zalo"]


def test_what_zalo_refused_is_refused_for_the_month_whatever_we_count(world: World) -> None:
    with world.database.transaction() as session:
        assert quotas.count(session, "zalo", ZALO, 5, 3000, world.now, refused=True) is Level.REFUSED
        assert quotas.count(session, "zalo", ZALO, 5, 3000, world.now) is None
        on_quota(session, "zalo", ZALO, Level.REFUSED, True, world.now)
    world.deliver()
    assert "Zalo không nhận thêm tin nào của bot “” trong tháng 12/2026 (đã gửi 10 tin)" in world.said(TUAN)
    assert reaches(world) == []


def queued(world: World, chat: str) -> list[Outbox]:
    with world.database.transaction() as session:
        return list(session.scalars(select(Outbox).where(Outbox.chat_id == chat).order_by(Outbox.id)))


def test_what_is_refused_for_its_quota_goes_another_way_with_its_buttons(world: World) -> None:
    world.address(world.person_id("Lan"), "t-lan")
    with world.database.transaction() as session:
        address = session.scalars(select(Address).where(Address.chat_id == LAN)).one()
        card = card_of(session, address, text_of("Nhắc nộp"), [[Choice("Nhiệm vụ của tôi", "duties")]], world.now)
        row = outbox.add(
            session,
            channel="zalo",
            account=ZALO,
            chat_id=LAN,
            outgoing=Outgoing("say", card),
            lane=Lane.REMINDER,
            now=world.now,
        )
        assert row is not None
    refused = Outcome("spent", row, world.now, not_before=world.now + timedelta(hours=6), reason="429: Quota exceeded")
    visit = ChannelVisit("zalo", ZALO, [refused], 0, (), world.now, timedelta(minutes=1), quota=3000)
    with world.database.transaction() as session:
        exchange(session, visit, None, on_quota)
    world.deliver()
    said = world.said("t-lan")
    assert "Nhắc nộp" in said
    assert "Zalo đã hết số tin của tháng này nên tin này gửi qua đây" in said
    world.presses("t-lan", "Nhiệm vụ của tôi")
    assert "Báo cáo quý IV/2026" in world.said("t-lan")
    assert [(one.state, one.reason) for one in queued(world, LAN)] == [("dropped", "quota")]


def reminded_daily(world: World, requirement: str = "KHCN-QUY") -> None:
    policy = world.add_policy(
        f"ngay-{requirement}", [{"before": f"{days}d", "at": "09:00", "to": ["focal_point"]} for days in range(17)]
    )
    with world.database.transaction() as session:
        session.execute(update(Requirement).where(Requirement.code == requirement).values(policy_id=policy))
        session.execute(update(Obligation).values(next_check_at=world.now))


def ticks(world: World, *moments: str) -> None:
    for moment in moments:
        world.at(moment)
        world.database.do(tick, world.now, world.context.calendar)
        world.deliver()


def test_reminders_are_one_a_week_while_saving(world: World) -> None:
    reminded_daily(world)
    counts(world, 2400)
    ticks(world, *(f"2026-12-{day:02} 09:30" for day in range(1, 17)))
    reminders = [heard for heard in world.heard(LAN) if "Báo cáo quý IV/2026" in heard.text]
    assert len(reminders) == 3
    saved = [entry for entry in world.all(ReminderEntry) if entry.outcome == "saved"]
    assert saved
    assert {entry.reason for entry in saved} == {"quota"}


def test_with_a_mailbox_and_no_other_chat_the_reminder_goes_there_and_the_ledger_says_why(world: World) -> None:
    world.address(world.person_id("Lan"), "lan@coquan.vn", channel="email")
    policy = world.add_policy("ngay", [{"before": "10d", "at": "09:00", "to": ["focal_point"]}])
    with world.database.transaction() as session:
        session.execute(update(Requirement).values(policy_id=policy))
        session.execute(update(Obligation).values(next_check_at=world.now))
    counts(world, 2950)
    assert reaches(world) == ["email"]
    world.at("2026-12-07 09:30")
    world.database.do(tick, world.now, world.context.calendar)
    lan = world.person_id("Lan")
    [entry] = [one for one in world.all(ReminderEntry) if one.person_id == lan]
    [mail] = [row for row in world.all(Outbox) if row.id == entry.outbox_id]
    assert (mail.channel, mail.chat_id, entry.reason) == ("email", "lan@coquan.vn", "quota")
    world.says(LAN, "/nhiemvu")
    assert "Báo cáo quý IV/2026" in world.said(LAN), "what somebody asks for is still answered where they ask"


def test_the_one_a_week_names_all_that_is_owed_and_what_was_saved_comes_with_the_next(world: World) -> None:
    """A report whose only reminder falls into the week of another one is not forgotten."""
    world.add_requirement("KHCN-THANG", "Báo cáo tháng", units=["PKT"], period_type="monthly")
    world.open("KHCN-THANG", "2026-11", "2026-12-20 17:00")
    for code, days in (("KHCN-QUY", 16), ("KHCN-THANG", 17)):  # on 1 and 3 December, and never again
        policy = world.add_policy(code, [{"before": f"{days}d", "at": "09:00", "to": ["focal_point"]}])
        with world.database.transaction() as session:
            session.execute(update(Requirement).where(Requirement.code == code).values(policy_id=policy))
            session.execute(update(Obligation).values(next_check_at=world.now))
    counts(world, 2400)
    ticks(world, "2026-12-01 09:30")
    first = world.said(LAN)
    assert "1. Báo cáo quý IV/2026" in first
    assert "2. Báo cáo tháng 11/2026" in first
    ticks(world, "2026-12-03 09:30", "2026-12-07 09:30")
    assert world.said(LAN) == ""
    ticks(world, "2026-12-08 09:31")
    second = world.said(LAN)
    assert "Báo cáo tháng 11/2026" in second
    assert "Báo cáo quý IV/2026" in second
    ticks(world, "2026-12-15 09:40")
    assert world.said(LAN) == "", "there is nothing more to remind of"


def test_what_was_saved_is_not_told_once_the_report_is_in(world: World) -> None:
    reminded_daily(world)
    counts(world, 2400)
    ticks(world, "2026-12-01 09:30", "2026-12-02 09:30")
    world.settle("PKT")
    world.heard(LAN)
    ticks(world, "2026-12-08 09:31")
    assert world.said(LAN) == ""


def test_whoever_asks_to_be_reminded_later_is(world: World) -> None:
    reminded_daily(world)
    counts(world, 2400)
    ticks(world, "2026-12-01 09:30")
    world.says(LAN, "nhắc lại sau")
    world.says(LAN, "sau 1 giờ")
    assert "Tôi sẽ nhắc lại lúc 10:30" in world.said(LAN)
    ticks(world, "2026-12-01 10:31")
    assert "Báo cáo quý IV/2026" in world.said(LAN)


def test_what_is_being_sent_and_answers_that_were_not_refused_stay_where_they_are(world: World) -> None:
    world.address(world.person_id("Lan"), "t-lan")
    with world.database.transaction() as session:
        for n, lane in enumerate((Lane.REPLY, Lane.NOTICE, Lane.NOTICE)):
            outbox.add(
                session,
                channel="zalo",
                account=ZALO,
                chat_id=LAN,
                outgoing=Outgoing("say", Card(text_of(f"tin {n}"))),
                lane=lane,
                now=world.now,
            )
        session.execute(
            update(Outbox)
            .where(Outbox.chat_id == LAN, Outbox.lane == Lane.NOTICE, Outbox.id % 2 == 1)
            .values(leased_until=world.now + timedelta(seconds=15))
        )
        leased = len(session.scalars(select(Outbox.id).where(Outbox.leased_until.is_not(None))).all())
        on_quota(session, "zalo", ZALO, Level.SPENT, False, world.now)
    states = [(row.lane, row.state) for row in queued(world, LAN)]
    assert leased == 1
    assert sorted(states) == [(0, "waiting"), (1, "dropped"), (1, "waiting")]


def test_a_coordinator_on_the_very_bot_is_told_that_its_month_is_spent(world: World) -> None:
    world.person("BTG", "coordinator", "Hoa", "z-hoa", channel="zalo")
    counts(world, 2950)
    assert "Bot Zalo “” đã gần hết số tin của tháng 12/2026 (2950 tin)" in world.said("z-hoa")
